namespace TalentPortal.Web.Features.Programmes;

/// <summary>Sentences about programmes.</summary>
public sealed class ProgrammeTexts;
