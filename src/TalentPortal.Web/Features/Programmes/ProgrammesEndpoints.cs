using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Features.Programmes.DescribeProgramme;
using TalentPortal.Web.Features.Programmes.ReadProgrammes;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Programmes;

internal static class ProgrammesEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes").WithTags("Programmes");
        group.MapGet("", ListAsync).RequireAuthorization(Permissions.ReadCounts).WithName("ListProgrammes").WithSummary("Programmes, by code.");
        group.MapGet("/{code}", FindAsync).RequireAuthorization(Permissions.ReadCounts).WithName("GetProgramme").WithSummary("One programme.");
        group.MapPut("/{code}", PutAsync).RequireAuthorization(Permissions.ManageObjects).WithName("PutProgramme").WithSummary("Creates a programme or replaces what is said of it.");
    }

    private static async Task<Results<Ok<Page<ProgrammeView>>, ProblemHttpResult>> ListAsync(ApiCall call, ProgrammesQuery query, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(cursor, limit, Paging.IsCode);
        return paging.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(await query.ListAsync(paging.Value, cancellationToken));
    }

    private static async Task<Results<Ok<ProgrammeView>, ProblemHttpResult>> FindAsync(ApiCall call, ProgrammesQuery query, string code, CancellationToken cancellationToken) =>
        call.Found(await query.FindAsync(code, cancellationToken), v => v.Version, ProgrammeProblems.NotFound);

    private static async Task<Results<Ok<ProgrammeView>, Created<ProgrammeView>, ProblemHttpResult>> PutAsync(
        ApiCall call, DescribeProgrammeHandler handler, ProgrammesQuery query, string code, JsonBody<ProgrammeInput> body, CancellationToken cancellationToken)
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

        var view = (await query.FindAsync(code, cancellationToken))!;
        call.Tag(view.Version);
        return done.Value.Created ? TypedResults.Created($"/api/v1/programmes/{code}", view) : TypedResults.Ok(view);
    }
}
