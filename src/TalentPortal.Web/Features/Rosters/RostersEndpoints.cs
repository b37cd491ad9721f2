using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.AnswerQuestions;
using TalentPortal.Web.Features.Rosters.ApplyRoster;
using TalentPortal.Web.Features.Rosters.DownloadReport;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Rosters;

/// <summary>How far to apply a preview: <c>valid</c> (default) or <c>all</c>; and whether values that a person has set are overwritten, which only a programme manager may ask for.</summary>
internal sealed record ApplyInput(string? Apply, bool? Override);

/// <summary>The number of people concerned, as whoever approves has read it.</summary>
internal sealed record ApproveInput(int? Number);

/// <summary>What the address of an upload says.</summary>
/// <param name="Cohort">The code of the cohort; absent where the file's own column names the cohorts.</param>
/// <param name="Partner">The code of the partner; needed without a cohort.</param>
/// <param name="Mode"><c>delta</c> (default) or <c>full</c>: whether whoever is absent is to be removed. A full list needs a cohort.</param>
/// <param name="Apply"><c>preview</c> (default), <c>valid</c> or <c>all</c>.</param>
/// <param name="Source">The code of the partner's system it comes from; absent for the usual one.</param>
/// <param name="AttestNationality">Whether the uploader attests the nationalities it states.</param>
/// <param name="Supersedes">An earlier roster, still undecided, whose place it takes.</param>
internal sealed record UploadParameters(
    [FromQuery] string? Cohort, [FromQuery] string? Partner, [FromQuery] string? Mode, [FromQuery] string? Apply, [FromQuery] string? Source, [FromQuery] bool? AttestNationality, [FromQuery] Guid? Supersedes);

internal static class RostersEndpoints
{
    private static readonly string[] Media = ["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip", "application/octet-stream"];

    public static void Map(IEndpointRouteBuilder api)
    {
        var rosters = api.MapGroup("/rosters").WithTags("Rosters");
        rosters.MapPost("", UploadAsync).RequireAuthorization(Permissions.UploadRosters).RequireRateLimiting(RateLimits.Uploads).WithName("UploadRoster")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = new OpenApiRequestBody { Required = true, Description = "The file.", Content = Media.ToDictionary(m => m, _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } }) };
                return Task.CompletedTask;
            })
            .WithSummary("Receives a CSV file, workbook or OneRoster set for a cohort, or for the cohorts its own column names; reading, and applying where asked for, happens in the background.");
        rosters.MapPost("/{id:guid}/answers", AnswerAsync).RequireAuthorization(Permissions.UploadRosters).WithName("AnswerRoster").WithSummary("Says what only a human can say of the file; it is read again.");
        rosters.MapGet("/{id:guid}", FindAsync).RequireAuthorization(Permissions.ViewRosters).WithName("GetRoster").WithSummary("Where a roster stands, its rows by outcome and its effect on targets.");
        rosters.MapGet("/{id:guid}/rows", RowsAsync).RequireAuthorization(Permissions.ViewRosters).WithName("ListRosterRows")
            .WithSummary("The rows with their findings, by outcome if asked for; field changes once it is applied.");
        rosters.MapGet("/{id:guid}/report.csv", ReportAsync).RequireAuthorization(Permissions.ViewRosters).WithName("GetRosterReport").Produces<byte[]>(contentType: "text/csv")
            .WithSummary("The file's own columns, then outcome, code and message.");
        rosters.MapPost("/{id:guid}/apply", ApplyAsync).RequireAuthorization(Permissions.UploadRosters).WithName("ApplyRoster").WithSummary("Applies a preview; where the brake is on, once a second person has approved it.");
        rosters.MapPost("/{id:guid}/approve", ApproveAsync).RequireAuthorization(Permissions.UploadRosters).WithName("ApproveRoster").WithSummary("Lets a roster pass the brake: a second person names the number of people concerned.");
        rosters.MapPost("/{id:guid}/undo", UndoAsync).RequireAuthorization(Permissions.UploadRosters).WithName("UndoRoster").WithSummary("Takes back what a roster wrote; values that somebody changed since are left alone.");
        rosters.MapPost("/{id:guid}/cancel", CancelAsync).RequireAuthorization(Permissions.UploadRosters).WithName("CancelRoster").WithSummary("Throws a preview away.");
    }

    private static async Task<Results<Accepted<RosterView>, ProblemHttpResult>> UploadAsync(
        ApiCall call, HttpContext context, RosterIntake intake, RosterQuery query, [AsParameters] UploadParameters parameters, CancellationToken cancellationToken)
    {
        var read = Upload(context.Request, parameters);
        if (read.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        // The answer is kept with the file: whoever asks again gets it, whatever broke off in between.
        RosterView? answer = null;
        var receipt = IdempotencyClaim.Of(context) is not { } claim || await query.NamesAsync(call.Actor, read.Value, cancellationToken) is not { } names ? null : new UploadReceipt(claim, roster =>
        {
            answer = RosterQuery.Of(roster, names, call.Sentence);
            return new(StatusCodes.Status202Accepted, "application/json; charset=utf-8", AddressOf(roster.Id), JsonSerializer.SerializeToUtf8Bytes(answer, ApiJson.Options));
        });
        var received = await intake.ReceiveAsync(call.Actor, read.Value, context.Request.Body, receipt, cancellationToken);
        return received.Problem is { } problem ? call.Refuse(problem)
            : answer is null ? await AcceptedAsync(call, query, received.Value, cancellationToken)
            : TypedResults.Accepted(AddressOf(received.Value), answer);
    }

    private static Result<RosterUpload> Upload(HttpRequest request, UploadParameters parameters)
    {
        var (cohort, partner, mode, apply, source, attest, supersedes) = parameters;
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

        return new RosterUpload(cohort, FileName(request), media, how.Value, far.Value) { Partner = partner, Source = source, AttestsNationality = attest == true, Supersedes = supersedes };
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

        var asked = await handler.ApplyAsync(call.Actor, id, Words.Parse<RosterApply>(word)!.Value, body.Value?.Override == true, cancellationToken);
        return asked.Problem is { } problem ? call.Refuse(problem) : await AcceptedAsync(call, query, id, cancellationToken);
    }

    private static async Task<Results<Accepted<RosterView>, ProblemHttpResult>> ApproveAsync(
        ApiCall call, ApplyRosterHandler handler, RosterQuery query, Guid id, JsonBody<ApproveInput> body, CancellationToken cancellationToken)
    {
        if (body.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        // No number is the wrong number: the answer names the right one only to who may approve at all.
        var approved = await handler.ApproveAsync(call.Actor, id, body.Value?.Number ?? 0, cancellationToken);
        return approved.Problem is { } problem ? call.Refuse(problem) : await AcceptedAsync(call, query, id, cancellationToken);
    }

    private static async Task<Results<Accepted<RosterView>, ProblemHttpResult>> UndoAsync(ApiCall call, ApplyRosterHandler handler, RosterQuery query, Guid id, CancellationToken cancellationToken)
    {
        var asked = await handler.UndoAsync(call.Actor, id, cancellationToken);
        return asked.Problem is { } problem ? call.Refuse(problem) : await AcceptedAsync(call, query, id, cancellationToken);
    }

    private static async Task<Results<Ok<RosterView>, ProblemHttpResult>> CancelAsync(ApiCall call, ApplyRosterHandler handler, RosterQuery query, Guid id, CancellationToken cancellationToken)
    {
        var done = await handler.CancelAsync(call.Actor, id, cancellationToken);
        return done.Problem is { } problem ? call.Refuse(problem) : await FindAsync(call, query, id, cancellationToken);
    }

    private static async Task<Results<Accepted<RosterView>, ProblemHttpResult>> AnswerAsync(
        ApiCall call, AnswerRosterHandler handler, RosterQuery query, Guid id, JsonBody<AnswersInput> body, CancellationToken cancellationToken)
    {
        if (body.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var answered = await handler.AnswerAsync(call.Actor, id, body.Value ?? new(), cancellationToken);
        return answered.Succeeded ? await AcceptedAsync(call, query, id, cancellationToken) : call.Refuse(answered);
    }

    private static string AddressOf(Guid id) => $"/api/v1/rosters/{id}";

    private static async Task<Accepted<RosterView>> AcceptedAsync(ApiCall call, RosterQuery query, Guid id, CancellationToken cancellationToken) =>
        TypedResults.Accepted(AddressOf(id), await query.FindAsync(call.Actor, id, call.Sentence, cancellationToken));
}
