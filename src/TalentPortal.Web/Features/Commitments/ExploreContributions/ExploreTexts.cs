namespace TalentPortal.Web.Features.Commitments.ExploreContributions;

/// <summary>The words of the pages that show who counts and who does not.</summary>
public sealed class ExploreTexts;
