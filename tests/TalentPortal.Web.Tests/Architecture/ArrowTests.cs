using System.Text.RegularExpressions;
using TalentPortal.Data;
using TalentPortal.Domain.Kernel;
using TalentPortal.TestKit.Cluster;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Architecture;

public sealed partial class ArrowTests
{
    private static readonly Lazy<IReadOnlyList<Use>> Product = new(() => [.. Uses.By(typeof(Problem).Assembly), .. Uses.By(typeof(PortalDatabase).Assembly), .. Uses.By(typeof(Actor).Assembly)]);

    // Whoever offends a rule in the tests' own assembly stands in Offenders.cs.
    private static readonly Dictionary<string, string[]> Planted = new(StringComparer.Ordinal)
    {
        ["Domain uses the base library alone"] = ["TalentPortal.Domain.Offending.UsesJson"],
        ["Data knows nothing of Web"] = ["TalentPortal.Data.Offending.KnowsWeb"],
        ["rooms of the domain stand on floors"] =
            ["TalentPortal.Domain.Kernel.KnowsRosters", "TalentPortal.Domain.Commitments.KnowsPeople", "TalentPortal.Domain.Partners.KnowsNeighbours", "TalentPortal.Domain.Offending.UsesJson"],
        ["Ui and Platform know no feature"] = ["TalentPortal.Web.Ui.Offending.KnowsAFeature"],
        ["no feature knows another"] = ["TalentPortal.Web.Features.Offending.KnowsAnotherFeature"],
        ["components leave the database to handlers"] = ["TalentPortal.Web.Features.Offending.AsksTheDatabase"],
        ["contexts are opened by PortalDatabase"] = ["TalentPortal.Web.Features.Offending.OpensContexts"],
    };

    public static TheoryData<string> Rules => [.. House.Arrows.Select(a => a.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_arrow_holds(string rule) => Assert.Empty(Rule(rule).Offences(Product.Value));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Its_planted_offender_is_found(string rule)
    {
        var offenders = Rule(rule).Offences(Uses.By(Offenders)).Select(o => o.Split(' ')[0]).Distinct().ToList();
        Assert.Equal(Planted[rule].Order(StringComparer.Ordinal), offenders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Bodies_of_methods_are_read()
    {
        var intake = Product.Value.Where(u => u.By.Name == "RosterIntake").ToList();
        Assert.Contains(intake, u => u.Of.Name == nameof(PortalDatabase.BeginAsync));
        Assert.True(Product.Value.Count > 2000, "The product uses more than that.");
    }

    [Fact]
    public void The_full_scope_is_opened_where_the_list_says()
    {
        var listed = Listed();
        Assert.True(listed.Count >= 3, "scopes.md lists the places in backticks.");
        Assert.DoesNotContain(House.FullScopes(Product.Value), place => !listed.Any(l => Matches(l, place)));
    }

    [Fact]
    public void A_full_scope_that_is_not_listed_is_found()
    {
        var place = Assert.Single(House.FullScopes(Uses.By(Offenders)));
        Assert.Equal("Features/Offending/SeesEverything", place);
        Assert.DoesNotContain(Listed(), l => Matches(l, place));
    }

    [Theory]
    [InlineData("Features/*/Describe*", "Features/Partners/DescribePartner/DescribePartnerHandler", true)]
    [InlineData("Features/*/Describe*", "Features/Partners/ListPartners/ListPartnersQuery", false)]
    [InlineData("ApplyRoster", "Features/Rosters/ApplyRoster/ApplyRosterJob", true)]
    [InlineData("Actor.Scope", "Platform/Access/Actor", true)]
    [InlineData("Actor.Scope", "Features/Actors/List", false)]
    public void A_place_in_the_list_is_a_path_with_stars_or_the_name_of_a_folder_or_type(string listed, string place, bool matches) => Assert.Equal(matches, Matches(listed, place));

    private static Arrow Rule(string name) => House.Arrows.Single(a => a.Name == name);

    private static IEnumerable<Type> Offenders => typeof(ArrowTests).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith("TalentPortal.Web.Tests", StringComparison.Ordinal) == false);

    private static List<string> Listed()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "src", "docs", "scopes.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal));
        return [.. rows.SelectMany(r => Backticked().Matches(r.Split('|')[1]).Select(m => m.Groups["path"].Value))];
    }

    private static bool Matches(string listed, string place)
    {
        var segments = place.Split('/');
        if (!listed.Contains('/', StringComparison.Ordinal))
        {
            return segments.Contains(listed.Split('.')[0]);
        }

        var pattern = listed.Split('/').Select(s => Regex.Escape(s).Replace("\\*", "[^/]*", StringComparison.Ordinal));
        return Regex.IsMatch(place, $"^{string.Join('/', pattern)}(/|$)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    [GeneratedRegex("`(?<path>[^`]+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Backticked();
}
