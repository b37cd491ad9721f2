namespace TalentPortal.Web.Features.Cohorts;

/// <summary>Sentences about cohorts.</summary>
public sealed class CohortTexts;
