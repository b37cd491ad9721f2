using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>A roster as the API shows it.</summary>
/// <param name="Rows">How many rows the file has, without its header and blank lines.</param>
/// <param name="Effects">What applying does, or did, to each target.</param>
/// <param name="Mapping">Each heading of the file and the column it was read as; null where it was not used.</param>
/// <param name="Dropped">Headings of columns that were dropped before the file was stored: passwords, national identity numbers.</param>
/// <param name="SameAs">An earlier roster of the same bytes, worth a second look.</param>
/// <param name="Problem">Why it was rejected, failed or came back to its preview.</param>
/// <param name="Cohort">The code of its one cohort; null where the file's own column names the cohorts.</param>
/// <param name="Source">The code of the partner's system it comes from.</param>
/// <param name="Format"><c>csv</c>, <c>xlsx</c>, <c>oneroster-1.1</c>, <c>oneroster-1.2</c>, <c>school-data-sync</c> or <c>moodle</c>; null until it was looked at.</param>
/// <param name="Sheet">The sheet of a workbook that was read.</param>
/// <param name="Samples">Cells as they were read, where the encoding was detected: look at them before applying.</param>
/// <param name="Questions">What somebody has to say of the file before it can be read on; null where nothing is asked.</param>
/// <param name="Doubtful">Rows whose person may be somebody known already; they count provisionally.</param>
/// <param name="Brake">People it would remove or whose identity it would change, where a second person has to approve that; otherwise 0.</param>
/// <param name="UndoConflicts">Values an undo left alone because somebody changed them since.</param>
/// <param name="SupersededBy">The corrected roster that took its place.</param>
public sealed record RosterView(
    Guid Id,
    string State,
    string? Cohort,
    string Partner,
    string Source,
    string Mode,
    string Apply,
    int Rows,
    RosterOutcomes Outcomes,
    IReadOnlyList<TargetEffect> Effects,
    string? Format,
    string? Sheet,
    string? Encoding,
    string? Delimiter,
    IReadOnlyList<string> Samples,
    RosterQuestions? Questions,
    IReadOnlyList<MappedColumn> Mapping,
    IReadOnlyList<string> Dropped,
    Guid? SameAs,
    RosterProblem? Problem,
    bool AttestsNationality,
    int Doubtful,
    int Brake,
    string? ApprovedBy,
    int UndoConflicts,
    Guid? SupersededBy,
    string UploadedBy,
    DateTimeOffset UploadedAt,
    DateTimeOffset? PreviewedUntil,
    DateTimeOffset? AppliedAt,
    RosterLinks Links,
    int Version);

/// <summary>Rows by outcome.</summary>
public sealed record RosterOutcomes(long Create, long Update, long Unchanged, long DuplicateInFile, long NeedsDecision, long Conflict, long Remove, long Error);

public sealed record MappedColumn(string Heading, string? Column);

public sealed record RosterProblem(string Code, string Message);

public sealed record RosterLinks(string Self, string Rows, string Report, string Apply, string Cancel, string Answers, string Approve, string Undo);

/// <summary>The codes around a roster.</summary>
internal sealed record RosterNames(string? Cohort, string Partner, string Source);

/// <summary>Reads one roster.</summary>
public sealed class RosterQuery(PortalDatabase portal)
{
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The roster.</param>
    /// <param name="sentence">Puts its problem into words.</param>
    /// <param name="cancellationToken">The request.</param>
    /// <returns>Null where it does not exist or is somebody else's.</returns>
    public async Task<RosterView?> FindAsync(Actor actor, Guid id, Func<Problem, string> sentence, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindRosterAsync(actor, id, cancellationToken) is not var (roster, cohort, _))
        {
            return null;
        }

        var names = await (
            from partner in db.Set<Partner>()
            from source in db.Set<RosterSource>()
            where partner.Id == roster.PartnerId && source.Id == roster.SourceId
            select new RosterNames(cohort, partner.Code, source.Code)).SingleAsync(cancellationToken);
        return Of(roster, names, sentence);
    }

    /// <summary>The codes around a roster that is about to be received; null where its cohort does not exist.</summary>
    internal async Task<RosterNames?> NamesAsync(Actor actor, RosterUpload upload, CancellationToken cancellationToken)
    {
        var source = string.IsNullOrEmpty(upload.Source) ? RosterSource.Usual : upload.Source;
        if (string.IsNullOrEmpty(upload.Cohort))
        {
            return new(null, upload.Partner ?? "", source);
        }

        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        return await (
            from cohort in db.Set<Cohort>()
            join partner in db.Set<Partner>() on cohort.PartnerId equals partner.Id
            where cohort.Code == upload.Cohort
            select new RosterNames(cohort.Code, partner.Code, source)).SingleOrDefaultAsync(cancellationToken);
    }

    internal static RosterView Of(Roster roster, RosterNames names, Func<Problem, string> sentence)
    {
        var outcomes = Findings.ReadAs<Dictionary<string, long>>(roster.Outcomes);
        long Rows(RowOutcome outcome) => outcomes.GetValueOrDefault(Words.Of(outcome));
        var problem = Findings.ReadProblem(roster.Problem);
        var id = roster.Id;
        return new(
            id,
            Words.Of(roster.State),
            names.Cohort,
            names.Partner,
            names.Source,
            Words.Of(roster.Mode),
            Words.Of(roster.Apply),
            roster.Rows,
            new(Rows(RowOutcome.Create), Rows(RowOutcome.Update), Rows(RowOutcome.Unchanged), Rows(RowOutcome.DuplicateInFile), Rows(RowOutcome.NeedsDecision), Rows(RowOutcome.Conflict), Rows(RowOutcome.Remove), Rows(RowOutcome.Error)),
            Findings.ReadAs<TargetEffect[]>(roster.Effects),
            roster.Format,
            roster.Sheet,
            roster.Encoding,
            roster.Delimiter,
            roster.Samples,
            roster is { State: RosterState.NeedsDecision, Questions: { } questions } ? Findings.ReadAs<RosterQuestions>(questions) : null,
            [.. roster.Columns.Zip(roster.Mapping, (heading, column) => new MappedColumn(heading, column.Length == 0 ? null : column))],
            roster.Dropped,
            roster.SameAs,
            problem is null ? null : new(problem.Code, sentence(problem)),
            roster.AttestsNationality,
            roster.Doubtful,
            roster.Brake,
            roster.ApprovedByName,
            roster.UndoConflicts,
            roster.SupersededBy,
            roster.UploadedByName,
            roster.UploadedAt,
            roster.PreviewedUntil,
            roster.AppliedAt,
            new($"/api/v1/rosters/{id}", $"/api/v1/rosters/{id}/rows", $"/api/v1/rosters/{id}/report.csv", $"/api/v1/rosters/{id}/apply", $"/api/v1/rosters/{id}/cancel", $"/api/v1/rosters/{id}/answers", $"/api/v1/rosters/{id}/approve", $"/api/v1/rosters/{id}/undo"),
            roster.Revision);
    }
}
