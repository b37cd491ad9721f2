using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TalentPortal.Web.Tests.Features.Rosters.ReadRoster;

namespace TalentPortal.Browser.Tests;

/// <summary>A roster in every state a roster can be in, sent as a partner's program would, for the tour to look at.</summary>
internal sealed class RosterStates
{
    public const string Failed = "failed";
    public const string NeedsApproval = "needs-approval";

    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private readonly Dictionary<string, string> _ids = [];
    private readonly DemoPortal _portal;
    private readonly HttpClient _api;
    private readonly string _partner;
    private readonly string[] _cohorts;

    private RosterStates(DemoPortal portal, HttpClient api, string partner, string[] cohorts) => (_portal, _api, _partner, _cohorts) = (portal, api, partner, cohorts);

    /// <summary>Rosters that wait for answers, by what is asked.</summary>
    public static IReadOnlyList<string> Asking { get; } = ["asks-columns", "asks-sheets", "asks-dates", "asks-cohorts", "asks-both", "asks-encoding", "asks-which-cohort"];

    /// <summary>Rosters in every state; of those that ask, one.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["asks-columns", "asks-encoding", NeedsApproval, "reading", "all-applied", "undone", "partly-undone", "rejected", Failed, "expired", "asked-too-long", "superseded", "cancelled", "many-cohorts", "unchanged"];

    /// <summary>Their ids by name.</summary>
    public IReadOnlyDictionary<string, string> Ids => _ids;

    public static async Task<RosterStates> MakeAsync(DemoPortal portal)
    {
        var partner = await portal.AskAsync("select p.code from partner p join roster r on r.partner_id = p.id join stored_file f on f.id = r.file_id where f.name = 'late-results.csv'");
        var cohorts = await portal.AskAsync($"select string_agg(c.code, ' ' order by c.starts_on desc) from cohort c join partner p on p.id = c.partner_id where p.code = '{partner}' and c.taken > 0");
        using var api = await portal.ApiAsync(partner);
        var states = new RosterStates(portal, api, partner, cohorts.Split(' '));
        await states.AskAsync();
        await states.DecideAsync();
        await states.EndAsync();
        return states;
    }

    private async Task AskAsync()
    {
        var cohort = $"cohort={_cohorts[0]}";
        await SendAsync("asks-columns", cohort, "pelajar-semester-2.csv", "Ruj.,Calon,Keputusan,Tarikh Tamat,Kump.,No. KP\nTG-1001,Nur Aisyah binti Mohd Faizal,lulus,03/04/2026,A,030214-10-5566\nTG-1002,Tan Wei Ling,gagal,,B,031121-07-5120\n", "needs-decision");
        await SendAsync("asks-dates", cohort, "results-april.csv", "Student ID,Full name,Status,Completed on,Score\nTG-1101,Nur Aisyah binti Mohd Faizal,completed,03/04/2026,81\nTG-1102,Tan Wei Ling,completed,11/03/2026,77\nTG-1103,Subramaniam a/l Murugan,failed,,44\n", "needs-decision");
        await SendAsync("asks-cohorts", $"partner={_partner}", "all-cohorts.csv", $"Student ID,Full name,Cohort,Status\nTG-1201,Nur Aisyah binti Mohd Faizal,DEV 1,enrolled\nTG-1202,Tan Wei Ling,DEV 1,enrolled\nTG-1203,Subramaniam a/l Murugan,{_cohorts[0]},enrolled\nTG-1204,Fatimah,Intake of the second semester,enrolled\n", "needs-decision");
        await SendAsync("asks-both", $"partner={_partner}", "all-results.csv", "Student ID,Full name,Cohort,Status,Completed on\nTG-1301,Nur Aisyah binti Mohd Faizal,DEV 1,completed,03/04/2026\nTG-1302,Tan Wei Ling,DEV 2,completed,11/03/2026\n", "needs-decision");
        await SendAsync("asks-which-cohort", $"partner={_partner}", "no-cohort.csv", "Student ID,Full name,Kelas\nTG-1401,Nur Aisyah binti Mohd Faizal,DEV 1\nTG-1402,Tan Wei Ling,DEV 2\n", "needs-decision");
        await SendAsync("asks-encoding", cohort, "nombres.csv", Encoding.Latin1.GetBytes("Student ID,Full name,Status\nTG-1501,José Peña,enrolled\nTG-1502,Zoë Müller,enrolled\n"), "text/csv", "previewed");
        await SendAsync(
            "asks-sheets", cohort, "workbook.xlsx",
            Zips.Workbook(
                "", "", "",
                ("May", "visible", Zips.Row(1, "Student ID", "Full name", "Status") + Zips.Row(2, "TG-1601", "Nur Aisyah binti Mohd Faizal", "enrolled") + Zips.Row(3, "TG-1602", "Tan Wei Ling", "enrolled")),
                ("June", "visible", Zips.Row(1, "Student ID", "Full name", "Status", "Completed on") + Zips.Row(2, "TG-1603", "Fatimah", "enrolled", "")),
                ("Old list", "hidden", Zips.Row(1, "Student ID", "Full name") + Zips.Row(2, "TG-1604", "Ali"))),
            Workbook, "needs-decision");
    }

    private async Task DecideAsync()
    {
        var cohort = $"cohort={_cohorts[1]}";
        await SendAsync("many-cohorts", $"partner={_partner}", "two-cohorts.csv", $"Student ID,Full name,Cohort,Status\nTG-2001,Nur Aisyah binti Mohd Faizal,{_cohorts[0]},enrolled\nTG-2002,Tan Wei Ling,{_cohorts[1]},enrolled\nTG-2003,,{_cohorts[1]},enrolled\n", "previewed");
        await SendAsync("all-applied", $"{cohort}&apply=valid", "applied.csv", People(2100, "enrolled"), "applied");
        await SendAsync("unchanged", cohort, "the-same-again.csv", People(2100, "enrolled"), "previewed");
        await SendAsync("undone", $"{cohort}&apply=valid", "taken-back.csv", People(2200, "enrolled"), "applied");
        await VerbAsync("undone", "undo", "undone");
        await SendAsync("partly-undone", $"{cohort}&apply=valid", "partly-taken-back.csv", People(2300, "enrolled"), "applied");
        await SendAsync("later", $"{cohort}&apply=valid", "later.csv", "Student ID,Full name,Status\nTG-2301,Named Otherwise Since,enrolled\n", "applied");
        await VerbAsync("partly-undone", "undo", "partly-undone");
        await SendAsync(NeedsApproval, $"cohort={_cohorts[2]}&mode=full&apply=valid", "cut-off.csv", People(2400, "enrolled"), "needs-approval");
    }

    private async Task EndAsync()
    {
        var cohort = $"cohort={_cohorts[3]}";
        await SendAsync("rejected", cohort, "people.xlsx", [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, .. "[Content_Types].xml"u8, .. new byte[512]], Workbook, "rejected");
        await SendAsync("superseded", cohort, "first-try.csv", People(3100, "enrolled"), "previewed");
        await SendAsync("superseding", $"{cohort}&supersedes={_ids["superseded"]}", "second-try.csv", People(3200, "enrolled"), "previewed");
        await SendAsync("cancelled", cohort, "thrown-away.csv", People(3300, "enrolled"), "previewed");
        await VerbAsync("cancelled", "cancel", "cancelled");
        await SendAsync("expired", cohort, "forgotten.csv", People(3400, "enrolled"), "previewed");
        await SendAsync("asked-too-long", cohort, "unanswered.csv", "Student ID,Full name,Status,Completed on\nTG-3501,Nur Aisyah binti Mohd Faizal,completed,03/04/2026\n", "needs-decision");
        await _portal.AskAsync($"update roster set previewed_until = '2026-01-01' where id in ('{_ids["expired"]}', '{_ids["asked-too-long"]}')");
        await SendAsync(Failed, cohort, "given-up.csv", People(3600, "enrolled"), "previewed");
        await _portal.AskAsync($"update roster set state = 'failed', problem = '{{\"code\":\"roster.stopped\",\"args\":[]}}' where id = '{_ids[Failed]}'");
        await SendAsync("reading", cohort, "being-read.csv", People(3700, "enrolled"), "previewed");
        await _portal.AskAsync($"update roster set state = 'received', rows = 0, outcomes = '{{}}' where id = '{_ids["reading"]}'");
        await _portal.AskAsync($"update job set state = 'running', progress = 43, lease_until = '2099-01-01' where payload ->> 'roster' = '{_ids["reading"]}'");
    }

    private static string People(int from, string status) =>
        "Student ID,Full name,Nationality,Audience,Status\n" + string.Concat(Enumerable.Range(from + 1, 3).Select(n => string.Create(CultureInfo.InvariantCulture, $"TG-{n},Learner of Batch {n},Malaysian,student,{status}\n")));

    private Task SendAsync(string name, string parameters, string file, string csv, string state) => SendAsync(name, parameters, file, Encoding.UTF8.GetBytes(csv), "text/csv", state);

    private async Task SendAsync(string name, string parameters, string file, byte[] bytes, string media, string state)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new(media);
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = file };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/rosters?{parameters}") { Content = content };
        _ids[name] = (await AnswerAsync(request)).GetProperty("id").GetString()!;
        await ReachesAsync(name, state);
    }

    private async Task VerbAsync(string name, string verb, string state)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/rosters/{_ids[name]}/{verb}");
        await AnswerAsync(request);
        await ReachesAsync(name, state);
    }

    private async Task<JsonElement> AnswerAsync(HttpRequestMessage request)
    {
        request.Headers.Add("Idempotency-Key", $"{Guid.CreateVersion7()}");
        using var answer = await _api.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{request.RequestUri}: {(int)answer.StatusCode} {text}");
    }

    private async Task ReachesAsync(string name, string state)
    {
        var now = "";
        for (var tries = 0; tries < 200; tries++)
        {
            now = await _portal.AskAsync($"select state from roster where id = '{_ids[name]}'");
            if (now == state)
            {
                return;
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException($"{name} is {now}, not {state}.");
    }
}
