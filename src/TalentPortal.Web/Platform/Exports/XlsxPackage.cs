using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace TalentPortal.Web.Platform.Exports;

/// <summary>
/// Writes a workbook part by part and row by row, every cell typed as text: whatever workbook the portal makes, for people or to keep, is written here. What must be
/// harmless to people's spreadsheets goes through <see cref="XlsxExport"/>.
/// </summary>
internal sealed class XlsxPackage : IDisposable
{
    private readonly ZipArchive _archive;
    private XmlWriter? _rows;

    /// <param name="to">Where it goes; needs neither seeking nor reading, and stays open.</param>
    /// <param name="sheets">The sheets that follow, in their order.</param>
    public XlsxPackage(Stream to, IReadOnlyList<(string Name, bool IsHidden)> sheets)
    {
        _archive = new(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (path, part) in XlsxParts.Around(sheets))
        {
            Add(path, part);
        }
    }

    /// <summary>Writes a part at once.</summary>
    public void Add(string path, XElement part)
    {
        using var entry = _archive.CreateEntry(path, CompressionLevel.Fastest).Open();
        new XDocument(part).Save(entry, SaveOptions.DisableFormatting);
    }

    /// <summary>Begins the rows of a sheet, counted from 0, behind what stands before them.</summary>
    public void Begin(int sheet, IEnumerable<XElement> before)
    {
        var entry = _archive.CreateEntry(XlsxParts.PathOf(sheet), CompressionLevel.Fastest).Open();
        _rows = XmlWriter.Create(entry, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CloseOutput = true });
        _rows.WriteStartElement("worksheet", XlsxParts.Namespace);
        WriteAll(before);
        _rows.WriteStartElement("sheetData", XlsxParts.Namespace);
    }

    /// <summary>Writes a row under its number, which grows from row to row; blank cells take no room.</summary>
    public void Write(int rowNo, IEnumerable<string> cells, string? style = null)
    {
        var (row, column) = (rowNo.ToString(CultureInfo.InvariantCulture), 0);
        _rows!.WriteStartElement("row", XlsxParts.Namespace);
        _rows.WriteAttributeString("r", row);
        foreach (var cell in cells)
        {
            if (cell.Length > 0)
            {
                Write(XlsxParts.Column(column) + row, XlsxParts.Text(cell), style);
            }

            column++;
        }

        _rows.WriteEndElement();
    }

    /// <summary>Ends the rows, and the sheet with what stands behind them.</summary>
    public void End(IEnumerable<XElement> behind)
    {
        _rows!.WriteEndElement();
        WriteAll(behind);
        _rows.WriteEndDocument();
        _rows.Close();
        _rows = null;
    }

    public void Flush() => _rows?.Flush();

    public void Dispose()
    {
        _rows?.Close();
        _archive.Dispose();
    }

    private void WriteAll(IEnumerable<XElement> elements)
    {
        foreach (var element in elements)
        {
            element.WriteTo(_rows!);
        }
    }

    private void Write(string place, string text, string? style)
    {
        _rows!.WriteStartElement("c", XlsxParts.Namespace);
        _rows.WriteAttributeString("r", place);
        if (style is not null)
        {
            _rows.WriteAttributeString("s", style);
        }

        _rows.WriteAttributeString("t", "inlineStr");
        _rows.WriteStartElement("is", XlsxParts.Namespace);
        _rows.WriteStartElement("t", XlsxParts.Namespace);
        _rows.WriteAttributeString("xml", "space", null, "preserve");
        _rows.WriteString(text);
        _rows.WriteEndElement();
        _rows.WriteEndElement();
        _rows.WriteEndElement();
    }
}
