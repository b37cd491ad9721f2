using System.Net;
using System.Text.Json;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Partners.DescribePartner;
using TalentPortal.Web.Features.Rosters.DescribeSources;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.DescribeSources;

/// <summary>The systems a partner's rosters come from.</summary>
public sealed class SourcesTests(ApiFixture portal) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_source_is_described_and_listed_with_its_version()
    {
        var partner = await PartnerAsync();
        using var put = await portal.Client().PutJsonAsync($"/api/v1/partners/{partner}/sources/registry", """{"name":"Registry","leads":["status","completed_on"]}""");

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var listed = Assert.Single((await portal.Client().ReadAsync($"/api/v1/partners/{partner}/sources")).EnumerateArray());
        Assert.Equal(("Registry", 2), (listed.GetProperty("name").GetString(), listed.GetProperty("leads").GetArrayLength()));
        Assert.Equal($"\"{listed.GetProperty("version").GetInt32()}\"", put.Headers.ETag!.Tag);
    }

    [Theory]
    [InlineData("""{"name":"Two","leads":["status"]}""", "roster.led-by-another")]
    [InlineData("""{"name":"Two","leads":["shoe_size"]}""", "roster.no-such-column")]
    [InlineData("""{"leads":[]}""", "field.missing")]
    public async Task A_field_has_one_leader_and_a_source_a_name(string json, string code)
    {
        var partner = await PartnerAsync();
        await portal.Client().PutJsonAsync($"/api/v1/partners/{partner}/sources/one", """{"name":"One","leads":["status"]}""");
        var problem = await portal.Client().PutJsonAsync($"/api/v1/partners/{partner}/sources/two", json).JsonAsync();

        Assert.Equal(code, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal(1, (await portal.Client().ReadAsync($"/api/v1/partners/{partner}/sources")).GetArrayLength());
    }

    [Fact]
    public async Task A_coordinator_uploads_but_does_not_say_who_leads_and_a_partner_administrator_does_at_home()
    {
        var code = await PartnerAsync();
        var id = (await portal.Get<DescribePartnerHandler>().HandleAsync(portal.Manager, code, new("P", "university", "MY"), null, default)).Value.Id;
        var handler = portal.Get<SourceHandler>();
        Actor As(Role role, Guid partner) => new(Guid.CreateVersion7(), $"{role}", false, [new(role, partner)]);

        Assert.Equal("partner.not-found", (await handler.DescribeAsync(As(Role.Coordinator, id), code, "a", new("A"), null, default)).Problem?.Code);
        Assert.Equal("partner.not-found", (await handler.DescribeAsync(As(Role.PartnerAdministrator, Guid.CreateVersion7()), code, "a", new("A"), null, default)).Problem?.Code);
        Assert.True((await handler.DescribeAsync(As(Role.PartnerAdministrator, id), code, "a", new("A"), null, default)).Succeeded);
    }

    [Theory]
    [InlineData(Remembered.Heading, "Kump.", "mapping")]
    [InlineData(Remembered.Cohort, "DEV 1", "cohorts")]
    [InlineData(Remembered.DateOrder, "", "dateOrder")]
    public async Task What_was_remembered_is_forgotten_one_by_one(Remembered what, string value, string property)
    {
        var partner = await PartnerAsync();
        await portal.Client().PutJsonAsync($"/api/v1/partners/{partner}/sources/usual", """{"name":"Registry"}""");
        await using (var db = await portal.Database.BeginAsync(Scope.Everything, default))
        {
            var source = db.Set<RosterSource>().AsEnumerable().Last(s => s.Code == "usual" && s.Name == "Registry" && s.Mapping.Count == 0);
            source.Remember(new(null, null, DateOrder.DayFirst, new Dictionary<string, string> { ["Kump."] = "", ["Nama"] = "full_name" }, new Dictionary<string, string> { ["DEV 1"] = "c" }));
            await db.CommitAsync(default);
        }

        Assert.True((await portal.Get<SourceHandler>().ForgetAsync(portal.Manager, partner, "usual", what, value, default)).Succeeded);

        var left = Assert.Single((await portal.Client().ReadAsync($"/api/v1/partners/{partner}/sources")).EnumerateArray());
        Assert.Equal("full_name", left.GetProperty("mapping").GetProperty("Nama").GetString());
        Assert.True(left.GetProperty(property) is { ValueKind: JsonValueKind.Null } || !left.GetProperty(property).TryGetProperty(value, out _));
    }

    private async Task<string> PartnerAsync()
    {
        var code = $"p{Guid.CreateVersion7():N}";
        using var put = await portal.Client().PutJsonAsync($"/api/v1/partners/{code}", """{"name":"P","kind":"university","country":"MY"}""");
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        return code;
    }
}
