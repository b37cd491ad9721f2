using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.ForecastTarget;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>Forecasts as an integrator reads them: never a number without its interval and its day.</summary>
public sealed class ForecastApiTests(ApiFixture portal) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_commitment_gives_the_likely_end_and_a_target_its_forecasts()
    {
        var http = portal.Client();
        await http.PutJsonAsync("/api/v1/commitments/promise",
            """
            {"quote":"100 people","saidBy":"A company","announcedOn":"2026-01-01","source":"https://example.org","interpretation":"Attended.","name":"People",
             "targets":[{"code":"shown","amount":100,"unit":"attendances","startsOn":"2026-01-01","endsOn":"2028-12-31","rule":{"measure":"attendances","event":"attended"}}]}
            """);
        Assert.Equal(0, (await http.ReadAsync("/api/v1/targets/shown/forecast")).GetProperty("items").GetArrayLength());

        await portal.Get<ForecastKeeper>().RunOnceAsync(default);
        await portal.WorkAsync();

        var forecasts = await http.ReadAsync("/api/v1/targets/shown/forecast");
        var newest = forecasts.GetProperty("newest");
        Assert.Equal(("shown", "not-enough", "nothing-yet"), (forecasts.GetProperty("target").GetString(), newest.GetProperty("kind").GetString(), newest.GetProperty("why").GetString()));
        Assert.Equal("2026-11-20", newest.GetProperty("asOf").GetString());
        Assert.False((await http.ReadAsync("/api/v1/commitments/promise")).GetProperty("targets")[0].TryGetProperty("forecast", out var none) && none.ValueKind != System.Text.Json.JsonValueKind.Null);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await http.GetAsync("/api/v1/targets/shown/forecast?cursor=nonsense")).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await http.GetAsync("/api/v1/targets/missing/forecast")).StatusCode);
    }
}
