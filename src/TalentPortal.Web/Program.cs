using TalentPortal.Data;
using TalentPortal.Web.Features.Accounts;
using TalentPortal.Web.Features.Administration;
using TalentPortal.Web.Features.Rosters;
using TalentPortal.Web.Platform.Data;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Platform.Jobs;
using TalentPortal.Web.Platform.LocalDatabase;
using TalentPortal.Web.Platform.Verbs;
using TalentPortal.Web.Ui;

var builder = WebApplication.CreateBuilder(args);
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
builder.Services.AddSingleton<JobSignal>().AddSingleton<JobWorker>().AddHostedService(p => p.GetRequiredService<JobWorker>());
builder.Services.AddPortalUi();
builder.AddAccounts();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddAdministration();
builder.Services.AddRosters();

var app = builder.Build();
if (app.Environment.IsDevelopment())
{
    await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
}

if (VerbRunner.IsAsked(args))
{
    return await VerbRunner.RunAsync(app.Services, args, CancellationToken.None);
}

app.UsePortalUi();
app.UsePortalSecurity();
app.MapStaticAssets().AllowAnonymous();
app.MapPortalUi();
app.MapAccounts();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
await app.RunAsync();
return 0;
