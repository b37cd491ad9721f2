namespace TalentPortal.Web.Features.People;

/// <summary>Sentences about people.</summary>
public sealed class PeopleTexts;
