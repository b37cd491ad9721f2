using System.Text.Json;

namespace TalentPortal.Web.Platform.Http;

/// <summary>Takes what browsers report about blocked content. Of each report only the rule and the blocked origin are logged: addresses could name people.</summary>
public static class CspReports
{
    public const string Path = "/csp-report";
    private const int MaxBytes = 16 * 1024;
    private const int MaxWord = 100;

    public static IEndpointConventionBuilder MapCspReports(this IEndpointRouteBuilder app) =>
        app.MapPost(Path, TakeAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Reports).WithName("csp-report").ExcludeFromDescription();

    private static async Task<IResult> TakeAsync(HttpRequest request, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (request.ContentLength is null or > MaxBytes)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            using var report = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = 8 }, cancellationToken);
            var log = loggers.CreateLogger(typeof(CspReports));
            foreach (var (rule, blocked) in Read(report.RootElement))
            {
                log.LogWarning("Content blocked by policy: {Rule} {Origin}", rule, blocked);
            }
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }

        return Results.NoContent();
    }

    private static IEnumerable<(string Rule, string Origin)> Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("csp-report", out var old) && old.ValueKind == JsonValueKind.Object)
        {
            yield return (Word(old, "violated-directive"), Origin(Text(old, "blocked-uri")));
        }
        else if (root.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in root.EnumerateArray().Take(10))
            {
                if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.Object)
                {
                    yield return (Word(body, "effectiveDirective"), Origin(Text(body, "blockedURL")));
                }
            }
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string Word(JsonElement element, string name) => Clean(Text(element, name));

    private static string Origin(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? Clean(uri.GetLeftPart(UriPartial.Authority)) : Clean(url);

    /// <summary>Letters, digits and a few marks: nothing that could forge a line of the log.</summary>
    private static string Clean(string text) => new([.. text.Take(MaxWord).Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ':' or '/' or '.')]);
}
