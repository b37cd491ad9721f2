using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.WriteRule;

/// <summary>What a rule that nobody saved would count today: the counting statement itself, undone at once.</summary>
public sealed class TryRuleQuery(PortalDatabase portal)
{
    /// <summary>How long somebody waits for an answer; a larger one is had by running the rule in the shadow.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The target, as far as the actor manages it.</summary>
    public async Task<RuleGround?> FindAsync(Actor actor, string target, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        return await db.FindManagedAsync(actor, target, cancellationToken);
    }

    /// <param name="actor">Manager of the commitment's country.</param>
    /// <param name="target">Its code.</param>
    /// <param name="input">The rule.</param>
    /// <param name="cancellationToken">The request.</param>
    /// <returns>Refused as not found, with everything that is wrong with the rule, and where the answer would take longer than <see cref="Patience"/>.</returns>
    public async Task<Outcome<TrialAnswer>> RunAsync(Actor actor, string target, RuleInput input, CancellationToken cancellationToken)
    {
        // Numbers cross partners; names are shown of the countries that the actor manages.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        if (await db.FindManagedAsync(actor, target, cancellationToken) is not { } ground)
        {
            return CommitmentProblems.TargetNotFound;
        }

        var checks = new Checks();
        var rule = ground.Check(checks, input);
        if (checks.Failed)
        {
            return checks;
        }

        db.Database.SetCommandTimeout(Patience);
        try
        {
            return await db.TryRuleAsync(ground.Target.Id, rule, MembersQuery.CountriesOf(actor, ground.Commitment.Country), cancellationToken);
        }
        catch (NpgsqlException late) when (late.InnerException is TimeoutException)
        {
            return CommitmentProblems.TrialTooLarge;
        }
    }
}
