using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.DescribeTranche;

/// <summary>A part of the money of a commitment.</summary>
/// <param name="Commitment">The code of the one commitment it belongs to; fixed once it exists.</param>
/// <param name="Stage"><c>announced</c>, <c>committed</c>, <c>disbursed</c> or <c>spent</c>; it counts from <c>disbursed</c> on.</param>
/// <param name="Amount">In whole units of the currency.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="On">The day it came to its stage.</param>
/// <param name="Evidence">Where it can be looked up.</param>
public sealed record TrancheInput(string? Commitment, string? Stage, decimal? Amount, string? Currency, DateOnly? On, string? Evidence = null);

/// <summary>Writes a tranche and, in the same transaction, the fact that its money was paid out, and what that counts for.</summary>
public sealed class DescribeTrancheHandler(PortalDatabase portal, TimeProvider clock)
{
    private static readonly string[] Counted = [nameof(Tranche.DisbursedOn), nameof(Tranche.Amount), nameof(Tranche.Currency)];

    /// <returns>
    /// Refused as not found for a tranche of a commitment of a country the actor does not manage, with <see cref="TrancheProblems.OfAnother"/>,
    /// as <see cref="Tranche.Describe"/> says, and when <paramref name="seen"/> is not its revision.
    /// </returns>
    public async Task<Outcome<Described>> HandleAsync(Actor actor, string code, TrancheInput input, int? seen, CancellationToken cancellationToken)
    {
        var checks = new Checks();
        code = checks.Code("code", code);
        var stage = checks.Word<TrancheStage>("stage", input.Stage);
        var amount = checks.InRange("amount", input.Amount, 0, Tranche.MaxAmount);
        var currency = checks.OptionalCurrency("currency", input.Currency);
        var on = checks.Day("on", input.On);
        var evidence = checks.OptionalText("evidence", input.Evidence, Tranche.EvidenceMaxLength);
        Missing(checks, "amount", input.Amount is null);
        Missing(checks, "currency", string.IsNullOrWhiteSpace(input.Currency));

        // A manager sees every row, as counting must; nobody else comes past the next lines.
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var commitment = await db.Set<Commitment>().Where(c => c.Code == input.Commitment).Select(c => new { c.Id, c.Country }).SingleOrDefaultAsync(cancellationToken);
        if (commitment is null || !actor.ManagesCountry(commitment.Country))
        {
            checks.Add("commitment", string.IsNullOrEmpty(input.Commitment) ? Checks.Missing : Checks.UnknownCode(input.Commitment));
        }

        if (checks.Failed)
        {
            return checks;
        }

        var tranche = await db.Set<Tranche>().SingleOrDefaultAsync(t => t.Code == code, cancellationToken);
        if (tranche is not null && tranche.CommitmentId != commitment!.Id)
        {
            return TrancheProblems.OfAnother;
        }

        if (!Keeping.Matches(seen, tranche?.Revision))
        {
            return Keeping.Changed;
        }

        var created = tranche is null;
        if (tranche is null)
        {
            tranche = Tranche.Create(code, commitment!.Id, clock.GetUtcNow());
            db.Add(tranche);
        }

        var described = tranche.Describe(stage, amount!.Value, currency!, on, evidence);
        return described.Problem is { } problem ? problem : await KeepAsync(db, actor, tranche, described.Value, created, cancellationToken);
    }

    private static void Missing(Checks checks, string field, bool missing)
    {
        if (missing)
        {
            checks.Add(field, Checks.Missing);
        }
    }

    private async Task<Outcome<Described>> KeepAsync(PortalDbContext db, Actor actor, Tranche tranche, string[] fields, bool created, CancellationToken cancellationToken)
    {
        if (fields.Length > 0)
        {
            db.Record(actor, clock.GetUtcNow(), created ? "tranche.created" : "tranche.changed", ("tranche", tranche.Id), fields);
            if ((await db.TrySaveAsync(cancellationToken)).Problem is { } changed)
            {
                return changed;
            }

            if (fields.Any(Counted.Contains))
            {
                await db.WriteTrancheFactAsync(tranche, clock, (actor.Id, actor.Name), cancellationToken);
            }
        }

        await db.CommitAsync(cancellationToken);
        return new Described(tranche.Id, tranche.Code, tranche.Revision, created);
    }
}
