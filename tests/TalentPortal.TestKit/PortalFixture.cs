using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentPortal.Data;
using TalentPortal.TestKit.Cluster;
using TalentPortal.Web.Features.Audits;
using TalentPortal.Web.Features.Cohorts;
using TalentPortal.Web.Features.Commitments;
using TalentPortal.Web.Features.Find;
using TalentPortal.Web.Features.Partners;
using TalentPortal.Web.Features.People;
using TalentPortal.Web.Features.Portfolio;
using TalentPortal.Web.Features.Programmes;
using TalentPortal.Web.Features.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Data;
using TalentPortal.Web.Platform.Jobs;
using Xunit;

namespace TalentPortal.TestKit;

/// <summary>
/// A portal without its web server: a migrated database of its own, the features' handlers, a clock that stands still and a worker that
/// runs when told. Speak to it in the language of the product: see <see cref="PortalLanguage"/>.
/// </summary>
public class PortalFixture : IAsyncLifetime
{
    private static readonly Lazy<string> TemplateKey = new(HashOfMigrations);

    private ServiceProvider? _services;

    public ManualClock Clock { get; } = new(new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero));

    public string ConnectionString { get; private set; } = "";

    public IServiceProvider Services => _services ?? throw new InvalidOperationException("The fixture is not initialised.");

    public PortalDatabase Database => Get<PortalDatabase>();

    /// <summary>Who acts unless somebody else is named: a manager of every country.</summary>
    public Actor Manager { get; } = new(Guid.CreateVersion7(), "Test manager", false, [new(Domain.Access.Role.ProgrammeManager)]);

    /// <summary>Who else manages programmes, as far as second persons are concerned: nobody unless a test says so.</summary>
    public ManagerList Managers { get; } = new();

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public virtual async Task InitializeAsync()
    {
        ConnectionString = await CreateDatabaseAsync();
        var services = new ServiceCollection();
        AddPortal(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public virtual async Task DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
            await DropDatabaseAsync();
        }
    }

    /// <summary>Runs background work until none is due.</summary>
    public async Task WorkAsync()
    {
        var worker = Get<JobWorker>();
        while (await worker.RunNextAsync(CancellationToken.None))
        {
        }
    }

    /// <summary>A migrated database nobody else uses; by default in the tests' own cluster, which forgets when the machine does.</summary>
    protected virtual async Task<string> CreateDatabaseAsync() => await (await TestCluster.AcquireAsync()).CreateDatabaseAsync(TemplateKey.Value, MigrateAsync);

    protected virtual async Task DropDatabaseAsync() => await (await TestCluster.AcquireAsync()).DropDatabaseAsync(ConnectionString);

    /// <summary>Brings a database's schema up to date, as its owner.</summary>
    protected static async Task MigrateAsync(string connectionString)
    {
        await using var db = Open(connectionString);
        await db.Database.MigrateAsync();
    }

    /// <summary>The main flow's features over this fixture's database and clock.</summary>
    protected void AddPortal(IServiceCollection services)
    {
        services.AddLogging();
        services.AddLocalization();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(_ => PortalData.BuildDataSource(ConnectionString));
        services.AddPooledDbContextFactory<PortalDbContext>((p, o) => o.UseNpgsql(p.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<PortalDatabase>().AddSingleton<JobSignal>().AddSingleton<JobWorker>();
        services.AddSingleton<IManagerDirectory>(Managers);
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        services.AddPartners().AddProgrammes().AddCohorts().AddCommitments().AddAudits().AddPeople().AddRosters().AddCohortPages().AddFind().AddPortfolio();
        Register(services);
    }

    /// <summary>More services than the features of the main flow.</summary>
    protected virtual void Register(IServiceCollection services)
    {
    }

    private static PortalDbContext Open(string connectionString) => new(new DbContextOptionsBuilder<PortalDbContext>().UseNpgsql(connectionString).Options);

    // The script rather than the ids: a migration edited before it is shipped must not be mistaken for the old one.
    private static string HashOfMigrations()
    {
        using var db = Open("Host=localhost");
        var script = db.GetService<IMigrator>().GenerateScript();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)))[..32];
    }
}

/// <summary>Programme managers by country, in place of the accounts.</summary>
public sealed class ManagerList : IManagerDirectory
{
    private readonly List<(Guid Id, string? Country)> _managers = [];

    /// <summary>Somebody who manages a country, or with null all of them.</summary>
    public Actor Add(string name, string? country = null)
    {
        var actor = new Actor(Guid.CreateVersion7(), name, false, [new(Domain.Access.Role.ProgrammeManager, Country: country)]);
        _managers.Add((actor.Id!.Value, country));
        return actor;
    }

    public Task<IReadOnlySet<Guid>> ManagersOfAsync(string? country, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<Guid>>(_managers.Where(m => m.Country is null || m.Country == country).Select(m => m.Id).ToHashSet());
}
