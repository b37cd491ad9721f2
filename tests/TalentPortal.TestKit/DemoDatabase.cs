using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TalentPortal.Data;
using TalentPortal.TestKit.Cluster;
using TalentPortal.Web.Features.Administration;

namespace TalentPortal.TestKit;

/// <summary>
/// Databases that hold the demo. It is played once, by the portal's own verb, then copied; a changed portal or a new day (the demo ends today) plays it again.
/// </summary>
public static class DemoDatabase
{
    /// <summary>A copy nobody else uses; drop it with <see cref="TestCluster.DropDatabaseAsync"/>.</summary>
    /// <returns>Its connection string, as the owner.</returns>
    public static async Task<string> CreateAsync()
    {
        var cluster = await TestCluster.AcquireAsync();
        return await cluster.CreateDatabaseAsync(Key(), empty => PortalProcess.RunVerbAsync(empty, "demo"));
    }

    // Builds are deterministic: a module's version changes with its code, migrations included, and with nothing else.
    private static string Key()
    {
        var made = string.Create(
            CultureInfo.InvariantCulture,
            $"{Version(typeof(AdministrationFeature))} {Version(typeof(PortalDatabase))} {Version(typeof(Domain.Kernel.Problem))} {TimeProvider.System.GetUtcNow():yyyy-MM-dd}");
        return "demo" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(made)))[..32];
    }

    private static Guid Version(Type type) => type.Module.ModuleVersionId;
}
