using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Partners.DescribePartner;

/// <summary>What a partner is to be.</summary>
/// <param name="Kind"><c>university</c>, <c>training-organisation</c>, <c>ai-partner</c>, <c>employer</c> or <c>agency</c>.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Parent">The code of the organisation it belongs to.</param>
/// <param name="ExternalIds">Identifiers elsewhere, by scheme: <c>ror</c>, <c>uen</c>, <c>ssm</c>.</param>
/// <param name="ShowsFigures">It agreed that the public reads how many people it brought; absent leaves it as it is, at first not.</param>
public sealed record PartnerInput(string? Name, string? Kind, string? Country, string? Parent = null, Dictionary<string, string>? ExternalIds = null, bool? ShowsFigures = null);

/// <summary>Creates a partner or replaces what is said of it. A change of kind or country is carried to the facts and counted.</summary>
public sealed class DescribePartnerHandler(PortalDatabase portal, TimeProvider clock)
{
    private const int ExternalIdMaxLength = 100;

    /// <returns>Refused as not found for a partner in a country the actor does not manage, and with <see cref="Keeping.Changed"/> when <paramref name="seen"/> is not its revision.</returns>
    public async Task<Outcome<Described>> HandleAsync(Actor actor, string code, PartnerInput input, int? seen, CancellationToken cancellationToken)
    {
        var checks = new Checks();
        code = checks.Code("code", code);
        var name = checks.Text("name", input.Name, Partner.NameMaxLength);
        var kind = checks.Word<PartnerKind>("kind", input.Kind);
        var country = checks.Country("country", input.Country);
        var ids = ExternalIds(checks, input.ExternalIds);

        // A manager sees every row; nobody else comes past the next lines.
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var parent = string.IsNullOrEmpty(input.Parent) ? null : await db.Set<Partner>().Where(p => p.Code == input.Parent).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken);
        if (parent is null && !string.IsNullOrEmpty(input.Parent))
        {
            checks.Add("parent", Checks.UnknownCode(input.Parent));
        }

        if (checks.Failed)
        {
            return checks;
        }

        var partner = await db.Set<Partner>().SingleOrDefaultAsync(p => p.Code == code, cancellationToken);
        if (partner is not null && !actor.ManagesCountry(partner.Country))
        {
            return PartnerProblems.NotFound;
        }

        if (!actor.ManagesCountry(country))
        {
            return Keeping.CountryNotManaged(country);
        }

        if (!Keeping.Matches(seen, partner?.Revision))
        {
            return Keeping.Changed;
        }

        var now = clock.GetUtcNow();
        var created = partner is null;
        if (partner is null)
        {
            partner = Partner.Create(code, now);
            db.Add(partner);
        }

        var described = partner.Describe(name, kind, country, parent, ids, input.ShowsFigures);
        return described.Problem is { } problem ? problem : await KeepAsync(db, actor, partner, described.Value, created, now, cancellationToken);
    }

    private async Task<Outcome<Described>> KeepAsync(
        PortalDbContext db, Actor actor, Partner partner, string[] fields, bool created, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (fields.Length > 0)
        {
            db.Record(actor, now, created ? "partner.created" : "partner.changed", ("partner", partner.Id), fields, partner.Id);
            if ((await db.TrySaveAsync(cancellationToken)).Problem is { } changed)
            {
                return changed;
            }
        }

        if (!created && (fields.Contains(nameof(Partner.Kind)) || fields.Contains(nameof(Partner.Country))))
        {
            await db.CorrectFactsOfPartnerAsync(partner.Id, clock, (actor.Id, actor.Name), cancellationToken);
        }

        await db.CommitAsync(cancellationToken);
        return new Described(partner.Id, partner.Code, partner.Revision, created);
    }

    private static Dictionary<string, string> ExternalIds(Checks checks, Dictionary<string, string>? ids)
    {
        if (ids is null)
        {
            return [];
        }

        if (ids.Count > Partner.MaxExternalIds)
        {
            checks.Add("externalIds", Checks.TooMany(Partner.MaxExternalIds));
            return [];
        }

        return ids.ToDictionary(p => checks.Code("externalIds", p.Key), p => checks.Text($"externalIds.{p.Key}", p.Value, ExternalIdMaxLength), StringComparer.Ordinal);
    }
}
