using TalentPortal.Web.Features.Accounts;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Platform.Verbs;
using TalentPortal.Web.Ui;

var builder = WebApplication.CreateBuilder(args);
builder.Host.UseDefaultServiceProvider(o => (o.ValidateOnBuild, o.ValidateScopes) = (true, true));
builder.Services.AddSingleton(TimeProvider.System);
builder.AddAccounts();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();

var app = builder.Build();
if (VerbRunner.IsAsked(args))
{
    return await VerbRunner.RunAsync(app.Services, args, CancellationToken.None);
}

app.UsePortalSecurity();
app.MapStaticAssets().AllowAnonymous();
app.MapAccounts();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
await app.RunAsync();
return 0;
