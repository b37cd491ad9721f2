using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;
using TalentPortal.TestKit.Cluster;
using TalentPortal.Web.Features.Commitments.BreakDownTarget;
using TalentPortal.Web.Features.Commitments.PublishFigure;
using TalentPortal.Web.Features.Commitments.ShowPublic;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>What the public reads: only what two people let be told, the same in every form, and for ever.</summary>
public sealed class PublicPagesTests : IAsyncLifetime
{
    private const int MostBytes = 150_000;
    private static readonly DateOnly June = new(2026, 6, 30);
    private readonly PublicWorld _world = new();
    private HttpClient _reader = null!;

    public async Task InitializeAsync()
    {
        await _world.InitializeAsync();
        await _world.Came(400, "student");
        await _world.Came(120, "industry");
        await _world.Came(4, "government");
        await _world.Came(37, "educator", "2026-05-12");
        _reader = await _world.NodeAsync();
    }

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task What_was_never_published_is_answered_as_what_does_not_exist()
    {
        await _world.AskAsync(June);
        foreach (var path in (string[])["", ".csv", ".json", "/card", "/embed", "/share.png"])
        {
            var (never, none) = (await _reader.GetAsync(At($"/p/{PublicWorld.Promise}{path}")), await _reader.GetAsync(At($"/p/no-such{path}")));
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (never.StatusCode, none.StatusCode));
            Assert.Equal(await none.Content.ReadAsStringAsync(), await never.Content.ReadAsStringAsync());
        }

        Assert.DoesNotContain($"/p/{PublicWorld.Promise}", await Text("/p") + await Text("/sitemap.xml"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _reader.GetAsync(At($"/q/{VerificationCode.New()}"))).StatusCode);
    }

    [Fact]
    public async Task Page_downloads_and_interface_hide_the_same_and_say_why()
    {
        var code = await _world.Publish(June);
        var page = await Text($"/p/{PublicWorld.Promise}?lang=en");
        Assert.Contains("561", page, StringComparison.Ordinal);
        Assert.Contains("&lt; 10", page, StringComparison.Ordinal);
        Assert.Contains("a smaller group could be worked out", page, StringComparison.Ordinal);
        Assert.Contains(VerificationCode.Printed(code), page, StringComparison.Ordinal);

        var csv = (await Text($"/p/{PublicWorld.Promise}.csv?lang=en")).Split("\r\n").Where(l => l.Contains(",audience,", StringComparison.Ordinal)).Select(l => l.Split(',')).ToDictionary(c => c[5], c => (c[8], c[9]));
        Assert.Equal(("400", "shown"), csv["student"]);
        Assert.Equal(("", "small"), csv["government"]);
        var json = JsonDocument.Parse(await Text($"/p/{PublicWorld.Promise}.json?lang=en")).RootElement.GetProperty("figures")[0];
        var audience = json.GetProperty("groups").EnumerateArray().Single(g => g.GetProperty("by").GetString() == "audience").GetProperty("groups").EnumerateArray().ToDictionary(g => g.GetProperty("key").GetString()!);
        var reader = new Actor(Guid.CreateVersion7(), "key", true, [new(Role.Reader)]);
        var api = (await _world.Get<BreakDownTargetQuery>().ReadPublicAsync(reader, "trained", "audience", default)).Value;
        Assert.Equal(VerificationCode.Printed(code), api.Figure);
        foreach (var group in api.Groups)
        {
            Assert.Equal(group.Counted, audience[group.Key].TryGetProperty("people", out var people) ? people.GetInt64() : null);
            Assert.Equal(group.Counted?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", csv[group.Key].Item1);
            Assert.Equal(group.Mark ?? "shown", csv[group.Key].Item2);
            Assert.Equal(group.Counted is null, group.Note is not null);
        }

        Assert.DoesNotContain(api.Groups, g => g.Counted is > 0 and < 10);
        Assert.Null(api.Groups.Single(g => g.Key == "government").Counted);
        Assert.Equal(PublishingProblems.NothingPublished, (await _world.Get<BreakDownTargetQuery>().ReadPublicAsync(reader, "trained", "cohort", default)).Problem);
    }

    [Fact]
    public async Task Partners_see_no_group_below_five_and_no_other_partner()
    {
        await _world.University("other");
        var partner = new Actor(Guid.CreateVersion7(), "coordinator", true, [new(Role.Coordinator, Guid.CreateVersion7())]);
        var groups = (await _world.Get<BreakDownTargetQuery>().ReadAsync(partner, "trained", "audience", default)).Value.Groups;
        Assert.Equal(("small", null), (groups.Single(g => g.Key == "government").Mark, groups.Single(g => g.Key == "government").Counted));
        Assert.DoesNotContain((await _world.Get<BreakDownTargetQuery>().ReadAsync(partner, "trained", "partner", default)).Value.Groups, g => g.Key == "university");
        Assert.Equal(4, (await _world.Get<BreakDownTargetQuery>().ReadAsync(_world.Manager, "trained", "audience", default)).Value.Groups.Single(g => g.Key == "government").Counted);
    }

    [Fact]
    public async Task A_correction_needs_a_reason_and_the_quoted_figure_stays_what_it_was()
    {
        var first = await _world.Publish(June);
        var quoted = await Text($"/q/{first}?lang=en");
        Assert.Contains("Genuine", quoted, StringComparison.Ordinal);
        await _world.Came(60, "student", "2026-04-02");
        Assert.Equal(PublishingProblems.ReasonNeeded, (await _world.AskAsync(June, "  ")).Problem);
        var second = await _world.Publish(June, "A roster of <April> came late.");

        var replaced = await Text($"/q/{first}?lang=en");
        Assert.Contains("Replaced by a correction", replaced, StringComparison.Ordinal);
        Assert.Contains("561 people counted", replaced, StringComparison.Ordinal);
        Assert.Contains("The figure for 30 Jun 2026 changed from 561 to 621.", replaced, StringComparison.Ordinal);
        Assert.Contains("A roster of &lt;April&gt; came late.", await Text($"/p/{PublicWorld.Promise}?lang=en"), StringComparison.Ordinal);
        Assert.Equal(("replaced", VerificationCode.Printed(second)), await Checked(first));
        Assert.Equal(("genuine", VerificationCode.Printed(second)), await Checked(second));
        var third = await _world.Publish(new(2026, 9, 30));
        Assert.Equal("newer", (await Checked(second)).Outcome);
        Assert.Equal("genuine", (await Checked(third)).Outcome);
        Assert.Equal("unknown", (await Checked(VerificationCode.New())).Outcome);
        Assert.Equal("replaced", (await Checked("561")).Outcome);
    }

    [Fact]
    public async Task What_is_kept_is_dropped_on_every_node_when_something_is_published()
    {
        await _world.Publish(June);
        var other = await _world.NodeAsync();
        Assert.Contains("561", await Text($"/p/{PublicWorld.Promise}?lang=en", other), StringComparison.Ordinal);
        await Text($"/p/{PublicWorld.Promise}?lang=en", other);
        Assert.Equal(1, _world.MadeBy(1));
        await _world.Came(60, "student", "2026-08-02");
        await _world.Publish(new(2026, 9, 30));
        Assert.Contains("621", await Text($"/p/{PublicWorld.Promise}?lang=en", other), StringComparison.Ordinal);
        Assert.Equal(2, _world.MadeBy(1));
    }

    [Fact]
    public async Task A_copy_that_still_holds_is_not_sent_again_and_HEAD_sends_no_page()
    {
        await _world.Publish(June);
        using var first = await _reader.GetAsync(At($"/p/{PublicWorld.Promise}"));
        Assert.Equal("public, no-cache", first.Headers.CacheControl!.ToString().Replace("no-cache, public", "public, no-cache", StringComparison.Ordinal));
        using var again = new HttpRequestMessage(HttpMethod.Get, At($"/p/{PublicWorld.Promise}"));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var same = await _reader.SendAsync(again);
        Assert.Equal((HttpStatusCode.NotModified, 0), (same.StatusCode, (await same.Content.ReadAsByteArrayAsync()).Length));
        using var head = await _reader.SendAsync(new(HttpMethod.Head, At($"/p/{PublicWorld.Promise}")));
        Assert.Equal((HttpStatusCode.OK, 0, first.Headers.ETag), (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length, head.Headers.ETag));
        Assert.Equal((await first.Content.ReadAsByteArrayAsync()).Length, head.Content.Headers.ContentLength);
        Assert.DoesNotContain("Set-Cookie", first.Headers.Select(h => h.Key));
    }

    [Fact]
    public async Task Only_the_card_may_be_framed()
    {
        await _world.Publish(June);
        foreach (var (path, framed) in ((string, bool)[])[("/card", true), ("", false), ("/embed", false), (".json", false)])
        {
            using var answer = await _reader.GetAsync(At($"/p/{PublicWorld.Promise}{path}"));
            Assert.Equal(framed, answer.Headers.GetValues("Content-Security-Policy").Single().Contains("frame-ancestors *", StringComparison.Ordinal));
            Assert.Equal(!framed, answer.Headers.Contains("X-Frame-Options"));
        }
    }

    [Fact]
    public async Task The_page_speaks_to_programs_and_in_every_language_and_a_first_visit_is_light()
    {
        await _world.Publish(June);
        var page = await Text($"/p/{PublicWorld.Promise}?lang=en");
        var linked = page[(page.IndexOf("ld+json\">", StringComparison.Ordinal) + 9)..];
        Assert.Equal(561, JsonDocument.Parse(linked[..linked.IndexOf("</script>", StringComparison.Ordinal)]).RootElement.GetProperty("variableMeasured").GetProperty("value").GetInt64());
        Assert.Contains("hreflang=\"zh-Hans\"", page, StringComparison.Ordinal);
        Assert.Contains("rel=\"canonical\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script src", page, StringComparison.Ordinal);
        Assert.Contains("orang dikira", await Text($"/p/{PublicWorld.Promise}?lang=ms"), StringComparison.Ordinal);
        Assert.Contains("lang=\"zh-Hans\"", await Text($"/p/{PublicWorld.Promise}?lang=zh-Hans"), StringComparison.Ordinal);
        var files = new[] { "site.css", "favicon.svg" }.Sum(f => new FileInfo(Path.Combine(Repository.Root, "src", "TalentPortal.Web", "wwwroot", f)).Length);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(page) + files, 1, MostBytes);
        if (ShareImage.IsThere)
        {
            var picture = await _reader.GetByteArrayAsync(At($"/p/{PublicWorld.Promise}/share.png?lang=en"));
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture[..4]);
        }
    }

    [Fact]
    public async Task A_release_cannot_be_changed_and_tells_nobodys_truth()
    {
        await _world.Publish(June);
        foreach (var change in (string[])["update figure_release set n = 0", "delete from figure_release"])
        {
            await using var db = await _world.Database.BeginAsync(Scope.Everything, default);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(change))).SqlState);
        }

        await using var read = await _world.Database.BeginAsync(Scope.Nothing, default);
        var release = await read.Set<FigureRelease>().SingleAsync();
        Assert.Contains("government", release.Truth, StringComparison.Ordinal);
        Assert.DoesNotContain(ReleaseContent.Read(release.Content).Tables.SelectMany(t => t.Rows), r => r.People is > 0 and < 10);
        Assert.DoesNotContain(_world.Manager.Name, release.Content, StringComparison.Ordinal);
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    private async Task<string> Text(string path, HttpClient? reader = null) => await (reader ?? _reader).GetStringAsync(At(path));

    private async Task<(string Outcome, string? Latest)> Checked(string asked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At($"/verify-figure?q={asked}"));
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await _reader.SendAsync(request);
        var found = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement[0];
        return (found.GetProperty("outcome").GetString()!, found.TryGetProperty("latest", out var latest) ? latest.GetString() : null);
    }
}
