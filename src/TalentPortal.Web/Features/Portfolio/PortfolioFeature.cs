using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Navigating;

namespace TalentPortal.Web.Features.Portfolio;

/// <summary>All promises on one page: the start of staff.</summary>
public static class PortfolioFeature
{
    public static IServiceCollection AddPortfolio(this IServiceCollection services) => services
        .AddSingleton<PortfolioQuery>()
        .AddNavigation(new NavItem("/", typeof(PortfolioTexts), "title", "chart", 10, [.. Permissions.RolesWith(Permissions.ViewPortfolio)]));
}
