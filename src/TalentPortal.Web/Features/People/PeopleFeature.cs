using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.People.ReadPerson;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.People;

/// <summary>People and what the sources say about them.</summary>
public static class PeopleFeature
{
    private static readonly Problem NotFound = new("person.not-found");

    public static IServiceCollection AddPeople(this IServiceCollection services) => services.AddProblemTexts<PeopleTexts>().AddSingleton<PersonQuery>();

    public static void MapPeople(this IEndpointRouteBuilder api) => api.MapGet("/people/{id:guid}", FindAsync).WithTags("People").RequireAuthorization(Permissions.ViewMembers)
        .WithName("GetPerson").WithSummary("For managers and auditors: a person's records, enrolments and contributions, as far as they lie in the countries managed.");

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> FindAsync(ApiCall call, PersonQuery query, Guid id, CancellationToken cancellationToken) =>
        await query.FindAsync(call.Actor, id, cancellationToken) is { } person ? TypedResults.Ok(person) : call.Refuse(NotFound);
}
