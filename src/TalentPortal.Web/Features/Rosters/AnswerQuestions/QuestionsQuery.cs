using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters.AnswerQuestions;

/// <summary>Everything the page of questions shows.</summary>
/// <param name="Columns">The headings of the file with what they are read as, whether or not anything is asked of them.</param>
/// <param name="Asks">What has to be answered; on a preview nothing.</param>
/// <param name="Cohorts">What a value of the cohort column may stand for.</param>
/// <param name="Source">The name of the source whose next file is read alike; empty for the usual one.</param>
/// <param name="IsOpen">Whether somebody is waited for: only then an answer is taken.</param>
public sealed record QuestionsView(
    Guid Id, string FileName, RosterState State, string Partner, string? Cohort, string? CohortCode, IReadOnlyList<ColumnLine> Columns, RosterQuestions Asks, IReadOnlyList<UploadTarget> Cohorts,
    IReadOnlyList<string> Dropped, string? Format, string? Encoding, string? Sheet, IReadOnlyList<string> Samples, RosterAnswers Given, string Source, bool IsOpen);

/// <summary>A heading, by the name under which it is answered.</summary>
/// <param name="ReadAs">The canonical column; null where it is not known and somebody should say.</param>
/// <param name="Said">Whether a human said so, of this file or of an earlier one of the source.</param>
public sealed record ColumnLine(string Heading, IReadOnlyList<string> Samples, string? ReadAs, bool Said);

/// <summary>Reads what is asked of a roster's file.</summary>
public sealed class QuestionsQuery(PortalDatabase portal)
{
    private const int RowsShown = 3;

    /// <summary>The questions; null where the roster does not exist or is not the actor's to decide.</summary>
    public async Task<QuestionsView?> FindAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindRosterAsync(actor, id, cancellationToken) is not var (roster, cohortCode, cohort) || !actor.MayFill(roster.PartnerId, roster.Country))
        {
            return null;
        }

        var asks = roster.Questions is { } questions ? Findings.ReadAs<RosterQuestions>(questions) : RosterQuestions.None;
        var given = roster.Answers is { } said ? Findings.ReadAs<RosterAnswers>(said) : RosterAnswers.None;
        var source = await db.Set<RosterSource>().AsNoTracking().SingleAsync(s => s.Id == roster.SourceId, cancellationToken);
        var fileName = await db.Set<StoredFile>().Where(f => f.Id == roster.FileId).Select(f => f.Name).SingleAsync(cancellationToken);
        var partner = await db.Set<Domain.Partners.Partner>().Where(p => p.Id == roster.PartnerId).Select(p => p.Name).SingleAsync(cancellationToken);
        var cohorts = asks.Cohorts.Count == 0 ? [] : await db.Set<Cohort>()
            .Where(c => c.PartnerId == roster.PartnerId && (roster.Countries == null || roster.Countries.Contains(c.Country)))
            .OrderByDescending(c => c.StartsOn).ThenBy(c => c.Code).Select(c => new UploadTarget(c.Code, c.Name)).ToListAsync(cancellationToken);
        var columns = await ColumnsAsync(db, roster, asks, source.Known(given), cancellationToken);
        return new(
            id, fileName, roster.State, partner, cohort, cohortCode, columns, asks, cohorts, roster.Dropped, roster.Format, roster.Encoding, roster.Sheet, roster.Samples, given, source.Name, roster.WaitsForPerson);
    }

    private static async Task<IReadOnlyList<ColumnLine>> ColumnsAsync(PortalDbContext db, Roster roster, RosterQuestions asks, RosterAnswers known, CancellationToken cancellationToken)
    {
        if (asks.Sheets.Count > 0)
        {
            return [];
        }

        if (asks.Columns.Count > 0)
        {
            return [.. asks.Columns.Select(c => new ColumnLine(c.Heading, c.Samples, known.Mapping.TryGetValue(c.Heading, out var said) && said.Length == 0 ? "" : c.Suggested, known.Mapping.ContainsKey(c.Heading)))];
        }

        if (asks.Any)
        {
            // Its rows are kept once everything is answered.
            return [.. RosterColumns.Names(roster.Columns).Select((name, i) => new ColumnLine(name, asks.Samples.ElementAtOrDefault(i) ?? [], roster.Mapping.ElementAtOrDefault(i), known.Mapping.ContainsKey(name)))];
        }

        var rows = await db.Set<RosterRow>().Where(r => r.RosterId == roster.Id).OrderBy(r => r.RowNo).Take(RowsShown).Select(r => r.Cells).ToListAsync(cancellationToken);
        return [.. RosterColumns.Names(roster.Columns).Select((name, i) => new ColumnLine(
            name,
            [.. rows.Where(r => r.Length > i && !string.IsNullOrWhiteSpace(r[i])).Select(r => r[i]).Distinct()],
            i < roster.Mapping.Length ? roster.Mapping[i] : null,
            known.Mapping.ContainsKey(name)))];
    }
}
