using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>A sheet as the workbook lists it.</summary>
internal sealed record Sheet(string Name, bool Hidden, string Path);

/// <summary>An XLSX workbook: its sheets, its shared texts and how its numbers are shown. Macros, drawings and everything else are never opened.</summary>
internal sealed class Workbook : IDisposable
{
    private const int MaxSheets = 200;
    private const int MaxFormats = 100_000;

    private readonly BoundedZip _zip;
    private readonly Dictionary<string, string> _parts;
    private readonly string _path;
    private SharedTexts? _texts;
    private NumberLook[]? _looks;

    private Workbook(BoundedZip zip, string path, Dictionary<string, string> parts) => (_zip, _path, _parts) = (zip, path, parts);

    public bool From1904 { get; private set; }

    public IReadOnlyList<Sheet> Sheets { get; private set; } = [];

    /// <summary>Opens the workbook in a zip, which it then owns.</summary>
    /// <returns>Null where the zip holds none.</returns>
    public static Workbook? Open(BoundedZip zip)
    {
        if (!zip.Has("_rels/.rels"))
        {
            return null;
        }

        var main = Relationships(zip, "_rels/.rels", "").FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal));
        if (main.Path is null || !zip.Has(main.Path) || !main.Path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || !IsWorkbook(zip, main.Path))
        {
            return null;
        }

        var folder = FolderOf(main.Path);
        var links = $"{folder}_rels/{main.Path[folder.Length..]}.rels";
        var parts = zip.Has(links) ? Relationships(zip, links, folder) : [];
        var workbook = new Workbook(zip, main.Path, parts.Where(r => r.Id.Length > 0).DistinctBy(r => r.Id).ToDictionary(r => r.Id, r => r.Path, StringComparer.Ordinal))
        {
            TextsPath = parts.FirstOrDefault(r => r.Type.EndsWith("/sharedStrings", StringComparison.Ordinal)).Path,
            StylesPath = parts.FirstOrDefault(r => r.Type.EndsWith("/styles", StringComparison.Ordinal)).Path,
        };
        workbook.ReadSheets();
        return workbook;
    }

    private string? TextsPath { get; init; }

    private string? StylesPath { get; init; }

    /// <summary>The rows of a sheet; several may be read one after another.</summary>
    public SheetRows Rows(Sheet sheet)
    {
        _texts ??= TextsPath is not null && _zip.Has(TextsPath) ? SharedTexts.Read(_zip.Open(TextsPath), TextsPath) : SharedTexts.None;
        _looks ??= StylesPath is not null && _zip.Has(StylesPath) ? ReadLooks(StylesPath) : [];
        return new(_zip.Open(sheet.Path), sheet, _texts, _looks, From1904);
    }

    public void Dispose() => _zip.Dispose();

    private static bool IsWorkbook(BoundedZip zip, string path)
    {
        using var xml = new WorkbookXml(zip.Open(path), path);
        while (xml.Read())
        {
            if (xml.IsStart)
            {
                return xml.Name == "workbook";
            }
        }

        return false;
    }

    private static List<(string Id, string Type, string Path)> Relationships(BoundedZip zip, string path, string folder)
    {
        var found = new List<(string, string, string)>();
        using var xml = new WorkbookXml(zip.Open(path), path);
        while (xml.Read() && found.Count < MaxSheets * 4)
        {
            if (xml.IsStart && xml.Name == "Relationship" && xml["TargetMode"] != "External" && xml["Target"] is { } target)
            {
                found.Add((xml["Id"] ?? "", xml["Type"] ?? "", Resolved(folder, target.Replace('\\', '/'))));
            }
        }

        return found;
    }

    private static string Resolved(string folder, string target)
    {
        var parts = new List<string>(target.StartsWith('/') ? [] : folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not "." and not "..")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    private void ReadSheets()
    {
        var sheets = new List<Sheet>();
        using var xml = new WorkbookXml(_zip.Open(_path), _path);
        while (xml.Read())
        {
            if (xml.IsStart && xml.Name == "workbookPr")
            {
                From1904 = xml["date1904"] is "1" or "true" or "on";
            }
            else if (xml.IsStart && xml.Name == "sheet" && xml.Qualified("id") is { } id && _parts.GetValueOrDefault(id) is { } path && _zip.Has(path))
            {
                if (sheets.Count == MaxSheets)
                {
                    throw new UnreadableFileException(RosterFileProblems.TooManyEntries(MaxSheets));
                }

                sheets.Add(new(xml["name"] ?? "", xml["state"] is "hidden" or "veryHidden", path));
            }
        }

        Sheets = sheets;
    }

    // A cell names the number of its look; each look names a format, of the standard or of the workbook.
    private NumberLook[] ReadLooks(string path)
    {
        var codes = new Dictionary<int, string>();
        var looks = new List<NumberLook>();
        using var xml = new WorkbookXml(_zip.Open(path), path);
        var inLooks = false;
        while (xml.Read() && looks.Count < MaxFormats && codes.Count < MaxFormats)
        {
            if (xml.Name == "cellXfs")
            {
                inLooks = xml.IsStart && !xml.IsEmpty;
            }
            else if (xml.IsStart && xml.Name == "numFmt" && int.TryParse(xml["numFmtId"], out var id) && xml["formatCode"] is { } code)
            {
                codes[id] = code;
            }
            else if (xml.IsStart && inLooks && xml.Name == "xf")
            {
                var format = int.TryParse(xml["numFmtId"], out var n) ? n : 0;
                looks.Add(codes.TryGetValue(format, out var own) ? NumberLook.OfCode(own) : NumberLook.OfBuiltIn(format));
            }
        }

        return [.. looks];
    }
}
