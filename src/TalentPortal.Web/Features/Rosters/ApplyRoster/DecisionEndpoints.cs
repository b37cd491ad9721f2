using Microsoft.AspNetCore.Mvc;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Rosters.ApplyRoster;

/// <summary>The buttons of a preview: apply it, or throw it away. Both lead back to the roster, which says what happened.</summary>
public static class DecisionEndpoints
{
    public static void MapRosterDecisions(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/rosters/{id:guid}/apply", ApplyAsync).RequireAuthorization("upload-rosters");
        endpoints.MapPost("/rosters/{id:guid}/cancel", CancelAsync).RequireAuthorization("upload-rosters");
    }

    private static async Task<IResult> ApplyAsync(
        Guid id, [FromForm] string? apply, ICurrentActor currentActor, ApplyRosterHandler handler, CancellationToken cancellationToken)
    {
        if (Words.Parse<RosterApply>(apply) is not { } how || how == RosterApply.Preview)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        return Answer(id, await handler.ApplyAsync(await currentActor.GetAsync(cancellationToken), id, how, cancellationToken));
    }

    // The form is bound so that its token is checked.
    private static async Task<IResult> CancelAsync(
        Guid id, IFormCollection form, ICurrentActor currentActor, ApplyRosterHandler handler, CancellationToken cancellationToken)
    {
        _ = form;
        return Answer(id, await handler.CancelAsync(await currentActor.GetAsync(cancellationToken), id, cancellationToken));
    }

    private static IResult Answer(Guid id, Result decided) => decided.Problem switch
    {
        null => new SeeOther($"/rosters/{id}"),
        { } problem when problem == RosterProblems.NotFound => TypedResults.StatusCode(StatusCodes.Status404NotFound),
        { Code: var code } => new SeeOther(Address.Of($"/rosters/{id}", ("refused", code))),
    };
}
