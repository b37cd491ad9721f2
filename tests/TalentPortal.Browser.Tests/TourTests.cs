using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using TalentPortal.TestKit.Cluster;
using TalentPortal.Web.Features.Administration;
using Xunit;

namespace TalentPortal.Browser.Tests;

/// <summary>
/// Every page of the portal, as its main role, on a phone, a laptop and a wall screen, in light and in dark: it complains about nothing, has no barrier that axe
/// knows, never scrolls sideways. Pictures are left in <c>artifacts/screens</c> to be looked at.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed partial class TourTests(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Waiting = "late-results.csv";

    // Two of the demo's people, as if a roster had brought them up.
    private const string Doubtful =
        """
        insert into pair_decision (id, record_a, record_b, status, score, reasons, at, revision)
        select gen_random_uuid(), a.id, b.id, 'open', 70, array['same-mobile', 'similar-name', 'same-birth-year'], '2026-01-01', 1
        from (select id from person_record order by id limit 1) a, (select id from person_record order by id offset 40 limit 1) b
        on conflict (record_a, record_b) do update set score = 70 returning id
        """;

    // A number that somebody asked to publish, so that a second person has something to answer.
    private const string WaitingFigure =
        """
        with asked as (
          insert into figure_proposal (id, target_id, version, as_of, known_at, n, members_hash, groups, asked_by_name, asked_at, state)
          select gen_random_uuid(), t.id, r.version, '2026-11-01', '2026-11-10', 87, repeat('0a', 32), '{}', 'Nurul Izzah', '2026-11-10', 'waiting'
          from target t join rule_version r on r.target_id = t.id and r.status = 'effective' where t.code = 'ai-partners' on conflict do nothing)
        select 'ai-partners'
        """;

    // Pages that are answered without a circuit, and so are no components with routes.
    private static readonly string[] Public = ["/p", "/p/{code}", "/p/{code}/embed", "/p/{code}/card", "/q/{code}", "/verify-figure"];

    private static readonly (int Width, int Height)[] Sizes = [(390, 844), (1280, 900), (1920, 1080)];
    private static readonly ColorScheme[] Themes = [ColorScheme.Light, ColorScheme.Dark];
    private static readonly string Screens = Path.Combine(Repository.Root, "artifacts", "screens");

    /// <summary>The stops. A page with several faces (a target that runs, one that is closed, no target) has a stop for each.</summary>
    private static readonly Stop[] Stops =
    [
        new("portfolio", "/", DemoPortal.Manager, "/"),
        new("portfolio-executive", "/portfolio", DemoPortal.Executive, "/portfolio"),
        new("commitment", "/commitments/{Code}", DemoPortal.Manager, "/commitments/malaysians-30000"),
        new("commitment-partners", "/commitments/{Code}", DemoPortal.Manager, "/commitments/ai-partners-200"),
        new("commitment-changes", "/commitments/{Code}/changes", DemoPortal.Manager, "/commitments/malaysians-30000/changes?from=2026-09-01&to=2026-11-15"),
        new("commitment-changes-people", "/commitments/{Code}/changes", DemoPortal.Auditor, "/commitments/ai-partners-200/changes?from=2026-01-01&to=2026-11-15&cause=agreement"),
        new("commitment-changes-none", "/commitments/{Code}/changes", DemoPortal.Executive, "/commitments/architects-100/changes"),
        new("commitment-closed", "/commitments/{Code}", DemoPortal.Executive, "/commitments/architects-100"),
        new("contributions", "/commitments/{Code}/contributions", DemoPortal.Manager, "/commitments/malaysians-30000/contributions"),
        new("contributions-filtered", "/commitments/{Code}/contributions", DemoPortal.Auditor, "/commitments/malaysians-30000/contributions?state=excluded&group=audience:student"),
        new("contributions-passed-over", "/commitments/{Code}/contributions", DemoPortal.Manager, "/commitments/architects-100/contributions?state=passed-over"),
        new("contributions-partners", "/commitments/{Code}/contributions", DemoPortal.Manager, "/commitments/ai-partners-200/contributions"),
        new("find", "/find", DemoPortal.Manager, "/find?q=ai"),
        new("find-none", "/find", DemoPortal.Executive, "/find?q=zzzz"),
        new("programmes", "/programmes", DemoPortal.Manager, "/programmes"),
        new("programme", "/programmes/{code}", DemoPortal.Manager, "/programmes/{programme}"),
        new("partners", "/partners", DemoPortal.Executive, "/partners"),
        new("partner", "/partners/{code}", DemoPortal.Manager, "/partners/{partner}"),
        new("partner-executive", "/partners/{code}", DemoPortal.Executive, "/partners/{partner}"),
        new("cohort-standing", "/cohorts/{code}/standing", DemoPortal.Coordinator, "/cohorts/{cohort}/standing"),
        new("cohort-standing-people", "/cohorts/{code}/standing", DemoPortal.Manager, "/cohorts/{cohort}/standing?target=malaysians&state=excluded"),
        new("partner-standing", "/partners/{code}/standing", DemoPortal.PartnerAdministrator, "/partners/{partner}/standing?target=malaysians"),
        new("forecast", "/targets/{Code}/forecast", DemoPortal.Manager, "/targets/malaysians/forecast"),
        new("forecast-over", "/targets/{Code}/forecast", DemoPortal.Executive, "/targets/developers/forecast"),
        new("published", "/targets/{Code}/published", DemoPortal.Manager, "/targets/malaysians/published"),
        new("published-waits", "/targets/{Code}/published", DemoPortal.SecondManager, "/targets/{waiting-figure}/published"),
        new("published-executive", "/targets/{Code}/published", DemoPortal.Executive, "/targets/architects/published"),
        new("packs", "/portfolio/packs", DemoPortal.Executive, "/portfolio/packs"),
        new("pack", "/pack/{Code}", DemoPortal.Manager, "/pack/{pack}"),
        new("audits", "/targets/{Code}/audits", DemoPortal.Auditor, "/targets/malaysians/audits"),
        new("audits-none", "/targets/{Code}/audits", DemoPortal.Executive, "/targets/developers/audits"),
        new("audit-open", "/audits/{Id:guid}", DemoPortal.Auditor, "/audits/{audit}"),
        new("audit-signed", "/audits/{Id:guid}", DemoPortal.Manager, "/audits/{audit-signed}"),
        new("audit-signed-executive", "/audits/{Id:guid}", DemoPortal.Executive, "/audits/{audit-signed}"),
        new("audit-member", "/audits/{Id:guid}/members/{No:int}", DemoPortal.Auditor, "/audits/{audit}/members/20"),
        new("audit-member-judged", "/audits/{Id:guid}/members/{No:int}", DemoPortal.Auditor, "/audits/{audit}/members/3?refused=audit.reason-needed"),
        new("rule", "/targets/{Code}/rule", DemoPortal.Manager, "/targets/malaysians/rule"),
        new("rule-partners", "/targets/{Code}/rule", DemoPortal.Manager, "/targets/ai-partners/rule"),
        new("rule-version", "/targets/{Code}/versions/{Number:int}", DemoPortal.Manager, "/targets/malaysians/versions/2"),
        new("rule-version-first", "/targets/{Code}/versions/{Number:int}", DemoPortal.Manager, "/targets/malaysians/versions/1"),
        new("commitments", "/commitments", DemoPortal.SecondManager, "/commitments"),
        new("commitments-none", "/commitments", DemoPortal.Executive, "/commitments?state=draft"),
        new("commitment-table", "/commitments/{Code}", DemoPortal.Manager, "/commitments/malaysians-30000?table=1"),
        new("commitment-stated", "/commitments/{Code}", DemoPortal.Executive, "/commitments/developers-1000"),
        new("commitment-edit-statement", "/commitments/{Code}/edit", DemoPortal.Manager, "/commitments/developers-1000/edit?step=claims&statement=0"),
        new("commitment-edit-statements", "/commitments/{Code}/edit", DemoPortal.Manager, "/commitments/developers-1000/edit?step=reading"),
        new("commitment-edit-split", "/commitments/{Code}/edit", DemoPortal.Manager, "/commitments/malaysians-30000/edit?step=counted&target=malaysians&split=audience"),
        new("commitment-edit-split-by", "/commitments/{Code}/edit", DemoPortal.Manager, "/commitments/malaysians-30000/edit?step=counted&target=malaysians&split="),
        new("history", "/targets/{Code}/history", DemoPortal.Manager, "/targets/malaysians/history"),
        new("history-none", "/targets/{Code}/history", DemoPortal.Manager, "/targets/developers/history"),
        new("history-file", "/history/{Id:guid}", DemoPortal.Manager, "/history/{history}"),
        new("history-file-unreadable", "/history/{Id:guid}", DemoPortal.Manager, "/history/{history}?outcome=unreadable"),
        new("commitment-draft", "/commitments/{Code}", DemoPortal.Manager, "/commitments/a-centre-for-ai-in-every-state"),
        new("commitment-new", "/commitments/new", DemoPortal.Manager, "/commitments/new"),
        new("commitment-edit", "/commitments/{Code}/edit", DemoPortal.Manager, "/commitments/malaysians-30000/edit"),
        new("commitment-edit-reading", "/commitments/{Code}/edit", DemoPortal.Manager, "/commitments/a-centre-for-ai-in-every-state/edit?step=reading&saved=true"),
        new("commitment-edit-counted", "/commitments/{Code}/edit", DemoPortal.Manager, "/commitments/malaysians-30000/edit?step=counted"),
        new("commitment-edit-number", "/commitments/{Code}/edit", DemoPortal.Manager, "/commitments/a-centre-for-ai-in-every-state/edit?step=counted&target=new"),
        new("commitment-edit-check", "/commitments/{Code}/edit", DemoPortal.Manager, "/commitments/malaysians-30000/edit?step=check"),
        new("commitment-edit-refused", "/commitments/{Code}/edit", DemoPortal.Manager, "/commitments/a-centre-for-ai-in-every-state/edit?step=check"),
        new("commitment-edit-waits", "/commitments/{Code}/edit", DemoPortal.Manager, "/commitments/5-000-teachers-who-teach-with-ai/edit"),
        new("commitment-wording", "/commitments/{Code}/wording", DemoPortal.Executive, "/commitments/malaysians-30000/wording"),
        new("commitment-wording-waits", "/commitments/{Code}/wording", DemoPortal.SecondManager, "/commitments/5-000-teachers-who-teach-with-ai/wording"),
        new("cohorts", "/cohorts", DemoPortal.Coordinator, "/cohorts"),
        new("cohorts-manager", "/cohorts", DemoPortal.Manager, "/cohorts"),
        new("cohorts-none-found", "/cohorts", DemoPortal.Coordinator, "/cohorts?q=nothing-like-this"),
        new("cohort", "/cohorts/{code}", DemoPortal.Coordinator, "/cohorts/{cohort}"),
        new("cohort-cancelled", "/cohorts/{code}", DemoPortal.Manager, "/cohorts/sg-bootcamp-2020"),
        new("upload", "/cohorts/{code}/upload", DemoPortal.Coordinator, "/cohorts/{cohort}/upload"),
        new("upload-refused", "/cohorts/{code}/upload", DemoPortal.Coordinator, "/cohorts/{cohort}/upload?refused=roster.too-large"),
        new("upload-cohorts", "/rosters/upload", DemoPortal.Coordinator, "/rosters/upload?partner={partner}"),
        new("upload-choose", "/rosters/upload", DemoPortal.Manager, "/rosters/upload"),
        new("questions", "/rosters/{id:guid}/questions", DemoPortal.Coordinator, "/rosters/{waiting}/questions"),
        new("sources", "/partners/{code}/sources", DemoPortal.PartnerAdministrator, "/partners/{partner}/sources"),
        new("national-ids", "/administration/identity", DemoPortal.Administrator, "/administration/identity"),
        new("rosters", "/rosters", DemoPortal.Coordinator, "/rosters"),
        new("roster-preview", "/rosters/{id:guid}", DemoPortal.Coordinator, "/rosters/{waiting}"),
        new("roster-errors", "/rosters/{id:guid}", DemoPortal.Coordinator, "/rosters/{waiting}?outcome=error"),
        new("roster-applied", "/rosters/{id:guid}", DemoPortal.Manager, "/rosters/{applied}"),
        new("roster-row", "/rosters/{id:guid}/rows/{rowNo:int}", DemoPortal.Auditor, "/rosters/{applied}/rows/2"),
        new("roster-row-error", "/rosters/{id:guid}/rows/{rowNo:int}", DemoPortal.Coordinator, "/rosters/{waiting}/rows/{error-row}"),
        .. RosterStates.Names.Select(n => new Stop($"roster-{n}", "/rosters/{id:guid}", n == RosterStates.Failed ? DemoPortal.Manager : DemoPortal.Coordinator, $"/rosters/{{state-{n}}}")),
        .. RosterStates.Asking.Select(n => new Stop($"questions-{n}", "/rosters/{id:guid}/questions", DemoPortal.Coordinator, $"/rosters/{{state-{n}}}/questions")),
        new("roster-approve", "/rosters/{id:guid}", DemoPortal.PartnerAdministrator, $"/rosters/{{state-{RosterStates.NeedsApproval}}}"),
        new("people", "/people", DemoPortal.Manager, "/people?q=binti"),
        new("people-nobody", "/people", DemoPortal.Auditor, "/people?q=nobody-is-called-this"),
        new("people-ask", "/people", DemoPortal.Manager, "/people?with={person}&q=binti"),
        new("pairs", "/people/pairs", DemoPortal.Manager, "/people/pairs?pair={pair}"),
        new("pairs-auditor", "/people/pairs", DemoPortal.Auditor, "/people/pairs?pair={pair}&refused=person.later-decisions"),
        new("pairs-none-found", "/people/pairs", DemoPortal.Manager, "/people/pairs?status=different&sort=score"),
        new("person", "/people/{id:guid}", DemoPortal.Manager, "/people/{person}"),
        new("correct", "/learners/{record:guid}/correct", DemoPortal.Coordinator, "/learners/{record}/correct"),
        new("correct-manager", "/learners/{record:guid}/correct", DemoPortal.Manager, "/learners/{record}/correct?done=true"),
        new("rosters-manager", "/rosters", DemoPortal.Manager, "/rosters"),
        new("partner-quality", "/partners/{code}/quality", DemoPortal.Coordinator, "/partners/{partner}/quality"),
        new("partner-learners", "/partners/{code}/learners", DemoPortal.PartnerAdministrator, "/partners/{partner}/learners"),
        new("partner-learners-none-found", "/partners/{code}/learners", DemoPortal.Coordinator, "/partners/{partner}/learners?q=nobody-like-this"),
        new("account", "/account", DemoPortal.Coordinator, "/account"),
        new("colleagues", "/colleagues", DemoPortal.PartnerAdministrator, "/colleagues"),
        new("accounts", "/administration/accounts", DemoPortal.Administrator, "/administration/accounts"),
        new("dev-mail", "/dev/mail", DemoPortal.Administrator, "/dev/mail"),
        new("public", "/p/{code}", null, "/p/malaysians-30000"),
        new("public-closed", "/p/{code}", null, "/p/architects-100"),
        new("public-partners", "/p/{code}", null, "/p/ai-partners-200"),
        new("public-index", "/p", null, "/p"),
        new("public-quote", "/q/{code}", null, "/q/{quote}"),
        new("public-quote-replaced", "/q/{code}", null, "/q/{replaced}"),
        new("public-verify", "/verify-figure", null, "/verify-figure?q={replaced}"),
        new("public-verify-unknown", "/verify-figure", null, "/verify-figure?q=99,999,999"),
        new("public-embed", "/p/{code}/embed", null, "/p/malaysians-30000/embed"),
        new("public-card", "/p/{code}/card", null, "/p/malaysians-30000/card"),
        new("public-none", "/p/{code}", null, "/p/teachers-5000", 404),
        new("sign-in", "/account/sign-in", null, "/account/sign-in"),
        new("forgot", "/account/forgot", null, "/account/forgot"),
        new("set-password", "/account/set-password", null, "/account/set-password?token={token}"),
        new("set-password-spent", "/account/set-password", null, "/account/set-password?token=spent"),
        new("not-found", "/not-found", DemoPortal.Manager, "/nothing/stands/here", 404),
        new("not-found-itself", "/not-found", null, "/not-found", 404),
        new("error", "/error", null, "/error", 500),
        new("error-busy", "/error/{status:int}", null, "/error/503", 503),
    ];

    public static TheoryData<string> Names => [.. Stops.Select(s => s.Name)];

    [Fact]
    public void Every_page_has_a_stop()
    {
        var pages = typeof(AdministrationFeature).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template).ToHashSet();

        Assert.Contains("/commitments/{Code}", pages); // the search sees pages at all
        Assert.Equal(pages.Concat(Public).Order(), Stops.Select(s => s.Route).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_is_sound_at_every_width_in_light_and_dark(string name)
    {
        var stop = Stops.Single(s => s.Name == name);
        await using var context = await portal.OpenAsync(chromium.Browser, stop.Role);
        var (page, watch) = await OpenAsync(context, stop);
        var faults = new List<string>();
        foreach (var (theme, (width, height)) in Themes.SelectMany(_ => Sizes, (t, s) => (t, s)))
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            await page.SetViewportSizeAsync(width, height);
            var place = $"{width} {theme}";
            faults.AddRange((await SidewaysAsync(page)).Select(f => $"{place}: scrolls sideways: {f}"));
            faults.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{place}: {v}"));
            await PictureAsync(page, $"{name}-{width}-{(theme == ColorScheme.Dark ? "dark" : "light")}");
        }

        Sound([.. faults, .. watch.Complaints]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_speaks_Malay_and_Chinese_without_English_left_in_it(string name)
    {
        var stop = Stops.Single(s => s.Name == name);
        var faults = new List<string>();
        foreach (var culture in (string[])["ms", "zh-Hans"])
        {
            await using var context = await portal.OpenAsync(chromium.Browser, stop.Role, culture);
            var (page, watch) = await OpenAsync(context, stop);
            await page.SetViewportSizeAsync(Sizes[0].Width, Sizes[0].Height);
            Assert.Equal(culture, await page.Locator("html").GetAttributeAsync("lang"));
            faults.AddRange((await EnglishLeft.OnAsync(page, culture)).Select(t => $"{culture}: {t}"));
            faults.AddRange((await SidewaysAsync(page)).Select(f => $"{culture}: scrolls sideways: {f}"));
            faults.AddRange(watch.Complaints);
            await PictureAsync(page, $"{name}-390-{culture}");
        }

        Sound(faults);
    }

    /// <summary>A browser draws with what it has when a font or a style sheet is missing, and says so only in a console nobody reads.</summary>
    [Theory]
    [InlineData("/_framework/blazor.web.js", "text/javascript")]
    [InlineData("/portal.js", "text/javascript")]
    [InlineData("/upload.js", "text/javascript")]
    [InlineData("/site.css", "text/css")]
    [InlineData("/fonts/inter-latin-wght-normal.woff2", "font/woff2")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    public async Task Static_files_are_served(string path, string type)
    {
        using var http = new HttpClient { BaseAddress = portal.Process.Address };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
    }

    private static void Sound(List<string> faults) => Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));

    private async Task<(IPage Page, Watch Watch)> OpenAsync(IBrowserContext context, Stop stop)
    {
        var address = stop.Address;
        foreach (Match blank in Blank().Matches(stop.Address))
        {
            address = address.Replace(blank.Value, await FillAsync(blank.Groups["what"].Value), StringComparison.Ordinal);
        }

        var page = await context.NewPageAsync();
        var watch = new Watch(page, address, stop.Status);
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        return (page, watch);
    }

    private Task<string> FillAsync(string what) => what switch
    {
        _ when what.StartsWith("state-", StringComparison.Ordinal) => portal.RosterAsync(what["state-".Length..]),
        "cohort" => portal.AskAsync($"select c.code from cohort c join roster r on r.cohort_id = c.id join stored_file f on f.id = r.file_id where f.name = '{Waiting}'"),
        "programme" => portal.AskAsync($"select g.code from cohort c join programme g on g.id = c.programme_id join roster r on r.cohort_id = c.id join stored_file f on f.id = r.file_id where f.name = '{Waiting}'"),
        "partner" => portal.AskAsync($"select p.code from partner p join roster r on r.partner_id = p.id join stored_file f on f.id = r.file_id where f.name = '{Waiting}'"),
        "waiting" => portal.AskAsync($"select r.id from roster r join stored_file f on f.id = r.file_id where f.name = '{Waiting}'"),
        "applied" => portal.AskAsync("select r.id from roster r join stored_file f on f.id = r.file_id where r.state = 'applied' and f.name like 'results-my-%' order by f.name limit 1"),
        "error-row" => portal.AskAsync($"select w.row_no from roster_row w join roster r on r.id = w.roster_id join stored_file f on f.id = r.file_id where f.name = '{Waiting}' and w.outcome = 'error' order by 1 limit 1"),
        "history" => portal.AskAsync("select id from history_batch order by id limit 1"),
        "person" => portal.AskAsync("select person_id from person_record order by id limit 1"),
        "record" => portal.AskAsync($"select e.record_id from enrolment e join roster r on r.cohort_id = e.cohort_id join stored_file f on f.id = r.file_id where f.name = '{Waiting}' order by e.record_id limit 1"),
        "pair" => portal.AskAsync(Doubtful),
        "pack" => PackAsync(),
        "audit" => portal.AuditAsync(isSigned: false),
        "audit-signed" => portal.AuditAsync(isSigned: true),
        "waiting-figure" => portal.AskAsync(WaitingFigure),
        "quote" => portal.AskAsync("select code from figure_release r where not exists (select 1 from figure_release n where n.target_id = r.target_id and n.at > r.at) order by at desc limit 1"),
        "replaced" => portal.AskAsync("select code from figure_release r where exists (select 1 from figure_release n where n.replaces = r.id) limit 1"),
        "token" => TokenAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such blank."),
    };

    /// <summary>The check code of a pack as an executive gets it: by asking for the PDF.</summary>
    private async Task<string> PackAsync()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, DemoPortal.Executive);
        var answer = await context.APIRequest.GetAsync("/portfolio/pack.pdf?month=2026-10");
        Assert.True(answer.Ok, $"{answer.Status}");
        await File.WriteAllBytesAsync(Path.Combine(Screens, "pack.pdf"), await answer.BodyAsync());
        return await portal.AskAsync("select code from monthly_pack order by made_at limit 1");
    }

    /// <summary>A token as a person gets it: by asking for a mail.</summary>
    private async Task<string> TokenAsync()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, null);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/forgot");
        await page.GetByLabel("E-mail address").FillAsync(DemoPortal.Auditor);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToBeVisibleAsync();
        for (var tries = 0; tries < 100; tries++)
        {
            var mails = Directory.EnumerateFiles(portal.Process.DataPath, "*", SearchOption.AllDirectories);
            var tokens = mails.Where(f => f.Contains("mail", StringComparison.Ordinal)).OrderDescending().Select(f => Token().Match(File.ReadAllText(f))).FirstOrDefault(t => t.Success);
            if (tokens is { } token)
            {
                return token.Groups["token"].Value;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("No mail with a link came.");
    }

    /// <summary>What is wider than the window, if the page scrolls sideways.</summary>
    private static async Task<string[]> SidewaysAsync(IPage page) => await page.EvaluateAsync<string[]>("""
        () => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest('.scroll'));
          return [`${root.scrollWidth} > ${root.clientWidth}: ` + wide.slice(0, 6).map(e => e.tagName.toLowerCase() + (e.className ? '.' + e.className : '')).join(', ')];
        }
        """);

    private static async Task PictureAsync(IPage page, string name) => await page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Screens, name + ".png"),
        FullPage = true,
        Animations = ScreenshotAnimations.Disabled,
    });

    [GeneratedRegex(@"\{(?<what>[a-z-]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Blank();

    [GeneratedRegex(@"token=(3D)?(?<token>[A-Za-z0-9_\-]{43})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Token();

    /// <summary>One address of the tour.</summary>
    /// <param name="Name">Of its pictures.</param>
    /// <param name="Route">The page, as it is routed.</param>
    /// <param name="Role">Its main reader; null for a visitor.</param>
    /// <param name="Address">Where to go, with blanks that the demo fills in.</param>
    /// <param name="Status">How the document is answered.</param>
    private sealed record Stop(string Name, string Route, string? Role, string Address, int Status = 200);
}
