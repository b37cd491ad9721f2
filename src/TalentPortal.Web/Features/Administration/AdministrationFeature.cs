using TalentPortal.Web.Features.Administration.Migrate;
using TalentPortal.Web.Features.Administration.Recount;
using TalentPortal.Web.Platform.Verbs;

namespace TalentPortal.Web.Features.Administration;

/// <summary>What operators do: migrate, recount.</summary>
public static class AdministrationFeature
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services.AddVerb<MigrateVerb>().AddVerb<RecountVerb>();
}
