using Microsoft.Net.Http.Headers;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters.RosterReport;

/// <summary>The report's address for browsers.</summary>
public static class ReportEndpoint
{
    public static void MapRosterReport(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/rosters/{id:guid}/report.csv", ReportAsync).RequireAuthorization("view-rosters");

    private static async Task ReportAsync(Guid id, string? outcome, HttpContext context, ICurrentActor currentActor, RosterReport report, CancellationToken cancellationToken)
    {
        var actor = await currentActor.GetAsync(cancellationToken);
        var written = await report.WriteAsync(actor, id, Words.Parse<RowOutcome>(outcome), Begin, cancellationToken);
        if (!written.Succeeded)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        Stream Begin(string name)
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(name);
            context.Response.ContentType = "text/csv; charset=utf-8";
            context.Response.Headers.ContentDisposition = disposition.ToString();
            return context.Response.Body;
        }
    }
}
