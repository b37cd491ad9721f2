using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Rosters;
using TalentPortal.Web.Features.Rosters.ApplyRoster;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;

/// <summary>Words for what a roster does to the people of a cohort.</summary>
internal static class RosterWorld
{
    public const string Header = "student_id,full_name,email,mobile,birth_date,nationality,status,completed_on\n";

    /// <summary>A university with one cohort, and a target that counts who completes its programme.</summary>
    public static async Task GroundAsync(this PortalFixture portal, string name)
    {
        await portal.University(name);
        await portal.Programme($"{name}-dev");
        await portal.Cohort($"{name}-1", name, $"{name}-dev");
        await portal.Commitment($"{name}-promise", $"{name}-people", 100, new RuleInput("distinct-ever", "completed", Programmes: [$"{name}-dev"]));
    }

    /// <summary>People who completed, numbered.</summary>
    public static string People(string prefix, IEnumerable<int> numbers) =>
        Header + string.Concat(numbers.Select(i => $"{prefix}{i},Learner {prefix} {i},{prefix}{i}@example.org,,,MY,completed,2026-05-0{(i % 9) + 1}\n"));

    public static async Task<Roster> UndoAsync(this PortalFixture portal, Guid id)
    {
        await using (var db = await portal.Database.BeginAsync(Scope.Everything, default))
        {
            var roster = await db.Set<Roster>().SingleAsync(r => r.Id == id);
            Assert.Null(roster.AskToUndo(portal.Manager.Id, "Test manager").Problem);
            await db.EnqueueAsync(UndoRosterJob.JobKind, $"{UndoRosterJob.JobKind}:{id}:{roster.Revision}", Findings.Write(new RosterJobPayload(id)), portal.Clock.GetUtcNow(), default);
            await db.CommitAsync(default);
        }

        await portal.WorkAsync();
        return await portal.Roster(id);
    }

    public static Dictionary<string, int> OutcomesOf(this Roster roster) => Findings.ReadAs<Dictionary<string, int>>(roster.Outcomes);

    /// <summary>What stands now, in one text: living records with their values and keys, their enrolments, open facts, traits and counted people.</summary>
    public static Task<string> StandingAsync(this PortalFixture portal) => portal.TextAsync(
        """
        select string_agg(line, E'\n' order by line collate "C") from (
          select concat_ws('|', 'record', r.id, r.person_id, r.full_name, r.student_id, r.email, r.mobile, r.nationality, r.audience, r.gender, r.birth_year, r.birth_date, r.region, r.employer, r.sector, r.disability,
            r.student_key, r.email_key, r.mobile_key, r.name_key, r.name_word, r.held) as line from person_record r where r.state = 'live'
          union all select concat_ws('|', 'enrolment', e.id, e.state, e.result, e.enrolled_on, e.completed_on, e.score, e.grade, e.certificate_no) from enrolment e where e.state <> 'left'
          union all select concat_ws('|', 'fact', f.kind, f.source_id, f.record_id, f.on_date, f.roster_id, f.level) from fact f where f.known_to = 'infinity'
          union all select concat_ws('|', 'link', l.record_id, l.person_id) from person_link l where l.known_to = 'infinity'
          union all select concat_ws('|', 'trait', t.person_id, t.nationality, t.audience, t.gender, t.birth_year, t.region, t.sector) from trait t join person p on p.id = t.person_id and p.state = 'live' where t.known_to = 'infinity'
          union all select concat_ws('|', 'counts', c.target_id, c.subject_id, c.state, c.reason, c.on_date) from contribution c where c.known_to = 'infinity' and c.state <> 'withdrawn'
          union all select concat_ws('|', 'mark', a.enrolment_id, s.cohort_id, s.held_on, a.mark, a.minutes) from attendance a join session s on s.id = a.session_id where a.mark <> 'void'
          union all select concat_ws('|', 'seats', c.id, c.taken) from cohort c) x
        """);

    public static async Task<string> TextAsync(this PortalFixture portal, string sql)
    {
        await using var connection = new NpgsqlConnection(portal.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())?.ToString() ?? "";
    }

    /// <summary>Ledger and facts agree on every target.</summary>
    public static async Task AssertAgreesAsync(this PortalFixture portal) => Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
}
