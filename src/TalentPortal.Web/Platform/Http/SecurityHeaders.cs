using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticAssets;

namespace TalentPortal.Web.Platform.Http;

/// <summary>The headers of every response, errors and static files included: they are written last, when nothing can take them off again.</summary>
public static partial class SecurityHeaders
{
    /// <summary>{socket} is this host over a web socket, {secure} what holds over HTTPS only. No inline script, style, handler or frame anywhere.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; script-src 'self'; script-src-attr 'none'; "
        + "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'{socket}; manifest-src 'self'; {secure}report-to csp; report-uri " + CspReports.Path;

    private const string StrictTransport = "max-age=63072000; includeSubDomains; preload";
    private const string Features =
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            Write((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        var secure = context.Request.IsHttps;
        var marks = context.GetEndpoint()?.Metadata;
        var framable = marks?.GetMetadata<Framable>() is not null;
        headers.ContentSecurityPolicy = framable ? Framable.Policy : marks?.GetMetadata<ForeignContent>() is null ? Policy(context.Request.Host, secure) : ForeignContent.Policy;
        headers["Reporting-Endpoints"] = $"csp=\"{CspReports.Path}\"";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = framable ? default : "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = framable ? "cross-origin" : "same-origin";
        headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        headers["Permissions-Policy"] = Features;
        headers.Remove("Server");
        if (secure && !IsLoopback(context.Request.Host))
        {
            headers.StrictTransportSecurity = StrictTransport;
        }

        var isAsset = marks?.GetMetadata<StaticAssetDescriptor>() is not null;
        if (!isAsset && context.User.Identity?.IsAuthenticated == true)
        {
            headers.CacheControl = "no-store";
        }
    }

    /// <summary>The policy for one host; older Safari needs its web socket named.</summary>
    internal static string Policy(HostString host, bool secure)
    {
        var socket = PlainHost().IsMatch(host.Value ?? "") ? $" {(secure ? "wss" : "ws")}://{host.Value}" : "";
        return ContentSecurityPolicy.Replace("{socket}", socket, StringComparison.Ordinal).Replace("{secure}", secure ? "upgrade-insecure-requests; " : "", StringComparison.Ordinal);
    }

    internal static bool IsLoopback(HostString host) => host.Host is "localhost" or "127.0.0.1" or "[::1]";

    [GeneratedRegex(@"^[A-Za-z0-9.\-]+(:\d{1,5})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex PlainHost();
}
