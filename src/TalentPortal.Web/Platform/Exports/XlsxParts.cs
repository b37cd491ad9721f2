using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace TalentPortal.Web.Platform.Exports;

/// <summary>The parts of a workbook around its rows, and what stands before and behind the rows (ECMA-376, SpreadsheetML).</summary>
internal static class XlsxParts
{
    public const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    // Places in the list of cell formats of Styles().
    public const string TextStyle = "1";
    public const string HeadingStyle = "2";
    private const string WrappedStyle = "3";

    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string ContentOfSheets = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly XNamespace Main = Namespace;
    private static readonly XNamespace Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";

    /// <summary>Every part but the sheets, in the order they are written.</summary>
    public static IEnumerable<(string Path, XElement Part)> Around(IReadOnlyList<(string Name, bool IsHidden)> sheets)
    {
        yield return ("[Content_Types].xml", ContentTypes(sheets.Count));
        yield return ("_rels/.rels", Relationships([("officeDocument", "xl/workbook.xml")]));
        yield return ("xl/workbook.xml", new(
            Main + "workbook",
            new XAttribute(XNamespace.Xmlns + "r", Relations),
            new XElement(Main + "sheets", sheets.Select((s, i) => new XElement(
                Main + "sheet",
                new XAttribute("name", s.Name),
                new XAttribute("sheetId", i + 1),
                s.IsHidden ? new XAttribute("state", "hidden") : null,
                new XAttribute((XNamespace)Relations + "id", $"rId{i + 1}"))))));
        yield return ("xl/_rels/workbook.xml.rels", Relationships([.. sheets.Select((_, i) => ("worksheet", $"worksheets/sheet{i + 1}.xml")), ("styles", "styles.xml")]));
        yield return ("xl/styles.xml", Styles());
    }

    /// <summary>The path of a sheet, counted from 0.</summary>
    public static string PathOf(int sheet) => $"xl/worksheets/sheet{sheet + 1}.xml";

    /// <summary>The sheets behind the one with the rows.</summary>
    public static IEnumerable<(string Name, bool IsHidden, XElement Sheet)> OtherSheets(XlsxWorkbook workbook)
    {
        if (workbook.Notes is { } notes)
        {
            yield return (notes.Sheet, false, Notes(notes));
        }

        if (Listed(workbook).Any())
        {
            yield return (XlsxWorkbook.ListsSheet, true, Lists(workbook));
        }
    }

    /// <summary>The head of the sheet with the rows: headings that stay in view, widths, text as the format of every column.</summary>
    public static IEnumerable<XElement> BeforeRows(XlsxWorkbook workbook)
    {
        yield return new(
            Main + "sheetViews",
            new XElement(
                Main + "sheetView",
                new XAttribute("tabSelected", 1),
                new XAttribute("workbookViewId", 0),
                new XElement(Main + "pane", new XAttribute("ySplit", 1), new XAttribute("topLeftCell", "A2"), new XAttribute("activePane", "bottomLeft"), new XAttribute("state", "frozen"))));
        yield return new(Main + "cols", workbook.Columns.Select((c, i) => Col(i, c.Width, TextStyle, c.IsHidden)));
    }

    /// <summary>The foot of the sheet with the rows: lists and hints, and no green corners on numbers that are texts on purpose.</summary>
    public static IEnumerable<XElement> BehindRows(XlsxWorkbook workbook)
    {
        XElement[] validations = [.. workbook.Columns.Select((c, i) => Validation(workbook, c, i)).OfType<XElement>()];
        if (validations.Length > 0)
        {
            yield return new(Main + "dataValidations", new XAttribute("count", validations.Length), validations);
        }

        yield return new(
            Main + "ignoredErrors",
            new XElement(Main + "ignoredError", new XAttribute("sqref", $"A1:{Column(Math.Max(0, workbook.Columns.Count - 1))}1048576"), new XAttribute("numberStoredAsText", 1)));
    }

    /// <summary>The letters of a column, from 0.</summary>
    public static string Column(int index) => index < 26 ? ((char)('A' + index)).ToString() : Column((index / 26) - 1) + (char)('A' + (index % 26));

    /// <summary>A text as cells hold it: what XML has no sign for, and CR, which XML forgets, as <c>_xHHHH_</c>; and texts that look like that by themselves kept apart.</summary>
    public static string Text(string text)
    {
        StringBuilder? kept = null;
        for (var i = 0; i < text.Length; i++)
        {
            var pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (pair || !IsUnsaid(text, i))
            {
                kept?.Append(text, i, pair ? 2 : 1);
                i += pair ? 1 : 0;
                continue;
            }

            kept ??= new(text, 0, i, text.Length + 16);
            kept.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
        }

        return kept?.ToString() ?? text;
    }

    private static bool IsUnsaid(string text, int at) => text[at] switch
    {
        '_' => at + 6 < text.Length && text[at + 1] == 'x' && text[at + 6] == '_' && text.AsSpan(at + 2, 4).IndexOfAnyExcept(Hexadecimal) < 0,
        '\t' or '\n' => false,
        < ' ' or '\uFFFE' or '\uFFFF' => true,
        var c => char.IsSurrogate(c),
    };

    private static IEnumerable<XlsxColumn> Listed(XlsxWorkbook workbook) => workbook.Columns.Where(c => c.Choices.Count > 0);

    private static XElement? Validation(XlsxWorkbook workbook, XlsxColumn column, int at)
    {
        if (column.Choices.Count == 0 && column.Hint is null)
        {
            return null;
        }

        var list = Column(2 * Listed(workbook).TakeWhile(c => c != column).Count());
        var (name, last) = (Column(at), workbook.PreparedRows + 1);
        return new(
            Main + "dataValidation",
            column.Choices.Count > 0 ? new XAttribute("type", "list") : null,
            new XAttribute("allowBlank", 1),
            new XAttribute("showInputMessage", 1),
            column.Hint is { } hint ? new XAttribute("prompt", hint) : null,
            new XAttribute("sqref", $"{name}2:{name}{last}"),
            column.Choices.Count > 0 ? new XElement(Main + "formula1", $"{XlsxWorkbook.ListsSheet}!${list}$2:${list}${column.Choices.Count + 1}") : null);
    }

    // Values and meanings side by side, two columns for each list.
    private static XElement Lists(XlsxWorkbook workbook)
    {
        XlsxColumn[] lists = [.. Listed(workbook)];
        return new(Main + "worksheet", new XElement(
            Main + "sheetData",
            Enumerable.Range(0, lists.Max(c => c.Choices.Count) + 1).Select(row => Row(row, lists.SelectMany(c =>
                row == 0 ? [c.Heading, ""] : row <= c.Choices.Count ? new[] { c.Choices[row - 1].Value, c.Choices[row - 1].Meaning } : ["", ""]), TextStyle))));
    }

    private static XElement Notes(XlsxNotes notes) => new(
        Main + "worksheet",
        new XElement(Main + "cols", notes.Widths.Select((w, i) => Col(i, w, WrappedStyle, isHidden: false))),
        new XElement(Main + "sheetData", notes.Rows.Select((row, i) => Row(i, row.Cells, row.IsHeading ? HeadingStyle : WrappedStyle))));

    private static XElement Row(int row, IEnumerable<string> cells, string style) => new(
        Main + "row",
        new XAttribute("r", row + 1),
        cells.Select((text, i) => text.Length == 0 ? null : new XElement(
            Main + "c",
            new XAttribute("r", $"{Column(i)}{row + 1}"),
            new XAttribute("s", style),
            new XAttribute("t", "inlineStr"),
            new XElement(Main + "is", new XElement(Main + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), Text(text))))));

    private static XElement Col(int index, double width, string style, bool isHidden) => new(
        Main + "col",
        new XAttribute("min", index + 1),
        new XAttribute("max", index + 1),
        new XAttribute("width", width),
        new XAttribute("style", style),
        isHidden ? new XAttribute("hidden", 1) : null,
        new XAttribute("customWidth", 1));

    private static XElement Relationships(IEnumerable<(string Kind, string Target)> relations) => new(
        Package + "Relationships",
        relations.Select((r, i) => new XElement(
            Package + "Relationship", new XAttribute("Id", $"rId{i + 1}"), new XAttribute("Type", $"{Relations}/{r.Kind}"), new XAttribute("Target", r.Target))));

    private static XElement ContentTypes(int sheets) => new(
        Types + "Types",
        new XElement(Types + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
        new XElement(Types + "Default", new XAttribute("Extension", "xml"), new XAttribute("ContentType", "application/xml")),
        Override("/xl/workbook.xml", "sheet.main"),
        Override("/xl/styles.xml", "styles"),
        Enumerable.Range(1, sheets).Select(n => Override($"/xl/worksheets/sheet{n}.xml", "worksheet")));

    private static XElement Override(string part, string content) =>
        new(Types + "Override", new XAttribute("PartName", part), new XAttribute("ContentType", $"{ContentOfSheets}.{content}+xml"));

    // Number format 49 is "@": text.
    private static XElement Styles() => XElement.Parse(
        $"""
        <styleSheet xmlns="{Namespace}">
          <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
          <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
          <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
          <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
          <cellXfs count="4">
            <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
            <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
            <xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
            <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
          </cellXfs>
        </styleSheet>
        """);
}
