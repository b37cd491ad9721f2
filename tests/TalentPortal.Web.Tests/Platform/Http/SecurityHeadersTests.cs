using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.StoreSource;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Tests.Features.Accounts;
using Xunit;

namespace TalentPortal.Web.Tests.Platform.Http;

[Collection(AccountsGroup.Name)]
public sealed class SecurityHeadersTests(AccountsFixture portal)
{
    /// <summary>A page, a file, a redirect, a refusal, a missing page, the API, the circuit's door.</summary>
    [Theory]
    [InlineData("/account/sign-in", HttpStatusCode.OK)]
    [InlineData("/site.css", HttpStatusCode.OK)]
    [InlineData("/account", HttpStatusCode.Redirect)]
    [InlineData("/api/v1/nothing", HttpStatusCode.Unauthorized)]
    [InlineData("/_blazor/initializers", HttpStatusCode.Unauthorized)]
    public async Task Every_answer_carries_them(string path, HttpStatusCode status)
    {
        using var response = await portal.Browser().GetAsync(path);
        Assert.Equal(status, response.StatusCode);
        Check(response);
    }

    [Fact]
    public async Task Refused_and_missing_pages_carry_them_too_and_nothing_behind_sign_in_is_kept()
    {
        var (browser, _) = await portal.SignedInAsync((Role.Administrator, null));
        foreach (var path in new[] { "/no/such/page", "/colleagues", "/account", "/administration/accounts" })
        {
            using var response = await browser.GetAsync(path);
            Check(response);
            Assert.True(response.Headers.CacheControl!.NoStore, path);
        }

        using var file = await browser.GetAsync("/site.css");
        Assert.False(file.Headers.CacheControl?.NoStore ?? false);
    }

    [Fact]
    public async Task Bytes_that_somebody_else_made_are_saved_and_never_opened_as_a_page_of_ours()
    {
        var said = new CommitmentInput("We promise.", "The minister", new(2026, 1, 1), "https://example.org/promise", "As it says.", [], "Foreign bytes");
        await portal.Services.GetRequiredService<DescribeCommitmentHandler>().HandleAsync(Actor.System, "foreign-bytes", said, null, default);
        using var page = new MemoryStream("<!doctype html><script>alert(1)</script>"u8.ToArray());
        var hash = (await portal.Services.GetRequiredService<StoreSourceHandler>().HandleAsync(Actor.System, "foreign-bytes", "page.html", page, default)).Value;
        await portal.Services.GetRequiredService<DescribeCommitmentHandler>().HandleAsync(Actor.System, "foreign-bytes", said with { SourceCopy = hash }, null, default);
        await using var db = await portal.Services.GetRequiredService<PortalDatabase>().BeginAsync(Scope.Nothing, default);
        var copy = await db.Set<SourceCopy>().Where(s => s.Name == "page.html").Select(s => s.Id).SingleAsync();
        var (browser, _) = await portal.SignedInAsync((Role.Executive, null));

        using var response = await browser.GetAsync($"/source-copies/{copy}");
        Assert.Equal("default-src 'none'; frame-ancestors 'none'; sandbox", Policy(response));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(("attachment", "application/octet-stream"), (response.Content.Headers.ContentDisposition?.DispositionType, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal("<!doctype html><script>alert(1)</script>", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Https_adds_its_own_and_http_leaves_it_out()
    {
        using var plain = await portal.Browser().GetAsync("/account/sign-in");
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
        Assert.DoesNotContain("upgrade-insecure-requests", Policy(plain), StringComparison.Ordinal);
        using var safe = await portal.Browser("https://portal.example").GetAsync("/account/sign-in");
        Assert.Equal("max-age=63072000; includeSubDomains; preload", Assert.Single(safe.Headers.GetValues("Strict-Transport-Security")));
        Assert.Contains("upgrade-insecure-requests;", Policy(safe), StringComparison.Ordinal);
        Assert.Contains("connect-src 'self' wss://portal.example;", Policy(safe), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_are_taken_from_anybody_but_not_without_end()
    {
        var browser = portal.Browser();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            using var report = new StringContent("""{"csp-report":{"violated-directive":"script-src","blocked-uri":"https://evil.example/x"}}""", Encoding.UTF8, "application/csp-report");
            using var response = await browser.Client.PostAsync(new Uri("/csp-report", UriKind.Relative), report);
            answers.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.NotNull(response.Headers.RetryAfter);
                Assert.NotEmpty(await response.Content.ReadAsStringAsync());
            }
        }

        Assert.Equal((10, 2), (answers.Count(a => a == HttpStatusCode.NoContent), answers.Count(a => a == HttpStatusCode.TooManyRequests)));
    }

    private static string Policy(HttpResponseMessage response) => Assert.Single(response.Headers.GetValues("Content-Security-Policy"));

    private static void Check(HttpResponseMessage response)
    {
        var policy = Policy(response);
        Assert.StartsWith("default-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var (name, value) in new[]
        {
            ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Embedder-Policy", "require-corp"), ("Reporting-Endpoints", "csp=\"/csp-report\""),
        })
        {
            Assert.Equal(value, Assert.Single(response.Headers.GetValues(name)));
        }

        Assert.StartsWith("camera=()", Assert.Single(response.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }
}
