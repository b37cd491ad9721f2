using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentPortal.Data.Accounts;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Tests.Features.Accounts;
using Xunit;

namespace TalentPortal.Web.Tests.Platform.Http;

/// <summary>The middleware over real PostgreSQL, in front of endpoints that count how often they ran.</summary>
[Collection(AccountsGroup.Name)]
public sealed class IdempotencyTests(AccountsFixture portal) : IAsyncLifetime
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Actor _key = new(Guid.CreateVersion7(), "key", true, []);
    private WebApplication _app = null!;
    private int _ran;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddLocalization();
        builder.Services.AddSingleton<TimeProvider>(portal.Clock).AddSingleton(portal.Services.GetRequiredService<NpgsqlDataSource>());
        builder.Services.AddSingleton<ICurrentActor>(new Fixed(_key));
        _app = builder.Build();
        _app.UseRouting();
        _app.UseMiddleware<Idempotency>();
        _app.MapPost("/api/v1/things", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            var text = await reader.ReadToEndAsync();
            return Results.Created($"/api/v1/things/{Interlocked.Increment(ref _ran)}", new { text.Length });
        });
        _app.MapPost("/api/v1/refused", () => { Interlocked.Increment(ref _ran); return Results.StatusCode(409); });
        _app.MapPost("/api/v1/broken", string () => { Interlocked.Increment(ref _ran); throw new InvalidOperationException("broken"); });
        _app.MapPost("/api/v1/slow", async () =>
        {
            Interlocked.Increment(ref _ran);
            _entered.TrySetResult();
            await _go.Task;
            return Results.Ok();
        });
        _app.MapPost("/api/v1/own", OwnAsync);
        _app.MapGet("/api/v1/things", () => "read");
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Without_a_key_nothing_runs_and_reading_needs_none()
    {
        using var missing = await PostAsync("/api/v1/things", null, "a");
        using var longOne = await PostAsync("/api/v1/things", new string('k', 256), "a");
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, 0), (missing.StatusCode, longOne.StatusCode, _ran));
        Assert.Contains("idempotency.key-missing", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _app.GetTestClient().GetAsync(new Uri("/api/v1/things", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task The_same_request_gets_the_same_answer_once_done()
    {
        using var first = await PostAsync("/api/v1/things", "k1", "body");
        using var again = await PostAsync("/api/v1/things", "k1", "body");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, 1), (first.StatusCode, again.StatusCode, _ran));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(first.Content.Headers.ContentType, again.Content.Headers.ContentType);
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Another_body_or_address_under_the_key_is_refused()
    {
        using var first = await PostAsync("/api/v1/things", "k2", "body");
        using var body = await PostAsync("/api/v1/things", "k2", "other");
        using var address = await PostAsync("/api/v1/things?x=1", "k2", "body");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, 1), (body.StatusCode, address.StatusCode, _ran));
    }

    [Fact]
    public async Task While_the_first_runs_a_second_is_told_to_wait_and_after_a_crash_the_lease_frees_the_key()
    {
        var first = PostAsync("/api/v1/slow", "k3", "x");
        await _entered.Task;
        using var second = await PostAsync("/api/v1/slow", "k3", "x");
        Assert.Equal((HttpStatusCode.Conflict, 1), (second.StatusCode, _ran));
        Assert.NotNull(second.Headers.RetryAfter);
        portal.Clock.Advance(Idempotency.Lease + TimeSpan.FromSeconds(1));
        var third = PostAsync("/api/v1/slow", "k3", "x");
        while (Volatile.Read(ref _ran) < 2)
        {
            await Task.Delay(10);
        }

        _go.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await third).StatusCode);
        Assert.Equal(2, _ran);
        using var late = await first;
    }

    [Theory]
    [InlineData("/api/v1/refused")]
    [InlineData("/api/v1/broken")]
    public async Task What_did_nothing_gives_the_key_back(string path)
    {
        for (var i = 0; i < 2; i++)
        {
            try
            {
                using var response = await PostAsync(path, "k4" + path, "x");
                Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
            }
            catch (InvalidOperationException broken)
            {
                Assert.Equal("broken", broken.Message);
            }
        }

        Assert.Equal(2, _ran);
    }

    [Fact]
    public async Task Twenty_at_once_have_one_effect()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync("/api/v1/things", "k5", "x")));
        Assert.Equal(1, _ran);
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task An_answer_is_forgotten_after_two_days()
    {
        using var first = await PostAsync("/api/v1/things", "k6", "x");
        portal.Clock.Advance(TimeSpan.FromHours(49));
        using var later = await PostAsync("/api/v1/things", "k6", "other");
        Assert.Equal((HttpStatusCode.Created, 2), (later.StatusCode, _ran));
    }

    [Fact]
    public async Task An_answer_saved_with_the_effect_survives_a_failure_right_after_the_commit()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => PostAsync("/api/v1/own", "k7", "x"));
        using var again = await PostAsync("/api/v1/own", "k7", "x");
        Assert.Equal((HttpStatusCode.Accepted, 1), (again.StatusCode, _ran));
        Assert.Equal("/api/v1/own/1", again.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_large_body_reaches_the_endpoint_whole()
    {
        using var response = await PostAsync("/api/v1/things", "k8", new string('a', 5_000_000));
        Assert.Equal("""{"length":5000000}""", await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string? key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(body, Encoding.UTF8, "text/csv");
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return await _app.GetTestClient().SendAsync(request);
    }

    /// <summary>Commits effect and answer together, then the node "dies" before answering.</summary>
    private async Task<IResult> OwnAsync(HttpContext context, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var location = $"/api/v1/own/{Interlocked.Increment(ref _ran)}";
        await IdempotencyClaim.Of(context)!.CompleteAsync(connection, transaction, new SavedAnswer(202, null, location, []), default);
        await transaction.CommitAsync();
        throw new InvalidOperationException("died");
    }

    private sealed class Fixed(Actor actor) : ICurrentActor
    {
        public Task<Actor> GetAsync(CancellationToken cancellationToken) => Task.FromResult(actor);
    }
}
