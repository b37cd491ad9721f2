using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters.DownloadReport;

/// <summary>The report's address for browsers; with <c>?outcome=error</c> only the rows to mend.</summary>
public static class ReportEndpoint
{
    public static void MapRosterReport(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/rosters/{id:guid}/report.csv", ReportAsync).RequireAuthorization(Permissions.ViewRosters);

    private static async Task<IResult> ReportAsync(Guid id, string? outcome, ICurrentActor currentActor, RosterReport report, CancellationToken cancellationToken)
    {
        var actor = await currentActor.GetAsync(cancellationToken);
        if (!await report.ExistsAsync(actor, id, cancellationToken))
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        var only = Words.Parse<RowOutcome>(outcome);
        var name = only is { } one ? $"roster-{id}-{Words.Of(one)}.csv" : $"roster-{id}.csv";
        return TypedResults.Stream(to => report.WriteAsync(actor, id, only, to, cancellationToken), "text/csv; charset=utf-8", name);
    }
}
