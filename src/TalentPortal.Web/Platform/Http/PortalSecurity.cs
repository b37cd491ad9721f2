using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using TalentPortal.Data.Accounts;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Keys;

namespace TalentPortal.Web.Platform.Http;

/// <summary>Who comes in, by which door, and what every answer carries. Called once by <c>Program.cs</c>.</summary>
public static class PortalSecurity
{
    /// <summary>The name of the session cookie, before any prefix.</summary>
    public const string SessionCookie = "portal-session";

    /// <summary>Picks the door: keys for the API, the cookie for everything else.</summary>
    private const string Doors = "portal";

    /// <summary>When the session began, kept in the cookie: no activity prolongs it beyond <see cref="Longest"/>.</summary>
    private const string SessionStart = "portal.since";

    private const int HashIterations = 210_000;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static void AddPortalSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        // The framework's request log writes whole addresses, and a one-time link is an address.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.AddKeyRing();
        services.AddHttpContextAccessor();
        services.AddSingleton<PortalAddress>();
        services.AddSingleton<SecretLimits>();
        services.Configure<SecretLimitOptions>(builder.Configuration.GetSection("Portal:Limits"));
        services.Configure<RateLimitOptions>(builder.Configuration.GetSection("Portal:Limits"));
        services.AddRateLimits();
        AddActors(services);
        services.AddPermissionPolicies();
        AddDoors(services);
        AddForms(builder);
        AddProxies(builder);
    }

    /// <summary>Goes before anything that answers; only what words errors and picks languages may stand outside.</summary>
    public static void UsePortalSecurity(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<CircuitDoor>();
        app.UseAuthorization();
        app.UseMiddleware<Idempotency>();
        app.UseAntiforgery();
    }

    private static void AddActors(IServiceCollection services)
    {
        services.AddSingleton<IPartnerDirectory, PartnerDirectory>();
        services.AddSingleton<IManagerDirectory, ManagerDirectory>();
        services.AddScoped<CircuitMark>();
        services.AddScoped<CircuitHandler>(s => s.GetRequiredService<CircuitMark>());
        services.AddScoped<CurrentActor>();
        services.AddScoped<ICurrentActor>(s => s.GetRequiredService<CurrentActor>());
        services.AddScoped<AuthenticationStateProvider, RevalidatingState>();
    }

    private static void AddDoors(IServiceCollection services)
    {
        services.AddAuthentication(Doors)
            .AddPolicyScheme(Doors, null, o => o.ForwardDefaultSelector = c => ProblemAnswer.IsApi(c) ? ApiKeyAuthentication.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
            .AddCookie(IdentityConstants.ApplicationScheme, Cookie);
        services.AddIdentityCore<Account>(o => o.User.RequireUniqueEmail = true)
            .AddEntityFrameworkStores<AccountsDbContext>()
            .AddSignInManager();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = HashIterations);
    }

    private static void Cookie(CookieAuthenticationOptions o)
    {
        o.Cookie.Name = SessionCookie;
        o.Cookie.HttpOnly = true;
        o.Cookie.SameSite = SameSiteMode.Lax;
        o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        o.CookieManager = new PortalCookies();
        o.LoginPath = "/account/sign-in";
        o.ReturnUrlParameter = "returnUrl";
        o.ExpireTimeSpan = Idle;
        o.SlidingExpiration = true;
        o.Events.OnSigningIn = context =>
        {
            context.Properties.Items.TryAdd(SessionStart, context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToString("O"));
            return Task.CompletedTask;
        };
        o.Events.OnValidatePrincipal = ValidateAsync;
        o.Events.OnRedirectToAccessDenied = RefuseAsync;
    }

    /// <summary>Ends sessions that are too old. Whether the account is still open is asked anew by every request and every event, in <see cref="CurrentActor"/>.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (!context.Properties.Items.TryGetValue(SessionStart, out var text) || !DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var since)
            || now - since > Longest)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }

    /// <summary>Somebody without the role is refused; a session that was ended elsewhere signs in anew.</summary>
    private static async Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var actors = context.HttpContext.RequestServices.GetRequiredService<ICurrentActor>();
        if ((await actors.GetAsync(context.HttpContext.RequestAborted)).IsSignedIn)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        var back = HttpMethods.IsGet(request.Method) ? QueryString.Create(context.Options.ReturnUrlParameter, $"{request.Path}{request.QueryString}") : QueryString.Empty;
        context.Response.Redirect($"{context.Options.LoginPath}{back}");
    }

    private static void AddForms(WebApplicationBuilder builder) => builder.Services.AddOptions<AntiforgeryOptions>().Configure<PortalAddress>((o, address) =>
    {
        o.Cookie.Name = address.IsSecure ? "__Host-portal-form" : "portal-form";
        o.Cookie.SecurePolicy = address.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        o.Cookie.SameSite = SameSiteMode.Strict;
        o.Cookie.HttpOnly = true;
        o.SuppressXFrameOptionsHeader = true;
    });

    private static void AddProxies(WebApplicationBuilder builder) => builder.Services.Configure<ForwardedHeadersOptions>(o =>
    {
        var known = builder.Configuration.GetSection("Portal:KnownProxies").Get<string[]>() ?? [];
        o.ForwardedHeaders = known.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        o.KnownProxies.Clear();
        o.KnownIPNetworks.Clear();
        foreach (var proxy in known)
        {
            o.KnownProxies.Add(IPAddress.Parse(proxy));
        }
    });
}
