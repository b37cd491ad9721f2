using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Jobs;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Commitments.WriteRule;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Commitments.ApproveRule;

/// <summary>What becomes of a version that somebody wrote: counted in the shadow, put in force by a second person, or turned down.</summary>
public sealed class DecideRuleHandler(PortalDatabase portal, JobSignal signal, TimeProvider clock)
{
    /// <summary>Begins to count it beside the version in force; asked again, goes on where that was given up.</summary>
    /// <returns>Refused as not found, and as <see cref="RuleVersion.BeginShadow"/> says.</returns>
    public Task<Result> ShadowAsync(Actor actor, string target, int version, CancellationToken cancellationToken) => DecideAsync(
        actor,
        target,
        version,
        "rule.shadowed",
        async (db, _, found) =>
        {
            if (found is not { Status: RuleStatus.Shadow, ShadowDoneAt: null } && found.BeginShadow() is { Succeeded: false } refused)
            {
                return refused;
            }

            var now = clock.GetUtcNow();
            await db.EnqueueAsync( // asked for twice it goes over the same people twice, which changes nothing; a count that was given up must go on
                ShadowRuleJob.JobKind, $"{ShadowRuleJob.JobKind}:{found.TargetId}:{found.Version}:{now.UtcTicks}", JsonSerializer.Serialize(new ShadowRulePayload(found.TargetId, found.Version)), now, cancellationToken);
            return Result.Ok;
        },
        cancellationToken);

    /// <summary>A second person puts it in force, in place of the one that is.</summary>
    /// <returns>Refused as not found, and as <see cref="RuleVersion.Approve"/> says.</returns>
    public Task<Result> ApproveAsync(Actor actor, string target, int version, CancellationToken cancellationToken) => DecideAsync(
        actor,
        target,
        version,
        "rule.approved",
        async (db, ground, found) =>
        {
            var by = actor.IsKey ? null : actor.Id;
            if (found.MayApprove(by) is { Succeeded: false } refused)
            {
                return refused;
            }

            // Nobody is counted anew: the shadow is, and has been, counted with every change. The moment is the one at which the words take over.
            // Only who shares people with it must hear of it: each of those counts for one of them.
            string[] groups = [.. new[] { found.ExclusivityGroup, ground.Effective?.ExclusivityGroup }.OfType<string>().Distinct()];
            await db.TouchThoseWhoShareAsync(found.TargetId, groups, cancellationToken);
            var at = await db.BeginKnowingAsync(clock, new(KnowingKind.Rule, found.TargetId, actor.Id, actor.Name), cancellationToken);
            if (ground.Effective is { } before)
            {
                before.Supersede(at);
                await db.SaveChangesAsync(cancellationToken); // one is in force at a time, at every moment
            }

            var approved = found.Approve(by, actor.Name, at);
            await db.SaveChangesAsync(cancellationToken);
            await db.CountThoseWhoShareAsync(found.TargetId, groups, at, cancellationToken);
            return approved;
        },
        cancellationToken);

    /// <summary>Turns it down, or takes it back. What its shadow counted is closed.</summary>
    /// <returns>Refused as not found, without a reason, and as <see cref="RuleVersion.Reject"/> says.</returns>
    public Task<Result> RejectAsync(Actor actor, string target, int version, string? because, CancellationToken cancellationToken) => DecideAsync(
        actor,
        target,
        version,
        "rule.rejected",
        async (db, _, found) =>
        {
            var text = because?.Trim() ?? "";
            if (text.Length is 0 or > RuleVersion.WhyMaxLength)
            {
                return text.Length == 0 ? Checks.Missing : Checks.TooLong(RuleVersion.WhyMaxLength);
            }

            var counted = found.Status == RuleStatus.Shadow;
            var rejected = found.Reject(text);
            if (rejected.Succeeded && counted)
            {
                await db.TouchAsync([], cancellationToken);
                var at = await db.BeginKnowingAsync(clock, new(KnowingKind.Rule, found.TargetId, actor.Id, actor.Name), cancellationToken);
                await db.ForgetVersionAsync(found, at, cancellationToken);
            }

            return rejected;
        },
        cancellationToken);

    private async Task<Result> DecideAsync(
        Actor actor, string target, int version, string action, Func<PortalDbContext, RuleGround, RuleVersion, Task<Result>> decide, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindManagedAsync(actor, target, cancellationToken) is not { } ground)
        {
            return CommitmentProblems.TargetNotFound;
        }

        if (ground.Versions.SingleOrDefault(v => v.Version == version) is not { } found)
        {
            return CommitmentProblems.RuleVersionNotFound;
        }

        await db.LockVersionAsync(found.TargetId, version, cancellationToken);
        await db.Entry(found).ReloadAsync(cancellationToken);
        if (ground.Commitment.State == CommitmentState.Draft)
        {
            return CommitmentProblems.RuleOfDraft;
        }

        var decided = await decide(db, ground, found);
        if (!decided.Succeeded)
        {
            return decided;
        }

        ground.Commitment.TargetsChanged();
        db.Record(actor, clock.GetUtcNow(), action, ("commitment", ground.Commitment.Id), [$"{target} v{version}"]);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await db.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Keeping.Changed; // somebody else decided in the same moment
        }

        signal.Wake();
        return Result.Ok;
    }
}
