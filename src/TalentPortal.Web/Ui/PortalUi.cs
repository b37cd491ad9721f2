using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using TalentPortal.Web.Ui.Navigating;
using TalentPortal.Web.Ui.Preferences;
using TalentPortal.Web.Ui.Texts;

namespace TalentPortal.Web.Ui;

/// <summary>What the shell needs of the host, in three calls.</summary>
public static class PortalUi
{
    /// <summary>Texts, languages, navigation and the sentences of problems.</summary>
    public static IServiceCollection AddPortalUi(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(o =>
        {
            var spoken = Languages.All.Select(l => l.Culture).ToArray();
            o.SetDefaultCulture(Languages.Default).AddSupportedCultures(spoken).AddSupportedUICultures(spoken);
            o.RequestCultureProviders =
            [
                // An address that names its language can be linked to and found in it.
                new QueryStringRequestCultureProvider { QueryStringKey = Languages.Query, UIQueryStringKey = Languages.Query, Options = o },
                new CookieRequestCultureProvider { CookieName = PreferencesEndpoint.CultureCookie, Options = o },
                new AcceptLanguageHeaderRequestCultureProvider { Options = o },
            ];
            o.ApplyCurrentCultureToResponseHeaders = true;
        });
        services.AddCascadingAuthenticationState();
        services.AddAuthorizationCore();
        services.AddScoped<Navigation>();
        services.AddSingleton<ProblemSentences>();
        return services.AddProblemTexts<UiTexts>();
    }

    /// <summary>Adds entries to the side navigation.</summary>
    public static IServiceCollection AddNavigation(this IServiceCollection services, params ReadOnlySpan<NavItem> items)
    {
        foreach (var item in items)
        {
            services.AddSingleton(item);
        }

        return services;
    }

    /// <summary>Looks for sentences of problems (<c>problem.&lt;code&gt;</c>) in these texts as well.</summary>
    public static IServiceCollection AddProblemTexts<TTexts>(this IServiceCollection services) =>
        services.AddSingleton(new ProblemTextSource(typeof(TTexts)));

    /// <summary>
    /// First in the pipeline: faults and refusals end in a page of the house, in the reader's language. A forbidden page reads like a missing one.
    /// The API answers for itself and is left alone.
    /// </summary>
    public static WebApplication UsePortalUi(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseWhen(IsPage, pages =>
        {
            pages.UseExceptionHandler("/error", createScopeForErrors: true);
            pages.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
            pages.Use(async (context, next) =>
            {
                // A page of errors is read, whatever was sent: a refused form must not be refused once more on its way there.
                if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
                {
                    context.Request.Method = HttpMethods.Get;
                    context.Features.Set<IAntiforgeryValidationFeature>(null);
                }

                try
                {
                    await next(context);
                }
                catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
                {
                    // A form that cannot be read, or lacks its token, is refused; it is no fault of ours.
                    context.Response.StatusCode = refused.StatusCode;
                }

                if (context.Response is { StatusCode: StatusCodes.Status403Forbidden, HasStarted: false })
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                }
            });
        });
        app.UseRouting();
        return app;
    }

    /// <summary>The endpoints of the shell.</summary>
    public static void MapPortalUi(this IEndpointRouteBuilder endpoints) => endpoints.MapPreferences();

    private static bool IsPage(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
}
