using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace TalentPortal.Web.Tests.Durability;

/// <summary>
/// A client that never gives up: what was not acknowledged is asked again under the same key, and what was is believed. It may be spoken to through
/// <paramref name="line"/> that lies, for the controls.
/// </summary>
public sealed class Registrar(Uri portal, string key, HttpMessageHandler? line = null) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly string[] Ends = ["rejected", "failed", "cancelled", "expired", "needs-decision", "needs-approval", "partly-undone"];

    private readonly HttpClient _client = new(line ?? new HttpClientHandler()) { BaseAddress = portal, Timeout = TimeSpan.FromSeconds(30), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

    /// <summary>Takes a roster as far as it is meant to go, from wherever it stands.</summary>
    /// <returns>Whether it got there; not while the portal or its database is away.</returns>
    public async Task<bool> PursueAsync(Sent sent, string cohort, CancellationToken until)
    {
        try
        {
            sent.Roster ??= await UploadAsync(sent, cohort, until);
            if (sent.Aim == Aim.AppliedAfterPreview && !sent.ApplyAcknowledged)
            {
                await StateAsync(sent, until, "previewed", "applying", "applied");
                sent.ApplyAcknowledged = await AskAsync($"/api/v1/rosters/{sent.Roster}/apply", sent.ApplyKey, "{\"apply\":\"all\"}", "roster.already-applied", until);
            }

            await StateAsync(sent, until, "applied", "undoing", "undone");
            if (sent.Aim == Aim.Undone)
            {
                sent.UndoAcknowledged = sent.UndoAcknowledged || await AskAsync($"/api/v1/rosters/{sent.Roster}/undo", sent.UndoKey, "{}", "roster.not-applied", until);
                await StateAsync(sent, until, "undone");
            }

            return sent.IsOver = true;
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException or IOException)
        {
            sent.Repeated++;
            return false;
        }
    }

    public async Task<JsonElement> ReadAsync(string path, CancellationToken until = default) => JsonDocument.Parse(await _client.GetStringAsync(new Uri(path, UriKind.Relative), until)).RootElement;

    public async Task PutAsync(string path, object body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await _client.PutAsync(new Uri($"/api/v1/{path}", UriKind.Relative), content);
        if (response.StatusCode != HttpStatusCode.Created)
        {
            throw new InvalidOperationException($"{path}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<Guid> UploadAsync(Sent sent, string cohort, CancellationToken until)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(sent.Csv));
        content.Headers.ContentType = new("text/csv");
        content.Headers.ContentDisposition = new("attachment") { FileName = $"{sent.Name}.csv" };
        var apply = sent.Aim == Aim.AppliedAfterPreview ? "preview" : "valid";
        using var answer = await SendAsync($"/api/v1/rosters?cohort={cohort}&apply={apply}", sent.UploadKey, content, until);
        await AcknowledgedAsync(answer, until);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(until)).RootElement.GetProperty("id").GetGuid();
    }

    // The answer to a repetition may be that it is done already: then the first time had its effect, and only its answer was lost.
    private async Task<bool> AskAsync(string path, string operation, string body, string doneAlready, CancellationToken until)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await SendAsync(path, operation, content, until);
        if (answer.StatusCode != HttpStatusCode.Conflict || !(await answer.Content.ReadAsStringAsync(until)).Contains(doneAlready, StringComparison.Ordinal))
        {
            await AcknowledgedAsync(answer, until);
        }

        return true;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string operation, HttpContent content, CancellationToken until)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Idempotency-Key", operation);
        return await _client.SendAsync(request, until);
    }

    private static async Task AcknowledgedAsync(HttpResponseMessage answer, CancellationToken until)
    {
        // A database that is away is 5xx, a first request still in flight 409: both are asked again.
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Accepted))
        {
            throw answer.StatusCode == HttpStatusCode.Conflict || (int)answer.StatusCode >= 500
                ? new HttpRequestException($"{answer.StatusCode}")
                : new InvalidOperationException($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(until)}");
        }
    }

    private async Task StateAsync(Sent sent, CancellationToken until, params string[] states)
    {
        while (true)
        {
            var roster = await ReadAsync($"/api/v1/rosters/{sent.Roster}", until);
            var state = roster.GetProperty("state").GetString()!;
            if (states.Contains(state))
            {
                return;
            }

            if (Ends.Contains(state))
            {
                throw new InvalidOperationException($"{sent} is {state}: {roster.GetProperty("problem")}");
            }

            await Task.Delay(Pause, until);
        }
    }
}

/// <summary>A line that acknowledges every second upload by itself, and passes none of those on.</summary>
public sealed class LyingLine : DelegatingHandler
{
    private int _asked;

    public LyingLine()
        : base(new HttpClientHandler())
    {
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Method == HttpMethod.Post && Interlocked.Increment(ref _asked) % 2 == 0
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent($"{{\"id\":\"{Guid.CreateVersion7()}\"}}") })
            : base.SendAsync(request, cancellationToken);
}

/// <summary>A line that repeats every upload under a key of its own.</summary>
public sealed class StutteringLine : DelegatingHandler
{
    public StutteringLine()
        : base(new HttpClientHandler())
    {
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Post)
        {
            using var again = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(await request.Content!.ReadAsByteArrayAsync(cancellationToken)) };
            again.Content.Headers.ContentType = request.Content.Headers.ContentType;
            again.Content.Headers.ContentDisposition = request.Content.Headers.ContentDisposition;
            again.Headers.Authorization = request.Headers.Authorization;
            again.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
            using var first = await base.SendAsync(again, cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
