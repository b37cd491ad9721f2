using TalentPortal.Web.Features.Cohorts.DescribeCohort;

namespace TalentPortal.Web.Features.Cohorts;

/// <summary>Runs of programmes.</summary>
public static class CohortsFeature
{
    public static IServiceCollection AddCohorts(this IServiceCollection services) => services
        .AddSingleton<DescribeCohortHandler>();
}
