using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.DescribeCommitment;

/// <summary>
/// Creates a commitment with its targets or replaces what is said of them. The first rule of a target is effective at once; a different one
/// later becomes a draft. A new target, and one whose window or zone changed, is counted for everybody in the same transaction.
/// </summary>
public sealed class DescribeCommitmentHandler(PortalDatabase portal, TimeProvider clock)
{
    /// <summary>Counting everybody takes longer than a web command may; seconds.</summary>
    private const int CountingSeconds = 1800;

    /// <returns>
    /// Refused as not found for a commitment of a country the actor does not manage, when <paramref name="seen"/> is not its revision, and with
    /// everything that is wrong with its fields, among it parts of a rule that this release cannot count.
    /// </returns>
    public async Task<Outcome<DescribedCommitment>> HandleAsync(Actor actor, string code, CommitmentInput input, int? seen, CancellationToken cancellationToken)
    {
        // A manager sees every row, as counting must; nobody else comes past the next lines.
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var named = input.Targets?.SelectMany(t => t.Rule?.Programmes ?? []).Distinct().ToList() ?? [];
        var programmes = await db.Set<Programme>().Where(p => named.Contains(p.Code)).ToDictionaryAsync(p => p.Code, p => p.Id, cancellationToken);
        var checks = new Checks();
        code = checks.Code("code", code);
        var wanted = new CommitmentChecks(checks, programmes);
        var said = wanted.Said(input);
        var targets = wanted.Targets(input, said.Zone);
        if (checks.Failed)
        {
            return checks;
        }

        var commitment = await db.Set<Commitment>().SingleOrDefaultAsync(c => c.Code == code, cancellationToken);
        if (commitment is not null && !actor.ManagesCountry(commitment.Country))
        {
            return CommitmentProblems.NotFound;
        }

        if (!actor.ManagesCountry(said.Country))
        {
            return Keeping.CountryNotManaged(said.Country);
        }

        if (!Keeping.Matches(seen, commitment?.Revision))
        {
            return Keeping.Changed;
        }

        return await DescribeAsync(db, actor, commitment, code, input.Name is null && commitment is not null ? said with { Name = commitment.Name } : said, targets, cancellationToken);
    }

    private async Task<Outcome<DescribedCommitment>> DescribeAsync(
        PortalDbContext db, Actor actor, Commitment? found, string code, CommitmentWords said, IReadOnlyList<CheckedTarget> wanted, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var commitment = found ?? Commitment.Create(code, now);
        if (found is null)
        {
            db.Add(commitment);
        }

        var fields = commitment.Describe(said);
        var work = await TargetWork.LoadAsync(db, commitment, wanted, cancellationToken);
        var checks = work.Describe(wanted, said.Zone, actor.Id, now);
        if (checks.Failed)
        {
            return checks;
        }

        if (fields.Length > 0 || work.Fields.Count > 0)
        {
            if (fields.Length == 0)
            {
                commitment.TargetsChanged();
            }

            db.Record(actor, now, found is null ? "commitment.created" : "commitment.changed", ("commitment", commitment.Id), [.. fields, .. work.Fields]);
        }

        db.Database.SetCommandTimeout(CountingSeconds);
        if ((await db.TrySaveAsync(cancellationToken)).Problem is { } changed)
        {
            return changed;
        }

        if (work.Recount.Count > 0)
        {
            await db.CountTargetsAsync([.. work.Recount], clock, new(KnowingKind.Target, commitment.Id, actor.Id, actor.Name), cancellationToken);
        }

        await db.CommitAsync(cancellationToken);
        return new DescribedCommitment(commitment.Id, commitment.Code, commitment.Revision, found is null, work.Drafts, work.Kept);
    }
}
