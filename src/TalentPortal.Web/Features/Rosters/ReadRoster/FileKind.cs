namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>Files that only pretend to be text, known by their first bytes.</summary>
internal static class FileKind
{
    public const string Zip = "ZIP";
    public const string CompoundFile = "XLS";
    public const string Binary = "BINARY";

    // As UTF-16 in the directory of a compound file: a workbook somebody has protected by a password.
    private static readonly byte[] EncryptedPackage = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage");

    /// <returns>What it looks like, or null when it may be text.</returns>
    public static string? Of(ReadOnlySpan<byte> start) => start switch
    {
        [0x50, 0x4B, 0x03, 0x04, ..] or [0x50, 0x4B, 0x05, 0x06, ..] => Zip,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => CompoundFile,
        [0x25, 0x50, 0x44, 0x46, ..] => "PDF",
        [0x89, 0x50, 0x4E, 0x47, ..] => "PNG",
        [0xFF, 0xD8, 0xFF, ..] => "JPEG",
        [0x1F, 0x8B, ..] => "GZIP",
        [0x42, 0x5A, 0x68, ..] when start.Length > 3 && start[3] is >= (byte)'1' and <= (byte)'9' => "BZIP2",
        [0x37, 0x7A, 0xBC, 0xAF, ..] => "7Z",
        [0x52, 0x61, 0x72, 0x21, 0x1A, ..] => "RAR",
        _ => null,
    };

    /// <summary>Whether a compound file holds a workbook under a password; looks through all of it, for its directory may stand anywhere.</summary>
    public static bool IsEncrypted(Stream file)
    {
        file.Position = 0;
        var buffer = new byte[256 * 1024];
        var kept = 0;
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var filled = buffer.AsSpan(0, kept + read);
            if (filled.IndexOf(EncryptedPackage) >= 0)
            {
                return true;
            }

            kept = Math.Min(filled.Length, EncryptedPackage.Length - 1);
            filled[^kept..].CopyTo(buffer);
        }

        return false;
    }
}
