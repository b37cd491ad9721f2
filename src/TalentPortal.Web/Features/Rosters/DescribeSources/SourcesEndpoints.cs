using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Rosters.DescribeSources;

/// <summary>The systems of a partner, for programs; and the page's buttons that forget.</summary>
internal static class SourcesEndpoints
{
    public static void MapSourcesApi(this IEndpointRouteBuilder api)
    {
        var sources = api.MapGroup("/partners/{code}/sources").WithTags("Rosters");
        sources.MapGet("", ListAsync).RequireAuthorization(Permissions.ViewRosters).WithName("ListSources").WithSummary("The systems a partner's rosters come from, with what was remembered of their files.");
        sources.MapPut("/{source}", PutAsync).RequireAuthorization(Permissions.ManageSources).WithName("PutSource").WithSummary("Names a system of a partner and says which columns it leads on.");
    }

    public static void MapSourceForms(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/partners/{code}/sources/keep", DescribeAsync).RequireAuthorization(Permissions.ManageSources).RequireAntiforgery();
        endpoints.MapPost("/partners/{code}/sources/{source}/forget", ForgetAsync).RequireAuthorization(Permissions.ManageSources).RequireAntiforgery();
    }

    private static async Task<Results<Ok<IReadOnlyList<SourceView>>, ProblemHttpResult>> ListAsync(ApiCall call, SourcesQuery query, string code, CancellationToken cancellationToken) =>
        await query.FindAsync(call.Actor, code, cancellationToken) is { } found ? TypedResults.Ok(found.Sources) : call.Refuse(PartnerProblems.NotFound);

    private static async Task<Results<Ok<SourceView>, ProblemHttpResult>> PutAsync(
        ApiCall call, SourceHandler handler, string code, string source, JsonBody<SourceInput> body, CancellationToken cancellationToken)
    {
        var input = body.Required();
        if (input.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var done = await handler.DescribeAsync(call.Actor, code, source, input.Value, call.Seen, cancellationToken);
        if (!done.Succeeded)
        {
            return call.Refuse(done);
        }

        call.Tag(done.Value.Version);
        return TypedResults.Ok(done.Value);
    }

    /// <summary>A source without a code is a new one, and gets its code from its name.</summary>
    private static async Task<IResult> DescribeAsync(string code, HttpRequest request, ICurrentActor currentActor, SourceHandler handler, UploadRefusals refusals, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        var name = form["name"].ToString().Trim();
        var source = form["source"].ToString() is { Length: > 0 } known ? known : Code.FromName(name) ?? $"source-{Guid.CreateVersion7().ToString("N")[^8..]}";
        var done = await handler.DescribeAsync(await currentActor.GetAsync(cancellationToken), code, source, new(name, [.. form["leads"].OfType<string>()]), null, cancellationToken);
        var page = $"/partners/{Uri.EscapeDataString(code)}/sources";
        return done switch
        {
            { Succeeded: true } => new SeeOther(page),
            { Problem: var problem } when problem == PartnerProblems.NotFound => TypedResults.StatusCode(StatusCodes.Status404NotFound),
            { Fields: [var first, ..] } => new SeeOther(Address.Of(page, ("source", form["source"]), ("field", first.Field), ("refused", refusals.Seal(first.Problem)))),
            { Problem: var problem } => new SeeOther(Address.Of(page, ("source", form["source"]), ("refused", refusals.Seal(problem!)))),
        };
    }

    private static async Task<IResult> ForgetAsync(string code, string source, HttpRequest request, ICurrentActor currentActor, SourceHandler handler, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (Words.Parse<Remembered>(form["what"]) is not { } what)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        var done = await handler.ForgetAsync(await currentActor.GetAsync(cancellationToken), code, source, what, form["value"].ToString(), cancellationToken);
        return done.Problem is { } problem && problem.Code.EndsWith("not-found", StringComparison.Ordinal)
            ? TypedResults.StatusCode(StatusCodes.Status404NotFound)
            : new SeeOther($"/partners/{Uri.EscapeDataString(code)}/sources");
    }
}
