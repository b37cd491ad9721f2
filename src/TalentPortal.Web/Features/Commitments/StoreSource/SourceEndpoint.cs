using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments.StoreSource;

/// <summary>The address of a stored copy. Somebody else made these bytes: they are handed over to be saved, and no browser opens them as a page of ours.</summary>
public static class SourceEndpoint
{
    public static void MapSourceCopies(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/source-copies/{copy:guid}", DownloadAsync).RequireAuthorization(Permissions.ViewPortfolio).WithMetadata(new ForeignContent());

    private static async Task<IResult> DownloadAsync(Guid copy, ICurrentActor currentActor, SourceCopyQuery query, CancellationToken cancellationToken) =>
        await query.FindAsync(await currentActor.GetAsync(cancellationToken), copy, cancellationToken) is { } found
            ? TypedResults.Stream(to => query.WriteAsync(found, to, cancellationToken), "application/octet-stream", found.Name)
            : TypedResults.StatusCode(StatusCodes.Status404NotFound);
}
