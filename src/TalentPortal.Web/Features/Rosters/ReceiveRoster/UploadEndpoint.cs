using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Rosters.ReceiveRoster;

/// <summary>The form's way in: a plain multipart upload that works without script, and the template to fill in.</summary>
public static class UploadEndpoint
{
    /// <summary>Bytes of a request that are still read, so that a file a little over <see cref="StoredFile.MaxBytes"/> ends in a sentence and not in a broken connection.</summary>
    public const long MaxRequestBytes = 64 * 1024 * 1024;

    /// <summary>The name of the field with the file.</summary>
    public const string FileField = "file";

    /// <summary>The form came without a file.</summary>
    public const string NoFile = "no-file";

    public static void MapRosterUpload(this IEndpointRouteBuilder endpoints)
    {
        // The token is checked here, after the size: reading it first would break off the request with no word of why.
        endpoints.MapPost("/cohorts/{code}/rosters", ReceiveAsync).RequireAuthorization(Permissions.UploadRosters).RequireRateLimiting(RateLimits.Uploads).DisableAntiforgery();
        endpoints.MapGet("/cohorts/{code}/template.csv", TemplateAsync).RequireAuthorization(Permissions.UploadRosters);
    }

    private static async Task<IResult> ReceiveAsync(
        string code, HttpContext context, ICurrentActor currentActor, RosterIntake intake, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // A longer body is let in only to be thrown away by the server, which gives the browser time to hear the answer.
            limit.MaxRequestBodySize = context.Request.ContentLength > MaxRequestBytes ? null : MaxRequestBytes;
        }

        if (context.Request.ContentLength > MaxRequestBytes)
        {
            return Refused(code, RosterProblems.TooLarge(0).Code);
        }

        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        var file = (await context.Request.ReadFormAsync(cancellationToken)).Files.GetFile(FileField);
        if (file is null || file.FileName.Length == 0)
        {
            return Refused(code, NoFile);
        }

        await using var bytes = file.OpenReadStream();
        var actor = await currentActor.GetAsync(cancellationToken);
        var received = await intake.ReceiveAsync(actor, new(code, file.FileName, file.ContentType ?? "text/csv", RosterMode.Delta, RosterApply.Preview), bytes, cancellationToken);
        return received switch
        {
            { Problem: null } => new SeeOther($"/rosters/{received.Value}"),
            { Problem: var problem } when problem == CohortProblems.NotFound => TypedResults.StatusCode(StatusCodes.Status404NotFound),
            { Problem.Code: var refusal } => Refused(code, refusal),
        };
    }

    /// <summary>Every heading we read, and no row: an example row would be uploaded.</summary>
    private static async Task<IResult> TemplateAsync(string code, ICurrentActor currentActor, UploadQuery cohorts, CancellationToken cancellationToken)
    {
        if (await cohorts.FindAsync(await currentActor.GetAsync(cancellationToken), code, cancellationToken) is null)
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture)))
        {
            foreach (var column in RosterColumns.All)
            {
                csv.WriteField(column);
            }

            await csv.NextRecordAsync();
        }

        // With the mark at its front, spreadsheets take it for UTF-8 and keep names as they are.
        return TypedResults.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8", $"{code}.csv");
    }

    private static SeeOther Refused(string code, string problem) => new SeeOther(Address.Of($"/cohorts/{Uri.EscapeDataString(code)}/upload", ("refused", problem)));
}
