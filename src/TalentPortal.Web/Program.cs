using TalentPortal.Web.Platform.Verbs;
using TalentPortal.Web.Ui;

var builder = WebApplication.CreateBuilder(args);
builder.Host.UseDefaultServiceProvider(o => (o.ValidateOnBuild, o.ValidateScopes) = (true, true));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddPortalUi();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();

var app = builder.Build();
if (VerbRunner.IsAsked(args))
{
    return await VerbRunner.RunAsync(app.Services, args, CancellationToken.None);
}

app.UsePortalUi();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapPortalUi();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
await app.RunAsync();
return 0;
