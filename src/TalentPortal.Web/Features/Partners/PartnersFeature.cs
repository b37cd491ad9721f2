using TalentPortal.Web.Features.Partners.DescribeAgreement;
using TalentPortal.Web.Features.Partners.DescribePartner;
using TalentPortal.Web.Features.Partners.ListPartners;
using TalentPortal.Web.Features.Partners.ReadPartners;
using TalentPortal.Web.Features.Partners.ShowPartner;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Finding;
using TalentPortal.Web.Ui.Navigating;
using TalentPortal.Web.Ui.Needs;

namespace TalentPortal.Web.Features.Partners;

/// <summary>Organisations that help, and what they signed.</summary>
public static class PartnersFeature
{
    public static IServiceCollection AddPartners(this IServiceCollection services) => services
        .AddProblemTexts<PartnerTexts>()
        .AddSingleton<DescribePartnerHandler>()
        .AddSingleton<DescribeAgreementHandler>()
        .AddSingleton<PartnersQuery>()
        .AddSingleton<PartnerListQuery>()
        .AddSingleton<PartnerQuery>()
        .AddFinder<PartnerFinder>()
        .AddNeeds<AgreementNeeds>()
        .AddNavigation(new NavItem("/partners", typeof(PartnerPageTexts), "title", "building", 45, [.. Permissions.RolesWith(Permissions.ViewPortfolio)]));

    public static void MapPartners(this IEndpointRouteBuilder api) => PartnersEndpoints.Map(api);
}
