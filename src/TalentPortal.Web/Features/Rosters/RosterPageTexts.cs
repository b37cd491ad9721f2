namespace TalentPortal.Web.Features.Rosters;

/// <summary>The words of the rosters' pages.</summary>
public sealed class RosterPageTexts;
