using Microsoft.AspNetCore.Identity;
using Npgsql;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Accounts.Administration;
using TalentPortal.Web.Features.Accounts.Colleagues;
using TalentPortal.Web.Features.Accounts.ForgotPassword;
using TalentPortal.Web.Features.Accounts.Inviting;
using TalentPortal.Web.Features.Accounts.Profile;
using TalentPortal.Web.Features.Accounts.SetPassword;
using TalentPortal.Web.Features.Accounts.SignIn;
using TalentPortal.Web.Features.Accounts.Verbs;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Data;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Platform.Mail;
using TalentPortal.Web.Platform.Verbs;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Navigating;

namespace TalentPortal.Web.Features.Accounts;

/// <summary>Signing in, passwords, colleagues, accounts and keys. Needs the product's database and the shell.</summary>
public static class AccountsSetup
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddDbContextFactory<AccountsDbContext>((s, o) => AccountsDbContext.Configure(o, s.GetRequiredService<NpgsqlDataSource>()));
        builder.AddPortalSecurity();
        AddMail(builder);
        services.AddSingleton<OneTimeLinks>();
        services.AddSingleton<AccountMails>();
        services.AddSingleton<ForgotPasswordWorker>();
        services.AddHostedService(s => s.GetRequiredService<ForgotPasswordWorker>());
        services.AddScoped<SignInHandler>();
        services.AddScoped<SetPasswordHandler>();
        services.AddScoped<ChangePasswordHandler>();
        services.AddScoped<InviteHandler>();
        services.AddScoped<ColleaguesQuery>();
        services.AddScoped<RemoveColleagueHandler>();
        services.AddScoped<AccountsQuery>();
        services.AddScoped<AccountCommands>();
        services.AddProblemTexts<AccountsTexts>().AddProblemTexts<HttpTexts>();
        services.AddNavigation(
            new NavItem("/colleagues", typeof(AccountsTexts), "colleagues.title", "person", 80, Role.PartnerAdministrator),
            new NavItem("/administration/accounts", typeof(AccountsTexts), "accounts.title", "key", 90, Role.Administrator) { InMore = true },
            new NavItem("/account", typeof(AccountsTexts), "profile.title", "person", 100) { InMore = true });
        services.AddVerb<AdminCreateVerb>().AddVerb<AdminRecoverVerb>().AddVerb<KeysCreateVerb>().AddVerb<KeysRevokeVerb>();
    }

    public static void MapAccounts(this WebApplication app)
    {
        app.MapCspReports();
        app.MapPost("/account/sign-out", SignOutAsync).AllowAnonymous().RequireAntiforgery().ExcludeFromDescription();
        app.MapPost("/colleagues/{grant:guid}/remove", RemoveAsync).RequireAuthorization(Permissions.ManageColleagues).RequireAntiforgery().ExcludeFromDescription();
        var administration = app.MapGroup("/administration").RequireAuthorization(Permissions.ManageAccounts).ExcludeFromDescription();
        administration.MapPost("/accounts/{account:guid}/suspend", SuspendAsync).RequireAntiforgery();
        administration.MapPost("/accounts/{account:guid}/restore", RestoreAsync).RequireAntiforgery();
        administration.MapPost("/grants/{grant:guid}/withdraw", WithdrawAsync).RequireAntiforgery();
    }

    private static void AddMail(WebApplicationBuilder builder)
    {
        builder.Services.Configure<MailOptions>(builder.Configuration.GetSection("Portal:Mail"))
            .PostConfigure<MailOptions>(o => o.Folder ??= Path.Combine(DatabaseAtHand.DataPath(builder), "mail"));
        builder.Services.AddSingleton<MailFolder>();
        if (string.IsNullOrEmpty(builder.Configuration["Portal:Mail:Host"]))
        {
            builder.Services.AddSingleton<IMailer>(s => s.GetRequiredService<MailFolder>());
        }
        else
        {
            builder.Services.AddSingleton<IMailer, SmtpMailer>();
        }
    }

    private static async Task<IResult> SignOutAsync(SignInManager<Account> sessions)
    {
        await sessions.SignOutAsync();
        return Results.LocalRedirect("/account/sign-in?done=signed-out");
    }

    private static async Task<IResult> RemoveAsync(Guid grant, ICurrentActor actors, RemoveColleagueHandler handler, CancellationToken cancellationToken) =>
        Answer("/colleagues", "removed", await handler.HandleAsync(await actors.GetAsync(cancellationToken), grant, cancellationToken));

    private static async Task<IResult> SuspendAsync(Guid account, ICurrentActor actors, AccountCommands commands, CancellationToken cancellationToken) =>
        Answer("/administration/accounts", "suspended", await commands.SuspendAsync(await actors.GetAsync(cancellationToken), account, cancellationToken));

    private static async Task<IResult> RestoreAsync(Guid account, ICurrentActor actors, AccountCommands commands, CancellationToken cancellationToken) =>
        Answer("/administration/accounts", "restored", await commands.RestoreAsync(await actors.GetAsync(cancellationToken), account, cancellationToken));

    private static async Task<IResult> WithdrawAsync(Guid grant, ICurrentActor actors, AccountCommands commands, CancellationToken cancellationToken) =>
        Answer("/administration/accounts", "withdrawn", await commands.WithdrawAsync(await actors.GetAsync(cancellationToken), grant, cancellationToken));

    private static IResult Answer(string page, string done, Result result) =>
        result.Problem is null ? Results.LocalRedirect($"{page}?done={done}")
        : result.Problem == AccountProblems.Missing ? Results.NotFound()
        : Results.LocalRedirect($"{page}?refused={result.Problem.Code}");
}
