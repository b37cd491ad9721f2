using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Cohorts.ReadCohorts;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Cohorts;

/// <summary>Runs of programmes.</summary>
public static class CohortsFeature
{
    public static IServiceCollection AddCohorts(this IServiceCollection services) => services
        .AddProblemTexts<CohortTexts>()
        .AddSingleton<DescribeCohortHandler>()
        .AddSingleton<CohortsQuery>();

    public static void MapCohorts(this IEndpointRouteBuilder api) => CohortsEndpoints.Map(api);
}
