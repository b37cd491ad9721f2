namespace TalentPortal.Web.Features.Commitments.ExplainChange;

/// <summary>The words of the page that explains a difference.</summary>
public sealed class ChangeTexts;
