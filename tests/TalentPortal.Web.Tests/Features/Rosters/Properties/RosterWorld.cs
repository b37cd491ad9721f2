using System.Text;
using System.Text.Json;
using Npgsql;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Rosters.ApplyRoster;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.Properties;

/// <summary>Two partners with two cohorts each, a programme and a commitment of their own: nothing in it meets the people of another world.</summary>
internal sealed class RosterWorld(PortalFixture portal, int n)
{
    private static readonly Actor Second = new(Guid.CreateVersion7(), "Second manager", false, [new(Domain.Access.Role.ProgrammeManager)]);
    private static int _worlds;

    // What a roster says of itself, whatever it changes.
    private static readonly string[] OfRosters = ["roster", "roster_row", "roster_change", "roster_source", "stored_file", "stored_chunk", "audit_entry", "knowing", "job", "__EFMigrationsHistory"];

    public string Everybody => $"everybody-{n}";

    public string Students => $"students-{n}";

    public static async Task<RosterWorld> Make(PortalFixture portal)
    {
        var n = Interlocked.Increment(ref _worlds);
        await portal.Programme($"programme-{n}");
        for (var cohort = 0; cohort < InventedRosters.Cohorts; cohort++)
        {
            var partner = InventedRosters.PartnerCode(n, cohort / 2);
            if (cohort % 2 == 0)
            {
                await portal.University(partner);
            }

            await portal.Cohort(InventedRosters.CohortCode(n, cohort), partner, $"programme-{n}");
        }

        await portal.Commitment(
            $"commitment-{n}",
            new($"everybody-{n}", 10, "people", new(2026, 1, 1), new(2026, 12, 31), new("distinct-ever", "completed", Programmes: [$"programme-{n}"])),
            new($"students-{n}", 10, "people", new(2026, 1, 1), new(2026, 12, 31), new("distinct-ever", "completed", Programmes: [$"programme-{n}"], Nationalities: ["MY"], Audiences: ["student"])));
        return new(portal, n);
    }

    /// <summary>Uploads a file and sees it applied, with a second person's word where the brake asks for one.</summary>
    public async Task<Roster> Apply(InventedFile file)
    {
        var id = await Receive(file, Encoding.UTF8.GetBytes(InventedRosters.Csv(file, n)));
        await portal.WorkAsync();
        var roster = await portal.Roster(id);
        if (roster.State == RosterState.NeedsApproval)
        {
            Assert.Null((await portal.Get<ApplyRosterHandler>().ApproveAsync(Second, id, roster.Brake, default)).Problem);
            await portal.WorkAsync();
            roster = await portal.Roster(id);
        }

        var jobs = await Lines("select to_jsonb(j)::text from job j where payload ->> 'roster' = @roster", ("roster", id.ToString()));
        Assert.True(roster.State == RosterState.Applied, $"{roster.State}: {roster.Problem} {roster.Questions} {string.Join(' ', jobs)}");
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        return roster;
    }

    /// <summary>Takes a roster back.</summary>
    public async Task<Roster> Undo(Roster roster)
    {
        Assert.Null((await portal.Get<ApplyRosterHandler>().UndoAsync(portal.Manager, roster.Id, default)).Problem);
        await portal.WorkAsync();
        return await portal.Roster(roster.Id);
    }

    /// <summary>The outcome of each row of the file, in its order.</summary>
    public Task<List<string>> Outcomes(Roster roster) => Lines("select outcome from roster_row where roster_id = @roster and in_file order by row_no", ("roster", roster.Id));

    /// <summary>The outcomes that the roster itself tells.</summary>
    public static Dictionary<string, int> Told(Roster roster) => JsonSerializer.Deserialize<Dictionary<string, int>>(roster.Outcomes)!;

    /// <summary>Everything the product knows but what rosters say of themselves: one line a table.</summary>
    public async Task<List<string>> Digest()
    {
        var tables = await Lines("select table_name::text from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1");
        Assert.Contains("person_record", tables);
        List<string> digests = [];
        foreach (var table in tables.Except(OfRosters))
        {
            digests.AddRange(await Lines($"select '{table} ' || count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) from {table} t"));
        }

        return digests;
    }

    /// <summary>
    /// Who is who, what they did and how they count, in words that are the same in every world: a line for each person with every record of theirs
    /// in it, one for each open question, one for each figure.
    /// </summary>
    public async Task<List<string>> Standing()
    {
        var lines = await Lines(
            """
            with r as (
              select r.id, r.person_id, concat_ws('|', left(p.code, 1), r.student_id, r.email, r.full_name, r.mobile, r.birth_date, r.nationality, r.audience) as says,
                (select string_agg(concat_ws(':', right(c.code, 1), e.state, e.result, e.completed_on,
                    (select string_agg(concat_ws('=', s.held_on, a.mark, a.minutes), ',' order by s.held_on) from attendance a join session s on s.id = a.session_id where a.enrolment_id = e.id and a.mark <> 'void')), ' ' order by c.code, e.id) from enrolment e join cohort c on c.id = e.cohort_id
                  where e.record_id = r.id and e.state <> 'left') as did,
                (select string_agg(concat_ws(':', f.kind, right(c.code, 1), f.on_date), ' ' order by c.code, f.kind, f.on_date) from fact f join cohort c on c.id = f.cohort_id
                  where f.record_id = r.id and f.known_to = 'infinity') as facts
              from person_record r join partner p on p.id = r.partner_id where p.code = any (@partners) and r.state = 'live')
            select 'person ' || string_agg(concat_ws(' > ', says, did, facts), ' & ' order by says collate "C", did collate "C") || coalesce(' = ' ||
              (select string_agg(concat_ws(':', left(t.code, 1), k.state, k.reason), ' ' order by t.code) from contribution k join target t on t.id = k.target_id where k.subject_id = r.person_id and k.known_to = 'infinity'), '')
            from r group by person_id
            union all select concat_ws(' ', 'figure', left(t.code, 1), f.dim, coalesce(left(p.code, 1), right(c.code, 1), case when f.dim <> 'programme' then f.key end), f.n)
            from figure f join target t on t.id = f.target_id left join partner p on p.id::text = f.key left join cohort c on c.id::text = f.key where t.code = any (@targets) and f.n <> 0 and f.dim <> 'change'
            """,
            ("partners", new[] { InventedRosters.PartnerCode(n, 0), InventedRosters.PartnerCode(n, 1) }),
            ("targets", new[] { Everybody, Students }));
        return [.. lines.Select(Worldless).Order(StringComparer.Ordinal)];
    }

    /// <summary>Who is enrolled in a cohort, by student id.</summary>
    public Task<List<string>> Enrolled(int cohort) => Lines(
        "select r.student_id from enrolment e join person_record r on r.id = e.record_id join cohort c on c.id = e.cohort_id where c.code = @cohort and e.state = 'enrolled' order by r.student_id collate \"C\"",
        ("cohort", InventedRosters.CohortCode(n, cohort)));

    public Task<List<string>> OpenPairs() => Lines(
        """
        select concat_ws(' ? ', a.full_name, b.full_name) from pair_decision d join person_record a on a.id = d.record_a join person_record b on b.id = d.record_b
        where d.status = 'open' and a.partner_id in (select id from partner where code = any (@partners))
        """,
        ("partners", new[] { InventedRosters.PartnerCode(n, 0), InventedRosters.PartnerCode(n, 1) }));

    private string Worldless(string line)
    {
        line = line.Replace($"@h{n}.", "@", StringComparison.Ordinal);
        foreach (var human in InventedRosters.Town)
        {
            line = line.Replace(InventedRosters.Mobile(n, human.No), $"mobile{human.No}", StringComparison.Ordinal)
                .Replace(InventedRosters.Birthday(n, human.No).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), $"birthday{human.No}", StringComparison.Ordinal);
        }

        return line;
    }

    private async Task<Guid> Receive(InventedFile file, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var upload = new RosterUpload(file.Cohort is { } cohort ? InventedRosters.CohortCode(n, cohort) : null, "roster.csv", "text/csv", file.Mode, RosterApply.Valid) { Partner = InventedRosters.PartnerCode(n, file.Partner) };
        var received = await portal.Get<RosterIntake>().ReceiveAsync(portal.Manager, upload, stream, default);
        Assert.Null(received.Problem);
        return received.Value;
    }

    private async Task<List<string>> Lines(string sql, params (string Name, object Value)[] parameters)
    {
        await using var owner = new NpgsqlConnection(portal.ConnectionString);
        await owner.OpenAsync();
        await using var command = new NpgsqlCommand(sql, owner);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        List<string> lines = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        }

        return lines;
    }
}
