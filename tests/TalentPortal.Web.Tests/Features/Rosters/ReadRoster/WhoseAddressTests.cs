using System.Text;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ReadRoster;

/// <summary>Whom an e-mail names inside its partner, be the rest said by the same file or by an earlier one.</summary>
public sealed class WhoseAddressTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_row_without_an_id_at_an_address_of_two_ids_is_neither_and_finds_its_own_record_again()
    {
        await portal.GroundAsync("neither");
        var file = RosterWorld.Header + "A8,Jose Nunez,jose@neither.example,012-3000007,1955-03-26,PH,failed,\n,Jose Nunez,jose@neither.example,012-3000007,1955-03-26,PH,enrolled,\nA7,Jose Nunez,jose@neither.example,,,PH,completed,2026-03-10\n";
        Assert.Equal("create create create", await Outcomes("neither-1", file));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("unchanged unchanged unchanged", await Outcomes("neither-1", file));
        }
    }

    [Fact]
    public async Task Two_ids_of_a_partner_are_two_people_even_if_a_row_without_one_looks_like_both()
    {
        await portal.GroundAsync("both");
        await Outcomes("both-1", RosterWorld.Header + "C8,Jose Nunez,jose@both.example,012-3111117,1955-03-26,PH,failed,\n,Jose Nunez,jose@both.example,012-3111117,1955-03-26,PH,enrolled,\nC7,Jose Nunez,jose@both.example,012-3111117,1955-03-26,PH,completed,2026-03-10\n");
        Assert.Equal("2", await portal.TextAsync("select count(distinct person_id) from person_record where email_key = 'jose@both.example' and student_id is not null"));
    }

    [Fact]
    public async Task Siblings_without_ids_are_two_people_in_one_file_as_in_two()
    {
        await portal.GroundAsync("siblings");
        var file = RosterWorld.Header + ",Aisyah binti Omar,omar@siblings.example,,2002-01-09,MY,completed,2026-05-02\n,Hafiz bin Omar,omar@siblings.example,,2004-08-17,MY,completed,2026-05-02\n";
        Assert.Equal("create create", await Outcomes("siblings-1", file));
        Assert.Equal(2, await portal.Counted("siblings-people"));
        Assert.Equal("unchanged unchanged", await Outcomes("siblings-1", file));
    }

    [Fact]
    public async Task Two_new_ids_cannot_both_be_who_had_none()
    {
        await portal.GroundAsync("newid");
        Assert.Equal("create", await Outcomes("newid-1", RosterWorld.Header + ",Siti Hajar,siti@newid.example,,,MY,,\n"));
        var file = RosterWorld.Header + "H1,Siti Hajar,siti@newid.example,,,MY,,\nH2,Siti Hajar,siti@newid.example,,,MY,,\n";
        Assert.Equal("create create", await Outcomes("newid-1", file));
        Assert.Equal("unchanged unchanged", await Outcomes("newid-1", file));
        Assert.Equal("update", await Outcomes("newid-1", RosterWorld.Header + ",Siti Hajar,siti@newid.example,,,SG,,\n"));
        Assert.Equal("SG", await portal.TextAsync("select nationality from person_record where email_key = 'siti@newid.example' and student_id is null"));
    }

    [Fact]
    public async Task One_new_id_is_given_to_who_had_none()
    {
        await portal.GroundAsync("given");
        await Outcomes("given-1", RosterWorld.Header + ",Siti Hajar,siti@given.example,,,MY,,\n");
        Assert.Equal("update", await Outcomes("given-1", RosterWorld.Header + "G1,Siti Hajar,siti@given.example,,,MY,,\n"));
        Assert.Equal("G1", await portal.TextAsync("select string_agg(student_id, ' ') from person_record where email_key = 'siti@given.example'"));
    }

    [Fact]
    public async Task An_address_that_the_same_file_takes_from_somebody_no_longer_names_them()
    {
        await portal.GroundAsync("moved");
        await Outcomes("moved-1", RosterWorld.Header + "M5,Tan Jun Kiat,old@moved.example,,,SG,,\n");
        var file = RosterWorld.Header + "M5,Tan Jun Kiat,new@moved.example,,,SG,,\n,Tan Jun Kiat,old@moved.example,,,SG,,\n";
        Assert.Equal("update create", await Outcomes("moved-1", file));
        Assert.Equal("unchanged unchanged", await Outcomes("moved-1", file));
    }

    [Fact]
    public async Task A_row_without_an_id_before_the_one_with_it_does_not_lose_the_id()
    {
        await portal.GroundAsync("before");
        var file = RosterWorld.Header + ",Tan Jun Kiat,tan@before.example,,,SG,,\nK1,Tan Jun Kiat,tan@before.example,,,SG,completed,2026-05-02\n";
        Assert.Equal("duplicate-in-file create", await Outcomes("before-1", file));
        Assert.Equal("duplicate-in-file unchanged", await Outcomes("before-1", file));
        Assert.Equal("K1", await portal.TextAsync("select string_agg(student_id, ' ') from person_record where email_key = 'tan@before.example'"));
        Assert.Equal(1, await portal.Counted("before-people"));
    }

    [Fact]
    public async Task Somebody_known_who_stands_twice_in_a_file_that_says_nothing_new_is_still_there_once()
    {
        await portal.GroundAsync("twice");
        const string row = "T1,Tan Jun Kiat,tan@twice.example,,,SG,completed,2026-05-02\n";
        const string other = "T2,Lim Mei Ling,lim@twice.example,,,MY,,\n";
        await Outcomes("twice-1", RosterWorld.Header + row + other);
        Assert.Equal("unchanged unchanged", await Outcomes("twice-1", RosterWorld.Header + row + other));
        Assert.Equal("unchanged unchanged duplicate-in-file", await Outcomes("twice-1", RosterWorld.Header + row + other + row));
        Assert.Equal(1, await portal.Counted("twice-people"));
    }

    [Fact]
    public async Task A_row_that_cannot_be_used_does_not_speak_for_the_next_one()
    {
        await portal.GroundAsync("unusable");
        var file = $"row_key,student_id,full_name,email\n{Guid.Empty},U1,Tan Jun Kiat,tan@unusable.example\n,U1,Tan Jun Kiat,tan@unusable.example\n";
        Assert.Equal("error create", await Outcomes("unusable-1", file));
        Assert.Equal("error unchanged", await Outcomes("unusable-1", file));
    }

    [Fact]
    public async Task Somebody_whose_first_row_lacks_a_date_is_still_written_by_the_others()
    {
        await portal.GroundAsync("heir");
        await portal.Get<DescribeCohortHandler>().HandleAsync(portal.Manager, "heir-2", new("heir-dev", "heir", "heir-2", "MY", "Asia/Kuala_Lumpur", new(2026, 9, 1), new(2026, 12, 31), null), null, default);
        const string file = "cohort,student_id,full_name,status,completed_on\nheir-2,E1,Tan Jun Kiat,completed,\nheir-1,E1,Tan Jun Kiat,completed,2026-05-02\n";
        Assert.Equal("error create", await Outcomes(null, file, "heir"));
        Assert.Equal("error unchanged", await Outcomes(null, file, "heir"));
        Assert.Equal(1, await portal.Counted("heir-people"));
    }

    private async Task<string> Outcomes(string? cohort, string csv, string? partner = null)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var received = await portal.Get<RosterIntake>().ReceiveAsync(portal.Manager, new RosterUpload(cohort, "roster.csv", "text/csv", RosterMode.Delta, RosterApply.Valid) { Partner = partner }, bytes, default);
        Assert.Null(received.Problem);
        await portal.WorkAsync();
        var roster = await portal.Roster(received.Value);
        Assert.True(roster.State == RosterState.Applied, $"{roster.State}: {roster.Problem}");
        return await portal.TextAsync($"select string_agg(outcome, ' ' order by row_no) from roster_row where roster_id = '{roster.Id}' and in_file");
    }

    [Fact]
    public async Task An_address_that_a_whole_office_shares_names_nobody()
    {
        await portal.GroundAsync("office");
        var rows = Enumerable.Range(1, 60).Select(i => $"{(i <= 55 ? $"O{i}" : "")},Learner Number {i},office@example.org,,,MY,completed,2026-05-01\n");
        var roster = await portal.Upload("office-1", RosterWorld.Header + string.Concat(rows));
        Assert.Equal(new Dictionary<string, int> { ["create"] = 55, ["error"] = 5 }, roster.OutcomesOf());
        Assert.Equal("address-of-many", await portal.TextAsync($"select string_agg(distinct f ->> 'code', ' ') from roster_row, jsonb_array_elements(findings) f where roster_id = '{roster.Id}'"));
    }
}
