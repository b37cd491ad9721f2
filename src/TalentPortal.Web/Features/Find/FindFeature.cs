namespace TalentPortal.Web.Features.Find;

/// <summary>One box that finds whatever the reader may see.</summary>
public static class FindFeature
{
    public static IServiceCollection AddFind(this IServiceCollection services) => services.AddSingleton<FindQuery>();
}
