using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.People;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Preferences;

namespace TalentPortal.Web.Features.People.DecidePair;

/// <summary>The buttons below a pair, and the one that asks about two people. They lead on to the next pair, which says what became of the last.</summary>
internal static class PairEndpoints
{
    public const string Queue = "/people/pairs";

    public static void MapPairs(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Queue + "/{id:guid}/decide", DecideAsync).RequireAuthorization(Permissions.DecidePairs).RequireAntiforgery();
        endpoints.MapPost("/people/{id:guid}/ask", AskAsync).RequireAuthorization(Permissions.DecidePairs).RequireAntiforgery();
    }

    private static async Task<IResult> DecideAsync(Guid id, HttpRequest request, ICurrentActor currentActor, DecidePairHandler handler, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        var status = Words.Parse<PairStatus>(form["status"]) ?? PairStatus.NeedInfo;
        int? seen = int.TryParse(form["revision"], out var revision) ? revision : null;
        var decided = await handler.DecideAsync(await currentActor.GetAsync(cancellationToken), id, status, form["note"], seen, cancellationToken);
        if (decided.Problem == PersonProblems.PairNotFound)
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        // Where to go on is the page's own address; anything else leads to the queue.
        var next = form["next"].ToString() is { Length: > 0 } address && address.StartsWith(Queue, StringComparison.Ordinal) && LocalUrl.IsLocal(address) ? address : Queue;
        return TypedResults.LocalRedirect(decided.Problem switch
        {
            null => With(next, ("done", Words.Of(status)), ("last", id.ToString())),
            { Code: var code } => Address.Of(Queue, ("pair", id.ToString()), ("refused", code)),
        });
    }

    private static async Task<IResult> AskAsync(Guid id, HttpRequest request, ICurrentActor currentActor, DecidePairHandler handler, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        var asked = await handler.AskAsync(await currentActor.GetAsync(cancellationToken), id, Guid.TryParse(form["other"], out var other) ? other : id, cancellationToken);
        return asked.Problem switch
        {
            null => TypedResults.LocalRedirect(Address.Of(Queue, ("pair", asked.Value.ToString()))),
            { } problem when problem == PersonProblems.NotFound => TypedResults.StatusCode(StatusCodes.Status404NotFound),
            { Code: var code } => TypedResults.LocalRedirect(Address.Of($"/people/{id}", ("refused", code))),
        };
    }

    private static string With(string address, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var query = Address.Of("", more).TrimStart('?');
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }
}
