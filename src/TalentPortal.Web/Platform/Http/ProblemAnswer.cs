using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Platform.Http;

/// <summary>Refusals of the platform as problem details, worded in the reader's language.</summary>
public static class ProblemAnswer
{
    /// <summary>Writes the problem with its stable code under <c>code</c>.</summary>
    public static Task WriteAsync(HttpContext context, int status, Problem problem)
    {
        var details = new ProblemDetails { Status = status, Title = problem.Code, Detail = Sentence(context, problem), Instance = context.Request.Path };
        details.Extensions["code"] = problem.Code;
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(details, options: null, contentType: "application/problem+json", context.RequestAborted);
    }

    /// <summary>Writes the sentence alone, for a browser.</summary>
    public static Task WriteTextAsync(HttpContext context, int status, Problem problem)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(Sentence(context, problem), context.RequestAborted);
    }

    /// <summary>Says how long to wait, in whole seconds, at least one.</summary>
    public static void RetryAfter(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    internal static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static string Sentence(HttpContext context, Problem problem) =>
        context.RequestServices.GetRequiredService<IStringLocalizer<HttpTexts>>()[$"problem.{problem.Code}", [.. problem.Arguments]];
}
