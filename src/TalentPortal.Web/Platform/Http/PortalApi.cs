using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Platform.Http;

/// <summary>What the API needs of the host.</summary>
public static class PortalApi
{
    /// <param name="services">The host's services.</param>
    /// <param name="sentence">Finds what puts problems into words.</param>
    public static IServiceCollection AddPortalApi(this IServiceCollection services, Func<IServiceProvider, Func<Problem, string>> sentence)
    {
        services.AddSingleton(provider => new ApiProblems(sentence(provider)));
        services.ConfigureHttpJsonOptions(o => ApiJson.Configure(o.SerializerOptions));
        return services;
    }
}
