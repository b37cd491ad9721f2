using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentPortal.Data.Accounts;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Administration.Demo;

namespace TalentPortal.Benchmarks;

/// <summary>A portal with accounts, so that the real one can run over its database.</summary>
internal sealed class BenchPages : BenchPortal
{
    protected override void Register(IServiceCollection services)
    {
        services.AddDbContextFactory<AccountsDbContext>((p, o) => AccountsDbContext.Configure(o, p.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddScoped<DemoAccounts>();
    }

    protected override async Task<string> CreateDatabaseAsync()
    {
        var connection = await base.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(connection);
        var options = new DbContextOptionsBuilder<AccountsDbContext>();
        AccountsDbContext.Configure(options, source);
        await using var accounts = new AccountsDbContext(options.Options);
        await accounts.Database.MigrateAsync();
        return connection;
    }
}

/// <summary>One portal in a process of its own, with a manager signed in.</summary>
internal sealed class Subject(BenchPages portal, PortalProcess process) : IAsyncDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = process.Address };

    public async Task SignInAsync()
    {
        var page = await new HtmlParser().ParseDocumentAsync(await _http.GetStringAsync(new Uri("/account/sign-in", UriKind.Relative)));
        var form = page.Forms.Single(f => f.QuerySelector("[name='Form.Email']") is not null);
        var values = form.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "", StringComparer.Ordinal);
        values["Form.Email"] = DemoAccounts.Emails[0];
        values["Form.Password"] = DemoAccounts.Password;
        using var content = new FormUrlEncodedContent(values);
        using var answer = await _http.PostAsync(new Uri("/account/sign-in", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    public BenchPages Portal => portal;

    /// <summary>Uploads over HTTP with a key of a manager, to be applied; watches until it is.</summary>
    /// <returns>The most memory the process used, in MB, from <paramref name="before"/> the upload on.</returns>
    public async Task<double> UploadAsync(string cohort, byte[] file, Action before)
    {
        using var client = new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromMinutes(5) };
        var key = (await PortalProcess.RunVerbAsync(portal.ConnectionString, "keys", "create", "--name", $"bench-{Guid.CreateVersion7():n}", "--role", "manager")).Trim();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        before();
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new("text/csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/rosters?cohort={cohort}&apply=valid") { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        var most = process.Memory;
        var sending = client.SendAsync(request);
        while (!sending.IsCompleted)
        {
            most = Math.Max(most, process.Memory);
            await Task.Delay(10);
        }

        using var answer = await sending;
        answer.EnsureSuccessStatusCode();
        var id = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        for (var state = ""; state != "applied"; await Task.Delay(20))
        {
            most = Math.Max(most, process.Memory);
            state = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/v1/rosters/{id}", UriKind.Relative))).RootElement.GetProperty("state").GetString()!;
            if (state is "rejected" or "failed" or "previewed" or "needs-decision" or "needs-approval")
            {
                throw new InvalidOperationException($"The roster is {state}.");
            }
        }

        return most;
    }

    public double Memory => process.Memory;

    public Task<double> AskAsync() => Timing.MillisecondsAsync(async () =>
    {
        var page = await _http.GetStringAsync(new Uri("/commitments/promise", UriKind.Relative));
        if (!page.Contains("hero-number", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("This is not the page that is to be measured.");
        }
    });

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await process.DisposeAsync();
        await portal.DisposeAsync();
    }
}
