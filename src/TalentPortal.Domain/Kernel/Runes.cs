using System.Text;

namespace TalentPortal.Domain.Kernel;

/// <summary>What the base library leaves open about characters.</summary>
internal static class Runes
{
    /// <summary>Whether Unicode promises never to use it as a character. Such a text can be sent, but normalising it throws.</summary>
    public static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
