namespace TalentPortal.Domain.Access;

/// <summary>When somebody was at the portfolio last, and when before that: what changed since is told them first.</summary>
public sealed class Visit
{
    /// <summary>Whoever comes back sooner is still there.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromMinutes(30);

    /// <summary>An open page asks again by itself: it is noted no more often than this.</summary>
    public static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    private Visit()
    {
    }

    public Guid AccountId { get; private init; }

    /// <summary>The latest moment they were there.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>The end of the visit before this one; null on the first.</summary>
    public DateTimeOffset? Before { get; private init; }
}
