using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>An uploaded file as one table, whatever it was.</summary>
public sealed class RosterTable : IDisposable
{
    private readonly IRowSource? _rows;
    private readonly IDisposable? _file;
    private readonly Queue<(int RowNo, string[] Cells)> _peeked;
    private Problem? _broken;

    /// <param name="rows">Behind the headings; null where there is nothing to read yet.</param>
    /// <param name="file">What to close with the table.</param>
    /// <param name="first">Rows that were already taken out of <paramref name="rows"/>.</param>
    internal RosterTable(IRowSource? rows, IDisposable? file, IEnumerable<(int RowNo, string[] Cells)> first) => (_rows, _file, _peeked) = (rows, file, new(first));

    /// <summary>csv, xlsx, oneroster-1.1, oneroster-1.2, school-data-sync or moodle.</summary>
    public required string Format { get; init; }

    /// <summary>UTF-8, UTF-16LE, UTF-16BE, windows-1252, GB18030 or Big5.</summary>
    public required string Encoding { get; init; }

    /// <summary>Between the cells of a CSV file; null for other formats.</summary>
    public string? Delimiter { get; init; }

    /// <summary>The sheet of a workbook that is read.</summary>
    public string? Sheet { get; init; }

    /// <summary>How many rows stand above the headings: a title, and blank ones around it. Not read.</summary>
    public int Skipped { get; init; }

    /// <summary>The file's own headings; none while a sheet is still to be chosen.</summary>
    public string[] Columns { get; init; } = [];

    /// <summary>For each heading the canonical column, or an empty text where it is not used.</summary>
    public string[] Mapping { get; init; } = [];

    /// <summary>Where the letters decided the encoding: up to five cells by which a human sees whether names are right.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>What must be answered before the rows can be used. The rows can be read all the same, except while a sheet is to be chosen.</summary>
    public RosterQuestions Questions { get; init; } = RosterQuestions.None;

    /// <summary>The number of the row last read, as a spreadsheet shows it.</summary>
    public int RowNo { get; private set; }

    /// <summary>Reads the next row that holds anything.</summary>
    /// <returns>The cells; null at the end. Refused when the file cannot be read on.</returns>
    public Result<string[]?> ReadRow()
    {
        if (!_peeked.TryDequeue(out var row) && !Advance(out row))
        {
            return _broken is { } problem ? problem : (string[]?)null;
        }

        RowNo = row.RowNo;
        return row.Cells.Length > Roster.MaxColumns ? RosterProblems.TooManyColumns(row.Cells.Length, Roster.MaxColumns) : row.Cells;
    }

    /// <summary>Looks at the next rows; <see cref="ReadRow"/> still gives them. Fewer where the file ends or cannot be read on.</summary>
    public IReadOnlyList<string[]> Peek(int rows)
    {
        while (_peeked.Count < rows && Advance(out var row))
        {
            _peeked.Enqueue(row);
        }

        return [.. _peeked.Take(rows).Select(r => r.Cells)];
    }

    public void Dispose()
    {
        _rows?.Dispose();
        _file?.Dispose();
    }

    private bool Advance(out (int RowNo, string[] Cells) row)
    {
        row = default;
        if (_rows is null || _broken is not null)
        {
            return false;
        }

        _broken = _rows.Next(out var cells);
        row = (_rows.RowNo, cells ?? []);
        return _broken is null && cells is not null;
    }
}
