using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Platform.Http;

/// <summary>A part of a collection, and the cursor of the next part; null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Which part of a collection is asked for: the rows after a key, at most so many.</summary>
/// <param name="After">The key of the last row seen; empty at the beginning.</param>
public sealed record Paging(IReadOnlyList<string> After, int Limit)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 500;

    /// <summary>Reads what a caller sent.</summary>
    /// <param name="cursor">As given out as <see cref="Page{T}.Next"/>.</param>
    /// <param name="limit">1 to <see cref="MaxLimit"/>.</param>
    /// <param name="parts">Whether the parts of a key can be read, in order.</param>
    /// <returns>Refused with <see cref="ApiProblems.BadCursor"/> and <see cref="ApiProblems.BadLimit"/>.</returns>
    public static Result<Paging> Read(string? cursor, int? limit, params ReadOnlySpan<Func<string, bool>> parts)
    {
        if (limit is < 1 or > MaxLimit)
        {
            return ApiProblems.BadLimit(MaxLimit);
        }

        if (string.IsNullOrEmpty(cursor))
        {
            return new Paging([], limit ?? DefaultLimit);
        }

        if (Key(cursor) is not { } key || key.Length != parts.Length)
        {
            return ApiProblems.BadCursor;
        }

        for (var i = 0; i < key.Length; i++)
        {
            if (!parts[i](key[i]))
            {
                return ApiProblems.BadCursor;
            }
        }

        return new Paging(key, limit ?? DefaultLimit);
    }

    /// <summary>Whether a part of a key is a code.</summary>
    public static bool IsCode(string part) => Code.IsValid(part);

    public static bool IsNumber(string part) => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    public static bool IsRow(string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    public static bool IsDay(string part) => DateOnly.TryParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>The page out of rows of which one more than the limit was read.</summary>
    public Page<T> Of<T>(IReadOnlyList<T> rows, Func<T, string[]> key) => rows.Count <= Limit
        ? new(rows, null)
        : new([.. rows.Take(Limit)], WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(key(rows[Limit - 1]))));

    private static string[]? Key(string cursor)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor)));
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            return null;
        }
    }
}
