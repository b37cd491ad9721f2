using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Rosters;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ShowRoster;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters.ShowRow;

/// <summary>One row as evidence.</summary>
/// <param name="Cells">Under the file's own headings, with what each was read as (an empty text where it was not used).</param>
/// <param name="Read">Canonical column and the value read from the row.</param>
public sealed record RowView(
    RosterPageView Roster,
    int RowNo,
    string? Name,
    RowOutcome Outcome,
    IReadOnlyList<(string Heading, string ReadAs, string Cell)> Cells,
    IReadOnlyList<(string Column, string Value)> Read,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<RowChange> Changes,
    IReadOnlyList<RowContribution> Contributions)
{
    /// <summary>What the partner calls the person: student id or e-mail.</summary>
    public string? Identifier { get; init; }

    /// <summary>False for somebody a full list does not name.</summary>
    public bool InFile { get; init; } = true;

    /// <summary>The new record is, or will be, linked to somebody the portal knows already.</summary>
    public bool Known { get; init; }

    /// <summary>Its cohort, where each row names its own.</summary>
    public (string Code, string Name)? Cohort { get; init; }

    /// <summary>The person it is about, once there is one.</summary>
    public Guid? Person { get; init; }

    /// <summary>Values of it that an undo left alone.</summary>
    public int LeftAlone => Changes.Count(c => c.Undone == false);
}

/// <summary>The evidence behind a counted person: one row of one roster.</summary>
public sealed class RowQuery(PortalDatabase portal, RosterPageQuery rosters)
{
    /// <summary>The row; null where it does not exist or is not the actor's to see.</summary>
    public async Task<RowView?> FindAsync(Actor actor, Guid id, int rowNo, CancellationToken cancellationToken)
    {
        if (await rosters.FindAsync(actor, id, cancellationToken) is not { } roster)
        {
            return null;
        }

        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var row = await db.Set<RosterRow>().AsNoTracking().SingleOrDefaultAsync(r => r.RosterId == id && r.RowNo == rowNo, cancellationToken);
        if (row is null)
        {
            return null;
        }

        var line = await RosterPageQuery.ChangesAsync(db, roster, [rowNo], cancellationToken);
        var contributions = roster.WasApplied ? await db.RowContributionsAsync(id, rowNo, cancellationToken) : [];
        return new(roster, rowNo, row.FullName, row.Outcome ?? RowOutcome.Error, Cells(roster, row), Values(row), Findings.Read(row.Findings), line, contributions)
        {
            Identifier = row.StudentId ?? row.Email,
            InFile = row.InFile,
            Known = row.PersonId is not null,
            Cohort = roster.Place.CohortCode is null && row.CohortId is { } cohort ? await CohortAsync(db, cohort, cancellationToken) : null,
            Person = await PersonAsync(db, row, cancellationToken),
        };
    }

    private static async Task<(string Code, string Name)?> CohortAsync(PortalDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var cohort = await db.Set<Cohort>().Where(c => c.Id == id).Select(c => new { c.Code, c.Name }).SingleAsync(cancellationToken);
        return (cohort.Code, cohort.Name);
    }

    /// <summary>Found through the record the row was matched to or has created; a row that was not used is about nobody.</summary>
    private static async Task<Guid?> PersonAsync(PortalDbContext db, RosterRow row, CancellationToken cancellationToken)
    {
        if (row.Outcome is null or RowOutcome.Error or RowOutcome.DuplicateInFile)
        {
            return null;
        }

        var record = row.RecordId ?? row.NewRecord;
        return await db.Set<PersonRecord>().Where(r => r.Id == record && r.State == RecordState.Live).Select(r => (Guid?)r.PersonId).SingleOrDefaultAsync(cancellationToken);
    }

    private static List<(string Heading, string ReadAs, string Cell)> Cells(RosterPageView roster, RosterRow row)
    {
        var cells = new List<(string, string, string)>();
        for (var i = 0; i < Math.Max(roster.File.Columns.Count, row.Cells.Length); i++)
        {
            cells.Add((i < roster.File.Columns.Count ? roster.File.Columns[i] : "", i < roster.File.Mapping.Count ? roster.File.Mapping[i] : "", i < row.Cells.Length ? row.Cells[i] : ""));
        }

        return cells;
    }

    private static List<(string Column, string Value)> Values(RosterRow row)
    {
        (string Column, object? Value)[] read =
        [
            (RosterColumns.FullName, row.FullName), (RosterColumns.StudentId, row.StudentId), (RosterColumns.Email, row.Email), (RosterColumns.Mobile, row.Mobile),
            (RosterColumns.Nationality, row.Nationality), (RosterColumns.State, row.Region), (RosterColumns.Gender, row.Gender), (RosterColumns.BirthDate, row.BirthDate),
            (RosterColumns.BirthYear, row.BirthYear), (RosterColumns.Audience, row.Audience), (RosterColumns.Employer, row.Employer), (RosterColumns.Sector, row.Sector),
            (RosterColumns.Disability, row.Disability), (RosterColumns.EnrolledOn, row.EnrolledOn), (RosterColumns.Status, row.Status), (RosterColumns.CompletedOn, row.CompletedOn),
            (RosterColumns.Score, row.Score), (RosterColumns.Grade, row.Grade), (RosterColumns.CertificateNo, row.CertificateNo),
        ];
        return
        [
            .. read.Where(r => r.Value is not null).Select(r => (r.Column, r.Value switch
            {
                DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                IFormattable other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
                var text => text!.ToString()!,
            })),
        ];
    }
}
