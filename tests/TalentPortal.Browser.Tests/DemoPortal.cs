using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Npgsql;
using TalentPortal.TestKit;
using TalentPortal.TestKit.Cluster;
using TalentPortal.Web.Features.Administration.Demo;
using Xunit;

namespace TalentPortal.Browser.Tests;

/// <summary>A running portal with a copy of the demo, for one test class, and the ways into it.</summary>
public sealed class DemoPortal : IAsyncLifetime
{
    public const string Manager = "manager@demo.example";
    public const string SecondManager = "second-manager@demo.example";
    public const string Executive = "executive@demo.example";
    public const string Auditor = "auditor@demo.example";
    public const string Administrator = "admin@demo.example";
    public const string Coordinator = "coordinator@demo.example";
    public const string PartnerAdministrator = "partner-admin@demo.example";

    private readonly Dictionary<string, string> _signedIn = [];
    private readonly Dictionary<bool, string> _audits = [];
    private PortalProcess? _process;
    private RosterStates? _states;
    private string _connection = "";

    public PortalProcess Process => _process ?? throw new InvalidOperationException("The portal is not started.");

    public async Task InitializeAsync()
    {
        _connection = await DemoDatabase.CreateAsync();
        _process = await PortalProcess.StartAsync(_connection);
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        if (_connection.Length > 0)
        {
            await (await TestCluster.AcquireAsync()).DropDatabaseAsync(_connection);
        }
    }

    /// <summary>One value out of the database, asked as its owner, whom no scope binds.</summary>
    public async Task<string> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return $"{await command.ExecuteScalarAsync()}";
    }

    /// <summary>Waits until background work has brought the answer about, twenty seconds at most.</summary>
    public async Task UntilAsync(string sql, string expected)
    {
        for (var i = 0; await AskAsync(sql) is var answer && answer != expected; i++)
        {
            Assert.True(i < 200, $"{sql} is {answer}, not {expected}.");
            await Task.Delay(100);
        }
    }

    /// <summary>The id of a roster of <see cref="RosterStates"/>; all are made when the first is asked for.</summary>
    public async Task<string> RosterAsync(string name) => (_states ??= await RosterStates.MakeAsync(this)).Ids[name];

    /// <summary>A program's way in: the interface, with a fresh key for a partner. Dispose it.</summary>
    public async Task<HttpClient> ApiAsync(string partner)
    {
        var key = await PortalProcess.RunVerbAsync(_connection, "keys", "create", "--name", $"Registry of {partner}", "--role", "partner", "--partner", partner);
        var client = new HttpClient { BaseAddress = Process.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Trim());
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    /// <summary>A program's way in as an auditor. Dispose it.</summary>
    public async Task<HttpClient> AuditorAsync()
    {
        var key = await PortalProcess.RunVerbAsync(_connection, "keys", "create", "--name", $"Audit office {_audits.Count + 1}", "--role", "auditor");
        var client = new HttpClient { BaseAddress = Process.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Trim());
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    /// <summary>The id of an audit of <see cref="DemoAudits"/>, made when it is asked for first.</summary>
    public async Task<string> AuditAsync(bool isSigned) => _audits.TryGetValue(isSigned, out var id) ? id : _audits[isSigned] = await DemoAudits.MakeAsync(this, isSigned);

    /// <summary>A browser context of its own, signed in as one of the demo's people, or as nobody. The sign-in page is used once per person.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="email">Who signs in; null for a visitor.</param>
    /// <param name="culture">The language chosen in the picker; null for the portal's own.</param>
    public async Task<IBrowserContext> OpenAsync(IBrowser browser, string? email, string? culture = null)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Process.Address.AbsoluteUri,
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = email is null ? null : await SignedInAsync(browser, email),
        });
        context.SetDefaultTimeout(15_000);
        if (culture is not null)
        {
            await context.AddCookiesAsync([new() { Name = "culture", Value = Uri.EscapeDataString($"c={culture}|uic={culture}"), Url = Process.Address.AbsoluteUri }]);
        }

        return context;
    }

    /// <summary>Matches the portal's addresses with this path and query, where * stands for anything.</summary>
    public static Regex At(string path) =>
        new($"^http://[^/]+{Regex.Escape(path).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>Fills in the sign-in form of the page that is open.</summary>
    public static async Task SignInAsync(IPage page, string email, string password = DemoAccounts.Password)
    {
        await page.GetByLabel("E-mail", new() { Exact = false }).FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private async Task<string> SignedInAsync(IBrowser browser, string email)
    {
        if (!_signedIn.TryGetValue(email, out var state))
        {
            await using var context = await OpenAsync(browser, null);
            var page = await context.NewPageAsync();
            await page.GotoAsync("/account/sign-in?returnUrl=/account");
            await SignInAsync(page, email);
            await page.WaitForURLAsync("**/account");
            _signedIn[email] = state = await context.StorageStateAsync();
        }

        return state;
    }
}
