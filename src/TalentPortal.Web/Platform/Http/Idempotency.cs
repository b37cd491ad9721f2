using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Platform.Http;

/// <summary>
/// Every POST under <c>/api/v1</c> carries an <c>Idempotency-Key</c>. The first request claims (principal, key) and its answer is kept 48 hours; the same request
/// again gets that answer, another request under the key 422, a repetition while the first still runs 409. Refusals (4xx) and failures (5xx) wrote
/// nothing and give the key back.
/// </summary>
/// <remarks>
/// The answer is saved after the endpoint has run. Between the commit of the effect and that save lies a window of milliseconds: a crash inside it
/// leaves the claim unanswered, and once its lease has run out a repetition works again. Handlers for which that matters close the window
/// with <see cref="IdempotencyClaim.CompleteAsync"/>. The body is hashed while it streams into a temporary file, never held in memory.
/// </remarks>
public sealed class Idempotency(RequestDelegate next, NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromHours(48);

    /// <summary>How long a request may take before its claim counts as abandoned; well above every time-out of a request.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const string Header = "Idempotency-Key";
    private const int MemoryThreshold = 64 * 1024;
    private const int Piece = 64 * 1024;

    public async Task InvokeAsync(HttpContext context, ICurrentActor actors)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase) || context.GetEndpoint() is null)
        {
            await next(context);
            return;
        }

        var key = context.Request.Headers[Header];
        if (key.Count != 1 || string.IsNullOrWhiteSpace(key[0]))
        {
            await ProblemAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, new Problem("idempotency.key-missing"));
            return;
        }

        if (key[0]!.Length > IdempotentAnswer.KeyMaxLength || !key[0]!.All(c => c is >= ' ' and <= '~'))
        {
            await ProblemAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, new Problem("idempotency.key-malformed", IdempotentAnswer.KeyMaxLength));
            return;
        }

        var actor = await actors.GetAsync(context.RequestAborted);
        if (await HashAsync(context) is { } hash)
        {
            await ClaimAsync(context, actor.Reference(), key[0]!, hash);
        }
    }

    private async Task ClaimAsync(HttpContext context, string principal, string key, byte[] hash)
    {
        var outcome = await IdempotencySql.ClaimAsync(database, principal, key, hash, clock.GetUtcNow(), Lease, Keep, context.RequestAborted);
        switch (outcome)
        {
            case { Token: { } token }:
                await RunAsync(context, new IdempotencyClaim(principal, key, token));
                break;
            case { SameRequest: false }:
                await ProblemAnswer.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, new Problem("idempotency.other-request"));
                break;
            case { Answer: { } answer }:
                await ReplayAsync(context, answer);
                break;
            default:
                ProblemAnswer.RetryAfter(context, TimeSpan.FromSeconds(2));
                await ProblemAnswer.WriteAsync(context, StatusCodes.Status409Conflict, new Problem("idempotency.in-flight"));
                break;
        }
    }

    private async Task RunAsync(HttpContext context, IdempotencyClaim claim)
    {
        var outward = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        claim.AttachTo(context);
        try
        {
            await next(context);
        }
        catch
        {
            await ReleaseAsync(claim);
            throw;
        }
        finally
        {
            context.Response.Body = outward;
        }

        if (context.Response.StatusCode >= StatusCodes.Status400BadRequest)
        {
            await ReleaseAsync(claim);
        }
        else if (!claim.IsCompleted)
        {
            await SaveAsync(context, claim, held.ToArray());
        }

        held.Position = 0;
        await held.CopyToAsync(outward, context.RequestAborted);
    }

    /// <summary>Not cancelled by a client who hangs up: that is exactly who will ask again.</summary>
    private async Task SaveAsync(HttpContext context, IdempotencyClaim claim, byte[] body)
    {
        var response = context.Response;
        var answer = new SavedAnswer(response.StatusCode, response.ContentType, response.Headers.Location.ToString() is { Length: > 0 } location ? location : null, body);
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await IdempotencySql.CompleteAsync(connection, null, claim.Principal, claim.Key, claim.Token, answer, CancellationToken.None);
    }

    /// <summary>A row that the handler completed within its transaction stays: the statement spares answered rows.</summary>
    private Task ReleaseAsync(IdempotencyClaim claim) =>
        IdempotencySql.ReleaseAsync(database, claim.Principal, claim.Key, claim.Token, CancellationToken.None);

    private static async Task ReplayAsync(HttpContext context, SavedAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.MediaType;
        if (answer.Location is not null)
        {
            context.Response.Headers.Location = answer.Location;
        }

        context.Response.Headers["Idempotency-Replayed"] = "true";
        if (answer.Body.Length > 0)
        {
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }

    /// <summary>The hash of address, media type, file name and body, with the body rewound; null when it was too large and the refusal is written.</summary>
    private static async Task<byte[]?> HashAsync(HttpContext context)
    {
        var request = context.Request;
        request.EnableBuffering(MemoryThreshold);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Path}\n{request.QueryString}\n{request.ContentType}\n{request.Headers.ContentDisposition}\n"));
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(piece, context.RequestAborted)) > 0)
            {
                hash.AppendData(piece, 0, read);
            }
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await ProblemAnswer.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, new Problem("api.body-too-large"));
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
