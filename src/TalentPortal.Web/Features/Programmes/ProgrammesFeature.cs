using TalentPortal.Web.Features.Programmes.DescribeProgramme;

namespace TalentPortal.Web.Features.Programmes;

/// <summary>What is taught or done.</summary>
public static class ProgrammesFeature
{
    public static IServiceCollection AddProgrammes(this IServiceCollection services) => services
        .AddSingleton<DescribeProgrammeHandler>();
}
