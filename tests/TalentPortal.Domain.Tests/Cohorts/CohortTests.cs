using TalentPortal.Domain.Cohorts;
using Xunit;

namespace TalentPortal.Domain.Tests.Cohorts;

public sealed class CohortTests
{
    private static readonly CohortPlan Plan = new("AI 101, evening", "MY", "Asia/Kuala_Lumpur", new(2026, 2, 1), new(2026, 6, 30), 30);

    [Fact]
    public void Describing_names_what_changed_and_raises_the_revision_once()
    {
        var cohort = Cohort();
        Assert.Equal(["Name", "Country", "Countries", "TimeZone", "StartsOn", "EndsOn", "Seats", "State"], cohort.Describe(Plan).Value);
        Assert.Empty(cohort.Describe(Plan).Value);
        Assert.Equal(1, cohort.Revision);
        Assert.Equal(["Seats"], cohort.Describe(Plan with { Seats = null }).Value);
    }

    [Fact]
    public void A_cohort_spans_at_least_the_country_it_is_held_in_each_once()
    {
        var cohort = Cohort();
        cohort.Describe(Plan with { Countries = ["SG", "ID", "SG"] });
        Assert.Equal(["ID", "MY", "SG"], cohort.Countries);
        Assert.Empty(cohort.Describe(Plan with { Countries = ["ID", "SG", "MY"] }).Value);
    }

    [Fact]
    public void A_cohort_may_last_one_day_and_not_end_before_it_begins()
    {
        Assert.True(Cohort().Describe(Plan with { EndsOn = Plan.StartsOn }).Succeeded);
        Assert.Equal(CohortProblems.EndsBeforeItBegins, Cohort().Describe(Plan with { EndsOn = Plan.StartsOn.AddDays(-1) }).Problem);
    }

    [Theory]
    [InlineData(CohortState.Cancelled, null, false)]
    [InlineData(CohortState.Cancelled, "  ", false)]
    [InlineData(CohortState.Postponed, null, false)]
    [InlineData(CohortState.Postponed, "flood", true)]
    [InlineData(CohortState.Running, null, true)]
    public void Who_cancels_or_postpones_says_why(CohortState state, string? reason, bool accepted)
    {
        var result = Cohort().Describe(Plan with { State = state, StateReason = reason });
        Assert.Equal(accepted, result.Succeeded);
        Assert.Equal(accepted ? null : CohortProblems.ReasonMissing, result.Problem);
    }

    [Fact]
    public void A_cohort_moves_to_another_partner_only_while_nobody_was_ever_in_it()
    {
        var cohort = Cohort();
        var (partner, programme) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.Equal(CohortProblems.HasPeople, cohort.MoveTo(partner, cohort.ProgrammeId, everEnrolled: true).Problem);
        Assert.Equal(CohortProblems.HasPeople, cohort.MoveTo(cohort.PartnerId, programme, everEnrolled: true).Problem);
        Assert.Empty(cohort.MoveTo(cohort.PartnerId, cohort.ProgrammeId, everEnrolled: true).Value);
        Assert.Equal(["PartnerId", "ProgrammeId"], cohort.MoveTo(partner, programme, everEnrolled: false).Value);
    }

    [Fact]
    public void A_cohort_without_limit_is_never_over() => Assert.Equal(0, Cohort().OverBy);

    private static Cohort Cohort() => Domain.Cohorts.Cohort.Create("um-1", Guid.CreateVersion7(), Guid.CreateVersion7(), default);
}
