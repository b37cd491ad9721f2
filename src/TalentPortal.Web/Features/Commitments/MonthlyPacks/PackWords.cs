using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Commitments.MonthlyPacks;

/// <summary>Numbers of a pack in words.</summary>
internal static class PackWords
{
    /// <summary>30,000, or with its currency USD 1,500,000,000.</summary>
    public static string Amount(PackLine line, long amount) => line.Rule?.Currency is { } currency ? $"{currency} {Formats.Number(amount)}" : Formats.Number(amount);
}
