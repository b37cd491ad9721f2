using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments.PublishFigure;

/// <summary>Which number is to be published: as of the end of this day, today where it is absent.</summary>
public sealed record PublishInput(DateOnly? AsOf);

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

        var asked = await handler.AskAsync(call.Actor, code, body.Value?.AsOf, cancellationToken);
        return asked.Problem is { } problem ? call.Refuse(problem) : TypedResults.Accepted($"/api/v1/targets/{code}/published", PublishedQuery.View(asked.Value));
    }

    private static async Task<Results<Ok<Page<PublishedView>>, ProblemHttpResult>> ListAsync(ApiCall call, PublishedQuery query, string code, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(cursor, limit, Paging.IsNumber, part => Guid.TryParse(part, out _));
        if (paging.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var page = await query.ListAsync(call.Actor, code, paging.Value, cancellationToken);
        return page.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(page.Value);
    }
}
