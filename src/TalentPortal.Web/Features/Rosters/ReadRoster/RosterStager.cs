using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Rosters;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>What staging came to: how the file was read, its rows, and what only a human can say of it.</summary>
public sealed record StagedRoster(RosterReading Reading, int Rows, RosterQuestions Questions);

/// <summary>Streams the rows of a file into the staging table, each with its cohort, and collects what has to be asked.</summary>
internal sealed class RosterStager(PortalDbContext db, Roster roster, RosterGround ground, RosterAnswers answers, JobProgress progress)
{
    /// <summary>Said of the first row: how many rows stand above the headings and were not read.</summary>
    public const string TitleSkipped = "title-skipped";

    private const int MostValuesAsked = 100;

    // What reading the file is of the whole work, in per cent; matching and planning are the rest.
    private const int Share = 70;
    private const int RowsBetween = 500;

    private readonly Dictionary<string, GroundCohort?> _cohorts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _unknownCohorts = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>Refused when the file cannot be read, has no rows or too many.</returns>
    public async Task<Result<StagedRoster>> StageAsync(Stream file, string fileName, CancellationToken cancellationToken)
    {
        var opened = RosterFile.Open(file, fileName, answers, cancellationToken);
        if (opened.Problem is { } unreadable)
        {
            return unreadable;
        }

        using var table = opened.Value;
        var reading = new RosterReading(table.Format, table.Columns, table.Mapping, table.Delimiter, table.Encoding, table.Sheet, answers.Encoding is null ? [.. table.Samples] : []);
        if (table.Questions.Any)
        {
            return new StagedRoster(reading, 0, table.Questions);
        }

        if (ground.Cohort is null && !table.Mapping.Contains(RosterColumns.Cohort))
        {
            return new StagedRoster(reading, 0, RosterQuestions.None with { Columns = WhichIsTheCohort(table) });
        }

        var reader = new RosterRowReader(table.Mapping, ground.Cohorts.Max(c => (DateOnly?)c.Today) ?? DateOnly.MaxValue, roster.Country, answers.DateOrder);
        var first = table.Peek(RosterFile.RowsLookedAt);
        var staged = await StageRowsAsync(table, reader, () => (int)(Share * file.Position / Math.Max(1, file.Length)), cancellationToken);
        return staged.Problem is { } broken
            ? broken
            : staged.Value == 0 ? RosterProblems.NoRows
            : new StagedRoster(reading, staged.Value, Asked(reader) is { Any: true } asked ? asked with { Samples = RosterFile.ValuesOf(table.Columns, first) } : RosterQuestions.None);
    }

    private static ColumnChoice[] WhichIsTheCohort(RosterTable table)
    {
        var rows = table.Peek(3);
        return [.. table.Columns.Select((heading, i) => new ColumnChoice(heading, [.. rows.Where(r => r.Length > i).Select(r => r[i])], i < table.Mapping.Length && table.Mapping[i].Length > 0 ? table.Mapping[i] : null))];
    }

    private async Task<Result<int>> StageRowsAsync(RosterTable table, RosterRowReader reader, Func<int> soFar, CancellationToken cancellationToken)
    {
        var rows = 0;
        await using var importer = await db.BeginStagingAsync(cancellationToken);
        while (true)
        {
            var cells = table.ReadRow();
            if (cells.Problem is { } broken)
            {
                return broken;
            }

            if (cells.Value is null)
            {
                break;
            }

            if (++rows > Roster.MaxRows)
            {
                return RosterProblems.TooManyRows(Roster.MaxRows);
            }

            if (rows % RowsBetween == 0)
            {
                await progress.TellAsync(soFar(), cancellationToken);
            }

            var (row, findings) = reader.Read((roster.Id, roster.PartnerId, table.RowNo), cells.Value);
            var cohort = ground.Cohort;
            if (cohort is null)
            {
                (cohort, var about) = CohortOf(row.CohortText);
                findings = about is null ? findings : [.. findings, about];
            }

            if (rows == 1 && table.Skipped > 0)
            {
                findings = [.. findings, new(TitleSkipped, null, Severity.Info, table.Skipped.ToString(CultureInfo.InvariantCulture))];
            }

            var failed = false;
            foreach (var finding in findings)
            {
                failed |= finding.Severity == Severity.Error;
            }

            cancellationToken.ThrowIfCancellationRequested();
            importer.Stage(row, cohort, failed, Findings.Write(findings));
        }

        await importer.CompleteAsync(cancellationToken);
        return rows;
    }

    /// <summary>A cohort by its code, or by its name where only one is called so; or as somebody answered for this source.</summary>
    private (Guid? Cohort, Finding? About) CohortOf(string? text)
    {
        if (text is null)
        {
            return (null, new("cohort-missing", RosterColumns.Cohort, Severity.Error));
        }

        if (answers.Cohorts.TryGetValue(text, out var answer) && answer.Length == 0)
        {
            return (null, new("cohort-left-out", RosterColumns.Cohort, Severity.Error, text));
        }

        if (!_cohorts.TryGetValue(text, out var cohort))
        {
            cohort = Find(answer ?? text);
            _cohorts[text] = cohort;
        }

        if (cohort is not null)
        {
            return (cohort.Id, null);
        }

        _unknownCohorts[text] = _unknownCohorts.GetValueOrDefault(text) + 1;
        return (null, new("cohort-unknown", RosterColumns.Cohort, Severity.Error, text));
    }

    private GroundCohort? Find(string text)
    {
        if (ground.Cohorts.FirstOrDefault(c => string.Equals(c.Code, text, StringComparison.OrdinalIgnoreCase)) is { } coded)
        {
            return coded;
        }

        var named = ground.Cohorts.Where(c => string.Equals(c.Name, text, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return named is [var only] ? only : null;
    }

    // Whoever asked for the good rows to be applied gets them; an unknown cohort is then the fault of its row.
    private RosterQuestions Asked(RosterRowReader reader) => RosterQuestions.None with
    {
        Dates = answers.DateOrder is null ? [.. reader.AmbiguousDates] : [],
        Cohorts = roster.Apply == RosterApply.Valid ? [] : [.. _unknownCohorts.OrderByDescending(u => u.Value).ThenBy(u => u.Key, StringComparer.Ordinal).Take(MostValuesAsked).Select(u => new CohortChoice(u.Key, u.Value))],
    };
}

/// <summary>What is known of a file before it is read.</summary>
internal static class KnownAnswers
{
    /// <summary>What was answered for this file, above what its source remembers.</summary>
    public static async Task<RosterAnswers> AnswersAsync(this PortalDbContext db, Roster roster, CancellationToken cancellationToken)
    {
        var source = await db.Set<RosterSource>().AsNoTracking().SingleAsync(s => s.Id == roster.SourceId, cancellationToken);
        return source.Known(roster.Answers is null ? RosterAnswers.None : Findings.ReadAs<RosterAnswers>(roster.Answers));
    }
}
