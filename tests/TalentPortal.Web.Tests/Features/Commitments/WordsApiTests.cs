using System.Net;
using TalentPortal.TestKit;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>Statements and parts as an integrator writes and reads them.</summary>
public sealed class WordsApiTests(ApiFixture portal) : IClassFixture<ApiFixture>
{
    private const string Promise =
        """
        {"quote":"1,000 developers","saidBy":"A company","announcedOn":"2020-10-28","source":"https://example.org","interpretation":"Completed.","name":"Developers",
         "targets":[{"code":"devs","amount":1000,"unit":"people","startsOn":"2026-01-01","endsOn":"2028-12-31","rule":{"measure":"distinct-ever","event":"completed"}SPLIT}]REST}
        """;

    [Fact]
    public async Task Statements_and_parts_are_put_read_left_alone_and_taken_away()
    {
        var http = portal.Client();
        var put = await http.PutJsonAsync("/api/v1/commitments/developers", Body(
            ""","split":{"by":"level","parts":[{"key":"developer","amount":700},{"key":"architect","amount":200}]}""",
            ""","statements":[{"figure":"over 1.3 million","unit":"developers","statedBy":"A company","on":"2020-10-28","source":"https://example.org/claim"},{"amount":42,"unit":"labs","statedBy":"A ministry","on":"2021-01-01"}]"""));
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        await http.PutJsonAsync("/api/v1/commitments/developers", Body("", ""));

        var view = await http.ReadAsync("/api/v1/commitments/developers");
        var (stated, split) = (view.GetProperty("statements"), view.GetProperty("targets")[0].GetProperty("split"));
        Assert.Equal(("over 1.3 million", "A company", "2020-10-28"), (stated[0].GetProperty("figure").GetString(), stated[0].GetProperty("statedBy").GetString(), stated[0].GetProperty("on").GetString()));
        Assert.Equal(42, stated[1].GetProperty("amount").GetInt32());
        Assert.Equal(("level", 100, 0, 0), (split.GetProperty("by").GetString(), split.GetProperty("unallocated").GetInt32(), split.GetProperty("overAllocated").GetInt32(), split.GetProperty("elsewhere").GetInt32()));
        Assert.Equal(700, split.GetProperty("parts")[0].GetProperty("amount").GetInt32());

        await http.PutJsonAsync("/api/v1/commitments/developers", Body(""","split":{"parts":[]}""", ""","statements":[]"""));
        view = await http.ReadAsync("/api/v1/commitments/developers");
        Assert.Equal(0, view.GetProperty("statements").GetArrayLength());
        Assert.False(view.GetProperty("targets")[0].TryGetProperty("split", out var none) && none.ValueKind != System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_its_field_in_a_sentence()
    {
        var refused = await portal.Client().PutJsonAsync("/api/v1/commitments/wrong", Body(
            ""","split":{"by":"country","parts":[{"key":"MY","amount":1},{"key":"MY","amount":2}]}""", ""","statements":[{"unit":"developers","statedBy":"A company","on":"2020-10-28"}],"sourceCopy":"00" """));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var errors = await refused.Content.ReadAsStringAsync();
        Assert.Contains("targets[0].split", errors, StringComparison.Ordinal);
        Assert.Contains("Name each part once, and at least one.", errors, StringComparison.Ordinal);
        Assert.Contains("Say the figure, as it was said or as a number.", errors, StringComparison.Ordinal);
        Assert.Contains("sourceCopy", errors, StringComparison.Ordinal);
    }

    private static string Body(string split, string rest) => Promise.Replace("SPLIT", split, StringComparison.Ordinal).Replace("REST", rest, StringComparison.Ordinal);
}
