using System.Globalization;
using System.Text;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>The rows of a sheet as text: what a person sees in the cells, formulas by the value they had when they were saved.</summary>
internal sealed class SheetRows(Stream part, Sheet sheet, SharedTexts texts, NumberLook[] looks, bool from1904) : IRowSource
{
    private readonly WorkbookXml _xml = new(part, sheet.Path);
    private readonly StringBuilder _text = new();
    private readonly string[] _cells = new string[Roster.MaxColumns];
    private int _lastRow;
    private bool _ended;

    public int RowNo { get; private set; }

    /// <inheritdoc />
    public Problem? Next(out string[]? cells)
    {
        cells = null;
        try
        {
            while (!_ended && NextRow())
            {
                var filled = ReadCells();
                if (filled > 0)
                {
                    cells = _cells[..filled];
                    return Array.Exists(cells, c => c.Length > Roster.MaxCellLength) ? RosterProblems.CellTooLong(RowNo, Roster.MaxCellLength) : null;
                }
            }

            return null;
        }
        catch (UnreadableFileException unreadable)
        {
            _ended = true;
            return unreadable.Problem;
        }
    }

    public void Dispose() => _xml.Dispose();

    private bool NextRow()
    {
        while (_xml.Read())
        {
            if (_xml.IsEnd && _xml.Name == "sheetData")
            {
                break;
            }

            if (_xml.IsStart && _xml.Name == "row")
            {
                var row = int.TryParse(_xml["r"], NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : _lastRow + 1;
                RowNo = row > _lastRow ? row : throw new UnreadableFileException(RosterFileProblems.Damaged(sheet.Path));
                _lastRow = row;
                if (!_xml.IsEmpty)
                {
                    return true;
                }
            }
        }

        _ended = true;
        return false;
    }

    // How many cells the row has up to the last that holds anything.
    private int ReadCells()
    {
        Array.Fill(_cells, "");
        var (column, filled) = (-1, 0);
        while (_xml.Read() && !(_xml.IsEnd && _xml.Name == "row"))
        {
            if (!_xml.IsStart || _xml.Name != "c")
            {
                continue;
            }

            column = _xml["r"] is { } reference ? ColumnOf(reference) ?? column + 1 : column + 1;
            var cell = ReadCell();
            var blank = string.IsNullOrWhiteSpace(cell);
            if (column < Roster.MaxColumns)
            {
                _cells[column] = cell;
                filled = blank ? filled : Math.Max(filled, column + 1);
            }
            else if (!blank)
            {
                throw new UnreadableFileException(RosterProblems.TooManyColumns(column + 1, Roster.MaxColumns));
            }
        }

        return filled;
    }

    private string ReadCell()
    {
        if (_xml.IsEmpty)
        {
            return "";
        }

        var (type, look) = (_xml["t"], _xml["s"]);
        _text.Clear();
        var (inValue, parts) = (false, (TextParts?)null);
        while (_xml.Read() && !(_xml.IsEnd && _xml.Name == "c"))
        {
            if (_xml.IsText && inValue)
            {
                _xml.AppendTo(_text);
            }
            else if (!_xml.IsText && _xml.Name == "v")
            {
                inValue = _xml.IsStart && !_xml.IsEmpty;
            }
            else if (_xml.IsStart && _xml.Name == "is")
            {
                parts = new();
            }
            else
            {
                parts?.Take(_xml, _text);
            }
        }

        return _text.Length == 0 ? "" : Shown(type, look);
    }

    private string Shown(string? type, string? look) => type switch
    {
        "s" => int.TryParse(_text.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var index) && texts[index] is { } shared
            ? shared
            : throw new UnreadableFileException(RosterFileProblems.Damaged(sheet.Path)),
        "inlineStr" or "str" => CellText.Unescaped(_text),
        "b" => _text.ToString() is "1" or "true" ? "TRUE" : "FALSE",
        "e" => _text.ToString(),
        "d" => CellText.OfDate(_text.ToString()),
        _ => CellText.OfNumber(_text.ToString().Trim(), int.TryParse(look, NumberStyles.None, CultureInfo.InvariantCulture, out var l) && l < looks.Length ? looks[l] : default, from1904),
    };

    // "BC12" is column 54, counted from 0.
    private static int? ColumnOf(string reference)
    {
        var column = 0;
        var letters = 0;
        while (letters < reference.Length && letters < 4 && char.IsAsciiLetter(reference[letters]))
        {
            column = (column * 26) + (char.ToUpperInvariant(reference[letters++]) - 'A' + 1);
        }

        return letters is 0 or 4 ? null : column - 1;
    }
}
