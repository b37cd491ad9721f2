using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>
/// The rows of a table from its headings on. Registrars print a title above them: of the first rows the one with the headings is the first in which several cells are
/// known as such. Where no row is, the first one is taken. Rows keep the numbers they have in the file.
/// </summary>
internal sealed class HeadedRows : IRowSource
{
    /// <summary>How many rows are looked at.</summary>
    public const int Looked = 10;

    /// <summary>A title may happen to be one known word; two are headings.</summary>
    public const int LeastKnown = 2;

    private readonly IRowSource _rows;
    private readonly Queue<(int RowNo, string[] Cells)> _first = new();
    private Problem? _broken;

    /// <param name="rows">Closed with this.</param>
    /// <param name="mapping">What the source's own headings were said to mean.</param>
    public HeadedRows(IRowSource rows, IReadOnlyDictionary<string, string> mapping)
    {
        _rows = rows;
        var first = new List<(int RowNo, string[] Cells)>();
        string[]? cells = null;
        while (first.Count < Looked && (_broken = rows.Next(out cells)) is null && cells is not null)
        {
            first.Add((rows.RowNo, cells));
        }

        var header = Math.Max(0, first.FindIndex(row => Known(row.Cells, mapping) >= LeastKnown));
        Skipped = header > 0 ? first[header].RowNo - 1 : 0;
        foreach (var row in first.Skip(header))
        {
            _first.Enqueue(row);
        }
    }

    /// <summary>How many rows stand above the headings, blank ones between them included; 0 where no title does.</summary>
    public int Skipped { get; }

    public int RowNo { get; private set; }

    /// <summary>How many cells are headings that mean something, be it that their column must go.</summary>
    public static int Known(string[] cells, IReadOnlyDictionary<string, string> mapping) =>
        cells.Count(c => c.Trim() is { Length: > 0 } heading && (mapping.ContainsKey(heading) || RosterColumns.Find(heading) is not null || RosterColumns.IsSensitive(heading)));

    /// <inheritdoc />
    public Problem? Next(out string[]? cells)
    {
        if (_first.TryDequeue(out var row))
        {
            (RowNo, cells) = row;
            return null;
        }

        if (_broken is { } broken)
        {
            cells = null;
            return broken;
        }

        var problem = _rows.Next(out cells);
        RowNo = _rows.RowNo;
        return problem;
    }

    public void Dispose() => _rows.Dispose();
}
