using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Commitments.BreakDownTarget;
using TalentPortal.Web.Features.Commitments.CountTarget;
using TalentPortal.Web.Features.Commitments.ExplainChange;
using TalentPortal.Web.Features.Commitments.ForecastTarget;
using TalentPortal.Web.Features.Commitments.ListContributions;
using TalentPortal.Web.Features.Commitments.PublishFigure;
using TalentPortal.Web.Features.Commitments.TargetSeries;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments;

internal static class TargetsEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var target = api.MapGroup("/targets/{code}").WithTags("Counts");
        target.MapGet("/count", CountAsync).RequireAuthorization(Permissions.ReadCounts).WithName("CountTarget")
            .WithSummary("The exact number as of a day (asOf), as known at a moment (knownAt), under a version of the rule (ruleVersion).");
        target.MapGet("/series", SeriesAsync).RequireAuthorization(Permissions.ReadCounts).WithName("GetTargetSeries").WithSummary("The path of a target, a day an entry.");
        target.MapGet("/breakdown", BreakdownAsync).RequireAuthorization(Permissions.ReadCounts).WithName("BreakDownTarget")
            .WithSummary("Groups of those counted, by audience, gender, ageBand, state, sector, partner, cohort or evidence; with public=true as they were published last, small groups hidden.");

        // The same roles that may see rosters may see what came of their rows; row security keeps each partner to its own.
        target.MapGet("/contributions", ContributionsAsync).RequireAuthorization(Permissions.ViewRosters).WithName("ListContributions")
            .WithSummary("Who counts and who does not, with reason and evidence, by state, reason, partner, cohort, country and group (audience:student); partners see their own rows.");
        ChangesEndpoints.Map(target);
        PublishingEndpoints.Map(target);
        ForecastEndpoints.Map(target);
    }

    private static async Task<Results<Ok<CountView>, ProblemHttpResult>> CountAsync(
        ApiCall call, CountTargetQuery query, string code, DateOnly? asOf, DateTimeOffset? knownAt, int? ruleVersion, CancellationToken cancellationToken)
    {
        var counted = await query.CountAsync(call.Actor, code, asOf, knownAt, ruleVersion, cancellationToken);
        return counted.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(counted.Value);
    }

    private static async Task<Results<Ok<SeriesView>, ProblemHttpResult>> SeriesAsync(
        ApiCall call, TargetSeriesQuery query, string code, DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        var series = await query.ReadAsync(call.Actor, code, from, to, cancellationToken);
        return series.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(series.Value);
    }

    private static async Task<Results<Ok<BreakdownView>, ProblemHttpResult>> BreakdownAsync(
        ApiCall call, BreakDownTargetQuery query, string code, string by, bool? @public, CancellationToken cancellationToken)
    {
        var groups = @public == true ? await query.ReadPublicAsync(call.Actor, code, by, cancellationToken) : await query.ReadAsync(call.Actor, code, by, cancellationToken);
        return groups.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(groups.Value);
    }

    private static async Task<Results<Ok<Page<ContributionView>>, ProblemHttpResult>> ContributionsAsync(
        ApiCall call, ContributionsQuery query, string code, string? state, string? reason, string? partner, string? cohort, string? country, string? group, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(cursor, limit, Paging.IsDay, Paging.IsNumber);
        if (paging.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var only = Words.Parse<ContributionState>(state);
        if (only is null && !string.IsNullOrEmpty(state))
        {
            return call.Refuse(ApiProblems.UnknownWord("state", state, Words.All<ContributionState>()));
        }

        if (!string.IsNullOrEmpty(group) && !ContributionFilter.IsGroup(group))
        {
            return call.Refuse(ApiProblems.UnknownWord("group", group, [.. ContributionFilter.Dimensions.Select(d => ContributionFilter.GroupOf(d, "…"))]));
        }

        var filter = new ContributionFilter(only, Given(reason), Given(partner), Given(cohort), Given(country)?.ToUpperInvariant(), Given(group));
        var page = await query.ListAsync(call.Actor, code, filter, paging.Value, cancellationToken);
        return page.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(page.Value);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
