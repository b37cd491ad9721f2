using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TalentPortal.Data;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Access;
using TalentPortal.TestKit;
using TalentPortal.TestKit.Cluster;
using TalentPortal.Web.Features.Accounts;
using TalentPortal.Web.Platform.Data;
using TalentPortal.Web.Platform.Keys;
using TalentPortal.Web.Platform.Verbs;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Accounts;

/// <summary>The whole portal over a database of its own, with a clock that is moved by hand. Requests name their address in a header, so that limits can be told apart.</summary>
public sealed class AccountsFixture : IAsyncLifetime
{
    public const string Password = "seven green ladders sing";
    private const string AddressHeader = "X-Test-Address";

    private WebApplicationFactory<Program>? _portal;
    private int _made;
    private string _connection = "";
    private string _mail = "";

    public ManualClock Clock { get; } = new(new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero));

    public WebApplicationFactory<Program> Portal => _portal ?? throw new InvalidOperationException("The fixture is not initialised.");

    public IServiceProvider Services => Portal.Services;

    public async Task InitializeAsync()
    {
        _connection = await (await TestCluster.AcquireAsync()).CreateDatabaseAsync(TemplateKey(), MigrateAsync);
        _mail = Directory.CreateTempSubdirectory("portal-mail").FullName;
        _portal = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("ConnectionStrings:Portal", _connection);
            host.UseSetting("Portal:Mail:Folder", _mail);
            host.UseSetting("Portal:Demo", "false");
            host.ConfigureTestServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
                services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
                services.AddSingleton<IStartupFilter, Addresses>();
            });
        });
        _ = _portal.Server;
    }

    public async Task DisposeAsync()
    {
        await Portal.DisposeAsync();
        await (await TestCluster.AcquireAsync()).DropDatabaseAsync(_connection);
        Directory.Delete(_mail, recursive: true);
    }

    /// <summary>A browser of its own, from an address of its own.</summary>
    public Browser Browser(string root = "http://localhost", string? address = null) =>
        new(Portal.CreateClient(new() { BaseAddress = new(root), AllowAutoRedirect = false, HandleCookies = true }), AddressHeader, address ?? NextAddress());

    public string NextAddress() => $"10.0.{Interlocked.Increment(ref _made) / 250}.{(_made % 250) + 1}";

    public Task<AccountsDbContext> OpenAsync() => Services.GetRequiredService<IDbContextFactory<AccountsDbContext>>().CreateDbContextAsync();

    /// <summary>An account with <see cref="Password"/> and these grants.</summary>
    public async Task<Account> AccountAsync(params (Role Role, Guid? Partner)[] grants)
    {
        await using var db = await OpenAsync();
        var now = Clock.GetUtcNow();
        var account = db.Open($"p{Guid.CreateVersion7():N}@example.org", $"Person {Interlocked.Increment(ref _made)}", null, now);
        await using var scope = Services.CreateAsyncScope();
        account.PasswordHash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>().HashPassword(account, Password);
        foreach (var (role, partner) in grants)
        {
            db.Grants.Add(new() { Id = Guid.CreateVersion7(), AccountId = account.Id, Role = role, PartnerId = partner, GrantedBy = "system", GrantedAt = now });
        }

        await db.SaveChangesAsync();
        return account;
    }

    /// <summary>A browser in which an account of these grants is signed in.</summary>
    public async Task<(Browser Browser, Account Account)> SignedInAsync(params (Role Role, Guid? Partner)[] grants)
    {
        var account = await AccountAsync(grants);
        var browser = Browser();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignInAsync(account.Email!, Password)).StatusCode);
        return (browser, account);
    }

    /// <summary>Runs a verb as an operator would.</summary>
    public async Task<(int Code, string Output)> VerbAsync(string name, params string[] arguments)
    {
        await using var scope = Services.CreateAsyncScope();
        using var output = new StringWriter();
        var verb = scope.ServiceProvider.GetServices<IVerb>().Single(v => v.Name == name);
        return (await verb.RunAsync(new VerbArguments(arguments), output, CancellationToken.None), output.ToString().TrimEnd());
    }

    /// <summary>The mails sent to an address, oldest first, after waiting until there are as many as expected.</summary>
    public async Task<IReadOnlyList<string>> MailsAsync(string to, int expected)
    {
        var found = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            found = [.. Directory.EnumerateFiles(_mail).Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(m => m.Contains($"To: {to}\r\n", StringComparison.Ordinal))];
            if (found.Count >= expected)
            {
                break;
            }

            await Task.Delay(50);
        }

        return found;
    }

    /// <summary>A key in the database, with the text a program would send.</summary>
    public async Task<string> KeyAsync(KeyRole role, Guid? partner = null, DateTimeOffset? revoked = null, TimeSpan? life = null)
    {
        await using var db = await OpenAsync();
        var secret = ApiKeySecret.Create();
        var now = Clock.GetUtcNow();
        db.Keys.Add(new()
        {
            Id = Guid.CreateVersion7(),
            Name = $"key {Guid.CreateVersion7():N}",
            Role = role,
            PartnerId = partner,
            Prefix = secret.Prefix,
            Hash = secret.Hash(),
            CreatedAt = now,
            ExpiresAt = now + (life ?? TimeSpan.FromDays(30)),
            RevokedAt = revoked,
        });
        await db.SaveChangesAsync();
        return secret.ToString();
    }

    private static string TemplateKey()
    {
        using var product = new PortalDbContext(new DbContextOptionsBuilder<PortalDbContext>().UseNpgsql("Host=localhost").Options);
        var people = new DbContextOptionsBuilder<AccountsDbContext>().UseNpgsql("Host=localhost");
        using var accounts = new AccountsDbContext(people.Options);
        var script = product.GetService<IMigrator>().GenerateScript() + accounts.GetService<IMigrator>().GenerateScript();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)))[..32];
    }

    private static async Task MigrateAsync(string connection)
    {
        await using var services = new ServiceCollection().AddSingleton(_ => PortalData.BuildDataSource(connection))
            .AddDbContextFactory<PortalDbContext>((s, o) => o.UseNpgsql(s.GetRequiredService<Npgsql.NpgsqlDataSource>()))
            .AddDbContextFactory<AccountsDbContext>((s, o) => AccountsDbContext.Configure(o, s.GetRequiredService<Npgsql.NpgsqlDataSource>()))
            .AddSingleton<Migrator>().BuildServiceProvider();
        await services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
    }

    private sealed class Addresses : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, pipeline) =>
            {
                if (IPAddress.TryParse(context.Request.Headers[AddressHeader], out var address))
                {
                    context.Connection.RemoteIpAddress = address;
                }

                return pipeline(context);
            });
            next(app);
        };
    }
}

/// <summary>One portal for all these tests: starting it is what costs.</summary>
[CollectionDefinition(Name)]
public sealed class AccountsGroup : ICollectionFixture<AccountsFixture>
{
    public const string Name = "accounts";
}
