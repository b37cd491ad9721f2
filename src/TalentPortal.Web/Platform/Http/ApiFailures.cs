using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Platform.Http;

/// <summary>What no endpoint answered for itself: parameters that cannot be read, bodies that break off, faults.</summary>
public sealed class ApiFailures(RequestDelegate next, ApiProblems problems, ILogger<ApiFailures> log)
{
    private static readonly Problem Unread = new("request.parameter-malformed");
    private static readonly Problem TooLarge = new("request.too-large");
    private static readonly Problem Fault = new("server.fault");

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, ContentType: null } && ByStatus(context.Response.StatusCode) is { } problem)
            {
                await AnswerAsync(context, problem, context.Response.StatusCode);
            }
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge : Unread, refused.StatusCode);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            log.LogError(failure, "{Method} {Path} failed.", context.Request.Method, context.Request.Path);
            await AnswerAsync(context, Fault, StatusCodes.Status500InternalServerError);
        }
    }

    // Routing and the doors answer with a bare status; a program deserves a code, and its author a sentence.
    private static Problem? ByStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new("request.key-needed"),
        StatusCodes.Status403Forbidden => new("request.not-allowed"),
        StatusCodes.Status404NotFound => new("request.no-such-address"),
        StatusCodes.Status405MethodNotAllowed => new("request.method-not-known"),
        StatusCodes.Status415UnsupportedMediaType => new("request.media-not-read"),
        _ => null,
    };

    private Task AnswerAsync(HttpContext context, Problem problem, int status)
    {
        var challenge = context.Response.Headers.WWWAuthenticate;
        context.Response.Clear();
        context.Response.Headers.WWWAuthenticate = challenge;
        var answer = problems.Of(problem);
        (answer.ProblemDetails.Status, answer.ProblemDetails.Type) = (status, null);
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer.ProblemDetails, options: null, contentType: "application/problem+json", context.RequestAborted);
    }
}
