using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Cohorts.ReadCohorts;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Cohorts;

internal static class CohortsEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/cohorts").WithTags("Cohorts");
        group.MapGet("", ListAsync).RequireAuthorization(Permissions.ViewCohorts).WithName("ListCohorts").WithSummary("Cohorts, by code.");
        group.MapGet("/{code}", FindAsync).RequireAuthorization(Permissions.ViewCohorts).WithName("GetCohort").WithSummary("One cohort.");
        group.MapPut("/{code}", PutAsync).RequireAuthorization(Permissions.ManageObjects).WithName("PutCohort").WithSummary("Creates a cohort or replaces what is said of it.");
    }

    private static async Task<Results<Ok<Page<CohortView>>, ProblemHttpResult>> ListAsync(ApiCall call, CohortsQuery query, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(cursor, limit, Paging.IsCode);
        return paging.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(await query.ListAsync(call.Actor, paging.Value, cancellationToken));
    }

    private static async Task<Results<Ok<CohortView>, ProblemHttpResult>> FindAsync(ApiCall call, CohortsQuery query, string code, CancellationToken cancellationToken) =>
        call.Found(await query.FindAsync(call.Actor, code, cancellationToken), v => v.Version, CohortProblems.NotFound);

    private static async Task<Results<Ok<CohortView>, Created<CohortView>, ProblemHttpResult>> PutAsync(
        ApiCall call, DescribeCohortHandler handler, CohortsQuery query, string code, JsonBody<CohortInput> body, CancellationToken cancellationToken)
    {
        var input = body.Required();
        if (input.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var done = await handler.HandleAsync(call.Actor, code, input.Value, call.Seen, cancellationToken);
        if (!done.Succeeded)
        {
            return call.Refuse(done);
        }

        var view = (await query.FindAsync(call.Actor, code, cancellationToken))!;
        call.Tag(view.Version);
        return done.Value.Created ? TypedResults.Created($"/api/v1/cohorts/{code}", view) : TypedResults.Ok(view);
    }
}
