using System.Text;

namespace TalentPortal.Web.Features.Commitments.StoreSource;

/// <summary>What a file is by its own first bytes; what somebody calls it is not asked.</summary>
internal static class SourceMedia
{
    /// <summary>Bytes that are looked at.</summary>
    public const int Looked = 64 * 1024;

    /// <returns>Null where it is nothing that a source may be kept as.</returns>
    public static string? Of(ReadOnlySpan<byte> start) => start switch
    {
        [0x25, 0x50, 0x44, 0x46, 0x2D, ..] => "application/pdf",
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x47, 0x49, 0x46, 0x38, (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [0x52, 0x49, 0x46, 0x46, _, _, _, _, 0x57, 0x45, 0x42, 0x50, ..] => "image/webp",
        _ when !IsText(start) => null,
        _ => LooksLikeMarkup(start) ? "text/html" : "text/plain",
    };

    // No text of any encoding in use on the web holds these; every program and archive does.
    private static bool IsText(ReadOnlySpan<byte> start)
    {
        foreach (var b in start)
        {
            if (b is < 0x09 or (> 0x0D and < 0x20 and not 0x1B) or 0x0B)
            {
                return false;
            }
        }

        return true;
    }

    private static bool LooksLikeMarkup(ReadOnlySpan<byte> start)
    {
        var text = Encoding.Latin1.GetString(start[..Math.Min(start.Length, 2048)]);
        return text.Contains("<html", StringComparison.OrdinalIgnoreCase) || text.Contains("<!doctype", StringComparison.OrdinalIgnoreCase);
    }
}
