using System.Net;
using System.Text;
using TalentPortal.Domain.Access;
using TalentPortal.TestKit;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features;

/// <summary>The main job over the API, as an integrator writes it.</summary>
public sealed class ApiTests(ApiFixture portal) : IClassFixture<ApiFixture>
{
    private const string File =
        """
        student_id,full_name,email,gender,status,completed_on
        S1,Aisyah binti Rahman,aisyah@example.org,female,completed,2026-06-20
        S2,=cmd,weiming@example.org,male,completed,2026-06-21
        S3,Kavitha a/p Subramaniam,kavitha@example.org,,completed,2026-06-21
        S4,,nobody@example.org,,completed,2026-06-21
        """;

    [Fact]
    public async Task From_an_empty_portal_to_a_count_with_evidence()
    {
        var http = portal.Client();
        await MadeAsync(http.PutJsonAsync("/api/v1/partners/mmu", """{"name":"Multimedia University","kind":"university","country":"MY","externalIds":{"ror":"04zrbnc33"}}"""));
        await MadeAsync(http.PutJsonAsync("/api/v1/programmes/ai-dev", """{"name":"AI developer","kind":"training","level":"developer","country":"MY"}"""));
        await MadeAsync(http.PutJsonAsync("/api/v1/cohorts/mmu-1", """{"programme":"ai-dev","partner":"mmu","name":"First","country":"MY","timeZone":"Asia/Kuala_Lumpur","startsOn":"2026-02-01","endsOn":"2026-06-30","seats":2}"""));
        await MadeAsync(http.PutJsonAsync("/api/v1/commitments/promise", Promise("promised")));

        var uploaded = await http.PostCsvAsync("/api/v1/rosters?cohort=mmu-1&apply=valid", File);
        Assert.Equal(HttpStatusCode.Accepted, uploaded.StatusCode);
        await portal.WorkAsync();
        var address = uploaded.Headers.Location!.ToString();
        var roster = await http.ReadAsync(address);
        Assert.Equal("applied", roster.GetProperty("state").GetString());
        Assert.Equal((3, 1), (roster.GetProperty("outcomes").GetProperty("create").GetInt32(), roster.GetProperty("outcomes").GetProperty("error").GetInt32()));
        Assert.Equal(3, roster.GetProperty("effects")[0].GetProperty("counted").GetInt32());

        var errors = await http.ReadAsync($"{address}/rows?outcome=error");
        Assert.Equal(5, errors.GetProperty("items")[0].GetProperty("row").GetInt32());
        Assert.Equal("The name is missing. Fill in the full name.", errors.GetProperty("items")[0].GetProperty("findings")[0].GetProperty("message").GetString());

        var report = await http.GetByteArrayAsync(new Uri($"{address}/report.csv", UriKind.Relative));
        Assert.Equal([0xEF, 0xBB, 0xBF], report[..3]);
        var lines = Encoding.UTF8.GetString(report).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("student_id,full_name,email,gender,status,completed_on,outcome,code,message", lines[0]);
        Assert.StartsWith("S2,'=cmd,", lines[2], StringComparison.Ordinal);

        var count = await http.ReadAsync("/api/v1/targets/promised/count");
        Assert.Equal((3, 1), (count.GetProperty("counted").GetInt32(), count.GetProperty("ruleVersion").GetInt32()));
        Assert.Equal(1, (await http.ReadAsync("/api/v1/targets/promised/count?asOf=2026-06-20")).GetProperty("counted").GetInt32());
        Assert.Equal(0, (await http.ReadAsync("/api/v1/targets/promised/count?knownAt=2026-01-01T00:00:00Z")).GetProperty("counted").GetInt32());

        var series = await http.ReadAsync("/api/v1/targets/promised/series?from=2026-06-19&to=2026-06-22");
        Assert.Equal([0, 1, 3, 3], series.GetProperty("days").EnumerateArray().Select(d => d.GetProperty("cumulative").GetInt32()));

        var breakdown = await http.ReadAsync("/api/v1/targets/promised/breakdown?by=gender");
        Assert.True(breakdown.GetProperty("addsUp").GetBoolean());
        Assert.Contains(breakdown.GetProperty("groups").EnumerateArray(), g => g.GetProperty("key").GetString() == "not-stated" && g.GetProperty("counted").GetInt32() == 1);

        var first = await http.ReadAsync("/api/v1/targets/promised/contributions?state=counted&limit=2");
        var second = await http.ReadAsync($"/api/v1/targets/promised/contributions?state=counted&limit=2&cursor={first.GetProperty("next").GetString()}");
        var members = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).ToList();
        Assert.Equal(3, members.Select(m => m.GetProperty("subject").GetGuid()).Distinct().Count());
        Assert.Equal(2, members[0].GetProperty("evidence").GetProperty("row").GetInt32());

        var person = await http.ReadAsync($"/api/v1/people/{members[0].GetProperty("subject").GetGuid()}");
        Assert.Equal("Aisyah binti Rahman", person.GetProperty("records")[0].GetProperty("fullName").GetString());
        Assert.Equal("mmu-1", person.GetProperty("enrolments")[0].GetProperty("cohort").GetString());

        var cohort = await http.ReadAsync("/api/v1/cohorts/mmu-1");
        Assert.Equal((2, 3), (cohort.GetProperty("seats").GetInt32(), cohort.GetProperty("taken").GetInt32()));
        await StrangersAsync(address);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var answer = await portal.Client().PutJsonAsync("/api/v1/partners/Bad_Code", """{"kind":"club","country":"XX"}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await Task.FromResult(answer).JsonAsync();
        Assert.Equal("fields.malformed", problem.GetProperty("code").GetString());
        Assert.Equal(["code", "name", "kind", "country"], problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()));
        Assert.All(problem.GetProperty("errors").EnumerateArray(), e => Assert.DoesNotContain("problem", e.GetProperty("detail").GetString(), StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("""{"name":"N","kind":"university","country":"MY","surprise":1}""", "$.surprise")]
    [InlineData("""{"name":""", "$")]
    public async Task A_body_that_is_not_understood_is_refused(string json, string at)
    {
        var answer = await portal.Client().PutJsonAsync("/api/v1/partners/unread", json);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(at, (await Task.FromResult(answer).JsonAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_counted_is_refused_and_another_rule_waits_as_a_draft()
    {
        var http = portal.Client();
        var refused = await http.PutJsonAsync("/api/v1/commitments/later", Promise("later-1").Replace("\"completed\"", "\"placed\"", StringComparison.Ordinal));
        var problem = await Task.FromResult(refused).JsonAsync();
        Assert.Equal(("targets[0].rule.event", "rule.not-counted-yet"), (problem.GetProperty("errors")[0].GetProperty("field").GetString(), problem.GetProperty("errors")[0].GetProperty("code").GetString()));

        await MadeAsync(http.PutJsonAsync("/api/v1/commitments/later", Promise("later-1")));
        var changed = await http.PutJsonAsync("/api/v1/commitments/later", Promise("later-1").Replace("\"completed\"", "\"enrolled\"", StringComparison.Ordinal)).JsonAsync();
        Assert.Equal("later-1", changed.GetProperty("drafts")[0].GetString());
        Assert.Equal("100", changed.GetProperty("targets")[0].GetProperty("amount").GetRawText());
        Assert.Equal("completed", changed.GetProperty("targets")[0].GetProperty("rule").GetProperty("event").GetString());
        var without = await http.PutJsonAsync("/api/v1/commitments/later", """{"quote":"q","saidBy":"s","announcedOn":"2026-01-01","source":"x","interpretation":"i"}""").JsonAsync();
        Assert.Equal("later-1", without.GetProperty("kept")[0].GetString());
    }

    [Fact]
    public async Task A_change_over_somebody_elses_change_is_refused()
    {
        var http = portal.Client();
        const string body = """{"name":"UTM","kind":"university","country":"MY"}""";
        var made = await http.PutJsonAsync("/api/v1/partners/utm", body);
        Assert.Equal("\"1\"", made.Headers.ETag!.Tag);
        using var late = new HttpRequestMessage(HttpMethod.Put, "/api/v1/partners/utm") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        late.Headers.IfMatch.ParseAdd("\"7\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await http.SendAsync(late)).StatusCode);
    }

    [Fact]
    public async Task Collections_are_read_page_by_page()
    {
        foreach (var code in new[] { "page-c", "page-a", "page-b" })
        {
            await portal.University(code);
        }

        var codes = new List<string?>();
        for (string? next = ""; next is not null;)
        {
            var page = await portal.Client().ReadAsync($"/api/v1/partners?limit=1{(next.Length == 0 ? "" : $"&cursor={next}")}");
            codes.AddRange(page.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("code").GetString()));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(["page-a", "page-b", "page-c"], codes.Where(c => c!.StartsWith("page-", StringComparison.Ordinal)));
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [Theory]
    [InlineData("/api/v1/partners?cursor=nonsense", "cursor.malformed")]
    [InlineData("/api/v1/partners?limit=501", "limit.out-of-range")]
    [InlineData("/api/v1/targets/none/breakdown?by=shoe", "parameter.unknown-word")]
    [InlineData("/api/v1/targets/none/count?asOf=yesterday", "request.parameter-malformed")]
    [InlineData("/api/v1/targets/none/breakdown", "request.parameter-malformed")]
    public async Task A_question_that_cannot_be_answered_is_a_bad_request(string address, string code)
    {
        var answer = await portal.Client().GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, (await Task.FromResult(answer).JsonAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_preview_is_applied_once_and_a_file_that_cannot_be_read_is_refused()
    {
        await portal.University("utp");
        await portal.Programme("data");
        await portal.Cohort("utp-1", "utp", "data");
        var http = portal.Client();
        var address = (await http.PostCsvAsync("/api/v1/rosters?cohort=utp-1", File)).Headers.Location!.ToString();
        await portal.WorkAsync();
        Assert.Equal("previewed", (await http.ReadAsync(address)).GetProperty("state").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "roster.rows-in-error"), await PostAsync(http, $"{address}/apply?apply=all"));
        Assert.Equal((HttpStatusCode.BadRequest, "parameter.unknown-word"), await PostAsync(http, $"{address}/apply?apply=preview"));
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(http, $"{address}/apply")).Status);
        await portal.WorkAsync();
        Assert.Equal("applied", (await http.ReadAsync(address)).GetProperty("state").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "roster.already-applied"), await PostAsync(http, $"{address}/apply"));
        Assert.Equal((HttpStatusCode.Conflict, "roster.too-late-to-cancel"), await PostAsync(http, $"{address}/cancel"));

        Assert.Equal((HttpStatusCode.BadRequest, "roster.cohort-missing"), await PostAsync(http, "/api/v1/rosters"));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "roster.media-not-read"), await PostAsync(http, "/api/v1/rosters?cohort=utp-1", "application/pdf"));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "roster.too-large"), await PostAsync(http, "/api/v1/rosters?cohort=utp-1", bytes: (25 * 1024 * 1024) + 1));
    }

    private static async Task<(HttpStatusCode Status, string? Code)> PostAsync(HttpClient http, string address, string media = "text/csv", int bytes = 0)
    {
        var content = new ByteArrayContent(new byte[bytes]);
        if (bytes > 0 || !address.Contains("/apply", StringComparison.Ordinal))
        {
            content.Headers.ContentType = new(media);
        }

        var answer = await http.PostAsync(new Uri(address, UriKind.Relative), content);
        var body = await Task.FromResult(answer).JsonAsync();
        return (answer.StatusCode, body.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    // Somebody else's object and a missing one look the same; rows of other partners are not there.
    private async Task StrangersAsync(string roster)
    {
        await MadeAsync(portal.Client().PutJsonAsync("/api/v1/partners/other", """{"name":"Other","kind":"university","country":"SG"}"""));
        var stranger = portal.Client(new(Guid.CreateVersion7(), "stranger", true, [new(Role.Coordinator, Guid.CreateVersion7())]));
        foreach (var address in new[] { roster, $"{roster}/rows", $"{roster}/report.csv", "/api/v1/cohorts/mmu-1" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(new Uri(address, UriKind.Relative))).StatusCode);
        }

        Assert.Empty((await stranger.ReadAsync("/api/v1/targets/promised/contributions")).GetProperty("items").EnumerateArray());
        Assert.Equal(3, (await stranger.ReadAsync("/api/v1/targets/promised/count")).GetProperty("counted").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostCsvAsync("/api/v1/rosters?cohort=mmu-1", File)).StatusCode);

        var abroad = portal.Client(new Actor(Guid.CreateVersion7(), "abroad", false, [new(Role.ProgrammeManager, Country: "SG")]));
        Assert.Equal(HttpStatusCode.NotFound, (await abroad.GetAsync(new Uri(roster, UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await abroad.PutJsonAsync("/api/v1/partners/mmu", """{"name":"Mine","kind":"university","country":"SG"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await abroad.PutJsonAsync("/api/v1/partners/new", """{"name":"New","kind":"university","country":"MY"}""")).StatusCode);
    }

    private static string Promise(string target) =>
        $$$"""
        {"quote":"100 developers","saidBy":"The minister","announcedOn":"2026-01-01","source":"https://example.org","interpretation":"As it says.",
         "targets":[{"code":"{{{target}}}","amount":100,"unit":"people","startsOn":"2026-01-01","endsOn":"2028-12-31","rule":{"measure":"distinct-ever","event":"completed","levels":["developer"]}}]}
        """;

    private static async Task MadeAsync(Task<HttpResponseMessage> answer)
    {
        var done = await answer;
        Assert.True(done.StatusCode == HttpStatusCode.Created, $"{done.StatusCode} {await done.Content.ReadAsStringAsync()}");
        Assert.NotNull(done.Headers.ETag);
    }
}
