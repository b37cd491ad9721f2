using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Rosters;

/// <summary>Where the columns of a file stand, and what its repeated words were found to mean.</summary>
/// <param name="mapping">For each column of the file its canonical name, or an empty text; of two called the same the first is read.</param>
internal sealed class RowLayout(IReadOnlyList<string> mapping)
{
    // A file says few different words, thousands of times; one that says many is looked up again.
    private const int MostRemembered = 1000;

    private readonly FrozenDictionary<string, int> _places = mapping.Select((column, i) => (column, i)).Where(c => c.column.Length > 0)
        .DistinctBy(c => c.column, StringComparer.Ordinal).ToFrozenDictionary(c => c.column, c => c.i, StringComparer.Ordinal);

    private readonly Dictionary<(string Column, string Text), string?> _meanings = [];

    /// <summary>The index of the column; negative where the file has none.</summary>
    public int PlaceOf(string column) => _places.GetValueOrDefault(column, -1);

    public string? Meaning(string column, string text, Func<string, string?> find)
    {
        if (!_meanings.TryGetValue((column, text), out var meaning))
        {
            meaning = find(text);
            if (_meanings.Count < MostRemembered)
            {
                _meanings[(column, text)] = meaning;
            }
        }

        return meaning;
    }
}

/// <summary>One row's cells by canonical names, and what is to be said of them.</summary>
internal sealed class RowCells(RowLayout layout, string[] cells, List<Finding> findings)
{
    // What tells a person or a row from others is corrected, never emptied.
    private static readonly string[] Kept =
        [RosterColumns.FullName, RosterColumns.GivenName, RosterColumns.FamilyName, RosterColumns.StudentId, RosterColumns.RowKey, RosterColumns.Cohort, RosterColumns.NationalId];

    private SortedSet<string>? _cleared;

    /// <summary>Columns whose cell asks to be emptied, in order.</summary>
    public string[] Cleared => _cleared is null ? [] : [.. _cleared];

    public bool Clears(string column) => _cleared is not null && _cleared.Contains(column);

    /// <summary>Whether something was said of one of these columns.</summary>
    public bool Said(params ReadOnlySpan<string> columns)
    {
        foreach (var finding in findings)
        {
            if (finding.Column is { } column && columns.Contains(column))
            {
                return true;
            }
        }

        return false;
    }

    public void Say(string code, string column, Severity severity, params string[] arguments) => findings.Add(new(code, column, severity, arguments));

    /// <summary>The cell's text; null where it says nothing or cannot be used, and then the reason is said.</summary>
    public string? Text(string column, int maxLength)
    {
        var place = layout.PlaceOf(column);
        return place >= 0 && place < cells.Length ? Clean(column, cells[place], maxLength) : null;
    }

    /// <summary>What the cell's word means; a word that is not understood is said to be.</summary>
    public string? Known(string column, Func<string, string?> find) => Known(column, Roster.MaxCellLength, find, "value-not-understood", Severity.Warning);

    /// <inheritdoc cref="Known(string, Func{string, string?})"/>
    public string? Known(string column, int maxLength, Func<string, string?> find, string unknown, Severity severity)
    {
        if (Text(column, maxLength) is not { } text)
        {
            return null;
        }

        var known = layout.Meaning(column, text, find);
        if (known is null)
        {
            Say(unknown, column, severity, text);
        }

        return known;
    }

    private string? Clean(string column, string cell, int maxLength)
    {
        var text = SpreadsheetText.Read(cell).Trim();
        var plain = !text.AsSpan().ContainsAnyExceptInRange(' ', '~'); // as most cells are: nothing to normalise, nothing forbidden
        if (text.Length == 0 || !plain && text.All(c => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' or '\u2060'))
        {
            return null;
        }

        if (RosterWords.IsClear(text))
        {
            Clear(column);
            return null;
        }

        if (text == RosterColumns.RemovedCell)
        {
            Say("national-id-in-cell", column, Array.IndexOf(Kept, column) >= 0 || column == RosterColumns.Email ? Severity.Error : Severity.Warning);
            return null;
        }

        if (!plain)
        {
            if (text.EnumerateRunes().Any(IsForbidden))
            {
                Say("forbidden-characters", column, Severity.Error);
                return null;
            }

            text = text.Normalize(NormalizationForm.FormC);
        }

        if (text.Length > maxLength)
        {
            Say("value-too-long", column, Severity.Error, maxLength.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        return text;
    }

    private void Clear(string column)
    {
        if (Array.IndexOf(Kept, column) < 0)
        {
            (_cleared ??= new(StringComparer.Ordinal)).Add(column);
        }
        else if (!findings.Exists(f => f.Code == "cannot-clear" && f.Column == column))
        {
            Say("cannot-clear", column, Severity.Error);
        }
    }

    // Controls and orderings that make a text look like another one; the replacement character is what is left of a letter lost before.
    private static bool IsForbidden(Rune rune) =>
        Rune.IsControl(rune) || rune == Rune.ReplacementChar || Runes.IsNoncharacter(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
