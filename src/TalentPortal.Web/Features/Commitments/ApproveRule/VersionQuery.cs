using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Features.Commitments.WriteRule;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Commitments.ApproveRule;

/// <summary>A version beside the one it is compared with.</summary>
/// <param name="Ground">Its target.</param>
/// <param name="Version">The version.</param>
/// <param name="Other">The one in force, or, for a version that was, the one before it; null where there is none.</param>
/// <param name="Percent">How much of everybody has been counted under it.</param>
/// <param name="Counted">Counted under it today.</param>
/// <param name="OtherCounted">Counted under the other.</param>
/// <param name="Differences">Who stands otherwise, by what they are under each; empty until everybody has been counted.</param>
/// <param name="People">A page of them; null where the reader sees numbers only.</param>
/// <param name="Next">After whom the next page begins; null on the last.</param>
/// <param name="Approval">Why the reader may not approve it now; <see cref="Result.Ok"/> where they may.</param>
public sealed record VersionView(
    RuleGround Ground, RuleVersion Version, RuleVersion? Other, int Percent, long Counted, long OtherCounted, IReadOnlyList<VersionDifference> Differences,
    IReadOnlyList<DifferingSubject>? People, Guid? Next, Result Approval);

/// <summary>Reads a version of a rule and how it differs from the one in force.</summary>
public sealed class VersionQuery(PortalDatabase portal)
{
    public const int PageSize = 25;

    /// <param name="actor">Manager of the commitment's country.</param>
    /// <param name="target">Its code.</param>
    /// <param name="number">Which version.</param>
    /// <param name="only">A <see cref="VersionDifference.Key"/> to narrow the people to; null for all.</param>
    /// <param name="after">After whom the page of people begins.</param>
    /// <param name="cancellationToken">The request.</param>
    /// <returns>Null where it does not exist, or is not the actor's to manage.</returns>
    public async Task<VersionView?> RunAsync(Actor actor, string target, int number, string? only, Guid? after, CancellationToken cancellationToken)
    {
        // Numbers cross partners; names are shown of the countries that the actor manages.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        if (await db.FindManagedAsync(actor, target, cancellationToken) is not { } ground || ground.Versions.SingleOrDefault(v => v.Version == number) is not { } version)
        {
            return null;
        }

        var other = version.Status is RuleStatus.Effective or RuleStatus.Superseded
            ? ground.Versions.LastOrDefault(v => v.Version < number && v.Status == RuleStatus.Superseded)
            : ground.Effective;
        var comparable = other is not null && version is { Status: RuleStatus.Shadow, ShadowDoneAt: not null };
        var counted = await CountedAsync(db, ground.Target.Id, cancellationToken);
        List<VersionDifference> differences = comparable ? await db.DifferencesAsync(ground.Target.Id, other!.Version, number, cancellationToken) : [];
        var countries = MembersQuery.CountriesOf(actor, ground.Commitment.Country);
        var people = comparable && countries is not { Length: 0 }
            ? await db.DifferingAsync((ground.Target.Id, other!.Version, number), only, (after, PageSize + 1), countries, cancellationToken)
            : null;
        return new(
            ground, version, other, await db.ShadowedSoFarAsync(version, cancellationToken), counted.GetValueOrDefault(number), other is null ? 0 : counted.GetValueOrDefault(other.Version), differences,
            people is null ? null : [.. people.Take(PageSize)], people?.Count > PageSize ? people[PageSize - 1].Subject : null, version.MayApprove(actor.IsKey ? null : actor.Id));
    }

    private static Task<Dictionary<int, long>> CountedAsync(PortalDbContext db, Guid target, CancellationToken cancellationToken) =>
        db.Set<Figure>().Where(f => f.TargetId == target && f.Dim == "state" && f.Key == "counted").ToDictionaryAsync(f => f.Version, f => f.N, cancellationToken);
}
