using System.Text;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>How the bytes of a text file become letters.</summary>
/// <param name="Name">As it is shown to people and stored.</param>
/// <param name="Encoding">Strict: bytes it does not know end the reading.</param>
/// <param name="Mark">Bytes of the byte order mark.</param>
/// <param name="Guessed">Whether the letters decided, so that a human should see some names first.</param>
internal sealed record TextEncoding(string Name, Encoding Encoding, int Mark, bool Guessed)
{
    public const string Utf8 = "UTF-8";
    public const string Utf16LittleEndian = "UTF-16LE";
    public const string Utf16BigEndian = "UTF-16BE";
    public const string Windows1252 = "windows-1252";
    public const string Gb18030 = "GB18030";
    public const string Big5 = "Big5";

    private const int Looked = 4096;

    /// <summary>The encodings a human may choose.</summary>
    public static IReadOnlyList<string> All { get; } = [Utf8, Utf16LittleEndian, Utf16BigEndian, Windows1252, Gb18030, Big5];

    /// <summary>Bytes as they are, one letter each: for files that no encoding explains and that are still to be looked through.</summary>
    public static TextEncoding Bytes { get; } = new("bytes", Encoding.Latin1, 0, true);

    /// <summary>Finds the encoding: a byte order mark, the zeros of UTF-16, strict UTF-8, and only then what the letters would be.</summary>
    /// <param name="chosen">What somebody said it is; null to find it.</param>
    /// <returns>Refused when no encoding makes plausible letters of it, or when it is not what somebody said.</returns>
    public static Result<TextEncoding> Of(Stream file, string? chosen)
    {
        var start = new byte[Looked];
        file.Position = 0;
        start = start[..file.ReadAtLeast(start, Looked, throwOnEndOfStream: false)];
        if (chosen is not null && All.FirstOrDefault(e => e.Equals(chosen, StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            var said = new TextEncoding(name, Strict(name), MarkOf(start, name), Guessed: false);
            return Decodes(file, said) ? said with { Guessed = name is Windows1252 or Gb18030 or Big5 } : RosterFileProblems.NotInEncoding(name);
        }

        var seen = start switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Utf8,
            [0xFF, 0xFE, ..] => Utf16LittleEndian,
            [0xFE, 0xFF, ..] => Utf16BigEndian,
            _ => ByZeros(start),
        };
        if (seen is null && start.Contains((byte)0))
        {
            return RosterProblems.NotCsv(FileKind.Binary);
        }

        var found = new TextEncoding(seen ?? Utf8, Strict(seen ?? Utf8), MarkOf(start, seen ?? Utf8), Guessed: false);
        if (Decodes(file, found))
        {
            return found;
        }

        return seen is null && EncodingGuess.Of(file) is { } guess ? new TextEncoding(guess, Strict(guess), 0, Guessed: true) : RosterProblems.NotUtf8;
    }

    internal static Encoding Strict(string name) => name switch
    {
        Utf8 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        Utf16LittleEndian => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
        Utf16BigEndian => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!,
    };

    private static int MarkOf(ReadOnlySpan<byte> start, string name) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] when name == Utf8 => 3,
        [0xFF, 0xFE, ..] when name == Utf16LittleEndian => 2,
        [0xFE, 0xFF, ..] when name == Utf16BigEndian => 2,
        _ => 0,
    };

    // Every delimiter and line break of UTF-16 has a zero on the same side; text in other encodings has none at all.
    private static string? ByZeros(ReadOnlySpan<byte> start)
    {
        var zeros = (Even: 0, Odd: 0);
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == 0)
            {
                zeros = i % 2 == 0 ? (zeros.Even + 1, zeros.Odd) : (zeros.Even, zeros.Odd + 1);
            }
        }

        return zeros switch
        {
            (0, > 0) when zeros.Odd * 20 >= start.Length => Utf16LittleEndian,
            ( > 0, 0) when zeros.Even * 20 >= start.Length => Utf16BigEndian,
            _ => null,
        };
    }

    private static bool Decodes(Stream file, TextEncoding encoding)
    {
        file.Position = encoding.Mark;
        var decoder = encoding.Encoding.GetDecoder();
        var bytes = new byte[64 * 1024];
        var letters = new char[bytes.Length + 2];
        try
        {
            int read;
            do
            {
                read = file.Read(bytes);
                decoder.GetChars(bytes.AsSpan(0, read), letters, flush: read == 0);
            }
            while (read > 0);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
