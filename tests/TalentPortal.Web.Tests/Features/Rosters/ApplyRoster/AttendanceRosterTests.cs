using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;

/// <summary>Attendance comes by roster like everything else: previewed, told value by value, applied at once, taken back.</summary>
public sealed class AttendanceRosterTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Head = "student_id,full_name,session,attendance,minutes\n";

    private const string TwoDays = Head
        + "S1,Siti binti Ali,2026-03-05,present,\nS2,Tan Mei Ling,2026-03-05,absent,\n"
        + "S1,Siti binti Ali,2026-03-12,partial,45\nS2,Tan Mei Ling,2026-03-12,hadir,\n";

    [Fact]
    public async Task Sessions_are_made_as_they_are_named_and_every_mark_is_kept()
    {
        await portal.GroundAsync("marks");
        var roster = await portal.Upload("marks-1", TwoDays);
        Assert.Equal(RosterState.Applied, roster.State);
        Assert.Equal(new Dictionary<string, int> { ["create"] = 2, ["update"] = 2 }, roster.OutcomesOf());
        Assert.Equal("1 2026-03-05 S1 present\n1 2026-03-05 S2 absent\n2 2026-03-12 S1 partial 45\n2 2026-03-12 S2 present", await Register("marks-1"));
        Assert.Equal("3", await portal.TextAsync(Facts("marks-1")));

        var again = await portal.Upload("marks-1", TwoDays);
        Assert.Equal(new Dictionary<string, int> { ["unchanged"] = 4 }, again.OutcomesOf());
    }

    [Fact]
    public async Task A_corrected_mark_moves_its_fact_and_the_preview_says_what_it_was()
    {
        await portal.GroundAsync("mend");
        await portal.Upload("mend-1", TwoDays);
        var mended = await portal.Upload("mend-1", Head + "S1,Siti binti Ali,2026-03-05,absent,\nS2,Tan Mei Ling,1,make-up,\n");
        Assert.Equal(new Dictionary<string, int> { ["update"] = 2 }, mended.OutcomesOf());
        Assert.Equal(
            "attendance absent > make-up\nattendance present > absent",
            await portal.TextAsync($"select string_agg(field || ' ' || was || ' > ' || became, E'\\n' order by was) from roster_change where roster_id = '{mended.Id}'"));
        Assert.Equal("1 2026-03-05 S1 absent\n1 2026-03-05 S2 make-up\n2 2026-03-12 S1 partial 45\n2 2026-03-12 S2 present", await Register("mend-1"));
        Assert.Equal("3", await portal.TextAsync(Facts("mend-1")));
    }

    [Fact]
    public async Task Undone_it_is_as_if_it_had_never_come()
    {
        await portal.GroundAsync("back");
        await portal.Upload("back-1", RosterWorld.Header + "S1,Siti binti Ali,,,,MY,enrolled,\n");
        var before = await portal.StandingAsync();
        var first = await portal.Upload("back-1", TwoDays);
        var between = await portal.StandingAsync();
        var second = await portal.Upload("back-1", Head + "S1,Siti binti Ali,2026-03-05,absent,\nS1,Siti binti Ali,2026-03-12,partial,60\n");

        Assert.Equal((RosterState.Undone, 0), await portal.UndoAsync(second.Id) is var two ? (two.State, two.UndoConflicts) : default);
        Assert.Equal(between, await portal.StandingAsync());
        Assert.Equal((RosterState.Undone, 0), await portal.UndoAsync(first.Id) is var one ? (one.State, one.UndoConflicts) : default);
        Assert.Equal(before, await portal.StandingAsync());

        await portal.Upload("back-1", TwoDays);
        Assert.Equal("1 2026-03-05 S1 present\n1 2026-03-05 S2 absent\n2 2026-03-12 S1 partial 45\n2 2026-03-12 S2 present", await Register("back-1"));
    }

    [Fact]
    public async Task An_undo_leaves_marks_alone_that_somebody_changed_since()
    {
        await portal.GroundAsync("since");
        await portal.Upload("since-1", RosterWorld.Header + "S1,Siti binti Ali,,,,MY,enrolled,\nS2,Tan Mei Ling,,,,MY,enrolled,\n");
        var first = await portal.Upload("since-1", TwoDays);
        await portal.Upload("since-1", Head + "S1,Siti binti Ali,2026-03-05,excused,\n");
        var undone = await portal.UndoAsync(first.Id);
        Assert.Equal((RosterState.PartlyUndone, 1), (undone.State, undone.UndoConflicts));
        Assert.Equal("1 2026-03-05 S1 excused", await Register("since-1"));
    }

    [Fact]
    public async Task People_cannot_be_taken_back_under_marks_of_a_later_roster()
    {
        await portal.GroundAsync("under");
        var people = await portal.Upload("under-1", RosterWorld.Header + "S1,Siti binti Ali,,,,MY,enrolled,\nS3,Kumar a/l Raju,,,,MY,enrolled,\n");
        await portal.Upload("under-1", TwoDays);
        var undone = await portal.UndoAsync(people.Id);
        Assert.Equal(RosterState.PartlyUndone, undone.State);
        Assert.Equal("S1", await portal.TextAsync("select string_agg(r.student_id, ' ') from enrolment e join person_record r on r.id = e.record_id join cohort c on c.id = e.cohort_id where c.code = 'under-1' and e.state = 'enrolled' and r.student_id <> 'S2'"));
    }

    [Fact]
    public async Task A_row_whose_session_cannot_be_told_is_an_error_and_drops_nobody()
    {
        await portal.GroundAsync("which");
        await portal.Upload("which-1", "student_id,full_name,session,session_date,attendance\nS1,Siti binti Ali,1,2026-03-05,present\nS1,Siti binti Ali,2,2026-03-05,present\n");
        var roster = await portal.Upload(
            "which-1",
            "student_id,full_name,session,session_date,attendance\nS4,Chin Wei,2026-03-05,,present\nS4,Chin Wei,7,,present\nS4,Chin Wei,1,2026-03-06,present\nS4,Chin Wei,3,2026-03-19,present\nS4,Chin Wei,2026-03-19,,absent\n");
        Assert.Equal(new Dictionary<string, int> { ["create"] = 1, ["error"] = 3, ["unchanged"] = 1 }, roster.OutcomesOf());
        Assert.Equal(
            "session-ambiguous session-unknown session-other-day duplicate-of-row",
            await portal.TextAsync($"select string_agg(f ->> 'code', ' ' order by row_no) from roster_row, jsonb_array_elements(findings) f where roster_id = '{roster.Id}'"));
        Assert.Equal("1 2026-03-05 S1 present\n2 2026-03-05 S1 present\n3 2026-03-19 S4 present", await Register("which-1"));
    }

    [Fact]
    public async Task A_mark_made_by_hand_stays()
    {
        await portal.GroundAsync("hand");
        await portal.Upload("hand-1", TwoDays);
        await portal.TextAsync("with x as (update attendance a set mark = 'excused', roster_id = null from cohort c where c.id = a.cohort_id and c.code = 'hand-1' and a.mark = 'absent' returning 1) select count(*) from x");
        var again = await portal.Upload("hand-1", TwoDays);
        Assert.Equal(new Dictionary<string, int> { ["unchanged"] = 3, ["conflict"] = 1 }, again.OutcomesOf());
        Assert.Equal("1 2026-03-05 S1 present\n1 2026-03-05 S2 excused\n2 2026-03-12 S1 partial 45\n2 2026-03-12 S2 present", await Register("hand-1"));
    }

    [Fact]
    public async Task Somebody_on_a_row_without_a_session_and_on_rows_with_one_is_enrolled_once()
    {
        await portal.GroundAsync("mixed");
        var roster = await portal.Upload(
            "mixed-1",
            "student_id,full_name,session,attendance,status,completed_on\nS1,Siti binti Ali,2026-03-05,present,,\nS1,Siti binti Ali,,,completed,2026-03-20\nS1,Siti binti Ali,2026-03-12,present,failed,\n");
        Assert.Equal(new Dictionary<string, int> { ["create"] = 1, ["update"] = 2 }, roster.OutcomesOf());
        Assert.Equal(1, await portal.Counted("mixed-people"));
        Assert.Equal("said-otherwise", await portal.TextAsync($"select string_agg(f ->> 'code', ' ') from roster_row, jsonb_array_elements(findings) f where roster_id = '{roster.Id}' and row_no = 4"));
    }

    [Fact]
    public async Task A_cleared_mark_is_void_and_blank_minutes_change_nothing()
    {
        await portal.GroundAsync("clear");
        await portal.Upload("clear-1", TwoDays);
        await portal.Upload("clear-1", Head + "S1,Siti binti Ali,2026-03-05,(clear),\nS1,Siti binti Ali,2026-03-12,partial,\n");
        Assert.Equal("1 2026-03-05 S1 void\n1 2026-03-05 S2 absent\n2 2026-03-12 S1 partial 45\n2 2026-03-12 S2 present", await Register("clear-1"));
        Assert.Equal("2", await portal.TextAsync(Facts("clear-1")));
    }

    private static string Facts(string cohort) => $"select count(*) from fact f join cohort c on c.id = f.cohort_id where c.code = '{cohort}' and f.kind = 'attended' and f.known_to = 'infinity'";

    private Task<string> Register(string cohort) => portal.TextAsync(
        $"""
        select string_agg(concat_ws(' ', s.n, s.held_on, r.student_id, a.mark, a.minutes), E'\n' order by s.n, r.student_id)
        from attendance a join session s on s.id = a.session_id join enrolment e on e.id = a.enrolment_id join person_record r on r.id = e.record_id join cohort c on c.id = a.cohort_id
        where c.code = '{cohort}' and (a.mark <> 'void' or c.code = 'clear-1')
        """);
}
