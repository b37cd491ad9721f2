using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Platform.Http;

/// <summary>Requests a minute on one node; section <c>Portal:Limits</c>. What checks a secret is counted in the database besides.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Per signed-in person or key.</summary>
    public int SignedIn { get; set; } = 600;

    /// <summary>Per address, for visitors who are not signed in.</summary>
    public int Anonymous { get; set; } = 600;

    /// <summary>Per address, for API calls without a valid key.</summary>
    public int RefusedKeys { get; set; } = 60;

    /// <summary>Per address, for forms that check a secret; hashing passwords costs time.</summary>
    public int Secrets { get; set; } = 60;

    /// <summary>Per person, uploads of rosters.</summary>
    public int Uploads { get; set; } = 60;

    /// <summary>Per address, figures and codes that are checked, and pictures that are drawn.</summary>
    public int Verifications { get; set; } = 60;

    /// <summary>Per address, reports of browsers.</summary>
    public int Reports { get; set; } = 10;
}

/// <summary>Bounds how much one visitor can ask of a node. Addresses count after forwarded headers of known proxies only.</summary>
public static class RateLimits
{
    /// <summary>Policy of <c>/csp-report</c>.</summary>
    public const string Reports = "reports";

    /// <summary>Policy of roster uploads.</summary>
    public const string Uploads = "uploads";

    /// <summary>Policy of endpoints that check a secret.</summary>
    public const string Secrets = "secrets";

    /// <summary>Policy of what checks a published figure.</summary>
    public const string Verifications = "verifications";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = RefuseAsync;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(General);
        limiter.AddPolicy(Reports, c => Limit($"reports {Address(c)}", Options(c).Reports));
        limiter.AddPolicy(Uploads, c => Limit($"uploads {Person(c) ?? Address(c)}", Options(c).Uploads));
        limiter.AddPolicy(Verifications, c => Limit($"verifications {Address(c)}", Options(c).Verifications));
        limiter.AddPolicy(Secrets, Secret);
    });

    private static RateLimitPartition<string> General(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            return RateLimitPartition.GetNoLimiter("assets");
        }

        var o = Options(context);
        return Person(context) is { } person ? Limit(person, o.SignedIn)
            : ProblemAnswer.IsApi(context) ? Limit($"api {Address(context)}", o.RefusedKeys)
            : Limit($"anonymous {Address(context)}", o.Anonymous);
    }

    /// <summary>Showing the form is free; only sending it tries a secret.</summary>
    private static RateLimitPartition<string> Secret(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) ? Limit($"secrets {Address(context)}", Options(context).Secrets) : RateLimitPartition.GetNoLimiter("form");

    private static RateLimitPartition<string> Limit(string who, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = Window, QueueLimit = 0 });

    private static string? Person(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true ? context.User.FindFirstValue(ClaimTypes.NameIdentifier) : null;

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static RateLimitOptions Options(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value;

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var context = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        ProblemAnswer.RetryAfter(context, wait);
        var problem = new Problem("api.too-many", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        await (ProblemAnswer.IsApi(context)
            ? ProblemAnswer.WriteAsync(context, StatusCodes.Status429TooManyRequests, problem)
            : ProblemAnswer.WriteTextAsync(context, StatusCodes.Status429TooManyRequests, problem));
    }
}
