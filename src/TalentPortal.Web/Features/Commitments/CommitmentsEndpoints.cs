using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.ReadCommitments;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments;

internal static class CommitmentsEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/commitments").WithTags("Commitments");
        group.MapGet("", ListAsync).RequireAuthorization(Permissions.ReadCounts).WithName("ListCommitments").WithSummary("Commitments with the numbers of their targets, by code.");
        group.MapGet("/{code}", FindAsync).RequireAuthorization(Permissions.ReadCounts).WithName("GetCommitment")
            .WithSummary("One commitment with, per target, what is counted and provisional today. A forecast is not given by this release.");
        group.MapPut("/{code}", PutAsync).RequireAuthorization(Permissions.ManageObjects).WithName("PutCommitment")
            .WithSummary("Creates a commitment or replaces what is said of it. Parts of a rule that this release cannot count are refused.");
    }

    private static async Task<Results<Ok<Page<CommitmentView>>, ProblemHttpResult>> ListAsync(ApiCall call, CommitmentsQuery query, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(cursor, limit, Paging.IsCode);
        return paging.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(await query.ListAsync(call.Actor, paging.Value, cancellationToken));
    }

    private static async Task<Results<Ok<CommitmentView>, ProblemHttpResult>> FindAsync(ApiCall call, CommitmentsQuery query, string code, CancellationToken cancellationToken) =>
        call.Found(await query.FindAsync(call.Actor, code, cancellationToken), v => v.Version, CommitmentProblems.NotFound);

    private static async Task<Results<Ok<DescribedCommitmentView>, Created<DescribedCommitmentView>, ProblemHttpResult>> PutAsync(
        ApiCall call, DescribeCommitmentHandler handler, CommitmentsQuery query, string code, JsonBody<CommitmentInput> body, CancellationToken cancellationToken)
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

        var view = new DescribedCommitmentView((await query.FindAsync(call.Actor, code, cancellationToken))!, done.Value.Drafts, done.Value.Kept);
        call.Tag(view.Version);
        return done.Value.Created ? TypedResults.Created($"/api/v1/commitments/{code}", view) : TypedResults.Ok(view);
    }
}
