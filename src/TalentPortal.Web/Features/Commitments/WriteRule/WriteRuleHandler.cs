using TalentPortal.Data;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.WriteRule;

/// <summary>Writes another version of a target's rule. It counts nothing until it has been counted in the shadow and a second person has approved it.</summary>
public sealed class WriteRuleHandler(PortalDatabase portal, TimeProvider clock)
{
    /// <param name="actor">Manager of the commitment's country.</param>
    /// <param name="target">Its code.</param>
    /// <param name="input">The rule.</param>
    /// <param name="why">The author's reason, for whoever approves it and for the public record.</param>
    /// <param name="cancellationToken">The request.</param>
    /// <returns>The number of the version. Refused as not found, with everything that is wrong with it, where it says what is in force, and while another version waits.</returns>
    public async Task<Outcome<int>> HandleAsync(Actor actor, string target, RuleInput input, string? why, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindManagedAsync(actor, target, cancellationToken) is not { } ground)
        {
            return CommitmentProblems.TargetNotFound;
        }

        var checks = new Checks();
        var rule = ground.Check(checks, input);
        var because = checks.Text("why", why, RuleVersion.WhyMaxLength);
        if (checks.Failed)
        {
            return checks;
        }

        if (ground.Commitment.State == CommitmentState.Draft)
        {
            return CommitmentProblems.RuleOfDraft;
        }

        if (ground.Effective?.SaysTheSameAs(rule) == true)
        {
            return CommitmentProblems.RuleSaysTheSame;
        }

        if (ground.Waiting is not null)
        {
            return CommitmentProblems.RuleWaitsAlready;
        }

        var now = clock.GetUtcNow();
        var version = RuleVersion.Propose(ground.Target.Id, (ground.Versions.Count == 0 ? 0 : ground.Versions[^1].Version) + 1, rule, (actor.Id, actor.Name, because), now);
        db.Add(version);
        ground.Commitment.TargetsChanged();
        db.Record(actor, now, "rule.written", ("commitment", ground.Commitment.Id), [$"{ground.Target.Code} v{version.Version}"]);
        if ((await db.TrySaveAsync(cancellationToken)).Problem is { } changed)
        {
            return changed;
        }

        await db.CommitAsync(cancellationToken);
        return version.Version;
    }
}
