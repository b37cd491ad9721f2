using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Exports;

namespace TalentPortal.Web.Features.Commitments.ExportContributions;

/// <summary>The target whose ledger leaves the portal.</summary>
public sealed record ExportedTarget(Guid Id, string Code, int Version, string? Country);

/// <summary>
/// The ledger of a target as a table: everybody the filter leaves, latest first, each with how they stand, why, and where the evidence is. One statement reads it,
/// so that it is of one moment; rows leave as they come, whatever their number.
/// </summary>
public sealed class ContributionExport(PortalDatabase portal, TimeProvider clock)
{
    /// <summary>What a sheet of a workbook holds besides its headings.</summary>
    public const int MostRowsOfSheet = 1_048_575;

    private const int SentAfter = 2000;

    /// <summary>The headings; the words of the interface, in no reader's language.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "subject", "name", "state", "reason", "event", "on", "until", "amount", "currency", "country", "partner", "cohort", "programme",
        "audience", "gender", "age_band", "state_or_region", "sector", "evidence", "roster", "row", "known_since",
    ];

    /// <summary>The target, with the version of its rule that is in force.</summary>
    /// <returns>Null where there is none, nothing is counted yet, or the actor sees numbers only.</returns>
    public async Task<ExportedTarget?> FindAsync(Actor actor, string commitment, string? target, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = await (
            from c in db.Set<Commitment>()
            join t in db.Set<Target>() on c.Id equals t.CommitmentId
            join r in db.Set<RuleVersion>() on t.Id equals r.TargetId
            where c.Code == commitment && c.State != CommitmentState.Draft && r.Status == RuleStatus.Effective && (target == null || t.Code == target)
            orderby t.Ordinal, t.Code
            select new ExportedTarget(t.Id, t.Code, r.Version, c.Country)).FirstOrDefaultAsync(cancellationToken);
        return found is not null && MembersQuery.Allows(actor, found.Country) ? found : null;
    }

    /// <summary>How many rows there would be.</summary>
    public async Task<long> CountAsync(Actor actor, ExportedTarget target, ContributionFilter filter, CancellationToken cancellationToken)
    {
        if (!MembersQuery.Allows(actor, target.Country))
        {
            return 0;
        }

        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        return await MembersQuery.Members(db, actor, target.Id, target.Version, filter).LongCountAsync(cancellationToken);
    }

    /// <summary>Writes headings and rows. That it was taken is on record before the first row leaves. Writes nothing for an actor who sees numbers only.</summary>
    public async Task WriteAsync(Actor actor, ExportedTarget target, ContributionFilter filter, ITableExport table, CancellationToken cancellationToken)
    {
        if (!MembersQuery.Allows(actor, target.Country))
        {
            return;
        }

        await RecordAsync(actor, target, filter, cancellationToken);
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var (partners, cohorts, programmes) = (
            await db.Set<Partner>().ToDictionaryAsync(p => p.Id, p => p.Code, cancellationToken),
            await db.Set<Cohort>().ToDictionaryAsync(c => c.Id, c => c.Code, cancellationToken),
            await db.Set<Programme>().ToDictionaryAsync(p => p.Id, p => p.Code, cancellationToken));
        await db.ReadInOrderAsync(cancellationToken);
        await table.WriteRowAsync(Columns);
        var cells = new string[Columns.Count];
        var waiting = 0;
        await foreach (var row in Rows(db, actor, target, filter).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            Fill(cells, row, partners, cohorts, programmes);
            await table.WriteRowAsync(cells);
            if (++waiting == SentAfter)
            {
                waiting = 0;
                await table.FlushAsync();
            }
        }
    }

    private static IQueryable<Row> Rows(PortalDbContext db, Actor actor, ExportedTarget target, ContributionFilter filter) =>
        from c in MembersQuery.Members(db, actor, target.Id, target.Version, filter).OrderByDescending(c => c.OnDate).ThenByDescending(c => c.Id)
        join f in db.Set<Fact>() on c.FactId equals f.Id
        from r in db.Set<PersonRecord>().Where(r => r.Id == f.RecordId).DefaultIfEmpty()
        select new Row(
            c.SubjectId, r!.FullName, c.State, c.Reason, f.Kind, c.OnDate, c.UntilDate, c.Amount, f.Currency, f.Country, c.PartnerId, c.CohortId, f.ProgrammeId,
            c.Audience, c.Gender, c.AgeBand, c.Region, c.Sector, c.Evidence, f.RosterId, f.RowNo, c.KnownFrom);

    private static void Fill(string[] cells, Row row, Dictionary<Guid, string> partners, Dictionary<Guid, string> cohorts, Dictionary<Guid, string> programmes)
    {
        cells[0] = row.Subject.ToString();
        cells[1] = row.Name ?? (row.Partner is { } subject && row.Subject == subject ? CodeOf(partners, subject) : "");
        cells[2] = Words.Of(row.State);
        cells[3] = row.Reason ?? "";
        cells[4] = Words.Of(row.Event);
        cells[5] = Day(row.On);
        cells[6] = row.Until == DateOnly.MaxValue ? "" : Day(row.Until);
        cells[7] = row.Amount.ToString("0.####", CultureInfo.InvariantCulture);
        cells[8] = row.Currency ?? "";
        cells[9] = row.Country ?? "";
        cells[10] = CodeOf(partners, row.Partner);
        cells[11] = CodeOf(cohorts, row.Cohort);
        cells[12] = CodeOf(programmes, row.Programme);
        cells[13] = row.Audience ?? "";
        cells[14] = row.Gender ?? "";
        cells[15] = row.AgeBand ?? "";
        cells[16] = row.Region ?? "";
        cells[17] = row.Sector ?? "";
        cells[18] = row.Evidence;
        cells[19] = row.Roster?.ToString() ?? "";
        cells[20] = row.RowNo?.ToString(CultureInfo.InvariantCulture) ?? "";
        cells[21] = row.KnownSince.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static string CodeOf(Dictionary<Guid, string> codes, Guid? id) => id is { } key && codes.TryGetValue(key, out var code) ? code : "";

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private async Task RecordAsync(Actor actor, ExportedTarget target, ContributionFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        db.Record(actor, clock.GetUtcNow(), "contributions.exported", ("target", target.Id), filter.Names);
        await db.SaveChangesAsync(cancellationToken);
        await db.CommitAsync(cancellationToken);
    }

    private sealed record Row(
        Guid Subject, string? Name, ContributionState State, string? Reason, FactKind Event, DateOnly On, DateOnly Until, decimal Amount, string? Currency, string? Country, Guid? Partner, Guid? Cohort, Guid? Programme,
        string? Audience, string? Gender, string? AgeBand, string? Region, string? Sector, string Evidence, Guid? Roster, int? RowNo, DateTimeOffset KnownSince);
}
