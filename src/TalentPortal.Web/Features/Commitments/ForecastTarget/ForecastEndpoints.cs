using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments.ForecastTarget;

internal static class ForecastEndpoints
{
    public static void Map(IEndpointRouteBuilder target) => target.MapGet("/forecast", ReadAsync).RequireAuthorization(Permissions.ReadCounts).WithName("ForecastTarget")
        .WithSummary("The newest forecast with its fan, and all that were made, the newest first; each repeats exactly with its seed and inputs.");

    private static async Task<Results<Ok<ForecastsView>, ProblemHttpResult>> ReadAsync(ApiCall call, ForecastQuery query, string code, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(cursor, limit, ForecastQuery.Cursor);
        if (paging.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var forecasts = await query.ListAsync(call.Actor, code, paging.Value, cancellationToken);
        return forecasts.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(forecasts.Value);
    }
}
