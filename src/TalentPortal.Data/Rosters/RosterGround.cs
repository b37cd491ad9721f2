namespace TalentPortal.Data.Rosters;

/// <summary>What the set-based statements need to know of a roster.</summary>
/// <param name="Cohort">The one cohort it is for; null where its rows name theirs.</param>
/// <param name="Source">The source profile it comes from.</param>
/// <param name="Leads">Columns that source leads on.</param>
/// <param name="Overrides">Whether protected values are overwritten.</param>
/// <param name="Full">Whether people of the cohort whom the file does not name are dropped.</param>
/// <param name="Cohorts">The cohorts its rows may be for.</param>
public sealed record RosterGround(
    Guid Roster, Guid Partner, string PartnerKind, Guid? Cohort, Guid Source, string[] Leads, bool Overrides, bool Full, IReadOnlyList<GroundCohort> Cohorts)
{
    /// <summary>How <c>held</c> names the source.</summary>
    public string Holder => $"source:{Source}";
}

/// <summary>A cohort rows may be for.</summary>
/// <param name="Today">The day in its zone.</param>
/// <param name="PartnersWord">Whether the roster's word completes; otherwise it is only a claim and makes no fact.</param>
public sealed record GroundCohort(
    Guid Id, string Code, string Name, DateOnly StartsOn, DateOnly EndsOn, DateOnly Today, Guid Programme, string ProgrammeKind, string? Level, string Country, bool PartnersWord);
