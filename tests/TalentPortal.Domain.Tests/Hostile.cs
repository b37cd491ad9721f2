using FsCheck;
using FsCheck.Fluent;

namespace TalentPortal.Domain.Tests;

/// <summary>Texts as the world sends them: any characters, the dangerous ones often, halves of surrogate pairs among them; never null.</summary>
public static class Hostile
{
    private static readonly string[] Pieces =
    [
        "", " ", "\0", "\t", "\r", "\n", "\u001B[31m", "\u202E", "\u2066", "\u200B", "\uFEFF", "\uFFFD", "\uFFFE", "\uD83D", "\uDE00", "😀", "e\u0301", "İ", "ß", "=1+1", "'=1+1", "'", "\"", ",", "@", "a@b.my", "-1", "+60 12-345 6789",
        "03/04/2026", "18/11/2026", "31/02/2026", "00/00/0000", "99/99/9999", "2026-11-18", "0001-01-01", "9999-12-31", "////", "1/2", "٠٣/٠٤/٢٠٢٦", "1e9", "999999.9999", "79228162514264337593543950335", "%", "NaN",
        "completed", "Selesai", "完成", "陈伟明", "Nur binti Ali", "அ", "<script>", "'; drop table person; --", "马来西亚", "Pulau Pinang", "female",
    ];

    private static readonly Gen<string> Anything = Gen.Choose(0, 0xFFFF).ListOf().Select(codes => string.Concat(codes.Select(code => (char)code)));

    private static readonly Gen<string> Mixture = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));

    public static Arbitrary<string> Texts { get; } = Gen.OneOf(Gen.Elements(Pieces), Mixture, Anything).ToArbitrary();

    public static Arbitrary<string[]> Rows { get; } = Texts.Generator.ListOf().Select(cells => cells.ToArray()).ToArbitrary();
}
