using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Commitments.CountTarget;

/// <summary>An exact count that can be asked for again.</summary>
/// <param name="MembersHash">SHA-256 of the counted subject ids, lower-case, sorted, one a line.</param>
/// <param name="AsOf">The day at whose end, in the commitment's zone, it is counted.</param>
/// <param name="KnownAt">The moment of knowledge it was answered at: asked again with it, the answer is the same.</param>
public sealed record CountView(long Counted, long Provisional, string MembersHash, DateOnly AsOf, DateTimeOffset KnownAt, int RuleVersion);

/// <summary>Replays a target: as of a day, as known at a moment, under a version of its rule. An aggregate over all partners.</summary>
public sealed class CountTargetQuery(PortalDatabase portal, TimeProvider clock)
{
    /// <param name="actor">Who asks.</param>
    /// <param name="code">The target.</param>
    /// <param name="asOf">Today in its zone where absent.</param>
    /// <param name="knownAt">Where absent, or while something is being written, the latest moment whose past no longer changes.</param>
    /// <param name="ruleVersion">The version effective at that moment where absent; before the first, the first.</param>
    /// <param name="cancellationToken">The request.</param>
    /// <returns>Refused as not found for a target or version that does not exist, and for a moment in the future.</returns>
    public async Task<Result<CountView>> CountAsync(Actor actor, string code, DateOnly? asOf, DateTimeOffset? knownAt, int? ruleVersion, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        // Only numbers and a hash leave this unit of work, so the count may cross partners.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        if (await db.FindTargetAsync(actor, code, cancellationToken) is not { } target)
        {
            return CommitmentProblems.TargetNotFound;
        }

        var moment = await db.FindMomentAsync(knownAt, now, cancellationToken);
        if (moment.Problem is { } refused)
        {
            return refused;
        }

        var known = moment.Value;
        var versions = await db.Set<RuleVersion>().AsNoTracking().Where(r => r.TargetId == target.Id).OrderBy(r => r.Version).ToListAsync(cancellationToken);
        var version = ruleVersion is { } asked
            ? versions.Find(v => v.Version == asked)
            : versions.Find(v => v.KnownFrom <= known && known < v.KnownTo) ?? versions.FirstOrDefault();
        if (version is null)
        {
            return CommitmentProblems.RuleVersionNotFound;
        }

        var day = asOf ?? now.DayIn(target.Zone);
        var counted = await db.ReplayAsync(target.Id, version.Version, day, known, version.KnownFrom <= known && known < version.KnownTo, cancellationToken);
        return new CountView(counted.Counted, counted.Provisional, counted.MembersHash, day, known, version.Version);
    }
}
