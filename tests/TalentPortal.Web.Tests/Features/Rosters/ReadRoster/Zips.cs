using System.IO.Compression;
using System.Text;

namespace TalentPortal.Web.Tests.Features.Rosters.ReadRoster;

/// <summary>Zips and workbooks made part by part, so that tests can make bad ones too.</summary>
internal static class Zips
{
    public static byte[] Of(params (string Path, string Text)[] parts) => Of(parts.Select(p => (p.Path, Encoding.UTF8.GetBytes(p.Text))).ToArray());

    public static byte[] Of(params (string Path, byte[] Bytes)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in parts)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A workbook of sheets given as the inside of <c>sheetData</c>.</summary>
    public static byte[] Workbook(string sharedTexts, string styles, string properties, params (string Name, string State, string Rows)[] sheets) => Of(
    [
        ("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml",
            $"""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{properties}<sheets>{string.Concat(sheets.Select((s, i) => $"""<sheet name="{s.Name}" sheetId="{i + 1}" state="{s.State}" r:id="s{i + 1}"/>"""))}</sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels",
            $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select((_, i) => $"""<Relationship Id="s{i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""))}<Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="y" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"""),
        ("xl/sharedStrings.xml", $"""<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{sharedTexts}</sst>"""),
        ("xl/styles.xml", $"""<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{styles}</styleSheet>"""),
        .. sheets.Select((s, i) => ($"xl/worksheets/sheet{i + 1}.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{s.Rows}</sheetData></worksheet>""")),
    ]);

    public static byte[] Workbook(string rows) => Workbook("", "", "", ("Roster", "visible", rows));

    /// <summary>A row of texts that stand in the cells themselves.</summary>
    public static string Row(int number, params string[] cells) =>
        $"""<row r="{number}">{string.Concat(cells.Select((c, i) => $"""<c r="{(char)('A' + i)}{number}" t="inlineStr"><is><t xml:space="preserve">{System.Security.SecurityElement.Escape(c)}</t></is></c>"""))}</row>""";
}
