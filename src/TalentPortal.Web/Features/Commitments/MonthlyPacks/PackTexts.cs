namespace TalentPortal.Web.Features.Commitments.MonthlyPacks;

/// <summary>The words of the monthly pack.</summary>
public sealed class PackTexts;
