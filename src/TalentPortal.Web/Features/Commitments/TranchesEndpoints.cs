using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Features.Commitments.DescribeTranche;
using TalentPortal.Web.Features.Commitments.ReadTranches;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments;

internal static class TranchesEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/tranches").WithTags("Money");
        group.MapGet("", ListAsync).RequireAuthorization(Permissions.ReadCounts).WithName("ListTranches").WithSummary("Parts of the money of commitments, by code.");
        group.MapGet("/{code}", FindAsync).RequireAuthorization(Permissions.ReadCounts).WithName("GetTranche").WithSummary("One part of the money of a commitment.");
        group.MapPut("/{code}", PutAsync).RequireAuthorization(Permissions.ManageObjects).WithName("PutTranche")
            .WithSummary("Writes a part of the money of one commitment; it counts from the day it was paid out.");
    }

    private static async Task<Results<Ok<Page<TrancheView>>, ProblemHttpResult>> ListAsync(
        ApiCall call, TranchesQuery query, string? commitment, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(cursor, limit, Paging.IsCode);
        return paging.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(await query.ListAsync(call.Actor, commitment, paging.Value, cancellationToken));
    }

    private static async Task<Results<Ok<TrancheView>, ProblemHttpResult>> FindAsync(ApiCall call, TranchesQuery query, string code, CancellationToken cancellationToken) =>
        call.Found(await query.FindAsync(call.Actor, code, cancellationToken), v => v.Version, TrancheProblems.NotFound);

    private static async Task<Results<Ok<TrancheView>, Created<TrancheView>, ProblemHttpResult>> PutAsync(
        ApiCall call, DescribeTrancheHandler handler, TranchesQuery query, string code, JsonBody<TrancheInput> body, CancellationToken cancellationToken)
    {
        var input = body.Required();
        if (input.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var done = await handler.HandleAsync(call.Actor, code, input.Value, call.Seen, cancellationToken);
        if (!done.Succeeded)
        {
            return call.Refuse(done);
        }

        var view = (await query.FindAsync(call.Actor, code, cancellationToken))!;
        call.Tag(view.Version);
        return done.Value.Created ? TypedResults.Created($"/api/v1/tranches/{code}", view) : TypedResults.Ok(view);
    }
}
