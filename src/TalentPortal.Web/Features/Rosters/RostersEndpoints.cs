using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ApplyRoster;
using TalentPortal.Web.Features.Rosters.DownloadReport;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Rosters;

/// <summary>How far to apply a preview: <c>valid</c> (default) or <c>all</c>.</summary>
internal sealed record ApplyInput(string? Apply);

internal static class RostersEndpoints
{
    private static readonly string[] Media = ["text/csv", "application/octet-stream"];

    public static void Map(IEndpointRouteBuilder api)
    {
        var rosters = api.MapGroup("/rosters").WithTags("Rosters");
        rosters.MapPost("", UploadAsync).RequireAuthorization(Permissions.UploadRosters).RequireRateLimiting(RateLimits.Uploads).WithName("UploadRoster")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = new OpenApiRequestBody { Required = true, Description = "The file.", Content = Media.ToDictionary(m => m, _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } }) };
                return Task.CompletedTask;
            })
            .WithSummary("Receives a CSV file for a cohort; reading, and applying where asked for, happens in the background.");
        rosters.MapGet("/{id:guid}", FindAsync).RequireAuthorization(Permissions.ViewRosters).WithName("GetRoster").WithSummary("Where a roster stands, its rows by outcome and its effect on targets.");
        rosters.MapGet("/{id:guid}/rows", RowsAsync).RequireAuthorization(Permissions.ViewRosters).WithName("ListRosterRows")
            .WithSummary("The rows with their findings, by outcome if asked for; field changes once it is applied.");
        rosters.MapGet("/{id:guid}/report.csv", ReportAsync).RequireAuthorization(Permissions.ViewRosters).WithName("GetRosterReport").Produces<byte[]>(contentType: "text/csv")
            .WithSummary("The file's own columns, then outcome, code and message.");
        rosters.MapPost("/{id:guid}/apply", ApplyAsync).RequireAuthorization(Permissions.UploadRosters).WithName("ApplyRoster").WithSummary("Applies a preview.");
        rosters.MapPost("/{id:guid}/cancel", CancelAsync).RequireAuthorization(Permissions.UploadRosters).WithName("CancelRoster").WithSummary("Throws a preview away.");
    }

    private static async Task<Results<Accepted<RosterView>, ProblemHttpResult>> UploadAsync(
        ApiCall call, HttpRequest request, RosterIntake intake, RosterQuery query, string? cohort, string? mode, string? apply, CancellationToken cancellationToken)
    {
        var upload = Upload(request, cohort, mode, apply);
        if (upload.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var received = await intake.ReceiveAsync(call.Actor, upload.Value, request.Body, cancellationToken);
        return received.Problem is { } problem ? call.Refuse(problem) : await AcceptedAsync(call, query, received.Value, cancellationToken);
    }

    private static Result<RosterUpload> Upload(HttpRequest request, string? cohort, string? mode, string? apply)
    {
        if (string.IsNullOrEmpty(cohort))
        {
            return RosterProblems.CohortMissing;
        }

        var how = string.IsNullOrEmpty(mode) ? RosterMode.Delta : Words.Parse<RosterMode>(mode);
        if (how is null)
        {
            return ApiProblems.UnknownWord("mode", mode!, Words.All<RosterMode>());
        }

        var far = string.IsNullOrEmpty(apply) ? RosterApply.Preview : Words.Parse<RosterApply>(apply);
        if (far is null)
        {
            return ApiProblems.UnknownWord("apply", apply!, Words.All<RosterApply>());
        }

        var media = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.Value ?? "" : "";
        if (!Media.Contains(media, StringComparer.OrdinalIgnoreCase))
        {
            return RosterProblems.MediaNotRead(media);
        }

        // Said before a byte is read; a body that lies about its length is stopped while it is received.
        if (request.ContentLength > StoredFile.MaxBytes)
        {
            return RosterProblems.TooLarge(StoredFile.MaxBytes / 1024 / 1024);
        }

        return new RosterUpload(cohort, FileName(request), media, how.Value, far.Value);
    }

    private static string FileName(HttpRequest request)
    {
        if (!ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition))
        {
            return "roster.csv";
        }

        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
        return name.HasValue && name.Length > 0 ? Path.GetFileName(name.Value!) : "roster.csv";
    }

    private static async Task<Results<Ok<RosterView>, ProblemHttpResult>> FindAsync(ApiCall call, RosterQuery query, Guid id, CancellationToken cancellationToken) =>
        call.Found(await query.FindAsync(call.Actor, id, call.Sentence, cancellationToken), r => r.Version, RosterProblems.NotFound);

    private static async Task<Results<Ok<Page<RosterRowView>>, ProblemHttpResult>> RowsAsync(
        ApiCall call, RosterRowsQuery query, Guid id, string? outcome, int? row, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(cursor, limit, Paging.IsRow);
        if (paging.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var only = Words.Parse<RowOutcome>(outcome);
        if (only is null && !string.IsNullOrEmpty(outcome))
        {
            return call.Refuse(ApiProblems.UnknownWord("outcome", outcome, Words.All<RowOutcome>()));
        }

        var page = await query.ListAsync(call.Actor, id, new(only, row), paging.Value, cancellationToken);
        return page is null ? call.Refuse(RosterProblems.NotFound) : TypedResults.Ok(page);
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ReportAsync(ApiCall call, RosterReport report, Guid id, CancellationToken cancellationToken)
    {
        if (!await report.ExistsAsync(call.Actor, id, cancellationToken))
        {
            return call.Refuse(RosterProblems.NotFound);
        }

        return TypedResults.Stream(to => report.WriteAsync(call.Actor, id, to, cancellationToken), "text/csv; charset=utf-8", $"roster-{id}.csv");
    }

    private static async Task<Results<Accepted<RosterView>, ProblemHttpResult>> ApplyAsync(
        ApiCall call, ApplyRosterHandler handler, RosterQuery query, Guid id, string? apply, JsonBody<ApplyInput> body, CancellationToken cancellationToken)
    {
        if (body.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var word = body.Value?.Apply ?? apply ?? Words.Of(RosterApply.Valid);
        if (Words.Parse<RosterApply>(word) is not (RosterApply.Valid or RosterApply.All))
        {
            return call.Refuse(ApiProblems.UnknownWord("apply", word, [Words.Of(RosterApply.Valid), Words.Of(RosterApply.All)]));
        }

        var asked = await handler.ApplyAsync(call.Actor, id, Words.Parse<RosterApply>(word)!.Value, cancellationToken);
        return asked.Problem is { } problem ? call.Refuse(problem) : await AcceptedAsync(call, query, id, cancellationToken);
    }

    private static async Task<Results<Ok<RosterView>, ProblemHttpResult>> CancelAsync(ApiCall call, ApplyRosterHandler handler, RosterQuery query, Guid id, CancellationToken cancellationToken)
    {
        var done = await handler.CancelAsync(call.Actor, id, cancellationToken);
        return done.Problem is { } problem ? call.Refuse(problem) : await FindAsync(call, query, id, cancellationToken);
    }

    private static async Task<Accepted<RosterView>> AcceptedAsync(ApiCall call, RosterQuery query, Guid id, CancellationToken cancellationToken) =>
        TypedResults.Accepted($"/api/v1/rosters/{id}", await query.FindAsync(call.Actor, id, call.Sentence, cancellationToken));
}
