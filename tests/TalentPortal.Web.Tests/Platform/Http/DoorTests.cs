using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Access;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Tests.Features.Accounts;
using Xunit;

namespace TalentPortal.Web.Tests.Platform.Http;

[Collection(AccountsGroup.Name)]
public sealed class DoorTests(AccountsFixture portal)
{
    /// <summary>The framework's own: circuits have their door, the others fall under the fallback policy.</summary>
    private static readonly string[] Framework = ["/_blazor", "/_framework/opaque-redirect", "{**path:file}"];

    [Fact]
    public void Every_endpoint_names_its_policy_or_says_that_it_is_open()
    {
        var endpoints = portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => !Array.Exists(Framework, f => e.RoutePattern.RawText!.StartsWith(f, StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(endpoints);
        var silent = endpoints
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetOrderedMetadata<IAuthorizeData>().All(a => a.Policy is null))
            .Select(e => e.RoutePattern.RawText);
        Assert.Equal([], silent);
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/colleagues")]
    [InlineData("/administration/accounts")]
    [InlineData("/no/such/page")]
    public async Task A_visitor_is_asked_to_sign_in_and_brought_back(string path)
    {
        using var response = await portal.Browser().GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal($"/account/sign-in?returnUrl={Uri.EscapeDataString(path)}", response.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task A_page_of_another_role_reads_like_a_missing_one()
    {
        var (browser, _) = await portal.SignedInAsync((Role.Coordinator, Guid.CreateVersion7()));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/colleagues")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/administration/accounts")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/no/such/page")).StatusCode);
    }

    [Fact]
    public async Task Only_a_whole_and_living_key_opens_the_api_and_refusals_read_alike()
    {
        var good = await portal.KeyAsync(KeyRole.Reader);
        var revoked = await portal.KeyAsync(KeyRole.Reader, revoked: portal.Clock.GetUtcNow());
        var shortLived = await portal.KeyAsync(KeyRole.Reader, life: TimeSpan.FromMinutes(5));
        portal.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync($"Bearer {good}")).StatusCode);
        var bodies = new HashSet<string>();
        foreach (var header in new[] { null, "", $"Bearer {revoked}", $"Bearer {shortLived}", $"Bearer {good[..^1]}0x", $"Bearer {good[..14]}{new string('0', 64)}", $"Basic {good}", "Bearer tp_x_y", $"Bearer {good} {good}" })
        {
            using var response = await AskAsync(header);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
            bodies.Add(await response.Content.ReadAsStringAsync());
        }

        Assert.Single(bodies);
        using var inAddress = await portal.Browser().GetAsync($"/api/v1/nothing?access_token={good}");
        Assert.Equal(HttpStatusCode.Unauthorized, inAddress.StatusCode);
    }

    [Fact]
    public async Task A_session_opens_no_api_and_a_key_no_page()
    {
        var (browser, _) = await portal.SignedInAsync((Role.ProgrammeManager, null));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/nothing")).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {await portal.KeyAsync(KeyRole.Manager)}");
        Assert.Equal(HttpStatusCode.Redirect, (await portal.Browser().Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task The_use_of_a_key_is_noted_once_a_minute()
    {
        var key = await portal.KeyAsync(KeyRole.Auditor);
        var prefix = key.Split('_')[1];
        var first = portal.Clock.GetUtcNow();
        await AskAsync($"Bearer {key}");
        portal.Clock.Advance(TimeSpan.FromSeconds(30));
        await AskAsync($"Bearer {key}");
        Assert.Equal(first, await UsedAsync());
        portal.Clock.Advance(TimeSpan.FromSeconds(31));
        await AskAsync($"Bearer {key}");
        Assert.Equal(portal.Clock.GetUtcNow(), await UsedAsync());

        async Task<DateTimeOffset?> UsedAsync()
        {
            await using var db = await portal.OpenAsync();
            return await db.Keys.Where(k => k.Prefix == prefix).Select(k => k.LastUsedAt).SingleAsync();
        }
    }

    [Fact]
    public async Task Verbs_make_a_key_that_works_and_end_it()
    {
        var name = $"robot {Guid.CreateVersion7():N}";
        var (code, key) = await portal.VerbAsync("keys create", "--name", name, "--role", "manager");
        Assert.Equal(0, code);
        Assert.Matches("^tp_[0-9a-f]{10}_[0-9a-f]{64}$", key);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync($"Bearer {key}")).StatusCode);
        Assert.Equal(1, (await portal.VerbAsync("keys create", "--name", name, "--role", "manager")).Code);
        Assert.Equal(0, (await portal.VerbAsync("keys revoke", "--name", name)).Code);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync($"Bearer {key}")).StatusCode);
        await Assert.ThrowsAsync<Web.Platform.Verbs.VerbUsageException>(() => portal.VerbAsync("keys create", "--name", "x", "--role", "partner"));
        await Assert.ThrowsAsync<Web.Platform.Verbs.VerbUsageException>(() => portal.VerbAsync("keys create", "--name", "x", "--role", "reader", "--expires", "2030-01-01"));
    }

    [Theory]
    [InlineData(false, null, HttpStatusCode.Unauthorized)]
    [InlineData(false, "http://localhost", HttpStatusCode.Unauthorized)]
    [InlineData(false, "https://evil.example", HttpStatusCode.Unauthorized)]
    [InlineData(true, "http://localhost", HttpStatusCode.OK)]
    [InlineData(true, null, HttpStatusCode.Forbidden)]
    [InlineData(true, "null", HttpStatusCode.Forbidden)]
    [InlineData(true, "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData(true, "https://localhost", HttpStatusCode.Forbidden)]
    [InlineData(true, "http://localhost:81", HttpStatusCode.Forbidden)]
    [InlineData(true, "http://localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData(true, "http://evil.example/http://localhost", HttpStatusCode.Forbidden)]
    public async Task A_circuit_is_opened_by_a_signed_in_reader_of_our_own_page_only(bool signedIn, string? origin, HttpStatusCode expected)
    {
        var browser = signedIn ? (await portal.SignedInAsync()).Browser : portal.Browser();
        using var negotiate = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        Add(negotiate.Headers, origin);
        Assert.Equal(expected, (await browser.Client.SendAsync(negotiate)).StatusCode);

        using var upgrade = new HttpRequestMessage(HttpMethod.Get, "/_blazor?id=x");
        Add(upgrade.Headers, origin);
        upgrade.Headers.Connection.Add("Upgrade");
        upgrade.Headers.Upgrade.Add(new ProductHeaderValue("websocket"));
        var opened = (await browser.Client.SendAsync(upgrade)).StatusCode;
        Assert.Equal(expected == HttpStatusCode.OK, opened is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task A_portal_that_is_closing_opens_no_circuits()
    {
        var stopping = new Stopping();
        var passed = false;
        var door = new CircuitDoor(_ => { passed = true; return Task.CompletedTask; }, stopping, portal.Services.GetRequiredService<PortalAddress>());
        var context = new DefaultHttpContext();
        context.Request.Path = "/_blazor/negotiate";
        await door.InvokeAsync(context, new Nobody());
        Assert.Equal(401, context.Response.StatusCode);
        stopping.Source.Cancel();
        await door.InvokeAsync(context, new Nobody());
        Assert.Equal((503, false), (context.Response.StatusCode, passed));
    }

    private static void Add(HttpRequestHeaders headers, string? origin)
    {
        if (origin is not null)
        {
            headers.TryAddWithoutValidation("Origin", origin);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nothing");
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await portal.Browser().Client.SendAsync(request);
    }

    private sealed class Stopping : IHostApplicationLifetime
    {
        public CancellationTokenSource Source { get; } = new();

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => Source.Token;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => Source.Cancel();
    }

    private sealed class Nobody : ICurrentActor
    {
        public Task<Actor> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Actor.Anonymous);
    }
}
