using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Ui.Finding;

/// <summary>What a feature finds for the box at the top of every page. Registered as a service; each one is asked for what the actor may see, and for no more.</summary>
public interface IFinder
{
    /// <summary>Small numbers come first; leave gaps of ten.</summary>
    int Order { get; }

    /// <summary>The heading of what it finds, in the reader's language.</summary>
    string Heading { get; }

    /// <summary>Whether the actor may find anything here at all.</summary>
    bool IsFor(Actor actor);

    /// <summary>The best few of what a text could mean.</summary>
    /// <param name="actor">Whose reach it stays within.</param>
    /// <param name="text">At least <see cref="FindingLimits.Fewest"/> characters, trimmed.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    Task<IReadOnlyList<Found>> FindAsync(Actor actor, string text, int most, CancellationToken cancellationToken);

    /// <summary>The page that lists all that a text finds; null where there is none.</summary>
    string? AllOf(string text);
}

/// <summary>One thing that was found.</summary>
/// <param name="Href">Its page.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Below">What tells it from others of that name.</param>
public sealed record Found(string Href, string Name, string? Below);

/// <summary>Limits of finding.</summary>
public static class FindingLimits
{
    /// <summary>Characters below which nothing is looked for.</summary>
    public const int Fewest = 2;

    /// <summary>Characters that are looked at.</summary>
    public const int Longest = 100;

    /// <summary>What is shown of each kind.</summary>
    public const int Shown = 5;

    /// <summary>Adds what a feature finds.</summary>
    public static IServiceCollection AddFinder<T>(this IServiceCollection services)
        where T : class, IFinder => services.AddSingleton<IFinder, T>();
}
