using System.Globalization;

namespace TalentPortal.Web.Ui.Components;

/// <summary>Lengths as SVG attributes: invariant numbers, whatever the reader's culture.</summary>
internal static class Bars
{
    /// <summary>The share as a length: "46.3%", between 0 and 100.</summary>
    public static string Percent(long part, long whole) => whole <= 0
        ? "0%"
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp((double)part / whole * 100, 0, 100):0.##}%");

    /// <summary>A coordinate with one digit.</summary>
    public static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
