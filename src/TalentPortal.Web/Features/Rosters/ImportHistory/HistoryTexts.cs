namespace TalentPortal.Web.Features.Rosters.ImportHistory;

/// <summary>The words of the pages of history.</summary>
public sealed class HistoryTexts;
