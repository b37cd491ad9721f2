using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Partners;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Partners.DescribeAgreement;

/// <summary>What was agreed.</summary>
/// <param name="Kind">What it is called: memorandum of understanding, licence.</param>
/// <param name="EffectiveOn">The first day on which it is in force.</param>
/// <param name="ExpiresOn">The first day on which it is no longer in force; absent while open-ended.</param>
public sealed record AgreementInput(string? Kind, DateOnly? SignedOn, DateOnly? EffectiveOn, DateOnly? ExpiresOn = null, string? Scope = null);

/// <summary>Writes an agreement and, in the same transaction, the fact that the partner is under agreement, and what that counts for.</summary>
public sealed class DescribeAgreementHandler(PortalDatabase portal, TimeProvider clock)
{
    /// <returns>Refused as not found for a partner in a country the actor does not manage, when it would end before it begins, and when <paramref name="seen"/> is not its revision.</returns>
    public async Task<Outcome<Described>> HandleAsync(Actor actor, string partnerCode, int number, AgreementInput input, int? seen, CancellationToken cancellationToken)
    {
        var checks = new Checks();
        var kind = checks.Text("kind", input.Kind, Agreement.KindMaxLength);
        var signedOn = checks.Day("signedOn", input.SignedOn);
        var effectiveOn = checks.Day("effectiveOn", input.EffectiveOn);
        var scope = checks.OptionalText("scope", input.Scope, Agreement.ScopeMaxLength) ?? "";
        checks.InRange("n", number, 1, int.MaxValue);
        if (checks.Failed)
        {
            return checks;
        }

        // A manager sees every row, as counting must; nobody else comes past the next lines.
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var partner = await db.Set<Partner>().Where(p => p.Code == partnerCode).Select(p => new { p.Id, p.Country }).SingleOrDefaultAsync(cancellationToken);
        if (partner is null || !actor.ManagesCountry(partner.Country))
        {
            return PartnerProblems.NotFound;
        }

        var agreement = await db.Set<Agreement>().SingleOrDefaultAsync(a => a.PartnerId == partner.Id && a.Number == number, cancellationToken);
        if (!Keeping.Matches(seen, agreement?.Revision))
        {
            return Keeping.Changed;
        }

        var created = agreement is null;
        if (agreement is null)
        {
            agreement = Agreement.Create(partner.Id, number);
            db.Add(agreement);
        }

        var described = agreement.Describe(kind, signedOn, effectiveOn, input.ExpiresOn, scope);
        if (described.Problem is { } problem)
        {
            return problem;
        }

        return await KeepAsync(db, actor, agreement, described.Value, created, $"{partnerCode}/{number}", cancellationToken);
    }

    private async Task<Outcome<Described>> KeepAsync(
        PortalDbContext db, Actor actor, Agreement agreement, string[] fields, bool created, string code, CancellationToken cancellationToken)
    {
        if (fields.Length > 0)
        {
            var now = clock.GetUtcNow();
            db.Record(actor, now, created ? "agreement.created" : "agreement.changed", ("agreement", agreement.Id), fields, agreement.PartnerId);
            if ((await db.TrySaveAsync(cancellationToken)).Problem is { } changed)
            {
                return changed;
            }

            if (fields.Contains(nameof(Agreement.EffectiveOn)) || fields.Contains(nameof(Agreement.ExpiresOn)))
            {
                await db.WriteAgreementFactAsync(agreement, clock, (actor.Id, actor.Name), cancellationToken);
            }
        }

        await db.CommitAsync(cancellationToken);
        return new Described(agreement.Id, code, agreement.Revision, created);
    }
}
