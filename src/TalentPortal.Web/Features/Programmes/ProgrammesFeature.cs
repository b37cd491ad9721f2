using TalentPortal.Web.Features.Programmes.DescribeProgramme;
using TalentPortal.Web.Features.Programmes.ListProgrammes;
using TalentPortal.Web.Features.Programmes.ReadProgrammes;
using TalentPortal.Web.Features.Programmes.ShowProgramme;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Finding;
using TalentPortal.Web.Ui.Navigating;

namespace TalentPortal.Web.Features.Programmes;

/// <summary>What is taught or done.</summary>
public static class ProgrammesFeature
{
    public static IServiceCollection AddProgrammes(this IServiceCollection services) => services
        .AddProblemTexts<ProgrammeTexts>()
        .AddSingleton<DescribeProgrammeHandler>()
        .AddSingleton<ProgrammesQuery>()
        .AddSingleton<ProgrammeListQuery>()
        .AddSingleton<ProgrammeQuery>()
        .AddFinder<ProgrammeFinder>()
        .AddNavigation(new NavItem("/programmes", typeof(ProgrammePageTexts), "title", "list", 35, [.. Permissions.RolesWith(Permissions.ViewPortfolio)]));

    public static void MapProgrammes(this IEndpointRouteBuilder api) => ProgrammesEndpoints.Map(api);
}
