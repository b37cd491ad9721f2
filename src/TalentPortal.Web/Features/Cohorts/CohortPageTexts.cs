namespace TalentPortal.Web.Features.Cohorts;

/// <summary>The words of the cohorts' pages.</summary>
public sealed class CohortPageTexts;
