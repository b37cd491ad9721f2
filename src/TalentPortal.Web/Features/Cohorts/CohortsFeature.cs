using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Cohorts.ReadCohorts;

namespace TalentPortal.Web.Features.Cohorts;

/// <summary>Runs of programmes.</summary>
public static class CohortsFeature
{
    public static IServiceCollection AddCohorts(this IServiceCollection services) => services
        .AddSingleton<DescribeCohortHandler>()
        .AddSingleton<CohortsQuery>();

    public static void MapCohorts(this IEndpointRouteBuilder api) => CohortsEndpoints.Map(api);
}
