using TalentPortal.Web.Platform.LocalDatabase;

namespace TalentPortal.Web.Platform.Data;

/// <summary>Finds the database: the one named by <c>ConnectionStrings__Portal</c>, or in Development a private one of this checkout.</summary>
public static class DatabaseAtHand
{
    /// <summary>Joins the private server where no connection is configured, and puts its address into the configuration.</summary>
    /// <returns>The membership to leave at the end, or null where the database is somebody else's.</returns>
    /// <exception cref="LocalPostgresException">There is none and none could be made; the message says what to do.</exception>
    public static async Task<LocalPostgres?> EnsureAsync(WebApplicationBuilder builder, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(builder.Configuration.GetConnectionString("Portal")))
        {
            return null;
        }

        if (!builder.Environment.IsDevelopment())
        {
            throw new LocalPostgresException("No database: set ConnectionStrings__Portal. (A private one is made in Development only.)");
        }

        var options = new LocalPostgresOptions(DataPath(builder));
        var local = await LocalPostgres.JoinAsync(options, Console.Error.WriteLine, cancellationToken);
        builder.Configuration["ConnectionStrings:Portal"] = local.ConnectionString;
        return local;
    }

    /// <summary>Where the portal keeps what belongs to this checkout: <c>Portal:DataPath</c>, by default <c>.data</c> beside the solution.</summary>
    public static string DataPath(WebApplicationBuilder builder)
    {
        var configured = builder.Configuration["Portal:DataPath"];
        if (!string.IsNullOrEmpty(configured))
        {
            return Path.GetFullPath(configured);
        }

        for (var folder = new DirectoryInfo(builder.Environment.ContentRootPath); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TalentPortal.sln")))
            {
                return Path.Combine(folder.FullName, ".data");
            }
        }

        return Path.Combine(builder.Environment.ContentRootPath, ".data");
    }
}
