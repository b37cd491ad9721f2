using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace TalentPortal.Web.Features.Rosters.ReceiveRoster;

/// <summary>Writes a workbook of texts and nothing else, row by row: no shared texts, no styles, no formulas.</summary>
internal sealed class PlainWorkbook(Stream to) : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly ZipArchive _zip = new(to, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<(string Name, bool Hidden)> _sheets = [];
    private XmlWriter? _xml;

    /// <summary>Begins a sheet and ends the one before.</summary>
    public void Begin(string name, bool hidden)
    {
        End();
        _sheets.Add((name, hidden));
        _xml = Part(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{_sheets.Count}.xml"));
        _xml.WriteStartElement("worksheet", Main);
        _xml.WriteStartElement("sheetData", Main);
    }

    /// <summary>Writes a row under its number; blank cells take no room.</summary>
    public void Write(int rowNo, IEnumerable<string> cells)
    {
        _xml!.WriteStartElement("row", Main);
        _xml.WriteAttributeString("r", rowNo.ToString(CultureInfo.InvariantCulture));
        var column = 0;
        foreach (var cell in cells)
        {
            column++;
            if (cell.Length == 0)
            {
                continue;
            }

            _xml.WriteStartElement("c", Main);
            _xml.WriteAttributeString("r", string.Create(CultureInfo.InvariantCulture, $"{Letters(column)}{rowNo}"));
            _xml.WriteAttributeString("t", "inlineStr");
            _xml.WriteStartElement("is", Main);
            _xml.WriteStartElement("t", Main);
            _xml.WriteAttributeString("xml", "space", null, "preserve");
            _xml.WriteString(Escaped(cell));
            _xml.WriteEndElement();
            _xml.WriteEndElement();
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    public void Dispose()
    {
        End();
        WriteWorkbook();
        _zip.Dispose();
    }

    // What XML cannot hold, and what would be read as such.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (pair)
            {
                escaped.Append(text, i++, 2);
            }
            else if ((text[i] == '_' && i + 1 < text.Length && text[i + 1] == 'x') || text[i] == '\r' || !XmlConvert.IsXmlChar(text[i]))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
            }
            else
            {
                escaped.Append(text[i]);
            }
        }

        return escaped.ToString();
    }

    private static string Letters(int column) => column <= 26 ? ((char)('A' + column - 1)).ToString() : Letters((column - 1) / 26) + Letters(((column - 1) % 26) + 1);

    private XmlWriter Part(string path) => XmlWriter.Create(_zip.CreateEntry(path, CompressionLevel.Fastest).Open(), new() { Encoding = new UTF8Encoding(false), CloseOutput = true });

    private void End()
    {
        _xml?.WriteEndDocument();
        _xml?.Dispose();
        _xml = null;
    }

    private void WriteWorkbook()
    {
        using (var types = Part("[Content_Types].xml"))
        {
            types.WriteStartElement("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
            WriteType(types, "Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
            WriteType(types, "Default", "Extension", "xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml");
            WriteType(types, "Override", "PartName", "/xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml");
        }

        WriteLinks("_rels/.rels", [(Office + "/officeDocument", "xl/workbook.xml")]);
        WriteLinks("xl/_rels/workbook.xml.rels", _sheets.Select((_, i) => (Office + "/worksheet", string.Create(CultureInfo.InvariantCulture, $"worksheets/sheet{i + 1}.xml"))));
        using var book = Part("xl/workbook.xml");
        book.WriteStartElement("workbook", Main);
        book.WriteStartElement("sheets", Main);
        for (var i = 0; i < _sheets.Count; i++)
        {
            book.WriteStartElement("sheet", Main);
            book.WriteAttributeString("name", _sheets[i].Name);
            book.WriteAttributeString("sheetId", (i + 1).ToString(CultureInfo.InvariantCulture));
            if (_sheets[i].Hidden)
            {
                book.WriteAttributeString("state", "hidden");
            }

            book.WriteAttributeString("r", "id", Office, string.Create(CultureInfo.InvariantCulture, $"rId{i + 1}"));
            book.WriteEndElement();
        }
    }

    private static void WriteType(XmlWriter types, string element, string key, string value, string type)
    {
        types.WriteStartElement(element, "http://schemas.openxmlformats.org/package/2006/content-types");
        types.WriteAttributeString(key, value);
        types.WriteAttributeString("ContentType", type);
        types.WriteEndElement();
    }

    private void WriteLinks(string path, IEnumerable<(string Type, string Target)> links)
    {
        using var xml = Part(path);
        xml.WriteStartElement("Relationships", Package);
        var n = 0;
        foreach (var (type, target) in links)
        {
            xml.WriteStartElement("Relationship", Package);
            xml.WriteAttributeString("Id", string.Create(CultureInfo.InvariantCulture, $"rId{++n}"));
            xml.WriteAttributeString("Type", type);
            xml.WriteAttributeString("Target", target);
            xml.WriteEndElement();
        }
    }
}
