using TalentPortal.Web.Features.Partners.DescribeAgreement;
using TalentPortal.Web.Features.Partners.DescribePartner;
using TalentPortal.Web.Features.Partners.ReadPartners;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Partners;

/// <summary>Organisations that help, and what they signed.</summary>
public static class PartnersFeature
{
    public static IServiceCollection AddPartners(this IServiceCollection services) => services
        .AddProblemTexts<PartnerTexts>()
        .AddSingleton<DescribePartnerHandler>()
        .AddSingleton<DescribeAgreementHandler>()
        .AddSingleton<PartnersQuery>();

    public static void MapPartners(this IEndpointRouteBuilder api) => PartnersEndpoints.Map(api);
}
