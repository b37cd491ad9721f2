using System.Globalization;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Rosters.ApplyRoster;

/// <summary>The buttons of a roster: apply it, let it pass the brake, throw it away, take it back. All lead back to the roster, which says what happened.</summary>
public static class DecisionEndpoints
{
    public static void MapRosterDecisions(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/rosters/{id:guid}/apply", ApplyAsync).RequireAuthorization(Permissions.UploadRosters).RequireAntiforgery();
        endpoints.MapPost("/rosters/{id:guid}/approve", ApproveAsync).RequireAuthorization(Permissions.UploadRosters).RequireAntiforgery();
        endpoints.MapPost("/rosters/{id:guid}/undo", UndoAsync).RequireAuthorization(Permissions.UploadRosters).RequireAntiforgery();
        endpoints.MapPost("/rosters/{id:guid}/cancel", CancelAsync).RequireAuthorization(Permissions.UploadRosters).RequireAntiforgery();
    }

    private static async Task<IResult> ApplyAsync(
        Guid id, HttpRequest request, ICurrentActor currentActor, ApplyRosterHandler handler, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (Words.Parse<RosterApply>(form["apply"]) is not { } how || how == RosterApply.Preview)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        return Answer(id, await handler.ApplyAsync(await currentActor.GetAsync(cancellationToken), id, how, form["override"] == "yes", cancellationToken));
    }

    private static async Task<IResult> ApproveAsync(Guid id, HttpRequest request, ICurrentActor currentActor, ApplyRosterHandler handler, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);

        // Whatever is no number is not the number.
        var number = int.TryParse(form["number"], NumberStyles.Integer | NumberStyles.AllowThousands, CultureInfo.CurrentCulture, out var typed) ? typed : 0;
        return Answer(id, await handler.ApproveAsync(await currentActor.GetAsync(cancellationToken), id, number, cancellationToken));
    }

    private static async Task<IResult> UndoAsync(Guid id, ICurrentActor currentActor, ApplyRosterHandler handler, CancellationToken cancellationToken) =>
        Answer(id, await handler.UndoAsync(await currentActor.GetAsync(cancellationToken), id, cancellationToken));

    private static async Task<IResult> CancelAsync(Guid id, ICurrentActor currentActor, ApplyRosterHandler handler, CancellationToken cancellationToken) =>
        Answer(id, await handler.CancelAsync(await currentActor.GetAsync(cancellationToken), id, cancellationToken));

    private static IResult Answer(Guid id, Result decided) => decided.Problem switch
    {
        null => new SeeOther($"/rosters/{id}"),
        { } problem when problem == RosterProblems.NotFound => TypedResults.StatusCode(StatusCodes.Status404NotFound),
        { Code: var code } => new SeeOther(Address.Of($"/rosters/{id}", ("refused", code))),
    };
}
