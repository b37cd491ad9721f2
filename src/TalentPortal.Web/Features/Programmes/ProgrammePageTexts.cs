namespace TalentPortal.Web.Features.Programmes;

/// <summary>The words of the programmes' pages.</summary>
public sealed class ProgrammePageTexts;
