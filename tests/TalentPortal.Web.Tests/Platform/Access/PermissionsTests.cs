using TalentPortal.Domain.Access;
using TalentPortal.Domain.Kernel;
using TalentPortal.TestKit.Cluster;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Platform.Access;

public sealed class PermissionsTests
{
    [Fact]
    public void The_table_in_the_docs_says_what_the_code_does()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "src/docs/roles.md")).Where(l => l.StartsWith('|')).Select(Cells).ToList();
        var roles = rows[0].Skip(1).Select(word => Words.Parse<Role>(word)!.Value).ToList();
        Assert.Equal(Enum.GetValues<Role>().Order(), roles.Order());
        Assert.Equal(Permissions.All, rows.Skip(2).Select(r => r[0]));
        foreach (var row in rows.Skip(2))
        {
            var granted = roles.Where((_, i) => row[i + 1] == "✓").ToHashSet();
            Assert.True(granted.SetEquals(Permissions.RolesWith(row[0])), row[0]);
        }
    }

    [Fact]
    public void Nobody_may_anything_and_a_role_only_its_own()
    {
        Assert.All(Permissions.All, p => Assert.False(Actor.Anonymous.Allows(p)));
        Assert.False(Actor.Anonymous.Allows(Permissions.SignedIn));
        var reader = new Actor(Guid.CreateVersion7(), "r", true, [new(Role.Reader)]);
        Assert.Equal([Permissions.ReadCounts], Permissions.All.Where(p => reader.Allows(p)));
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(c => c.Trim())];
}
