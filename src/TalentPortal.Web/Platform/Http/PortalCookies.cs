using Microsoft.AspNetCore.Authentication.Cookies;

namespace TalentPortal.Web.Platform.Http;

/// <summary>
/// Cookies under the prefix <c>__Host-</c> over HTTPS, which browsers accept only with Secure, without a domain and for the whole site; under their plain
/// name on http://localhost. Over plain HTTP elsewhere they are marked Secure, so that browsers refuse them: nobody signs in unprotected.
/// </summary>
public sealed class PortalCookies : ICookieManager
{
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options)
    {
        options.Secure = Secure(context);
        options.Path = "/";
        _inner.AppendResponseCookie(context, Name(context, key), value, options);
    }

    public void DeleteCookie(HttpContext context, string key, CookieOptions options)
    {
        options.Secure = Secure(context);
        options.Path = "/";
        _inner.DeleteCookie(context, Name(context, key), options);
    }

    private static string Name(HttpContext context, string key) => Secure(context) ? $"__Host-{key}" : key;

    private static bool Secure(HttpContext context) => context.Request.IsHttps || !SecurityHeaders.IsLoopback(context.Request.Host);
}
