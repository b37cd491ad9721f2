using TalentPortal.Domain.Partners;
using Xunit;

namespace TalentPortal.Domain.Tests.Partners;

public sealed class PartnerTests
{
    private static readonly Dictionary<string, string> Ids = new(StringComparer.Ordinal) { ["ror"] = "00rzspn62", ["ssm"] = "1" };

    [Fact]
    public void Describing_names_what_changed_whatever_the_order_of_identifiers()
    {
        var partner = Partner.Create("um", default);
        Assert.Equal(["Name", "Country", "ExternalIds"], partner.Describe("Universiti Malaya", PartnerKind.University, "MY", null, Ids).Value);
        Assert.Empty(partner.Describe("Universiti Malaya", PartnerKind.University, "MY", null, Ids.Reverse().ToDictionary()).Value);
        Assert.Equal(1, partner.Revision);
        Assert.Equal(["Kind", "ExternalIds"], partner.Describe("Universiti Malaya", PartnerKind.Agency, "MY", null, new Dictionary<string, string>(StringComparer.Ordinal)).Value);
        Assert.Equal(2, partner.Revision);
    }

    [Fact]
    public void Nobody_is_their_own_parent()
    {
        var partner = Partner.Create("um", default);
        Assert.Equal(PartnerProblems.OwnParent, partner.Describe("UM", PartnerKind.University, "MY", partner.Id, Ids).Problem);
        Assert.Equal(0, partner.Revision);
    }

    [Theory]
    [InlineData("2026-01-01", "2026-12-31", true)]
    [InlineData("2026-01-01", "2026-01-02", true)]
    [InlineData("2026-01-01", null, true)]
    [InlineData("2026-01-01", "2026-01-01", false)]
    [InlineData("2026-01-02", "2026-01-01", false)]
    public void An_agreement_is_in_force_for_at_least_a_day(string from, string? until, bool accepted)
    {
        var result = Agreement.Create(Guid.CreateVersion7(), 1).Describe("licence", new(2025, 12, 1), DateOnly.Parse(from), until is null ? null : DateOnly.Parse(until), "");
        Assert.Equal(accepted ? null : AgreementProblems.EndsBeforeItBegins, result.Problem);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Agreements_are_numbered_from_one(int number) => Assert.Throws<ArgumentOutOfRangeException>(() => Agreement.Create(Guid.CreateVersion7(), number));
}
