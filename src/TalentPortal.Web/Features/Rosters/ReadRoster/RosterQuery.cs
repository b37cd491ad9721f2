using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>A roster as the API shows it.</summary>
/// <param name="Rows">How many rows the file has, without its header and blank lines.</param>
/// <param name="Effects">What applying does, or did, to each target.</param>
/// <param name="Mapping">Each heading of the file and the column it was read as; null where it was not used.</param>
/// <param name="Dropped">Headings of columns that were dropped before the file was stored: passwords, national identity numbers.</param>
/// <param name="SameAs">An earlier roster of the same bytes, worth a second look.</param>
/// <param name="Problem">Why it was rejected, failed or came back to its preview.</param>
public sealed record RosterView(
    Guid Id,
    string State,
    string Cohort,
    string Mode,
    string Apply,
    int Rows,
    RosterOutcomes Outcomes,
    IReadOnlyList<TargetEffect> Effects,
    string? Encoding,
    string? Delimiter,
    IReadOnlyList<MappedColumn> Mapping,
    IReadOnlyList<string> Dropped,
    Guid? SameAs,
    RosterProblem? Problem,
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

public sealed record RosterLinks(string Self, string Rows, string Report, string Apply, string Cancel);

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
        if (await db.FindRosterAsync(actor, id, cancellationToken) is not var (roster, cohort, _, _))
        {
            return null;
        }

        var outcomes = Findings.ReadAs<Dictionary<string, long>>(roster.Outcomes);
        long Rows(RowOutcome outcome) => outcomes.GetValueOrDefault(Words.Of(outcome));
        var problem = Findings.ReadProblem(roster.Problem);
        return new(
            id,
            Words.Of(roster.State),
            cohort,
            Words.Of(roster.Mode),
            Words.Of(roster.Apply),
            roster.Rows,
            new(Rows(RowOutcome.Create), Rows(RowOutcome.Update), Rows(RowOutcome.Unchanged), Rows(RowOutcome.DuplicateInFile), Rows(RowOutcome.NeedsDecision), Rows(RowOutcome.Conflict), Rows(RowOutcome.Remove), Rows(RowOutcome.Error)),
            Findings.ReadAs<TargetEffect[]>(roster.Effects),
            roster.Encoding,
            roster.Delimiter,
            [.. roster.Columns.Zip(roster.Mapping, (heading, column) => new MappedColumn(heading, column.Length == 0 ? null : column))],
            roster.Dropped,
            roster.SameAs,
            problem is null ? null : new(problem.Code, sentence(problem)),
            roster.UploadedByName,
            roster.UploadedAt,
            roster.PreviewedUntil,
            roster.AppliedAt,
            new($"/api/v1/rosters/{id}", $"/api/v1/rosters/{id}/rows", $"/api/v1/rosters/{id}/report.csv", $"/api/v1/rosters/{id}/apply", $"/api/v1/rosters/{id}/cancel"),
            roster.Revision);
    }
}
