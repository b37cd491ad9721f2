using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Exports;

namespace TalentPortal.Web.Features.Rosters.DownloadTemplate;

/// <summary>A cohort's template to fill in: every heading we read, and no row, for an example would be uploaded.</summary>
public static class TemplateEndpoints
{
    public static void MapRosterTemplates(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/cohorts/{code}/template.csv", CsvAsync).RequireAuthorization(Permissions.UploadRosters);
        endpoints.MapGet("/cohorts/{code}/template.xlsx", XlsxAsync).RequireAuthorization(Permissions.UploadRosters);
    }

    private static async Task<IResult> CsvAsync(string code, ICurrentActor currentActor, UploadQuery cohorts, CancellationToken cancellationToken)
    {
        if (await cohorts.FindAsync(await currentActor.GetAsync(cancellationToken), code, cancellationToken) is null)
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        return TypedResults.Stream(to => WriteAsync(new CsvExport(to)), CsvExport.Media, $"{code}.csv");
    }

    private static async Task<IResult> XlsxAsync(string code, ICurrentActor currentActor, UploadQuery cohorts, RosterWorkbook workbook, CancellationToken cancellationToken)
    {
        if (await cohorts.FindAsync(await currentActor.GetAsync(cancellationToken), code, cancellationToken) is not { } cohort)
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        var described = workbook.Of(cohort.Country, RosterColumns.Template);
        return TypedResults.Stream(to => WriteAsync(new XlsxExport(to, described)), XlsxExport.Media, $"{code}.xlsx");
    }

    private static async Task WriteAsync(ITableExport table)
    {
        await using (table)
        {
            await table.WriteRowAsync(RosterColumns.Template);
            await table.CompleteAsync();
        }
    }
}
