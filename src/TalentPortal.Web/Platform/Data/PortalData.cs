using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Data;

namespace TalentPortal.Web.Platform.Data;

/// <summary>Registers the product's database: one data source for everybody, contexts only through <see cref="PortalDatabase"/>.</summary>
public static class PortalData
{
    /// <summary>A web command waits this long for the database; jobs set their own limit.</summary>
    public const int WebCommandSeconds = 15;

    public static IServiceCollection AddPortalData(this IServiceCollection services)
    {
        services.AddSingleton(provider => BuildDataSource(
            provider.GetRequiredService<IConfiguration>().GetConnectionString("Portal") ?? throw new InvalidOperationException("ConnectionStrings:Portal is missing.")));
        services.AddPooledDbContextFactory<PortalDbContext>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<PortalDatabase>();
        services.AddSingleton<Migrator>();
        return services;
    }

    /// <summary>The connection as the product wants it: bounded pool, no values in error texts, statement limits as a last resort.</summary>
    public static NpgsqlDataSource BuildDataSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.ApplicationName = "talentportal";
        builder.ConnectionStringBuilder.MaxPoolSize = Math.Min(builder.ConnectionStringBuilder.MaxPoolSize, 50);
        builder.ConnectionStringBuilder.IncludeErrorDetail = false;
        return builder.Build();
    }
}
