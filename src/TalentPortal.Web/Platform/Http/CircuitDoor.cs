using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Platform.Http;

/// <summary>
/// Guards <c>/_blazor</c>, which the framework leaves open: 503 while shutting down (clients that reconnect would hold the process until its
/// time-out), 401 for whoever is not signed in, 403 when the page that asks is not ours. Browsers send no Origin with a plain GET, so the
/// long-polling transport is refused too; only the list of initialisers, which opens nothing, is spared the Origin.
/// </summary>
public sealed class CircuitDoor(RequestDelegate next, IHostApplicationLifetime lifetime, PortalAddress address)
{
    private const string Path = "/_blazor";

    public async Task InvokeAsync(HttpContext context, ICurrentActor actors)
    {
        if (!context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase, out var rest))
        {
            await next(context);
            return;
        }

        var refusal = lifetime.ApplicationStopping.IsCancellationRequested ? StatusCodes.Status503ServiceUnavailable
            : !(await actors.GetAsync(context.RequestAborted)).IsSignedIn ? StatusCodes.Status401Unauthorized
            : !IsOwnPage(context.Request) && rest != "/initializers" ? StatusCodes.Status403Forbidden
            : StatusCodes.Status200OK;
        if (refusal == StatusCodes.Status200OK)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = refusal;
    }

    private bool IsOwnPage(HttpRequest request)
    {
        var origins = request.Headers.Origin;
        return origins.Count == 1
            && (string.Equals(origins[0], $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
                || string.Equals(origins[0], address.Origin, StringComparison.OrdinalIgnoreCase));
    }
}
