using TalentPortal.Domain.Access;
using TalentPortal.Web.Features.Cohorts.ListCohorts;
using TalentPortal.Web.Features.Cohorts.ShowCohort;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Finding;
using TalentPortal.Web.Ui.Navigating;

namespace TalentPortal.Web.Features.Cohorts;

/// <summary>The pages of cohorts.</summary>
public static class CohortPages
{
    public static IServiceCollection AddCohortPages(this IServiceCollection services)
    {
        services.AddSingleton<CohortListQuery>();
        services.AddSingleton<CohortQuery>();
        services.AddFinder<CohortFinder>();
        return services.AddNavigation(
            new NavItem("/cohorts", typeof(CohortPageTexts), "nav", "calendar", 40, Role.ProgrammeManager, Role.PartnerAdministrator, Role.Coordinator, Role.Auditor));
    }
}
