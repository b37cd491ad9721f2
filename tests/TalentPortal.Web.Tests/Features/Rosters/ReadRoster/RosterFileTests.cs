using System.Text;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ReadRoster;

public sealed class RosterFileTests
{
    private const string Malay = "Siti Nur’ain binti Abdullah,Zoë anak Müller,José Peñaloza,Muhammad Fāris";
    private const string French = "Renée Lefèvre,François Côté,Noël Béranger";

    [Theory]
    [InlineData("UTF-8", false, "陈伟明,李小红,José,நிலா")]
    [InlineData("UTF-8", true, "陈伟明,李小红,José,நிலா")]
    [InlineData("UTF-16LE", true, "陈伟明,李小红,José,நிலா")]
    [InlineData("UTF-16BE", true, "陈伟明,李小红,José,நிலா")]
    [InlineData("UTF-16LE", false, "陈伟明,李小红,José,நிலா")]
    [InlineData("UTF-16BE", false, "陈伟明,李小红,José,நிலா")]
    public void What_says_itself_what_it_is_needs_no_look(string encoding, bool mark, string names)
    {
        var table = Opened(Bytes(encoding, mark, names));
        Assert.Equal(encoding, table.Encoding);
        Assert.Empty(table.Samples);
        Assert.Equal(names.Split(','), Names(table));
    }

    [Theory]
    [InlineData("windows-1252", "Siti Nur’ain binti Abdullah,Zoë anak Müller,José Peñaloza")]
    [InlineData("windows-1252", French)]
    [InlineData("windows-1252", "Zoë")]
    [InlineData("windows-1252", "José Núñez")]
    [InlineData("GB18030", "陈伟明,李小红,欧阳志强,林美玲")]
    [InlineData("GB18030", "王芳")]
    [InlineData("GB18030", "张三丰,赵云,诸葛亮,Tan Ah Kow 陈亚九")]
    [InlineData("Big5", "陳偉明,李小紅,歐陽志強,林美玲")]
    [InlineData("Big5", "黃麗華")]
    [InlineData("Big5", "張三豐,趙雲,諸葛亮,Tan Ah Kow 陳亞九")]
    public void Legacy_encodings_are_known_by_their_letters_and_shown_before_anything_is_applied(string encoding, string names)
    {
        var table = Opened(Bytes(encoding, mark: false, names));
        Assert.Equal((encoding, names), (table.Encoding, string.Join(',', Names(table))));
        Assert.NotEmpty(table.Samples);
        Assert.All(table.Samples, sample => Assert.Contains(sample, names, StringComparison.Ordinal));
    }

    [Fact]
    public void At_most_five_names_are_shown() =>
        Assert.Equal(5, Opened(Bytes("GB18030", mark: false, "陈一,陈二,陈三,陈四,陈五,陈六,陈七")).Samples.Count);

    [Fact]
    public void A_human_may_say_the_encoding_and_is_told_where_it_cannot_be()
    {
        var big5 = Bytes("Big5", mark: false, "陳偉明");
        var read = Opened(big5, RosterAnswers.None with { Encoding = "gb18030" });
        Assert.Equal("GB18030", read.Encoding);
        Assert.NotEqual("陳偉明", Names(read)[0]);
        Assert.Equal(RosterFileProblems.NotInEncoding("UTF-8"), Refused(big5, RosterAnswers.None with { Encoding = "UTF-8" }));
        Assert.Equal("Big5", Opened(big5, RosterAnswers.None with { Encoding = "EBCDIC" }).Encoding);
    }

    [Theory]
    [InlineData("email,name\na@um.my,\u0391\u03B8\u03AE\u03BD\u03B1", 1253)]
    [InlineData("email,name\na@um.my,Анна Каренина", 1251)]
    public void Letters_of_no_encoding_we_know_are_refused(string text, int codePage) =>
        Assert.Equal(RosterProblems.NotUtf8, Refused(CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes(text)));

    [Fact]
    public void Malay_names_that_Windows_cannot_write_stay_UTF_8() => Assert.Equal(Malay.Split(','), Names(Opened(Bytes("UTF-8", mark: false, Malay))));

    [Fact]
    public void Headings_nobody_can_read_are_asked_with_samples_and_a_suggestion()
    {
        var table = Opened(Encoding.UTF8.GetBytes("ID,Peserta (nama penuh),Contact,Colour\n1,Ali,a@um.my,red\n2,Siti,b@um.my,\n2,Tan,c@um.my,blue\n3,Lim,d@um.my,red\n"));
        Assert.Equal(["ID", "Peserta (nama penuh)", "Contact", "Colour"], table.Questions.Columns.Select(c => c.Heading));
        Assert.Equal(["student_id", "full_name", "email", null], table.Questions.Columns.Select(c => c.Suggested));
        Assert.Equal(["1", "2", "3"], table.Questions.Columns[0].Samples);
        Assert.Equal(["red", "blue"], table.Questions.Columns[3].Samples);
        Assert.Equal(4, Rows(table).Count);
    }

    [Fact]
    public void Answers_win_over_what_headings_mean_by_themselves()
    {
        var file = Encoding.UTF8.GetBytes("name,name,email,code\nAli,Ali Ahmad,a@um.my,A1\n");
        Assert.Equal(["name", "name (2)", "email", "code"], Opened(file).Questions.Columns.Select(c => c.Heading));
        var table = Opened(file, RosterAnswers.None with { Mapping = new Dictionary<string, string> { ["name"] = "", ["email"] = "", ["code"] = "student_id" } });
        Assert.False(table.Questions.Any);
        Assert.Equal(["", "full_name", "", "student_id"], table.Mapping);
    }

    [Fact]
    public void Where_there_is_nothing_to_choose_from_nothing_is_asked()
    {
        Assert.Equal(RosterProblems.MissingColumn("full_name"), Refused("email,colour\n"u8.ToArray()));
        Assert.Equal(RosterProblems.MissingColumn("student_id / email"), Refused("name\nAli\n"u8.ToArray()));
    }

    [Fact]
    public void Looking_ahead_uses_up_no_row()
    {
        var table = Opened("email,name\na@um.my,Ali\n\nb@um.my,Siti\n"u8.ToArray());
        Assert.Equal(["Ali", "Siti"], table.Peek(5).Select(r => r[1]));
        Assert.Equal("Ali", table.ReadRow().Value![1]);
        Assert.Equal(2, table.RowNo);
        Assert.Equal(["Siti"], table.Peek(1).Select(r => r[1]));
        Assert.Equal("Siti", table.ReadRow().Value![1]);
        Assert.Equal(4, table.RowNo);
        Assert.Null(table.ReadRow().Value);
    }

    [Theory]
    [InlineData("UNIVERSITI X\n\nemail,name\na@um.my,Ali\n", 2, 4)]
    [InlineData("UNIVERSITI X, KUALA LUMPUR\nSenarai pelajar; sesi 2026/2027\n\n\nEmel;Nama penuh\na@um.my;Ali\n", 4, 6)]
    [InlineData("\nName\tof the list\nemail\tname\na@um.my\tAli\n", 2, 4)]
    [InlineData("\n\nemail,name\na@um.my,Ali\n", 0, 4)]
    [InlineData("email,name\na@um.my,Ali\nname,email\n", 0, 2)]
    public void A_title_above_the_headings_is_left_out_and_rows_keep_their_numbers(string text, int skipped, int firstRow)
    {
        var table = Opened(Encoding.UTF8.GetBytes(text));
        Assert.Equal(["email", "full_name"], table.Mapping);
        Assert.Equal(skipped, table.Skipped);
        Assert.Equal(["a@um.my", "Ali"], table.ReadRow().Value!);
        Assert.Equal(firstRow, table.RowNo);
    }

    [Fact]
    public void Headings_below_a_title_may_be_those_that_a_human_explained()
    {
        var file = "UNIVERSITI X\nKod,Peserta\nA1,Ali\n"u8.ToArray();
        Assert.Equal(RosterProblems.MissingColumn("student_id / email"), Refused(file));
        var table = Opened(file, RosterAnswers.None with { Mapping = new Dictionary<string, string> { ["Kod"] = "student_id", ["Peserta"] = "full_name" } });
        Assert.Equal((1, "Ali", 3), (table.Skipped, table.ReadRow().Value![1], table.RowNo));
    }

    [Fact]
    public void A_Moodle_file_of_users_is_a_roster()
    {
        var table = Opened("username,firstname,lastname,email,course1,profile_field_shoe\njonest,Tom,Jones,t@um.my,math102,9\n"u8.ToArray());
        Assert.Equal("moodle", table.Format);
        Assert.Equal(["student_id", "given_name", "family_name", "email", "cohort", ""], table.Mapping);
        Assert.Equal(["", "student_id", "given_name", "family_name"], Opened("username,idnumber,firstname,lastname\nj,7,Tom,Jones\n"u8.ToArray()).Mapping);
    }

    private static byte[] Bytes(string encoding, bool mark, string names)
    {
        var letters = TextEncoding.Strict(encoding);
        byte[] preamble = !mark ? [] : encoding switch { "UTF-8" => [0xEF, 0xBB, 0xBF], "UTF-16LE" => [0xFF, 0xFE], _ => [0xFE, 0xFF] };
        return [.. preamble, .. letters.GetBytes("email,name\r\n" + string.Concat(names.Split(',').Select((n, i) => $"p{i}@um.my,{n}\r\n")))];
    }

    private static RosterTable Opened(byte[] file, RosterAnswers? answers = null) => RosterFile.Open(new MemoryStream(file), "roster", answers ?? RosterAnswers.None, CancellationToken.None).Value;

    private static Problem? Refused(byte[] file, RosterAnswers? answers = null) => RosterFile.Open(new MemoryStream(file), "roster", answers ?? RosterAnswers.None, CancellationToken.None).Problem;

    private static string[] Names(RosterTable table) => [.. Rows(table).Select(r => r[1])];

    private static List<string[]> Rows(RosterTable table)
    {
        var rows = new List<string[]>();
        while (table.ReadRow().Value is { } row)
        {
            rows.Add(row);
        }

        return rows;
    }
}
