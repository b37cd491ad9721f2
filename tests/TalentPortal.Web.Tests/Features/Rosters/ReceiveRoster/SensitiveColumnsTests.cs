using System.Text;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ReceiveRoster;

public sealed class SensitiveColumnsTests
{
    [Theory]
    [InlineData("email,name,Password\na@um.my,Ali,hunter2\n", "email,name\na@um.my,Ali\n")]
    [InlineData("No. K/P;email;name\n900101-14-5678;a@um.my;Ali\n", "email;name\na@um.my;Ali\n")]
    [InlineData("email,密码,name,NRIC\na@um.my,x,Ali,S1234567D\n", "email,name\na@um.my,Ali\n")]
    [InlineData("\uFEFFNRIC,email,name\nS1234567D,a@um.my,Ali\n", "\uFEFFemail,name\na@um.my,Ali\n")]
    [InlineData("\n\nemail,name,NRIC\n\na@um.my,Ali,S1234567D\n", "\n\nemail,name\n\na@um.my,Ali\n")]
    [InlineData("email,name,NRIC\na@um.my,\"Ali, Tan \"\"Boy\"\"\",S1234567D\nb@um.my\n", "email,name\na@um.my,\"Ali, Tan \"\"Boy\"\"\"\nb@um.my\n")]
    public async Task A_column_under_such_a_heading_goes_and_the_rest_stays(string file, string kept) => Assert.Equal(kept, await KeptAsync(file));

    [Theory]
    [InlineData("UNIVERSITI X\n\nemail,name,password\na@um.my,Ali,hunter2\n", "UNIVERSITI X\n\nemail,name\na@um.my,Ali\n")]
    [InlineData("UNIVERSITI X,S1234567D,\nemail,name,password\na@um.my,Ali,hunter2\n", "UNIVERSITI X,(national id removed)\nemail,name\na@um.my,Ali\n")]
    public async Task A_title_above_the_headings_hides_no_column(string file, string kept) => Assert.Equal(kept, await KeptAsync(file));

    [Fact]
    public async Task A_column_full_of_identity_numbers_goes_whatever_its_heading()
    {
        Assert.Equal("email,name\na@um.my,Ali\nb@um.my,Siti\nc@um.my,Tan\n", await KeptAsync("email,name,ref\na@um.my,Ali,900101-14-5678\nb@um.my,Siti,900101145678\nc@um.my,Tan,S1234567D\n"));
    }

    [Fact]
    public async Task Twelve_digits_that_are_mostly_no_identity_numbers_are_none()
    {
        Assert.Null(await KeptAsync("student_id,name\n202399145678,Ali\n900101145679,Siti\n202399145670,Tan\n"));
        Assert.Null(await KeptAsync("email,name,mobile\na@um.my,Ali,601123456789\nb@um.my,Siti,601123456780\nc@um.my,Tan,601123456781\n"));
    }

    [Fact]
    public async Task A_single_cell_with_an_identity_number_is_taken_out_and_its_row_stays()
    {
        var (what, kept) = await ScrubAsync("student_id,name\nA1,Ali\nS1234567D,Siti\nS1234567A,Tan\n900101-14-5678,Lim\n"u8.ToArray());
        Assert.Equal(2, what!.Cells);
        Assert.Empty(what.Dropped);
        Assert.Equal("student_id,name\nA1,Ali\n(national id removed),Siti\nS1234567A,Tan\n(national id removed),Lim\n", Encoding.UTF8.GetString(kept!).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Where_matching_is_switched_on_numbers_become_hashes_and_passwords_and_passports_still_go()
    {
        var (what, kept) = await ScrubAsync("IC No,email,name,Passport,Password\nS1234567D,a@um.my,Ali,K123,x\n,b@um.my,Siti,K124,y\nnone,c@um.my,Tan,,z\n"u8.ToArray(), id => id == "none" ? null : $"h{id.Length}");
        Assert.Equal("national_id,email,name\nh9,a@um.my,Ali\n,b@um.my,Siti\n,c@um.my,Tan\n", Encoding.UTF8.GetString(kept!).ReplaceLineEndings("\n"));
        Assert.Equal(["IC No"], what!.Hashed);
        Assert.Equal(["Passport", "Password"], what.Dropped);
    }

    [Fact]
    public async Task A_file_with_nothing_in_it_has_nothing_to_drop()
    {
        Assert.Null(await KeptAsync(""));
        Assert.Null(await KeptAsync("\n\n"));
        Assert.Null(await KeptAsync("email,name\na@um.my,Ali\n"));
    }

    [Theory]
    [InlineData("UTF-16LE")]
    [InlineData("UTF-16BE")]
    [InlineData("windows-1252")]
    [InlineData("GB18030")]
    [InlineData("Big5")]
    public async Task A_copy_is_written_in_the_encoding_of_the_file(string name)
    {
        var letters = TextEncoding.Strict(name);
        var names = name == "windows-1252" ? "Zoë Müller" : "陈伟明".Replace("陈", "陳", StringComparison.Ordinal).Replace("伟", "偉", StringComparison.Ordinal);
        Assert.Equal($"email|name\r\na@um.my|{names}\r\n", letters.GetString((await KeptBytesAsync(letters.GetBytes($"email|name|password\na@um.my|{names}|hunter2\n")))!));
    }

    [Fact]
    public async Task Bytes_that_no_encoding_explains_stay_as_they_are_and_their_passwords_go_too()
    {
        var kept = await KeptBytesAsync([.. "email,name,password\na@um.my,"u8, 0x81, 0x8D, .. ",hunter2\n"u8]);
        Assert.Equal([.. "email,name\r\na@um.my,"u8, 0x81, 0x8D, .. "\r\n"u8], kept);
    }

    [Fact]
    public async Task Names_in_any_script_come_through()
    {
        const string Names = "陈伟明 நிலா Zoë 😀";
        Assert.Contains(Names, (await KeptAsync($"email,name,nric\na@um.my,{Names},x\n"))!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("email,name,password\na@um.my,Ali,\"hunter1\nb@um.my,Siti,hunter2\n", 2)]
    [InlineData("email,name,password\na@um.my,Ali,hunter1\nb@um.my,\"Lim,hunter2\nc@um.my,Tan,hunter3\n", 3)]
    public async Task An_open_quote_in_a_file_with_passwords_is_refused_before_anything_is_stored(string file, int row)
    {
        using var from = new MemoryStream(Encoding.UTF8.GetBytes(file));
        using var to = new MemoryStream();
        Assert.Equal(RosterProblems.BrokenQuoting(row), (await SensitiveColumns.ScrubAsync(from, "roster.csv", null, to, CancellationToken.None)).Problem);
        Assert.Equal(0, to.Length);
    }

    private static async Task<string?> KeptAsync(string file) => await KeptBytesAsync(Encoding.UTF8.GetBytes(file)) is { } kept ? Encoding.UTF8.GetString(kept).ReplaceLineEndings("\n") : null;

    private static async Task<byte[]?> KeptBytesAsync(byte[] file) => (await ScrubAsync(file)).Kept;

    private static async Task<(Scrubbed? What, byte[]? Kept)> ScrubAsync(byte[] file, Func<string, string?>? hash = null)
    {
        using var from = new MemoryStream(file);
        using var to = new MemoryStream();
        var scrubbed = await SensitiveColumns.ScrubAsync(from, "roster", hash, to, CancellationToken.None);
        Assert.Equal(scrubbed.Value is null, to.Length == 0);
        return (scrubbed.Value, scrubbed.Value is null ? null : to.ToArray());
    }
}
