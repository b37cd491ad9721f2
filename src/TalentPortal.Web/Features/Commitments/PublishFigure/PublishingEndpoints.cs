using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Commitments.PublishFigure;

/// <summary>The buttons of the page: ask, approve, decline. All lead back to it, and it says what came of it.</summary>
internal static class PublishingForms
{
    public static void MapPublishing(this IEndpointRouteBuilder endpoints)
    {
        var target = endpoints.MapGroup("/targets/{code}/published");
        target.MapPost("/ask", AskAsync).RequireAuthorization(Permissions.ManageObjects).RequireAntiforgery();
        target.MapPost("/approve", ApproveAsync).RequireAuthorization(Permissions.ManageObjects).RequireAntiforgery();
        target.MapPost("/decline", DeclineAsync).RequireAuthorization(Permissions.ManageObjects).RequireAntiforgery();
    }

    private static async Task<IResult> AskAsync(string code, HttpRequest request, ICurrentActor currentActor, PublishFigureHandler handler, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        DateOnly? day = DateOnly.TryParseExact(form["asOf"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given) ? given : null;
        return Answer(code, "asked", (await handler.AskAsync(await currentActor.GetAsync(cancellationToken), code, day, form["reason"], cancellationToken)).Problem);
    }

    private static async Task<IResult> ApproveAsync(string code, ICurrentActor currentActor, PublishFigureHandler handler, CancellationToken cancellationToken) =>
        Answer(code, "told", (await handler.ApproveAsync(await currentActor.GetAsync(cancellationToken), code, cancellationToken)).Problem);

    private static async Task<IResult> DeclineAsync(string code, ICurrentActor currentActor, PublishFigureHandler handler, CancellationToken cancellationToken) =>
        Answer(code, "declined", (await handler.DeclineAsync(await currentActor.GetAsync(cancellationToken), code, cancellationToken)).Problem);

    private static IResult Answer(string code, string done, Problem? problem) => problem switch
    {
        null => new SeeOther(Address.Of($"/targets/{code}/published", ("done", done))),
        _ when problem == CommitmentProblems.TargetNotFound => TypedResults.StatusCode(StatusCodes.Status404NotFound),
        _ => new SeeOther(Address.Of($"/targets/{code}/published", ("refused", problem.Code))),
    };
}

/// <summary>Which number is to be published: as of the end of this day, today where it is absent.</summary>
/// <param name="Reason">Why an earlier number is corrected, in public words; needed where one is.</param>
public sealed record PublishInput(DateOnly? AsOf, string? Reason = null);

internal static class PublishingEndpoints
{
    public static void Map(IEndpointRouteBuilder target)
    {
        target.MapPost("/publish", AskAsync).RequireAuthorization(Permissions.ManageObjects).WithName("PublishFigure")
            .WithSummary("Freezes the number of a target and asks a second person to publish it; a programme manager approves in the browser.");
        target.MapGet("/published", ListAsync).RequireAuthorization(Permissions.ReadCounts).WithName("ListPublishedFigures")
            .WithSummary("Published figures, the latest first; each is counted again exactly with its day, moment and rule version.");
    }

    private static async Task<Results<Accepted<WaitingFigureView>, ProblemHttpResult>> AskAsync(
        ApiCall call, PublishFigureHandler handler, string code, JsonBody<PublishInput> body, CancellationToken cancellationToken)
    {
        if (body.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var asked = await handler.AskAsync(call.Actor, code, body.Value?.AsOf, body.Value?.Reason, cancellationToken);
        return asked.Problem is { } problem ? call.Refuse(problem) : TypedResults.Accepted($"/api/v1/targets/{code}/published", PublishedQuery.View(asked.Value));
    }

    private static async Task<Results<Ok<Page<PublishedView>>, ProblemHttpResult>> ListAsync(ApiCall call, PublishedQuery query, string code, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(cursor, limit, PublishedQuery.Cursor);
        if (paging.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var page = await query.ListAsync(call.Actor, code, paging.Value, cancellationToken);
        return page.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(page.Value);
    }
}
