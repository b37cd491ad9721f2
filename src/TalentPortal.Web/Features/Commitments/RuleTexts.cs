namespace TalentPortal.Web.Features.Commitments;

/// <summary>The words of pages on which counting rules are written, tried, compared and approved.</summary>
public sealed class RuleTexts;
