using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments.ExplainChange;

internal static class ChangesEndpoints
{
    public static void Map(IEndpointRouteBuilder target)
    {
        target.MapGet("/changes", ReadAsync).RequireAuthorization(Permissions.ReadCounts).WithName("ExplainChange")
            .WithSummary("Why the number changed between two days (from, to) or two moments of knowledge (knownFrom, knownTo): causes that add up to the difference.");
        target.MapGet("/changes/people", PeopleAsync).RequireAuthorization(Permissions.ViewMembers).WithName("ListChangedPeople")
            .WithSummary("Who came and who went for one cause, with the evidence.");
    }

    private static async Task<Results<Ok<ChangesView>, ProblemHttpResult>> ReadAsync(
        ApiCall call, ChangesQuery query, string code, DateOnly? from, DateOnly? to, DateTimeOffset? knownFrom, DateTimeOffset? knownTo, CancellationToken cancellationToken)
    {
        var changes = await query.ReadAsync(call.Actor, code, new(from, to, knownFrom, knownTo), cancellationToken);
        return changes.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(changes.Value);
    }

    private static async Task<Results<Ok<Page<MovedView>>, ProblemHttpResult>> PeopleAsync(
        ApiCall call, ChangesQuery query, string code, string cause, DateOnly? from, DateOnly? to, DateTimeOffset? knownFrom, DateTimeOffset? knownTo, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(cursor, limit, part => Guid.TryParse(part, out _));
        if (paging.Problem is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var people = await query.PeopleAsync(call.Actor, code, new(from, to, knownFrom, knownTo), cause, paging.Value, cancellationToken);
        return people.Problem is { } problem ? call.Refuse(problem) : TypedResults.Ok(people.Value);
    }
}
