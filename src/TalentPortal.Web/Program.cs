using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Console;
using TalentPortal.Data;
using TalentPortal.Web.Features.Accounts;
using TalentPortal.Web.Features.Administration;
using TalentPortal.Web.Features.Audits;
using TalentPortal.Web.Features.Cohorts;
using TalentPortal.Web.Features.Commitments;
using TalentPortal.Web.Features.Commitments.ForecastTarget;
using TalentPortal.Web.Features.Commitments.MonthlyPacks;
using TalentPortal.Web.Features.Find;
using TalentPortal.Web.Features.Partners;
using TalentPortal.Web.Features.People;
using TalentPortal.Web.Features.People.FillKeys;
using TalentPortal.Web.Features.Portfolio;
using TalentPortal.Web.Features.Programmes;
using TalentPortal.Web.Features.Rosters;
using TalentPortal.Web.Features.Rosters.KeepHouse;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Platform.Data;
using TalentPortal.Web.Platform.Health;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Platform.Jobs;
using TalentPortal.Web.Platform.Live;
using TalentPortal.Web.Platform.LocalDatabase;
using TalentPortal.Web.Platform.Verbs;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Texts;

args = DevelopmentRun.Prepare(args);
var builder = WebApplication.CreateBuilder(args);

// Standard output belongs to what a verb prints: a key, a table. What is logged goes beside it.
builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true);
builder.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
LocalPostgres? local;
try
{
    local = await DatabaseAtHand.EnsureAsync(builder, CancellationToken.None);
}
catch (LocalPostgresException missing)
{
    await Console.Error.WriteLineAsync(missing.Message);
    return 1;
}

await using var leave = local;
builder.Host.UseDefaultServiceProvider(o => (o.ValidateOnBuild, o.ValidateScopes) = (true, true));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddPortalData();
builder.Services.AddOptions<JobOptions>().BindConfiguration("Portal:Jobs").Validate(o => o.LeaseSeconds >= 1, "Portal:Jobs:LeaseSeconds is at least 1.");
builder.Services.AddSingleton<JobSignal>().AddSingleton<JobWorker>().AddHostedService(p => p.GetRequiredService<JobWorker>());
builder.Services.AddHostedService(p => p.GetRequiredService<RosterHousekeeper>()).AddHostedService(p => p.GetRequiredService<KeyFiller>()).AddHostedService(p => p.GetRequiredService<ForecastKeeper>()).AddHostedService(p => p.GetRequiredService<PackClock>());
builder.Services.AddPortalHealth();
builder.Services.AddPortalUi();
builder.AddAccounts();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddChangeFeed<DatabaseChangeSource>();
builder.Services.AddAdministration().AddPartners().AddProgrammes().AddCohorts().AddPortfolio().AddCommitments().AddAudits().AddRosters().AddPeople().AddCohortPages().AddRosterPages().AddFind();
builder.Services.AddProblemTexts<CheckTexts>().AddPortalApi(services => services.GetRequiredService<ProblemSentences>().Of);

var app = builder.Build();
if (app.Environment.IsDevelopment())
{
    await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
}

if (VerbRunner.IsAsked(args))
{
    return await VerbRunner.RunAsync(app.Services, args, CancellationToken.None);
}

var demo = await app.OfferDemoAsync(CancellationToken.None);
app.UsePortalUi();
app.UsePortalApi();
app.UsePortalSecurity();
app.MapStaticAssets().AllowAnonymous();
app.MapPortalHealth();
app.MapPortalUi();
app.MapAccounts();
app.MapRosterPages();
app.MapCommitmentPages();
app.MapAuditPages();
app.MapPeoplePages();
app.MapAdministration();
var api = app.MapPortalApi();
api.MapPartners();
api.MapProgrammes();
api.MapCohorts();
api.MapCommitments();
api.MapAudits();
api.MapRosters();
api.MapPeople();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
app.Lifetime.ApplicationStarted.Register(() => Console.Error.WriteLine($"TalentPortal is at {string.Join(", ", app.Urls)}. {demo}"));
try
{
    await app.RunAsync();
    return 0;
}
catch (IOException taken) when (taken.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{taken.Message} Stop what listens there, or choose another with ASPNETCORE_URLS.");
    return 1;
}
