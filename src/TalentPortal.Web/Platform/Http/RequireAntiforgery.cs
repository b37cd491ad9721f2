using Microsoft.AspNetCore.Antiforgery;

namespace TalentPortal.Web.Platform.Http;

/// <summary>For form endpoints whose form carries nothing but the token: the framework checks only where it binds a field.</summary>
public static class RequireAntiforgeryExtensions
{
    public static TBuilder RequireAntiforgery<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (context, next) =>
        {
            var antiforgery = context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>();
            return await antiforgery.IsRequestValidAsync(context.HttpContext) ? await next(context) : Results.BadRequest();
        });
}
