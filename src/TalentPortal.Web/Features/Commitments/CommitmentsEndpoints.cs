using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Commitments.ApproveCommitment;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.ReadCommitments;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;
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
            .WithSummary("Creates a commitment or replaces what is said of it, at once and marked as approved by key; the words that stood are kept. Parts of a rule that this release cannot count are refused.");
        group.MapPost("/{code}/publish", PublishAsync).RequireAuthorization(Permissions.ManageObjects).WithName("PublishCommitment").WithSummary("Asks a second person to publish a draft.");
        group.MapPost("/{code}/restate", RestateAsync).RequireAuthorization(Permissions.ManageObjects).WithName("RestateCommitment").WithSummary("Proposes other words for a published commitment, with a public reason; they wait for a second person.");
        group.MapPost("/{code}/close", CloseAsync).RequireAuthorization(Permissions.ManageObjects).WithName("CloseCommitment").WithSummary("Asks a second person to close a commitment as met, short or withdrawn.");
        group.MapPost("/{code}/approve", ApproveAsync).RequireAuthorization(Permissions.ManageObjects).WithName("ApproveCommitment").WithSummary("Approves what waits. Keys are refused: a person does it in the browser.");
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

    private static async Task<Results<Accepted<AskedView>, ProblemHttpResult>> PublishAsync(ApiCall call, ApprovalHandler approvals, string code, CancellationToken cancellationToken) =>
        Asked(call, code, await approvals.AskAsync(call.Actor, code, null, call.Seen, cancellationToken));

    private static async Task<Results<Accepted<AskedView>, ProblemHttpResult>> RestateAsync(
        ApiCall call, ApprovalHandler approvals, string code, JsonBody<CommitmentInput> body, CancellationToken cancellationToken)
    {
        // An empty body lacks every field, which is told after whose it is.
        var input = body.Value ?? new(null, null, null, null, null);
        return body.Problem is { } malformed ? call.Refuse(malformed) : Asked(call, code, await approvals.RestateAsync(call.Actor, code, input, call.Seen, cancellationToken));
    }

    private static async Task<Results<Accepted<AskedView>, ProblemHttpResult>> CloseAsync(
        ApiCall call, ApprovalHandler approvals, string code, JsonBody<CloseInput> body, CancellationToken cancellationToken)
    {
        var input = body.Value ?? new(null, null);
        return body.Problem is { } malformed ? call.Refuse(malformed) : Asked(call, code, await approvals.AskToCloseAsync(call.Actor, code, input.As, input.Reason, call.Seen, cancellationToken));
    }

    private static async Task<Results<Ok<ApprovedView>, ProblemHttpResult>> ApproveAsync(ApiCall call, ApprovalHandler approvals, string code, CancellationToken cancellationToken)
    {
        var approved = await approvals.ApproveAsync(call.Actor, code, call.Seen, cancellationToken);
        return approved.Succeeded ? TypedResults.Ok(new ApprovedView(code, Words.Of(approved.Value))) : call.Refuse(approved);
    }

    private static Results<Accepted<AskedView>, ProblemHttpResult> Asked(ApiCall call, string code, Outcome<ApprovalKind> asked) =>
        asked.Succeeded ? TypedResults.Accepted($"/api/v1/commitments/{code}", new AskedView(code, Words.Of(asked.Value))) : call.Refuse(asked);
}

/// <summary>How a commitment is to end: <c>met</c>, <c>short</c> or <c>withdrawn</c>, and why, for everybody to read.</summary>
internal sealed record CloseInput(string? As, string? Reason);

/// <summary>What waits for a second person now: a <c>publication</c>, a <c>restatement</c> or a <c>closing</c>.</summary>
internal sealed record AskedView(string Code, string Waiting);

/// <summary>By which rule it was approved: <c>second-person</c>, <c>outside</c> or <c>delay</c>.</summary>
internal sealed record ApprovedView(string Code, string How);
