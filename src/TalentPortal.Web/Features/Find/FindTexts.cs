namespace TalentPortal.Web.Features.Find;

/// <summary>The words of the page of what was found.</summary>
public sealed class FindTexts;
