using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Ui.Needs;

/// <summary>What waits for somebody in a feature, said on the portfolio. Registered as a service; it names only what the actor can do something about.</summary>
public interface INeeds
{
    /// <summary>Small numbers come first; leave gaps of ten.</summary>
    int Order { get; }

    /// <summary>A few lines at most: one small indexed read, for it runs whenever the portfolio is shown.</summary>
    Task<IReadOnlyList<Need>> FindAsync(Actor actor, CancellationToken cancellationToken);
}

/// <summary>One thing that waits.</summary>
/// <param name="Href">Where something can be done about it.</param>
/// <param name="Name">What it is; the words of the link.</param>
/// <param name="Why">What it holds back, or what is asked; null where the name says it.</param>
/// <param name="When">Since when, or by when; null where that does not matter.</param>
public sealed record Need(string Href, string Name, string? Why, string? When);

public static class NeedsSetup
{
    /// <summary>What a feature says at most.</summary>
    public const int Most = 3;

    /// <summary>Adds what waits in a feature.</summary>
    public static IServiceCollection AddNeeds<T>(this IServiceCollection services)
        where T : class, INeeds => services.AddSingleton<INeeds, T>();
}
