using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Data;
using TalentPortal.Data.Accounts;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Partners.DescribePartner;
using TalentPortal.Web.Features.Programmes.DescribeProgramme;
using TalentPortal.Web.Features.Rosters.DescribeSources;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Tests.Features.Accounts;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ReceiveRoster;

/// <summary>The ways in, as a browser without script and as a program use them.</summary>
public sealed class UploadTests(UploadTests.World world) : IClassFixture<UploadTests.World>
{
    private const string Csv = "student_id,full_name\nU1,Siti Aminah\n";

    [Fact]
    public async Task A_form_sent_twice_ends_in_one_roster()
    {
        var (browser, _) = await world.CoordinatorAsync();
        var form = await world.FormAsync(browser, "/cohorts/mmu-1/upload");
        var first = await world.SendAsync(browser, form, Csv, "twice.csv");
        var again = await world.SendAsync(browser, form, Csv, "twice.csv");

        Assert.Equal(HttpStatusCode.SeeOther, first.Status);
        Assert.Equal(first, again);
        Assert.Equal(1, await world.CountAsync("twice.csv"));
    }

    [Fact]
    public async Task Another_file_under_the_same_operation_is_another_roster()
    {
        var (browser, _) = await world.CoordinatorAsync();
        var form = await world.FormAsync(browser, "/cohorts/mmu-1/upload");
        var first = await world.SendAsync(browser, form, Csv, "back.csv");
        var other = await world.SendAsync(browser, form, Csv + "U2,Ali\n", "back.csv");

        Assert.NotEqual(first.Location, other.Location);
        Assert.Equal(2, await world.CountAsync("back.csv"));
    }

    [Fact]
    public async Task Pasted_rows_are_a_roster_like_any_file()
    {
        var (browser, _) = await world.CoordinatorAsync();
        var form = await world.FormAsync(browser, "/cohorts/mmu-1/upload");
        var sent = await world.SendAsync(browser, form, null, "", ("paste", "student_id\tfull_name\r\nP1\tTan Mei Ling\r\n"));

        var roster = await world.WaitAsync(sent.Location!, RosterState.Previewed);
        Assert.Equal((1, "\t"), (roster.Rows, roster.Delimiter));
        Assert.Equal("pasted.tsv", await world.FileNameAsync(roster));
    }

    [Theory]
    [InlineData(null, null, "Choose a file first")]
    [InlineData(Csv, "a\tb", "You chose a file and pasted rows too")]
    public async Task A_form_with_nothing_or_with_both_comes_back_with_the_reason_and_the_choices(string? file, string? paste, string reason)
    {
        var (browser, _) = await world.CoordinatorAsync();
        var form = await world.FormAsync(browser, "/cohorts/mmu-1/upload");
        var sent = await world.SendAsync(browser, form, file, "r.csv", ("mode", "full"), ("attest", "true"), ("paste", paste ?? ""));

        Assert.StartsWith("/cohorts/mmu-1/upload?", sent.Location, StringComparison.Ordinal);
        var page = await browser.PageAsync(sent.Location!);
        Assert.Contains(reason, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.True(page.QuerySelector("input[value=full]")!.HasAttribute("checked"));
        Assert.True(page.QuerySelector("input[name=attest]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task A_refusal_that_names_a_row_names_it_on_the_page_and_nobody_else_puts_sentences_there()
    {
        var (browser, _) = await world.CoordinatorAsync();
        var form = await world.FormAsync(browser, "/cohorts/mmu-1/upload");
        var sent = await world.SendAsync(browser, form, "student_id,full_name,password\nS1,Ali,a\nS2,Siti,\"open\nS3,Tan,c\n", "broken.csv");

        var page = await browser.PageAsync(sent.Location!);
        Assert.Contains("row 3", page.QuerySelector("#file-error")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await browser.PageAsync("/cohorts/mmu-1/upload?refused=Call+this+number")).QuerySelector(".error-summary"));
    }

    [Fact]
    public async Task What_was_chosen_is_kept_with_the_roster()
    {
        await world.SourceAsync("faculty");
        var (browser, _) = await world.CoordinatorAsync();
        var form = await world.FormAsync(browser, "/cohorts/mmu-1/upload");
        var sent = await world.SendAsync(browser, form, Csv, "chosen.csv", ("mode", "full"), ("attest", "true"), ("source", "faculty"));

        var roster = await world.RosterAsync(sent.Location!);
        Assert.Equal((RosterMode.Full, true), (roster.Mode, roster.AttestsNationality));
        Assert.Equal("faculty", await world.SourceOfAsync(roster));
    }

    [Fact]
    public async Task A_file_for_many_cohorts_belongs_to_the_partner_and_its_country()
    {
        var (browser, _) = await world.CoordinatorAsync();
        var form = await world.FormAsync(browser, "/rosters/upload?partner=mmu");
        var roster = await world.RosterAsync((await world.SendAsync(browser, form, Csv, "many.csv")).Location!);

        Assert.Equal((null, "MY", null), (roster.CohortId, roster.Country, roster.Countries));
    }

    [Fact]
    public async Task A_manager_fills_only_cohorts_of_the_countries_managed()
    {
        var manager = new Actor(Guid.CreateVersion7(), "Manager", false, [new(Role.ProgrammeManager, Country: "MY")]);
        var roster = await world.ReceiveAsync(manager, new(null, "m.csv", "text/csv", RosterMode.Delta, RosterApply.Preview) { Partner = "mmu" });

        Assert.Equal("MY", Assert.Single(roster.Countries!));
    }

    [Theory]
    [InlineData("partner=mmu&mode=full", HttpStatusCode.UnprocessableEntity, "roster.full-mode-needs-cohort")]
    [InlineData("", HttpStatusCode.BadRequest, "roster.cohort-missing")]
    [InlineData("partner=nus", HttpStatusCode.NotFound, "partner.not-found")]
    [InlineData("partner=nobody", HttpStatusCode.NotFound, "partner.not-found")]
    [InlineData("cohort=nus-1", HttpStatusCode.NotFound, "cohort.not-found")]
    [InlineData("cohort=mmu-1&partner=nus", HttpStatusCode.NotFound, "cohort.not-found")]
    [InlineData("cohort=mmu-1&source=nothing", HttpStatusCode.NotFound, "roster.source-not-found")]
    [InlineData("cohort=mmu-1&supersedes=0197d7a0-0000-7000-8000-000000000000", HttpStatusCode.NotFound, "roster.not-found")]
    public async Task What_a_partner_key_may_not_name_is_refused_and_nothing_is_kept(string query, HttpStatusCode status, string code)
    {
        var before = await world.CountAsync("api.csv");
        var (answer, body) = await world.PostAsync(query, "api.csv");

        Assert.Equal((status, code), (answer, body.GetProperty("code").GetString()));
        Assert.Equal(before, await world.CountAsync("api.csv"));
    }

    [Theory]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("application/zip")]
    public async Task Workbooks_and_sets_are_taken_in(string media) => Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync("cohort=mmu-1", "w", media: media)).Status);

    [Fact]
    public async Task A_key_sent_twice_is_answered_alike_and_its_answer_was_kept_with_the_file()
    {
        var key = Guid.CreateVersion7().ToString();
        var (status, first) = await world.PostAsync("partner=mmu&attestNationality=true", "kept.csv", key);
        var (_, again) = await world.PostAsync("partner=mmu&attestNationality=true", "kept.csv", key);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(first.ToString(), again.ToString());
        Assert.Equal(("mmu", "usual", true), (first.GetProperty("partner").GetString(), first.GetProperty("source").GetString(), first.GetProperty("attestsNationality").GetBoolean()));
        Assert.Equal(1, await world.CountAsync("kept.csv"));
    }

    [Fact]
    public async Task A_corrected_file_takes_the_place_of_the_one_that_waits_and_only_of_that()
    {
        var (browser, _) = await world.CoordinatorAsync();
        var first = (await world.SendAsync(browser, await world.FormAsync(browser, "/cohorts/mmu-1/upload"), Csv, "first.csv")).Location!;
        var waiting = await world.WaitAsync(first, RosterState.Previewed);

        var form = await world.FormAsync(browser, $"/cohorts/mmu-1/upload?replaces={waiting.Id}");
        var second = await world.RosterAsync((await world.SendAsync(browser, form, Csv + "U3,Ravi\n", "second.csv")).Location!);
        var superseded = await world.RosterAsync(first);
        Assert.Equal((RosterState.Superseded, second.Id), (superseded.State, superseded.SupersededBy));

        var late = await world.SendAsync(browser, form, Csv + "U4,Mei\n", "late.csv");
        Assert.Contains("refused=", late.Location, StringComparison.Ordinal);
        Assert.Equal(0, await world.CountAsync("late.csv"));
        Assert.Empty((await browser.PageAsync($"/cohorts/mmu-1/upload?replaces={waiting.Id}")).QuerySelectorAll("input[name=replaces]"));
    }

    [Fact]
    public async Task First_rosters_of_a_partner_that_come_at_once_share_one_usual_source()
    {
        await world.PartnerAsync("new");
        var upload = new RosterUpload(null, "n.csv", "text/csv", RosterMode.Delta, RosterApply.Preview) { Partner = "new" };
        var rosters = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.ReceiveAsync(Actor.System, upload)));

        Assert.Single(rosters.Select(r => r.SourceId).Distinct());
    }

    /// <summary>A portal with two partners, a cohort each.</summary>
    public sealed class World : IAsyncLifetime
    {
        private readonly AccountsFixture _portal = new();
        private HttpClient? _client;
        private string _key = "";
        private Guid _mmu;

        public async Task InitializeAsync()
        {
            await _portal.InitializeAsync();
            _mmu = await PartnerAsync("mmu");
            await PartnerAsync("nus");
            await Get<DescribeProgrammeHandler>().HandleAsync(Actor.System, "dev", new("Dev", "training", "developer", "MY"), null, default);
            foreach (var partner in (string[])["mmu", "nus"])
            {
                await Get<DescribeCohortHandler>().HandleAsync(Actor.System, $"{partner}-1", new("dev", partner, "First", "MY", "Asia/Kuala_Lumpur", new(2026, 2, 1), new(2026, 6, 30)), null, default);
            }

            _client = _portal.Portal.CreateClient(new() { AllowAutoRedirect = false });
            _key = await _portal.KeyAsync(KeyRole.Partner, _mmu);
        }

        public Task DisposeAsync() => _portal.DisposeAsync();

        public async Task<Guid> PartnerAsync(string code) => (await Get<DescribePartnerHandler>().HandleAsync(Actor.System, code, new(code.ToUpperInvariant(), "university", "MY"), null, default)).Value.Id;

        public Task SourceAsync(string code) => Get<SourceHandler>().DescribeAsync(Actor.System, "mmu", code, new("Faculty"), null, default);

        public Task<(Browser Browser, Account Account)> CoordinatorAsync() => _portal.SignedInAsync((Role.Coordinator, _mmu));

        public async Task<IElement> FormAsync(Browser browser, string page) => (await browser.PageAsync(page)).QuerySelector("form[data-upload]")!;

        public async Task<(HttpStatusCode Status, string? Location)> SendAsync(Browser browser, IElement form, string? file, string name, params (string Name, string Value)[] fields)
        {
            using var content = new MultipartFormDataContent();
            foreach (var (field, value) in form.QuerySelectorAll("input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)).Concat(fields))
            {
                content.Add(new StringContent(value), field);
            }

            if (file is not null)
            {
                content.Add(new StringContent(file, Encoding.UTF8, "text/csv"), "file", name);
            }

            using var answer = await browser.Client.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), content);
            return (answer.StatusCode, answer.Headers.Location?.OriginalString);
        }

        public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string query, string name, string? key = null, string media = "text/csv")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/rosters?{query}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Csv)) };
            request.Content.Headers.ContentType = new(media);
            request.Content.Headers.ContentDisposition = new("attachment") { FileName = name };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
            request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
            using var answer = await _client!.SendAsync(request);
            return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
        }

        public async Task<Roster> ReceiveAsync(Actor actor, RosterUpload upload)
        {
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(Csv));
            return await RosterAsync($"/{(await Get<RosterIntake>().ReceiveAsync(actor, upload, bytes, default)).Value}");
        }

        public Task<Roster> RosterAsync(string location)
        {
            var id = Guid.Parse(location[(location.LastIndexOf('/') + 1)..]);
            return AskAsync(db => db.Set<Roster>().SingleAsync(r => r.Id == id));
        }

        public async Task<Roster> WaitAsync(string location, RosterState state)
        {
            for (var i = 0; i < 300; i++)
            {
                if (await RosterAsync(location) is var roster && roster.State == state)
                {
                    return roster;
                }

                await Task.Delay(50);
            }

            throw new InvalidOperationException($"{location} did not become {state}.");
        }

        public Task<int> CountAsync(string name) => AskAsync(db => db.Set<StoredFile>().CountAsync(f => f.Name == name));

        public Task<string> FileNameAsync(Roster roster) => AskAsync(db => db.Set<StoredFile>().Where(f => f.Id == roster.FileId).Select(f => f.Name).SingleAsync());

        public Task<string> SourceOfAsync(Roster roster) => AskAsync(db => db.Set<RosterSource>().Where(s => s.Id == roster.SourceId).Select(s => s.Code).SingleAsync());

        private async Task<T> AskAsync<T>(Func<PortalDbContext, Task<T>> ask)
        {
            await using var db = await Get<PortalDatabase>().BeginAsync(Scope.Everything, default);
            return await ask(db);
        }

        private T Get<T>()
            where T : notnull => _portal.Services.GetRequiredService<T>();
    }
}
