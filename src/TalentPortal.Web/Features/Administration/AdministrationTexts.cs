namespace TalentPortal.Web.Features.Administration;

/// <summary>The texts of the administration's pages.</summary>
public sealed class AdministrationTexts;
