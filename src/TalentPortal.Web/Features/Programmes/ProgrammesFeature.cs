using TalentPortal.Web.Features.Programmes.DescribeProgramme;
using TalentPortal.Web.Features.Programmes.ReadProgrammes;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Programmes;

/// <summary>What is taught or done.</summary>
public static class ProgrammesFeature
{
    public static IServiceCollection AddProgrammes(this IServiceCollection services) => services
        .AddProblemTexts<ProgrammeTexts>()
        .AddSingleton<DescribeProgrammeHandler>()
        .AddSingleton<ProgrammesQuery>();

    public static void MapProgrammes(this IEndpointRouteBuilder api) => ProgrammesEndpoints.Map(api);
}
