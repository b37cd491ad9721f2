using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Tests.Access;

/// <summary>One executed cell of the matrix.</summary>
/// <param name="Fault">Null when it went as expected.</param>
/// <param name="Body">What was answered, without names, numbers and tokens that differ by nature.</param>
internal sealed record Cell(string Key, string Who, Side Side, int Status, string Body, bool LetIn, string? Fault);

/// <summary>Knocks at one door for one principal about one object, and judges the answer by the table.</summary>
internal static partial class Doors
{
    public static async Task<Cell> KnockAsync(MatrixWorld world, string key, Expected expected, Principal who, Side side)
    {
        var (method, path) = (key[..key.IndexOf(' ', StringComparison.Ordinal)], key[(key.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        var about = await world.ObjectAsync(expected.About, side);
        var isApi = path.StartsWith("/api/", StringComparison.Ordinal);
        method = method is "PAGE" or "ANY" ? "GET" : method;
        using var content = Content(key, method, isApi, who, side);
        var address = Address(path, about) + (expected.Query.Length > 0 ? $"?{string.Format(null, expected.Query, about)}" : "");
        var (response, body) = await world.SendAsync(who, method, address, content);
        using (response)
        {
            var status = (int)response.StatusCode;
            var toSignIn = response.Headers.Location?.OriginalString.Contains("/account/sign-in?returnUrl", StringComparison.Ordinal) == true || (status == 302 && response.Headers.Location?.OriginalString == "/account/sign-in");
            var (wanted, what) = Wanted(world, expected, who, side, isApi, key);
            var fits = Array.Exists(wanted, w => w == status) && (what == "sign in" || !toSignIn);
            return new(key, who.Name, side, status, Plain(body, about), what == "in",
                fits ? null : $"{key} by {who.Name} about {side}: expected {what} ({string.Join("/", wanted)}), was {status}. {body[..Math.Min(body.Length, 200)]}");
        }
    }

    /// <summary>The statuses that fit, and the word for them.</summary>
    public static (int[] Statuses, string Word) Wanted(MatrixWorld world, Expected expected, Principal who, Side side, bool isApi, string key)
    {
        // A key counts for nothing outside the API, and a session for nothing inside it.
        var actor = who.Key is not null == isApi ? who.Actor : Actor.Anonymous;
        if (expected.Permission is not { } permission)
        {
            return (who.HasEnded && key.StartsWith("POST", StringComparison.Ordinal) ? [.. expected.Allowed, 400] : expected.Allowed, "in");
        }

        if (!actor.IsSignedIn)
        {
            return isApi ? ([401], "key wanted") : ([302], "sign in");
        }

        if (!actor.Allows(permission))
        {
            return isApi ? ([403], "not permitted") : ([404], "missing");
        }

        if (expected.About == What.Nothing)
        {
            return (expected.Allowed, "in");
        }

        var creates = expected.Reach == Reach.Managed && key.StartsWith("PUT", StringComparison.Ordinal);
        return (side != Side.None || creates) && Expectations.Reaches(actor, expected.Reach, world.Partner(side), MatrixWorld.Country(side)) ? (expected.Allowed, "in") : ([404], "missing");
    }

    /// <summary>The answer without what differs from one object or request to the next.</summary>
    public static string Plain(string body, string about) => Varying().Replace(
        body.Replace(about, "*", StringComparison.OrdinalIgnoreCase).Replace(Uri.EscapeDataString(about), "*", StringComparison.OrdinalIgnoreCase), "~");

    private static string Address(string path, string about)
    {
        var first = true;
        return Parameter().Replace(path, m =>
        {
            if (first && !m.Value.Contains(":int", StringComparison.Ordinal))
            {
                first = false;
                return about;
            }

            return m.Value.Contains("status", StringComparison.Ordinal) ? "404" : "2";
        });
    }

    private static HttpContent? Content(string key, string method, bool isApi, Principal who, Side side) => (method, isApi) switch
    {
        ("GET" or "HEAD", _) => null,
        ("PUT", true) => JsonContent.Create(MatrixWorld.BodyOf(key, side)),
        ("POST", true) when key == "POST /api/v1/rosters" => new StringContent($"student_id,full_name\nX1,Somebody\n", Encoding.UTF8, "text/csv"),
        ("POST", true) when key.StartsWith("POST /api/v1/targets/", StringComparison.Ordinal) => JsonContent.Create(MatrixWorld.BodyOf(key, side)),
        (_, true) => null,
        _ when key is "POST /cohorts/{code}/rosters" or "POST /rosters/upload/{partner}" => new MultipartFormDataContent
        {
            { new StringContent(who.FormToken), "__RequestVerificationToken" },
            { new StringContent("student_id,full_name\nX1,Somebody\n", Encoding.UTF8, "text/csv"), "file", "roster.csv" },
        },
        _ => new FormUrlEncodedContent([new("__RequestVerificationToken", who.FormToken), new("apply", "valid"), new("what", "heading")]),
    };

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("CfDJ8[\\w-]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\"traceId\":\"[^\"]*\"|<!--Blazor[^>]*-->|nobodys-[0-9a-f]{32}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Varying();
}
