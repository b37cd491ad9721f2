using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.DescribeCommitment;

/// <summary>
/// Creates a commitment with its targets or replaces what is said of them, as a program does: at once, without a second person, and marked so.
/// The first rule of a target is effective at once; a different one later becomes a draft. A new target, and one whose window or zone changed, is
/// counted for everybody in the same transaction. Words, amounts and windows of a published one that change are kept as they stood: it is restated.
/// </summary>
public sealed class DescribeCommitmentHandler(PortalDatabase portal, TimeProvider clock)
{
    /// <returns>
    /// Refused as not found for a commitment of a country the actor does not manage, when <paramref name="seen"/> is not its revision, and with
    /// everything that is wrong with its fields, among it parts of a rule that this release cannot count and a state that has a verb of its own.
    /// </returns>
    public async Task<Outcome<DescribedCommitment>> HandleAsync(Actor actor, string code, CommitmentInput input, int? seen, CancellationToken cancellationToken)
    {
        // A manager sees every row, as counting must; nobody else comes past the next lines.
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var checks = new Checks();
        code = checks.Code("code", code);
        var wanted = new CommitmentChecks(checks, await CommitmentWriting.NameableAsync(db, code, input, cancellationToken));
        var said = wanted.Said(input);
        var targets = wanted.Targets(input, said.Zone);
        var state = checks.OptionalWord<CommitmentState>("state", input.State);
        var reason = checks.OptionalText("reason", input.Reason, Commitment.ReasonMaxLength);
        if (checks.Failed)
        {
            return checks;
        }

        var found = await db.Set<Commitment>().SingleOrDefaultAsync(c => c.Code == code, cancellationToken);
        if (Refusal(actor, found, said, seen) is { } problem)
        {
            return problem;
        }

        if (!MayBe(found?.State, state))
        {
            checks.Add("state", CommitmentProblems.StateByVerb(found is null ? "–" : Words.Of(found.State), Words.Of(state!.Value)));
            return checks;
        }

        var now = clock.GetUtcNow();
        var commitment = found ?? Commitment.Create(code, now, state ?? CommitmentState.Published);
        var named = input.Name is null && found is not null ? said with { Name = found.Name } : said;
        var done = await CommitmentWriting.DescribeAsync(db, actor, commitment, named, targets, new(actor.Id, actor.Name, ApprovalHow.Key, Reason: found is null ? null : reason), clock, cancellationToken);
        if (done.Succeeded)
        {
            await db.CommitAsync(cancellationToken);
        }

        return done;
    }

    private static Problem? Refusal(Actor actor, Commitment? found, CommitmentWords said, int? seen)
    {
        if (found is not null && !actor.ManagesCountry(found.Country))
        {
            return CommitmentProblems.NotFound;
        }

        if (!actor.ManagesCountry(said.Country))
        {
            return Keeping.CountryNotManaged(said.Country);
        }

        return Keeping.Matches(seen, found?.Revision) ? null : Keeping.Changed;
    }

    /// <summary>A program that says again what it said stays welcome, also when the commitment was restated since.</summary>
    private static bool MayBe(CommitmentState? now, CommitmentState? asked) => (now, asked) switch
    {
        (_, null) => true,
        (null, _) => asked is CommitmentState.Draft or CommitmentState.Published,
        (CommitmentState.Restated, CommitmentState.Published) => true,
        _ => now == asked,
    };
}
