namespace TalentPortal.Web.Platform.Live;

/// <summary>Tells open pages that what they show has changed. A topic is a short name such as <c>target:0198…</c>; its change number only ever grows.</summary>
public interface IChangeFeed
{
    /// <summary>Calls <paramref name="changed"/> after the topic's change number moved; several changes while a call still runs end in one more call.</summary>
    /// <param name="topic">What is watched.</param>
    /// <param name="changed">Runs outside any renderer; what it throws is logged.</param>
    /// <param name="since">The change number the page was made from: a change between making and watching is told at once. Null starts with the number found first.</param>
    /// <returns>Disposing it ends the watch.</returns>
    IDisposable Watch(string topic, Func<Task> changed, long? since = null);
}

/// <summary>Reads change numbers from where they are kept.</summary>
public interface IChangeSource
{
    /// <summary>The change number of each topic that has one; a topic nobody ever changed may be absent and counts as 0.</summary>
    Task<IReadOnlyDictionary<string, long>> ReadAsync(IReadOnlyCollection<string> topics, CancellationToken cancellationToken);
}
