using System.Text.RegularExpressions;
using TalentPortal.TestKit.Cluster;
using Xunit;

namespace TalentPortal.Web.Tests.Architecture;

/// <summary>SQL is written in <c>Data/**/…Sql.cs</c> and nowhere else, so that who reviews it finds all of it.</summary>
public sealed partial class RawSqlTests
{
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["TalentPortal.Data/PortalDatabase.cs"] = "the first command of every unit of work: role and scope",
    };

    [Fact]
    public void Sql_stands_where_it_belongs()
    {
        var files = Sources().ToList();
        Assert.Contains(files, f => f.EndsWith("RosterPlanSql.cs", StringComparison.Ordinal));
        Assert.Empty(files.Where(f => !Belongs(f)).SelectMany(f => Offences(f, File.ReadAllText(Path.Combine(Root, f)))));
    }

    [Theory]
    [InlineData("command.CommandText = text;")]
    [InlineData("db.Database.ExecuteSqlRaw(text);")]
    [InlineData("await db.Database.ExecuteSqlAsync($\"{x}\");")]
    [InlineData("db.Set<Fact>().FromSqlRaw(text)")]
    [InlineData("db.Database.SqlQuery<int>(text)")]
    [InlineData("Run(\"select 1\");")]
    [InlineData("Run($\"update fact set x = {y}\");")]
    [InlineData("Run(\"\"\"\n    delete from fact\n    \"\"\");")]
    [InlineData("Run(@\"INSERT INTO fact\");")]
    [InlineData("const string Sql = \"with x as (select 1) select 2\";")]
    [InlineData("Run(\"set local app.all = 'on'\");")]
    public void Planted_sql_is_found(string text) => Assert.NotEmpty(Offences("planted.cs", text));

    [Theory]
    [InlineData("var text = \"Select a cohort\";")]
    [InlineData("from x in xs select x.Name")]
    [InlineData("// select from the list")]
    [InlineData("\"with love\"")]
    [InlineData("\"update-roster\"")]
    public void Words_are_not_sql(string text) => Assert.Empty(Offences("planted.cs", text));

    private static string Root => Path.Combine(Repository.Root, "src");

    private static bool Belongs(string file) => (file.StartsWith("TalentPortal.Data/", StringComparison.Ordinal) && file.EndsWith("Sql.cs", StringComparison.Ordinal)) || Allowed.ContainsKey(file);

    // Migrations are generated; what is written by hand in their folder is in …Sql.cs as well.
    private static IEnumerable<string> Sources() =>
        new[] { "*.cs", "*.razor" }.SelectMany(p => Directory.EnumerateFiles(Root, p, SearchOption.AllDirectories)).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(s => s is "obj" or "bin") && !Generated().IsMatch(f));

    private static IEnumerable<string> Offences(string file, string text) => Sql().Matches(text).Select(m => $"{file}: {m.Value.Trim()}");

    [GeneratedRegex(
        """
        \.CommandText\b|\bFromSql(Raw|Interpolated)?\b|\bExecuteSql\w*\b|\bSqlQuery(Raw)?\b|"{1,3}\s*(select\s+(count\s*\(|current_setting|\*|\d|[\w.]+\s+from\b|[\w.]+\()|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s*\(|set\s+(local|role)\s|(create|alter|drop)\s+(table|index|role|policy|view)\s|truncate\s|copy\s+\w+\s+from)
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Sql();

    [GeneratedRegex(@"/Migrations/(\d+_|\w+ModelSnapshot)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Generated();
}
