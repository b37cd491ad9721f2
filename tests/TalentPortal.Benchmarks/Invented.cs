using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace TalentPortal.Benchmarks;

/// <summary>People as a registrar lists them: names of many cultures, addresses in no order, birth dates of some, mobiles of most.</summary>
internal static class Invented
{
    public const string Header = "student_id,full_name,email,mobile,nationality,gender,birth_date,audience,status,completed_on";

    private static readonly string[] Malay = Words("Ahmad Aisyah Hafiz Nurul Faiz Siti Amir Zulaikha Haziq Fatimah Iskandar Khadijah Syafiq Balqis Danial Maisarah Irfan Hidayah Rizal Azlina Firdaus Suraya Khairul Amirah");
    private static readonly string[] Fathers = Words("Abdullah Ismail Ibrahim Hassan Osman Yusof Rahman Razak Aziz Hamid Idris Zakaria Mansor Jaafar Hashim Kassim Sulaiman Harun Mustafa Nordin Mokhtar Latif Hamzah Talib");
    private static readonly string[] Surnames = Words("Tan Lim Lee Ng Wong Goh Chua Koh Teo Ong Low Yeo Chan Ho Chia Ang Yap Sim Foo Loh Soh Quek Tay Cheong");
    private static readonly string[] Syllables = Words("Wei Ming Mei Ling Hua Boon Hui Min Jie Hao Jia Xin Yi Ting Jun Kok Chee Seng Siew Fong Kai Yu Xuan En");
    private static readonly string[] Indian = Words("Kavitha Suresh Priya Ganesh Devi Karthik Meena Prakash Lakshmi Ravi Shanti Dinesh Geetha Vijay Revathi Anand Usha Mohan Nithya Kumar Arumugam Selvam Raman Muthu");
    private static readonly string[] Western = Words("Mary James Sarah Robert Emma Daniel Grace Thomas Chloe Samuel Hannah Joseph Smith O'Brien Fernandez D'Souza Müller Nielsen Pereira Taylor García Wilson Clarke Evans");
    private static readonly string[] Han = ["陈", "林", "李", "黄", "王", "张", "吴", "刘", "蔡", "许", "郑", "杨"];
    private static readonly string[] HanGiven = ["伟明", "美玲", "慧敏", "嘉欣", "俊杰", "志强", "秀芳", "雅婷", "文豪", "诗雯", "国荣", "淑仪", "凯轩", "佩珊", "德华", "燕莉"];

    /// <summary>A name; the same for the same number.</summary>
    public static string Name(Random random) => random.Next(10) switch
    {
        < 4 => $"{One(random, Malay)} {One(random, Malay)} {(random.Next(2) == 0 ? "bin" : "binti")} {One(random, Fathers)}",
        < 7 => $"{One(random, Surnames)} {One(random, Syllables)} {One(random, Syllables)}",
        7 => $"{One(random, Indian)} {(random.Next(2) == 0 ? "a/l" : "a/p")} {One(random, Indian)}",
        8 => $"{One(random, Western)} {One(random, Western)} {One(random, Western)}",
        _ => One(random, Han) + One(random, HanGiven),
    };

    /// <summary>Rows of people nobody has seen before, ten cells each.</summary>
    /// <param name="run">Nobody of one run is in another.</param>
    /// <param name="rows">How many.</param>
    /// <param name="changed">One person in so many is called otherwise, and nothing else changes; zero for nobody.</param>
    public static IEnumerable<string[]> Rows(int run, int rows, int changed = 0)
    {
        var random = new Random(7919 + run);
        for (var i = 0; i < rows; i++)
        {
            var name = Name(random);
            var mail = random.NextInt64(1_000_000_000_000);
            var mobile = random.Next(10) < 8 ? string.Create(CultureInfo.InvariantCulture, $"01{random.Next(1, 9)}-{random.Next(1_000_000, 9_999_999)}") : "";
            var birth = new DateOnly(1975, 1, 2).AddDays(random.Next(11_000));
            var (nationality, gender, audience) = (random.Next(10) == 0 ? "SG" : "MY", random.Next(2) == 0 ? "F" : "M", random.Next(4) switch { 0 => "industry", 1 => "government", _ => "student" });
            yield return
            [
                $"R{run:00}S{i:000000}", name, $"u{mail:x}@run{run}.example", mobile, nationality, gender, random.Next(10) < 4 ? Day(birth) : "",
                changed > 0 && i % changed == 0 ? "educator" : audience, "completed", Day(new DateOnly(2026, 6, 1).AddDays(i % 28)),
            ];
        }
    }

    public static string Csv(IEnumerable<string[]> rows)
    {
        var csv = new StringBuilder(Header).Append('\n');
        foreach (var row in rows)
        {
            csv.AppendJoin(',', row).Append('\n');
        }

        return csv.ToString();
    }

    /// <summary>The workbook a spreadsheet program writes of the same rows: texts shared, one sheet.</summary>
    public static byte[] Xlsx(IEnumerable<string[]> rows)
    {
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        var sheet = new StringBuilder("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        var n = 0;
        foreach (var row in rows.Prepend(Header.Split(',')))
        {
            n++;
            sheet.Append(CultureInfo.InvariantCulture, $"<row r=\"{n}\">");
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i].Length > 0)
                {
                    texts.TryAdd(row[i], texts.Count);
                    sheet.Append(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + i)}{n}\" t=\"s\"><v>{texts[row[i]]}</v></c>");
                }
            }

            sheet.Append("</row>");
        }

        sheet.Append("</sheetData></worksheet>");
        var shared = new StringBuilder("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        foreach (var text in texts.Keys)
        {
            shared.Append("<si><t>").Append(SecurityElement.Escape(text)).Append("</t></si>");
        }

        shared.Append("</sst>");
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/></Types>");
            Add(zip, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(zip, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Students\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
            Add(zip, "xl/worksheets/sheet1.xml", sheet.ToString());
            Add(zip, "xl/sharedStrings.xml", shared.ToString());
        }

        return bytes.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>");
        writer.Write(xml);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string One(Random random, string[] words) => words[random.Next(words.Length)];

    private static string[] Words(string words) => words.Split(' ');
}
