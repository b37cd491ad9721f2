namespace TalentPortal.Web.Platform.Live;

/// <summary>Registers the feed of changes.</summary>
public static class LiveSetup
{
    /// <summary>The feed, reading its numbers from <typeparamref name="TSource"/>.</summary>
    public static IServiceCollection AddChangeFeed<TSource>(this IServiceCollection services)
        where TSource : class, IChangeSource
    {
        services.AddSingleton<IChangeSource, TSource>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<IChangeFeed>(s => s.GetRequiredService<ChangeFeed>());
        return services.AddHostedService(s => s.GetRequiredService<ChangeFeed>());
    }
}
