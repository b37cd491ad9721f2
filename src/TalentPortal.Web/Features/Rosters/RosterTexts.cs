namespace TalentPortal.Web.Features.Rosters;

/// <summary>Sentences of rosters: why a file was refused, what is to be said of a row.</summary>
public sealed class RosterTexts;
