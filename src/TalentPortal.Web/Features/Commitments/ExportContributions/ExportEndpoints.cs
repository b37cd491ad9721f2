using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Commitments.ExploreContributions;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Exports;

namespace TalentPortal.Web.Features.Commitments.ExportContributions;

/// <summary>The explorer's list as a file, with the explorer's filters in its address.</summary>
public static class ExportEndpoints
{
    public static void MapContributionExports(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/commitments/{code}/contributions.csv", CsvAsync).RequireAuthorization(Permissions.ViewMembers);
        endpoints.MapGet("/commitments/{code}/contributions.xlsx", XlsxAsync).RequireAuthorization(Permissions.ViewMembers);
    }

    private static async Task<IResult> CsvAsync([AsParameters] Asked asked, CancellationToken cancellationToken)
    {
        var actor = await asked.CurrentActor.GetAsync(cancellationToken);
        if (await asked.Export.FindAsync(actor, asked.Code, asked.Target, cancellationToken) is not { } target)
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        async Task WriteAsync(Stream to)
        {
            await using var table = new CsvExport(to);
            await asked.Export.WriteAsync(actor, target, asked.Filter, table, cancellationToken);
            await table.CompleteAsync();
        }

        return TypedResults.Stream(WriteAsync, CsvExport.Media, $"{target.Code}.csv");
    }

    private static async Task<IResult> XlsxAsync([AsParameters] Asked asked, IStringLocalizer<ExploreTexts> texts, CancellationToken cancellationToken)
    {
        var actor = await asked.CurrentActor.GetAsync(cancellationToken);
        if (await asked.Export.FindAsync(actor, asked.Code, asked.Target, cancellationToken) is not { } target)
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        if (await asked.Export.CountAsync(actor, target, asked.Filter, cancellationToken) > ContributionExport.MostRowsOfSheet)
        {
            return TypedResults.Text(texts["export.too-many"], "text/plain; charset=utf-8", statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        async Task WriteAsync(Stream to)
        {
            await using var table = new XlsxExport(to, new("Contributions", [.. ContributionExport.Columns.Select(c => new XlsxColumn(c))]) { PreparedRows = 0 });
            await asked.Export.WriteAsync(actor, target, asked.Filter, table, cancellationToken);
            await table.CompleteAsync();
        }

        return TypedResults.Stream(WriteAsync, XlsxExport.Media, $"{target.Code}.xlsx");
    }

    private sealed record Asked(
        string Code, string? Target, string? State, string? Reason, string? Partner, string? Cohort, string? Country, string? Group, string? Programme, ICurrentActor CurrentActor, ContributionExport Export)
    {
        public ContributionFilter Filter => new(Words.Parse<ContributionState>(State), Given(Reason), Given(Partner), Given(Cohort), Given(Country), Given(Group), Given(Programme));

        private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }
}
