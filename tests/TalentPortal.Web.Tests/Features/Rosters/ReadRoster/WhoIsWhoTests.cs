using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Rosters.ApplyRoster;
using TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ReadRoster;

/// <summary>Who the rows of a roster are: inside the partner, across partners, and when nobody can be sure.</summary>
public sealed class WhoIsWhoTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task The_same_person_at_two_universities_counts_once()
    {
        await TwoUniversitiesAsync("once");
        await portal.Upload("once-a-1", RosterWorld.Header + "A1,Nurul Huda binti Ahmad,nurul@example.org,,2001-04-05,MY,completed,2026-05-02\n");
        var roster = await portal.Upload("once-b-1", RosterWorld.Header + "B7,NURUL HUDA AHMAD,Nurul@Example.org,,,MY,completed,2026-05-03\n");
        Assert.Equal(RosterState.Applied, roster.State);
        Assert.Equal(1, await portal.Counted("once-people"));
        Assert.Equal("2 1", await portal.TextAsync("select count(*) || ' ' || count(distinct person_id) from person_record where email_key = 'nurul@example.org'"));
        await portal.AssertAgreesAsync();
    }

    [Fact]
    public async Task Somebody_who_may_be_known_counts_provisionally()
    {
        await TwoUniversitiesAsync("doubt");
        await portal.Upload("doubt-a-1", RosterWorld.Header + "A1,Rajesh Kumar a/l Muthu,rajesh@example.org,,2000-12-24,MY,completed,2026-05-02\n");
        var roster = await portal.Upload("doubt-b-1", RosterWorld.Header + "B1,Rajesh Kumar Muthu,rk@example.net,,2000-12-24,MY,completed,2026-05-03\n");
        Assert.Equal(1, roster.Doubtful);
        Assert.Equal((1, 1), (await portal.Counted("doubt-people"), await portal.Figure("doubt-people", "state", "provisional")));
        Assert.Equal("open", await portal.TextAsync($"select status from pair_decision where roster_id = '{roster.Id}'"));
        await portal.AssertAgreesAsync();
    }

    [Fact]
    public async Task Siblings_who_share_an_address_stay_two_however_often_the_file_comes()
    {
        await portal.GroundAsync("family");
        const string csv = "full_name,email,birth_date,status,completed_on\nAisyah binti Omar,omar.family@example.org,2002-01-09,completed,2026-05-02\n";
        const string sister = "full_name,email,birth_date,status,completed_on\nHafiz bin Omar,omar.family@example.org,2004-08-17,completed,2026-05-02\n";
        await portal.Upload("family-1", csv);
        await portal.Upload("family-1", sister);
        Assert.Equal("2", await portal.TextAsync("select count(*) from person_record where email_key = 'omar.family@example.org'"));
        Assert.Equal(1, (await portal.Upload("family-1", csv)).OutcomesOf()["unchanged"]);
        Assert.Equal(1, (await portal.Upload("family-1", sister)).OutcomesOf()["unchanged"]);
        Assert.Equal("2", await portal.TextAsync("select count(*) from person_record where email_key = 'omar.family@example.org'"));
    }

    [Fact]
    public async Task A_number_of_somebody_born_another_day_with_another_name_waits_for_a_decision()
    {
        await portal.GroundAsync("number");
        await portal.Upload("number-1", RosterWorld.Header + "N1,Wong Siew Lan,wong@example.org,,1998-03-03,MY,completed,2026-05-02\n");
        var roster = await portal.Upload("number-1", RosterWorld.Header + "N1,Muhammad Faiz bin Zul,faiz@example.org,,2003-11-20,MY,completed,2026-05-04\nN2,Ok Row,ok@example.org,,,MY,completed,2026-05-04\n");
        Assert.Equal((1, 1), (roster.OutcomesOf()["needs-decision"], roster.OutcomesOf()["create"]));
        Assert.Equal("Wong Siew Lan", await portal.TextAsync("select full_name from person_record where student_id = 'N1'"));
    }

    [Fact]
    public async Task A_cleared_cell_empties_and_a_blank_one_does_not()
    {
        await portal.GroundAsync("clear");
        await portal.Upload("clear-1", RosterWorld.Header + "C1,Siti,c1@example.org,012-345 6789,1998-03-03,MY,completed,2026-05-02\n");
        var roster = await portal.Upload("clear-1", RosterWorld.Header + "C1,Siti,,(clear),,,,\n");
        Assert.Equal(1, roster.OutcomesOf()["update"]);
        Assert.Equal("c1@example.org - -", await portal.TextAsync("select email || ' ' || coalesce(mobile, '-') || ' ' || coalesce(mobile_key, '-') from person_record where student_id = 'C1'"));
    }

    [Fact]
    public async Task A_downloaded_row_key_names_the_person_whatever_else_the_row_corrects()
    {
        await portal.GroundAsync("key");
        await portal.Upload("key-1", RosterWorld.Header + "X1,Siti,x1@example.org,,,MY,completed,2026-05-02\n");
        var key = await portal.TextAsync("select e.id from enrolment e join person_record r on r.id = e.record_id where r.student_id = 'X1'");
        var roster = await portal.Upload("key-1", $"row_key,student_id,full_name,email\n{key},X2,Siti Aminah,x2@example.org\n00000000-0000-0000-0000-000000000001,X3,Nobody,x3@example.org\n");
        Assert.Equal((1, 1), (roster.OutcomesOf()["update"], roster.OutcomesOf()["error"]));
        Assert.Equal("X2 Siti Aminah x2", await portal.TextAsync("select student_id || ' ' || full_name || ' ' || student_key from person_record where email = 'x2@example.org'"));
    }

    [Fact]
    public async Task A_value_a_manager_set_is_kept_and_the_row_says_so()
    {
        await portal.GroundAsync("held");
        await portal.Upload("held-1", RosterWorld.Header + "H1,Siti,h1@example.org,,,MY,completed,2026-05-02\n");
        await portal.TextAsync("update person_record set held = '{\"nationality\":\"manager\"}' where student_id = 'H1' returning 1");
        var roster = await portal.Upload("held-1", RosterWorld.Header + "H1,Siti,new@example.org,,,SG,,\n");
        Assert.Equal(1, roster.OutcomesOf()["conflict"]);
        Assert.Equal("new@example.org MY", await portal.TextAsync("select email || ' ' || nationality from person_record where student_id = 'H1'"));
        Assert.Contains("protected-kept", await portal.TextAsync($"select findings::text from roster_row where roster_id = '{roster.Id}'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_name_and_one_address_under_two_numbers_of_one_file_are_asked_about()
    {
        await portal.GroundAsync("two");
        var roster = await portal.Upload(
            "two-1", "Student ID,Full name,Email,Nationality,Audience,Status,Completed on\nZ1,Siti Hajar binti Ujian,siti.hajar@example.org,Malaysian,student,completed,2026-06-02\nZ2,Siti Hajar binti Ujian,siti.hajar@example.org,Malaysian,student,completed,2026-06-02\n");
        Assert.Equal(1, roster.Doubtful);
        Assert.Equal((1, 1), (await portal.Counted("two-people"), await portal.Figure("two-people", "state", "provisional")));
    }

    [Fact]
    public async Task A_manager_may_overwrite_what_is_held_and_the_row_is_not_stale_for_it()
    {
        await portal.GroundAsync("over");
        await portal.Upload("over-1", RosterWorld.Header + "O1,Siti,o1@example.org,,,MY,completed,2026-05-02\n");
        await portal.TextAsync("update person_record set held = '{\"nationality\":\"manager\"}' where student_id = 'O1' returning 1");
        var roster = await portal.Upload("over-1", RosterWorld.Header + "O1,Siti,o1@example.org,,,SG,,\n", RosterApply.Preview);
        Assert.Equal(1, roster.OutcomesOf()["conflict"]);
        Assert.Null((await portal.Get<ApplyRosterHandler>().ApplyAsync(portal.Manager, roster.Id, RosterApply.Valid, true, default)).Problem);
        await portal.WorkAsync();
        Assert.Equal(1, (await portal.Roster(roster.Id)).OutcomesOf()["update"]);
        Assert.Equal("SG", await portal.TextAsync("select nationality from person_record where student_id = 'O1'"));
    }

    private async Task TwoUniversitiesAsync(string name)
    {
        await portal.University($"{name}-a");
        await portal.University($"{name}-b");
        await portal.Programme($"{name}-dev");
        await portal.Cohort($"{name}-a-1", $"{name}-a", $"{name}-dev");
        await portal.Cohort($"{name}-b-1", $"{name}-b", $"{name}-dev");
        await portal.Commitment($"{name}-promise", $"{name}-people", 100, new RuleInput("distinct-ever", "completed", Programmes: [$"{name}-dev"]));
    }
}
