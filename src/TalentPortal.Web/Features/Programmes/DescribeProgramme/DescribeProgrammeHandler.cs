using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Programmes;
using TalentPortal.Domain.Reference;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Programmes.DescribeProgramme;

/// <summary>What a programme is to be.</summary>
/// <param name="Kind"><c>training</c>, <c>bootcamp</c>, <c>bridging</c>, <c>symposium</c>, <c>internship</c> or <c>partner-development</c>.</param>
/// <param name="Level"><c>foundation</c>, <c>educator</c>, <c>developer</c>, <c>architect</c>, or absent.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Sector">One of the reference list, or absent.</param>
public sealed record ProgrammeInput(string? Name, string? Kind, string? Level, string? Country, string? Sector = null);

/// <summary>Creates a programme or replaces what is said of it. A change of kind or level is carried to the facts and counted.</summary>
public sealed class DescribeProgrammeHandler(PortalDatabase portal, TimeProvider clock)
{
    /// <returns>Refused as not found for a programme of a country the actor does not manage, and when <paramref name="seen"/> is not its revision.</returns>
    public async Task<Outcome<Described>> HandleAsync(Actor actor, string code, ProgrammeInput input, int? seen, CancellationToken cancellationToken)
    {
        var checks = new Checks();
        code = checks.Code("code", code);
        var name = checks.Text("name", input.Name, Programme.NameMaxLength);
        var kind = checks.Word<ProgrammeKind>("kind", input.Kind);
        var level = checks.OptionalWord<Level>("level", input.Level);
        var country = checks.Country("country", input.Country);
        var sector = checks.OptionalText("sector", input.Sector, Programme.SectorMaxLength);
        if (sector is not null && !Groups.Sectors.Contains(sector))
        {
            checks.Add("sector", Checks.UnknownWord(sector, Groups.Sectors));
        }

        if (checks.Failed)
        {
            return checks;
        }

        // A manager sees every row, as corrections must; nobody else comes past the next lines.
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var programme = await db.Set<Programme>().SingleOrDefaultAsync(p => p.Code == code, cancellationToken);
        if (programme is not null && !actor.ManagesCountry(programme.Country))
        {
            return ProgrammeProblems.NotFound;
        }

        if (!actor.ManagesCountry(country))
        {
            return Keeping.CountryNotManaged(country);
        }

        if (!Keeping.Matches(seen, programme?.Revision))
        {
            return Keeping.Changed;
        }

        var now = clock.GetUtcNow();
        var created = programme is null;
        if (programme is null)
        {
            programme = Programme.Create(code, now);
            db.Add(programme);
        }

        var fields = programme.Describe(name, kind, level, country, sector);
        return await KeepAsync(db, actor, programme, fields, created, now, cancellationToken);
    }

    private async Task<Outcome<Described>> KeepAsync(
        PortalDbContext db, Actor actor, Programme programme, string[] fields, bool created, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (created || fields.Length > 0)
        {
            db.Record(actor, now, created ? "programme.created" : "programme.changed", ("programme", programme.Id), fields);
            if ((await db.TrySaveAsync(cancellationToken)).Problem is { } changed)
            {
                return changed;
            }
        }

        if (!created && (fields.Contains(nameof(Programme.Kind)) || fields.Contains(nameof(Programme.Level))))
        {
            await db.CorrectFactsOfProgrammeAsync(programme.Id, clock, (actor.Id, actor.Name), cancellationToken);
        }

        await db.CommitAsync(cancellationToken);
        return new Described(programme.Id, programme.Code, programme.Revision, created);
    }
}
