using TalentPortal.TestKit;
using TalentPortal.TestKit.Cluster;
using Xunit;

namespace TalentPortal.Web.Tests.Features;

/// <summary>The description that integrators rely on is committed, so that a change of it is a diff.</summary>
public sealed class OpenApiTests(ApiFixture portal) : IClassFixture<ApiFixture>
{
    private static readonly string Committed = Path.Combine(Repository.Root, "src", "docs", "openapi", "v1.json");

    /// <summary>Run with <c>PORTAL_WRITE_OPENAPI=1</c> to take over a change that is meant.</summary>
    [Fact]
    public async Task The_description_is_the_committed_one()
    {
        var now = (await portal.Client().GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("PORTAL_WRITE_OPENAPI") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Committed)!);
            await File.WriteAllTextAsync(Committed, now);
        }

        Assert.Equal(await File.ReadAllTextAsync(Committed), now);
    }
}
