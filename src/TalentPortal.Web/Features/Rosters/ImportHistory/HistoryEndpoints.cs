using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Rosters.ImportHistory;

/// <summary>The file of history as it was stored. Somebody else made it: it is handed over to be saved.</summary>
public static class HistoryEndpoints
{
    public static void MapHistoryFiles(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/history/{id:guid}/file", DownloadAsync).RequireAuthorization(Permissions.ManageObjects).WithMetadata(new ForeignContent());

    private static async Task<IResult> DownloadAsync(Guid id, ICurrentActor currentActor, HistoryQuery query, CancellationToken cancellationToken)
    {
        var actor = await currentActor.GetAsync(cancellationToken);
        return await query.FindAsync(actor, id, null, int.MaxValue, cancellationToken) is { } found
            ? TypedResults.Stream(to => query.WriteAsync(actor, id, to, cancellationToken), "application/octet-stream", found.Batch.FileName)
            : TypedResults.StatusCode(StatusCodes.Status404NotFound);
    }
}
