using TalentPortal.Web.Platform.LocalDatabase;
using Xunit;

namespace TalentPortal.Web.Tests.Platform.LocalDatabase;

public sealed class ServerBinariesTests
{
    [Theory]
    [InlineData("17.5", 17)]
    [InlineData("15.18 (Debian 15.18-0)", 15)]
    [InlineData("18beta1", 18)]
    public async Task A_complete_set_is_recognised_by_what_it_says_of_itself(string version, int major)
    {
        using var folder = new PrivateFolder();
        var found = await ServerBinaries.InAsync(Programs(folder, version, "initdb", "pg_ctl", "postgres"), CancellationToken.None);
        Assert.Equal(major, found?.Major);
    }

    [Fact]
    public async Task An_old_set_and_an_incomplete_one_are_passed_over()
    {
        using var old = new PrivateFolder();
        using var client = new PrivateFolder();
        Assert.Null(await ServerBinaries.InAsync(Programs(old, "14.20", "initdb", "pg_ctl", "postgres"), CancellationToken.None));
        Assert.Null(await ServerBinaries.InAsync(Programs(client, "17.5", "pg_ctl", "postgres"), CancellationToken.None));
    }

    [Fact]
    public void A_star_stands_for_the_versions_that_are_there()
    {
        using var folder = new PrivateFolder();
        Directory.CreateDirectory(folder.Inside("15", "bin"));
        Directory.CreateDirectory(folder.Inside("17", "bin"));
        Directory.CreateDirectory(folder.Inside("16"));
        string[] expected = [folder.Inside("15", "bin"), folder.Inside("17", "bin")];
        Assert.Equal(expected, ServerBinaries.Expand(folder.Inside("*/bin")).Order(StringComparer.Ordinal));
        Assert.Empty(ServerBinaries.Expand(folder.Inside("none/*/bin")));
    }

    private static string Programs(PrivateFolder folder, string version, params string[] names)
    {
        var bin = Directory.CreateDirectory(folder.Inside("bin")).FullName;
        foreach (var name in names)
        {
            var file = Path.Combine(bin, name);
            File.WriteAllText(file, $"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return bin;
    }
}
