using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Web.Platform.Live;

/// <summary>The topics that pages may watch.</summary>
public static class Topics
{
    /// <summary>Any figure of any target.</summary>
    public const string Figures = "figures";

    private const string TargetPrefix = "target:";
    private const string RosterPrefix = "roster:";

    /// <summary>The figures of one target.</summary>
    public static string Target(Guid id) => TargetPrefix + id;

    /// <summary>The state of one roster.</summary>
    public static string Roster(Guid id) => RosterPrefix + id;

    internal static Guid[] TargetsIn(IEnumerable<string> topics) => Ids(topics, TargetPrefix);

    internal static Guid[] RostersIn(IEnumerable<string> topics) => Ids(topics, RosterPrefix);

    private static Guid[] Ids(IEnumerable<string> topics, string prefix) =>
    [
        .. topics.Where(t => t.StartsWith(prefix, StringComparison.Ordinal))
            .Select(t => Guid.TryParse(t.AsSpan(prefix.Length), out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty),
    ];
}

/// <summary>Reads change numbers from figures and rosters. Whoever watches a roster was shown it first, and a bare number tells nothing: so one read for all.</summary>
public sealed class DatabaseChangeSource(PortalDatabase database) : IChangeSource
{
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(IReadOnlyCollection<string> topics, CancellationToken cancellationToken)
    {
        await using var db = await database.BeginAsync(Scope.Everything, cancellationToken);
        return await db.ReadChangesAsync(Topics.TargetsIn(topics), Topics.RostersIn(topics), topics.Contains(Topics.Figures), cancellationToken);
    }
}
