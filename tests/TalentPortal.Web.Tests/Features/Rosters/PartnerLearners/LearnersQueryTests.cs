using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Rosters.PartnerLearners;
using TalentPortal.Web.Features.Rosters.Scorecard;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.PartnerLearners;

/// <summary>A partner sees what counted of its learners and why not, and nothing of another partner's.</summary>
public sealed class LearnersQueryTests(LearnersQueryTests.Portal portal) : IClassFixture<LearnersQueryTests.Portal>
{
    [Fact]
    public async Task What_counted_stands_beside_the_learner_and_what_did_not_with_its_first_reason()
    {
        var aminah = Assert.Single((await LearnersAsync("alpha", "Aminah"))!.Page.Items);
        Assert.Equal([("developers", "counted", null)], aminah.Standing.Select(s => (s.Commitment, s.State, s.Reason)));
        Assert.Equal("alpha-1", Assert.Single(aminah.Cohorts).Code);

        var john = Assert.Single((await LearnersAsync("alpha", "a3"))!.Page.Items);
        Assert.Equal([("excluded", Reasons.WrongNationality)], john.Standing.Select(s => (s.State, s.Reason)));
        Assert.Equal(Reasons.NationalityNotStated, Assert.Single(Assert.Single((await LearnersAsync("alpha", "Silent"))!.Page.Items).Standing).Reason);
        Assert.Empty(Assert.Single((await LearnersAsync("alpha", "Only Enrolled"))!.Page.Items).Standing);
    }

    [Fact]
    public async Task Who_counts_through_another_partner_counts_already_and_nothing_says_where()
    {
        var here = Assert.Single((await LearnersAsync("beta", "Aminah"))!.Page.Items);

        Assert.Equal([("excluded", "already-counted")], here.Standing.Select(s => (s.State, s.Reason)));
        Assert.DoesNotContain("alpha", here.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("beta-1", Assert.Single(here.Cohorts).Code);
    }

    [Fact]
    public async Task A_reason_that_only_anothers_record_gives_is_not_told()
    {
        // Beta said nothing of the nationality; alpha said Singapore, so the person fails by alpha's word.
        var here = Assert.Single((await LearnersAsync("beta", "John"))!.Page.Items);

        Assert.Equal(Reasons.NationalityNotStated, Assert.Single(here.Standing).Reason);
    }

    [Fact]
    public async Task Only_its_own_people_and_managers_of_its_country_see_a_partners_pages()
    {
        foreach (var stranger in new[] { await CoordinatorAsync("beta"), new(Guid.CreateVersion7(), "SG", false, [new(Role.ProgrammeManager, Country: "SG")]), new(Guid.CreateVersion7(), "Auditor", false, [new(Role.Auditor)]) })
        {
            Assert.Null(await new LearnersQuery(portal.Database).FindAsync(stranger, "alpha", null, null, null, null, default));
            Assert.Null(await new ScorecardQuery(portal.Database, portal.Clock).FindAsync(stranger, "alpha", default));
        }

        var manager = new Actor(Guid.CreateVersion7(), "MY", false, [new(Role.ProgrammeManager, Country: "MY")]);
        Assert.NotEmpty((await new LearnersQuery(portal.Database).FindAsync(manager, "alpha", null, null, null, null, default))!.Page.Items);
    }

    [Fact]
    public async Task Pages_go_by_name_and_a_search_means_signs_literally()
    {
        var first = (await LearnersAsync("gamma", null))!.Page;
        Assert.Equal((LearnersQuery.PageSize, false, true), (first.Items.Count, first.HasPrevious, first.HasNext));
        var second = (await new LearnersQuery(portal.Database).FindAsync(portal.Manager, "gamma", null, null, LearnersQuery.CursorOf(first.Items[^1]), null, default))!.Page;
        Assert.Equal((10, true, false), (second.Items.Count, second.HasPrevious, second.HasNext));
        Assert.Equal(60, first.Items.Concat(second.Items).Select(l => l.Record).Distinct().Count());
        Assert.Equal(first.Items[0].Record, (await new LearnersQuery(portal.Database).FindAsync(portal.Manager, "gamma", null, null, null, LearnersQuery.CursorOf(second.Items[0]), default))!.Page.Items[0].Record);
        Assert.Empty((await LearnersAsync("gamma", "100%"))!.Page.Items);
        Assert.Equal(60, (await new LearnersQuery(portal.Database).FindAsync(portal.Manager, "gamma", "g", "gamma-1", null, null, default))!.Page.Items.Count + 10);
    }

    [Fact]
    public async Task The_scorecard_counts_files_errors_and_what_completions_prove()
    {
        var card = (await new ScorecardQuery(portal.Database, portal.Clock).FindAsync(await CoordinatorAsync("alpha"), "alpha", default))!;

        Assert.Equal((ScorecardQuery.MonthsShown, new DateOnly(2025, 12, 1), new DateOnly(2026, 11, 1)), (card.Months.Count, card.Months[0].Month, card.Months[^1].Month));
        var month = card.Months[^1].Files!;
        Assert.Equal((1, 6, 1), (month.Files, month.Rows, month.Errors));
        Assert.Equal((4, 3, 3), (month.Completions, month.Dated, month.National));

        // The cohort ended on 30 June, its results came on 20 November.
        var june = card.Months.Single(m => m.Month == new DateOnly(2026, 6, 1));
        Assert.Equal((1, 1, 143.0), (june.Ended, june.Reported, june.Days));
        Assert.Equal("roster.csv", Assert.Single(card.Ended).File);
        Assert.All(card.Months.SkipLast(1), m => Assert.Null(m.Files));
    }

    private async Task<LearnersView?> LearnersAsync(string partner, string? text) =>
        await new LearnersQuery(portal.Database).FindAsync(await CoordinatorAsync(partner), partner, text, null, null, null, default);

    private async Task<Actor> CoordinatorAsync(string partner)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        return new(Guid.CreateVersion7(), $"Coordinator of {partner}", false, [new(Role.Coordinator, await db.Set<Partner>().Where(p => p.Code == partner).Select(p => p.Id).SingleAsync())]);
    }

    /// <summary>Two partners that sent the same people, a third with many, one promise to Malaysians.</summary>
    public sealed class Portal : PortalFixture, IAsyncLifetime
    {
        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            foreach (var code in (string[])["alpha", "beta", "gamma"])
            {
                await this.University(code);
                await this.Programme($"{code}-dev");
                await this.Cohort($"{code}-1", code, $"{code}-dev");
            }

            await this.Commitment("developers", "developers-people", 100, new RuleInput("distinct-ever", "completed", Nationalities: ["MY"]));
            await DoneAsync("alpha-1", """
                student_id,full_name,email,birth_date,nationality,status,completed_on
                a1,Aminah binti Yusof,aminah@example.org,2001-03-04,MY,completed,2026-05-01
                a2,Silent of Nation,,,,completed,2026-05-02
                a3,John Tan Kok Meng,john.tan@example.org,2000-08-09,SG,completed,2026-05-03
                a4,Chong Undated,,,MY,completed,
                a5,Only Enrolled,,,MY,enrolled,
                a6,,,,MY,completed,2026-05-01

                """);
            await DoneAsync("beta-1", """
                student_id,full_name,email,birth_date,nationality,status,completed_on
                b1,Aminah binti Yusof,aminah@example.org,2001-03-04,MY,completed,2026-06-01
                b3,John Tan Kok Meng,john.tan@example.org,2000-08-09,,completed,2026-06-03

                """);
            await DoneAsync("gamma-1", "student_id,full_name\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"g{i},Learner Number {i}\n")));
        }

        private async Task DoneAsync(string cohort, string csv)
        {
            var roster = await this.Upload(cohort, csv);
            Assert.True(roster.State == RosterState.Applied, $"{roster.State} {roster.Problem}");
        }
    }
}
