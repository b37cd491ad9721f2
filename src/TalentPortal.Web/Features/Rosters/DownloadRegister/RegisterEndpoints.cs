using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.DownloadTemplate;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Exports;

namespace TalentPortal.Web.Features.Rosters.DownloadRegister;

/// <summary>The register's addresses for browsers, to those who may upload for the cohort; for everybody else it is missing.</summary>
public static class RegisterEndpoints
{
    public static void MapRegister(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/cohorts/{code}/register.csv", CsvAsync).RequireAuthorization(Permissions.UploadRosters);
        endpoints.MapGet("/cohorts/{code}/register.xlsx", XlsxAsync).RequireAuthorization(Permissions.UploadRosters);
    }

    private static async Task<IResult> CsvAsync(string code, ICurrentActor currentActor, CohortRegister register, CancellationToken cancellationToken)
    {
        var actor = await currentActor.GetAsync(cancellationToken);
        if (await register.FindAsync(actor, code, cancellationToken) is null)
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        async Task WriteAsync(Stream to)
        {
            await using var table = new CsvExport(to);
            await register.WriteAsync(actor, code, table, cancellationToken);
            await table.CompleteAsync();
        }

        return TypedResults.Stream(WriteAsync, CsvExport.Media, $"{code}-register.csv");
    }

    private static async Task<IResult> XlsxAsync(string code, ICurrentActor currentActor, CohortRegister register, RosterWorkbook workbook, CancellationToken cancellationToken)
    {
        var actor = await currentActor.GetAsync(cancellationToken);
        if (await register.FindAsync(actor, code, cancellationToken) is not { } cohort)
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        var described = workbook.Of(cohort.Country, RegisterLine.Columns, RosterColumns.RowKey);

        async Task WriteAsync(Stream to)
        {
            await using var table = new XlsxExport(to, described);
            await register.WriteAsync(actor, code, table, cancellationToken);
            await table.CompleteAsync();
        }

        return TypedResults.Stream(WriteAsync, XlsxExport.Media, $"{code}-register.xlsx");
    }
}
