using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TalentPortal.Web.Features.Audits;
using TalentPortal.Web.Features.Cohorts;
using TalentPortal.Web.Features.Commitments;
using TalentPortal.Web.Features.Partners;
using TalentPortal.Web.Features.People;
using TalentPortal.Web.Features.Programmes;
using TalentPortal.Web.Features.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Texts;

namespace TalentPortal.TestKit;

/// <summary>A portal with the API in front, in memory. Who asks is named by the test: doors and permissions have tests of their own.</summary>
public sealed class ApiFixture : PortalFixture
{
    private const string ActorHeader = "X-Test-Actor";
    private readonly Dictionary<string, Actor> _actors = new(StringComparer.Ordinal);
    private WebApplication? _app;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        AddPortal(builder.Services);
        builder.Services.AddPortalUi().AddProblemTexts<CheckTexts>();
        builder.Services.AddPortalApi(p => p.GetRequiredService<ProblemSentences>().Of);
        builder.Services.AddHttpContextAccessor().AddSingleton(_actors).AddScoped<ICurrentActor, NamedActor>();
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, NamedDoor>("test", null);
        var authorization = builder.Services.AddAuthorizationBuilder();
        foreach (var name in Permissions.All)
        {
            authorization.AddPolicy(name, p => p.RequireAuthenticatedUser());
        }

        _app = builder.Build();
        _app.UseRequestLocalization();
        _app.UsePortalApi();
        _app.UseRouting();
        _app.UseAuthentication();
        _app.UseAuthorization();
        var api = _app.MapPortalApi();
        api.MapPartners();
        api.MapProgrammes();
        api.MapCohorts();
        api.MapCommitments();
        api.MapAudits();
        api.MapPeople();
        api.MapRosters();
        await _app.StartAsync();
    }

    public override async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <summary>A client through which an actor speaks; the manager of every country where none is given.</summary>
    public HttpClient Client(Actor? actor = null)
    {
        actor ??= Manager;
        _actors[actor.Name] = actor;
        var client = _app!.GetTestClient();
        client.DefaultRequestHeaders.Add(ActorHeader, actor.Name);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    private sealed class NamedActor(IHttpContextAccessor context, Dictionary<string, Actor> actors) : ICurrentActor
    {
        public Task<Actor> GetAsync(CancellationToken cancellationToken) =>
            Task.FromResult(actors.GetValueOrDefault(context.HttpContext!.Request.Headers[ActorHeader].ToString(), Actor.Anonymous));
    }

    private sealed class NamedDoor(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers.TryGetValue(ActorHeader, out var name)
            ? AuthenticateResult.Success(new(new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name.ToString())], Scheme.Name)), Scheme.Name))
            : AuthenticateResult.NoResult());
    }
}

/// <summary>Asking and answering in JSON.</summary>
public static class ApiClient
{
    public static Task<HttpResponseMessage> PutJsonAsync(this HttpClient client, string address, string json) =>
        client.PutAsync(new Uri(address, UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/json"));

    public static Task<HttpResponseMessage> PostCsvAsync(this HttpClient client, string address, string csv)
    {
        var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        content.Headers.ContentDisposition = new("attachment") { FileName = "students.csv" };
        return client.PostAsync(new Uri(address, UriKind.Relative), content);
    }

    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> answer) => await (await answer).Content.ReadFromJsonAsync<JsonElement>();

    public static Task<JsonElement> ReadAsync(this HttpClient client, string address) => client.GetFromJsonAsync<JsonElement>(new Uri(address, UriKind.Relative));
}
