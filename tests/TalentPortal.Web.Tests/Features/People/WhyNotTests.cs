using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.People;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.People.ShowPerson;
using Xunit;

namespace TalentPortal.Web.Tests.Features.People;

/// <summary>"Why do I not count?", where the ledger has no row that could say it.</summary>
public sealed class WhyNotTests : IAsyncLifetime
{
    private readonly PortalFixture _portal = new();

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        await _portal.University("uni");
        await _portal.Programme("dev");
        await _portal.Programme("arch", level: "architect");
        await _portal.Cohort("dev-1", "uni", "dev");
        await _portal.Cohort("arch-1", "uni", "arch");
        await _portal.Commitment("developers", "developers", 100, new RuleInput("distinct-ever", "completed", Levels: ["developer"], Countries: ["MY"]));
        await _portal.Commitment("abroad", "abroad", 100, new RuleInput("distinct-ever", "completed", Levels: ["architect"], Countries: ["SG"]));
        await _portal.Upload("dev-1", "student_id,full_name,status,completed_on\nS1,Aisyah,completed,2026-06-20\nS4,Lee Jia Hui,enrolled,\n");
        await _portal.Upload("arch-1", "student_id,full_name,status,completed_on\nS5,Nur,completed,2026-07-22\nS1,Aisyah,completed,2026-07-22\n");
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task The_nearest_fact_and_its_first_failing_condition_are_told()
    {
        var nur = await PageAsync("S5");
        Assert.Equal(
            [("abroad", "wrong-place", new DateOnly(2026, 7, 22)), ("developers", "wrong-level", new DateOnly(2026, 7, 22))],
            nur.WhyNot.Select(w => (w.Commitment, w.Reason, w.On!.Value)).Order());
    }

    [Fact]
    public async Task Who_counts_is_not_told_why_not()
    {
        var aisyah = await PageAsync("S1");
        Assert.Equal(["abroad"], aisyah.WhyNot.Select(w => w.Commitment));
        Assert.Equal("wrong-place", aisyah.WhyNot[0].Reason); // as an architect she came nearer than as a developer
        Assert.Equal(["developers"], aisyah.Counts.Select(c => c.Commitment));
    }

    [Fact]
    public async Task Where_nothing_has_happened_that_is_said_to_those_who_see_everything()
    {
        Assert.All((await PageAsync("S4")).WhyNot, w => Assert.Equal(("no-fact", null), (w.Reason, w.On)));
        Assert.Empty((await PageAsync("S4", "MY")).WhyNot);
    }

    private async Task<PersonPageView> PageAsync(string student, string? country = null)
    {
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        var person = await db.Set<PersonRecord>().Where(r => r.StudentId == student).Select(r => r.PersonId).SingleAsync();
        return (await _portal.Get<PersonPageQuery>().FindAsync(_portal.Manager with { Grants = [new(Role.ProgrammeManager, Country: country)] }, person, default))!;
    }
}
