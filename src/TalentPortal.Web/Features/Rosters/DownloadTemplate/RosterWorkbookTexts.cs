namespace TalentPortal.Web.Features.Rosters.DownloadTemplate;

/// <summary>The words of the second sheet of templates and registers.</summary>
public sealed class RosterWorkbookTexts;
