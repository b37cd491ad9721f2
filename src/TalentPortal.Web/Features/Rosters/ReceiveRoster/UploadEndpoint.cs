using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Rosters.ReceiveRoster;

/// <summary>
/// The form's way in: a plain multipart upload that works without script. The form carries the id of its operation; the same operation with the
/// same file ends in one roster, however often it is sent.
/// </summary>
public static class UploadEndpoint
{
    /// <summary>Bytes of a request that are still read, so that a file a little over <see cref="StoredFile.MaxBytes"/> ends in a sentence and not in a broken connection.</summary>
    public const long MaxRequestBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of pasted text; more is a file.</summary>
    public const int MaxPasteBytes = 4 * 1024 * 1024;

    /// <summary>What pasted text is called where files have a name.</summary>
    public const string PastedName = "pasted.tsv";

    public static void MapRosterUpload(this IEndpointRouteBuilder endpoints)
    {
        // The token is checked here, after the size: reading it first would break off the request with no word of why.
        endpoints.MapPost("/cohorts/{code}/rosters", ToCohortAsync).RequireAuthorization(Permissions.UploadRosters).RequireRateLimiting(RateLimits.Uploads).DisableAntiforgery();
        endpoints.MapPost("/rosters/upload/{partner}", ToPartnerAsync).RequireAuthorization(Permissions.UploadRosters).RequireRateLimiting(RateLimits.Uploads).DisableAntiforgery();
    }

    private static Task<IResult> ToCohortAsync(string code, HttpContext context, UploadForms forms, CancellationToken cancellationToken) => forms.ReceiveAsync(context, code, null, cancellationToken);

    private static Task<IResult> ToPartnerAsync(string partner, HttpContext context, UploadForms forms, CancellationToken cancellationToken) => forms.ReceiveAsync(context, null, partner, cancellationToken);
}

/// <summary>Reads the upload form and answers it with the way to go on.</summary>
public sealed class UploadForms(ICurrentActor currentActor, RosterIntake intake, UploadRefusals refusals, NpgsqlDataSource database, IAntiforgery antiforgery, TimeProvider clock)
{
    private const int Tries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Receives the form for a cohort, or for a partner whose file names the cohorts.</summary>
    internal async Task<IResult> ReceiveAsync(HttpContext context, string? cohort, string? partner, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // A longer body is let in only to be thrown away by the server, which gives the browser time to hear the answer.
            limit.MaxRequestBodySize = context.Request.ContentLength > UploadEndpoint.MaxRequestBytes ? null : UploadEndpoint.MaxRequestBytes;
        }

        var chosen = new UploadChoices { Cohort = cohort, Partner = partner };
        if (context.Request.ContentLength > UploadEndpoint.MaxRequestBytes)
        {
            return refusals.Of(chosen, RosterProblems.TooLarge(StoredFile.MaxBytes / 1024 / 1024));
        }

        if (!context.Request.HasFormContentType || await FormAsync(context, cancellationToken) is not { } form)
        {
            return context.Request.HasFormContentType ? refusals.Of(chosen, UploadRefusals.PasteTooLarge) : TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        chosen = chosen with
        {
            Full = form["mode"] == Words.Of(RosterMode.Full),
            Source = form["source"].ToString() is { Length: > 0 } source ? source : null,
            Attests = form["attest"] == "true",
            Replaces = Guid.TryParse(form["replaces"], out var replaces) ? replaces : null,
        };
        var file = form.Files.GetFile(UploadChoices.FileField) is { FileName.Length: > 0 } sent ? sent : null;
        var pasted = form[UploadChoices.PasteField].ToString();
        if (file is not null && !pasted.AsSpan().IsWhiteSpace())
        {
            return refusals.Of(chosen, UploadRefusals.FileAndPaste);
        }

        await using var bytes = file is not null ? file.OpenReadStream() : pasted.AsSpan().IsWhiteSpace() ? null : new MemoryStream(Encoding.UTF8.GetBytes(pasted));
        if (bytes is null)
        {
            return refusals.Of(chosen, UploadRefusals.NoFile);
        }

        var upload = chosen.Upload(file?.FileName ?? UploadEndpoint.PastedName, file is null ? "text/tab-separated-values" : file.ContentType ?? "text/csv");
        return await OnceAsync(chosen, upload, bytes, form["operation"].ToString(), cancellationToken);
    }

    private static async Task<IFormCollection?> FormAsync(HttpContext context, CancellationToken cancellationToken)
    {
        context.Features.Set<IFormFeature>(new FormFeature(context.Request, new() { ValueLengthLimit = UploadEndpoint.MaxPasteBytes, MultipartBodyLengthLimit = UploadEndpoint.MaxRequestBytes }));
        try
        {
            return await context.Request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Whoever sends the same form twice, because the first answer was lost, is led to the roster of the first.</summary>
    private async Task<IResult> OnceAsync(UploadChoices chosen, RosterUpload upload, Stream bytes, string operation, CancellationToken cancellationToken)
    {
        var actor = await currentActor.GetAsync(cancellationToken);
        if (!Guid.TryParse(operation, out var id))
        {
            return await ReceiveAsync(actor, chosen, upload, bytes, null, cancellationToken);
        }

        // Another file, or other choices, under the same operation is another upload: whoever goes back in the browser may well change them.
        var hash = await HashAsync(upload, bytes, cancellationToken);
        var key = $"upload:{id:N}:{Convert.ToHexStringLower(hash)}";
        for (var tries = 0; tries < Tries; tries++)
        {
            var claimed = await IdempotencySql.ClaimAsync(database, actor.Reference(), key, hash, clock.GetUtcNow(), Idempotency.Lease, Idempotency.Keep, cancellationToken);
            if (claimed.Answer is { Location: { } location })
            {
                return new SeeOther(location);
            }

            if (claimed.Token is { } token)
            {
                return await ReceiveAsync(actor, chosen, upload, bytes, new IdempotencyClaim(actor.Reference(), key, token), cancellationToken);
            }

            await Task.Delay(Pause, cancellationToken);
        }

        return refusals.Of(chosen, UploadRefusals.StillReceiving);
    }

    private async Task<IResult> ReceiveAsync(Actor actor, UploadChoices chosen, RosterUpload upload, Stream bytes, IdempotencyClaim? claim, CancellationToken cancellationToken)
    {
        var done = false;
        try
        {
            var receipt = claim is null ? null : new UploadReceipt(claim, r => new SavedAnswer(StatusCodes.Status303SeeOther, null, AddressOf(r.Id), []));
            var received = await intake.ReceiveAsync(actor, upload, bytes, receipt, cancellationToken);
            done = received.Succeeded;
            return received switch
            {
                { Problem: null } => new SeeOther(AddressOf(received.Value)),
                { Problem: var problem } when problem == CohortProblems.NotFound || problem == PartnerProblems.NotFound || problem == RosterProblems.NotFound => TypedResults.StatusCode(StatusCodes.Status404NotFound),
                { Problem: { } problem } => refusals.Of(chosen, problem),
            };
        }
        finally
        {
            if (claim is not null && !done)
            {
                await IdempotencySql.ReleaseAsync(database, claim.Principal, claim.Key, claim.Token, CancellationToken.None);
            }
        }
    }

    private static string AddressOf(Guid roster) => $"/rosters/{roster}";

    private static async Task<byte[]> HashAsync(RosterUpload upload, Stream bytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{upload}\n"));
        var piece = new byte[64 * 1024];
        for (int read; (read = await bytes.ReadAsync(piece, cancellationToken)) > 0;)
        {
            hash.AppendData(piece, 0, read);
        }

        bytes.Position = 0;
        return hash.GetHashAndReset();
    }
}
