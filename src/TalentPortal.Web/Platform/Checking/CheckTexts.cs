namespace TalentPortal.Web.Platform.Checking;

/// <summary>Sentences about fields, revisions and requests of every kind.</summary>
public sealed class CheckTexts;
