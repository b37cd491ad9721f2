using Microsoft.AspNetCore.Http.HttpResults;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.People;
using TalentPortal.Web.Features.People.CorrectRecord;
using TalentPortal.Web.Features.People.DecidePair;
using TalentPortal.Web.Features.People.FillKeys;
using TalentPortal.Web.Features.People.FindPeople;
using TalentPortal.Web.Features.People.ReadPerson;
using TalentPortal.Web.Features.People.ShowPairs;
using TalentPortal.Web.Features.People.ShowPerson;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Finding;
using TalentPortal.Web.Ui.Navigating;
using TalentPortal.Web.Ui.Needs;

namespace TalentPortal.Web.Features.People;

/// <summary>People, what the sources say about them, and whether two of them are one.</summary>
public static class PeopleFeature
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddProblemTexts<PeopleTexts>();
        services.AddSingleton<PersonQuery>();
        services.AddSingleton<PersonPageQuery>();
        services.AddSingleton<PeopleQuery>();
        services.AddSingleton<PairQueue>();
        services.AddFinder<PeopleFinder>();
        services.AddNeeds<PairNeeds>();
        services.AddSingleton<DecidePairHandler>();
        services.AddSingleton<CorrectRecordHandler>();
        services.AddSingleton<KeyFiller>();
        return services.AddNavigation(new NavItem("/people", typeof(PeopleTexts), "nav", "person", 25, Role.ProgrammeManager, Role.Auditor) { CountedBy = typeof(PairQueue) });
    }

    public static void MapPeople(this IEndpointRouteBuilder api) => api.MapGet("/people/{id:guid}", FindAsync).WithTags("People").RequireAuthorization(Permissions.ViewMembers)
        .WithName("GetPerson").WithSummary("For managers and auditors: a person's records, enrolments and contributions, as far as they lie in the countries managed.");

    public static void MapPeoplePages(this IEndpointRouteBuilder endpoints) => endpoints.MapPairs();

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> FindAsync(ApiCall call, PersonQuery query, Guid id, CancellationToken cancellationToken) =>
        await query.FindAsync(call.Actor, id, cancellationToken) is { } person ? TypedResults.Ok(person) : call.Refuse(PersonProblems.NotFound);
}
