using System.Text;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ReceiveRoster;

public sealed class SensitiveColumnsTests
{
    [Theory]
    [InlineData("email,name,Password\na@um.my,Ali,hunter2\n", "email,name\na@um.my,Ali\n")]
    [InlineData("No. K/P;email;name\n900101-14-5678;a@um.my;Ali\n", "email;name\na@um.my;Ali\n")]
    [InlineData("email,密码,name,NRIC\na@um.my,x,Ali,S1234567D\n", "email,name\na@um.my,Ali\n")]
    [InlineData("\uFEFFNRIC,email,name\nS1234567D,a@um.my,Ali\n", "email,name\na@um.my,Ali\n")]
    [InlineData("\n\nemail,name,NRIC\n\na@um.my,Ali,S1234567D\n", "\n\nemail,name\n\na@um.my,Ali\n")]
    [InlineData("email,name,NRIC\na@um.my,\"Ali, Tan \"\"Boy\"\"\",S1234567D\nb@um.my\n", "email,name\na@um.my,\"Ali, Tan \"\"Boy\"\"\"\nb@um.my\n")]
    public async Task A_column_under_such_a_heading_goes_and_the_rest_stays(string file, string kept) => Assert.Equal(kept, await KeptAsync(Encoding.UTF8.GetBytes(file)));

    [Fact]
    public async Task A_column_full_of_identity_numbers_goes_whatever_its_heading()
    {
        Assert.Equal("email,name\na@um.my,Ali\nb@um.my,Siti\nc@um.my,Tan\n", await KeptAsync("email,name,ref\na@um.my,Ali,900101-14-5678\nb@um.my,Siti,900101145678\nc@um.my,Tan,S1234567D\n"));
    }

    [Fact]
    public void A_column_we_use_and_a_column_with_few_of_them_stay()
    {
        Assert.Empty(Find("student_id,name\n900101145678,Ali\n900101145679,Siti\n900101145670,Tan\n"));
        Assert.Empty(Find("email,name,ref\na@um.my,Ali,900101145678\nb@um.my,Siti,x\nc@um.my,Tan,y\n"));
        Assert.Empty(Find("email,name,ref\na@um.my,Ali,900101145678\n"));
    }

    [Fact]
    public void A_file_with_nothing_in_it_has_nothing_to_drop()
    {
        Assert.Empty(Find(""));
        Assert.Empty(Find("\n\n"));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_stay_as_they_are_and_their_passwords_go_too()
    {
        var kept = await KeptBytesAsync(Encoding.Latin1.GetBytes("email,name,password\na@um.my,Zoë,hunter2\n"));
        Assert.Equal(Encoding.Latin1.GetBytes("email,name\na@um.my,Zoë\n"), kept);
    }

    [Fact]
    public async Task Names_in_any_script_come_through()
    {
        const string Names = "陈伟明 நிலா Zoë 😀";
        Assert.Contains(Names, await KeptAsync($"email,name,nric\na@um.my,{Names},x\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_quote_does_not_save_a_password()
    {
        var rows = string.Concat(Enumerable.Repeat("b@um.my,Siti,hunter2\n", 2000));
        var kept = await KeptAsync("email,name,password\na@um.my,Ali,hunter1\n" + rows + "c@um.my,Tan,\"hunter3\"\nd@um.my,\"Lim\n");
        Assert.DoesNotContain("hunter", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_swallowed_by_an_open_quote_in_a_dropped_column_are_not_lost_silently()
    {
        using var from = new MemoryStream("email,name,password\na@um.my,Ali,\"hunter1\nb@um.my,Siti,hunter2\n"u8.ToArray());
        var (delimiter, columns) = SensitiveColumns.Find(from);
        Assert.Equal(["password"], columns.Values);
        Assert.Equal(RosterProblems.BrokenQuoting(2), await SensitiveColumns.CopyWithoutAsync(from, delimiter, columns, Stream.Null, CancellationToken.None));
    }

    private static IReadOnlyDictionary<int, string> Find(string file)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return SensitiveColumns.Find(bytes).Columns;
    }

    private static Task<string> KeptAsync(string file) => KeptAsync(Encoding.UTF8.GetBytes(file));

    private static async Task<string> KeptAsync(byte[] file) => Encoding.UTF8.GetString(await KeptBytesAsync(file)).ReplaceLineEndings("\n");

    private static async Task<byte[]> KeptBytesAsync(byte[] file)
    {
        using var from = new MemoryStream(file);
        var (delimiter, columns) = SensitiveColumns.Find(from);
        Assert.NotEmpty(columns);
        using var to = new MemoryStream();
        Assert.Null(await SensitiveColumns.CopyWithoutAsync(from, delimiter, columns, to, CancellationToken.None));
        return Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(to.ToArray()).ReplaceLineEndings("\n"));
    }
}
