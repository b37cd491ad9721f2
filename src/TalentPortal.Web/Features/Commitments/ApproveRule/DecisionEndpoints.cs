using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Commitments.ApproveRule;

/// <summary>The buttons of a version: count it in the shadow, put it in force, turn it down. All lead back to the version, which says what happened.</summary>
public static class DecisionEndpoints
{
    public static void MapRuleDecisions(this IEndpointRouteBuilder endpoints)
    {
        var version = endpoints.MapGroup("/targets/{code}/versions/{number:int}");
        version.MapPost("/shadow", ShadowAsync).RequireAuthorization(Permissions.ManageObjects).RequireAntiforgery();
        version.MapPost("/approve", ApproveAsync).RequireAuthorization(Permissions.ManageObjects).RequireAntiforgery();
        version.MapPost("/reject", RejectAsync).RequireAuthorization(Permissions.ManageObjects).RequireAntiforgery();
    }

    private static async Task<IResult> ShadowAsync(string code, int number, ICurrentActor currentActor, DecideRuleHandler handler, CancellationToken cancellationToken) =>
        Answer(code, number, await handler.ShadowAsync(await currentActor.GetAsync(cancellationToken), code, number, cancellationToken));

    private static async Task<IResult> ApproveAsync(string code, int number, ICurrentActor currentActor, DecideRuleHandler handler, CancellationToken cancellationToken) =>
        Answer(code, number, await handler.ApproveAsync(await currentActor.GetAsync(cancellationToken), code, number, cancellationToken));

    private static async Task<IResult> RejectAsync(string code, int number, HttpRequest request, ICurrentActor currentActor, DecideRuleHandler handler, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        return Answer(code, number, await handler.RejectAsync(await currentActor.GetAsync(cancellationToken), code, number, form["because"], cancellationToken));
    }

    private static IResult Answer(string code, int number, Result decided) => decided.Problem switch
    {
        null => new SeeOther($"/targets/{code}/versions/{number}"),
        { } problem when problem == CommitmentProblems.TargetNotFound || problem == CommitmentProblems.RuleVersionNotFound => TypedResults.StatusCode(StatusCodes.Status404NotFound),
        { Code: var refused } => new SeeOther(Address.Of($"/targets/{code}/versions/{number}", ("refused", refused))),
    };
}
