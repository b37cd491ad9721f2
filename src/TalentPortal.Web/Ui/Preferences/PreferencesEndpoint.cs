using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace TalentPortal.Web.Ui.Preferences;

/// <summary>Language and theme: two cookies of the browser, set by a form that works without script.</summary>
public static class PreferencesEndpoint
{
    public const string Path = "/preferences";
    public const string ThemeCookie = "theme";
    public const string CultureCookie = "culture";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    /// <summary>The theme chosen, "light" or "dark"; null means the system's.</summary>
    public static string? ThemeOf(HttpContext? context) =>
        context?.Request.Cookies[ThemeCookie] is "light" or "dark" ? context.Request.Cookies[ThemeCookie] : null;

    public static void MapPreferences(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, Choose).AllowAnonymous();

    /// <summary>Keeps what was chosen and goes back. What is not known is left as it was.</summary>
    private static RedirectHttpResult Choose(HttpContext context, [FromForm] string? culture, [FromForm] string? theme, [FromForm] string? back)
    {
        if (Languages.Speaks(culture))
        {
            Keep(context, CultureCookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture!)));
        }

        if (theme is "light" or "dark")
        {
            Keep(context, ThemeCookie, theme);
        }
        else if (theme is "system")
        {
            context.Response.Cookies.Delete(ThemeCookie);
        }

        return TypedResults.LocalRedirect(LocalUrl.OrHome(back));
    }

    private static void Keep(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = KeptFor,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    });
}
