using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters;

/// <summary>Laws of counting over random histories of rosters, against the slow and obvious counter.</summary>
public sealed class CountingPropertyTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly DateOnly From = new(2026, 1, 1);
    private static readonly DateOnly Until = new(2026, 4, 30);

    private static int _history;

    [Fact]
    public Task Any_history_counts_what_the_obvious_counter_counts_and_agrees_with_its_facts() => Check(
        Files(Rows("enrolled", "completed", "withdrawn", "failed")), 20, async (world, files) =>
        {
            var oracle = new ReferenceCounter();
            var known = new List<(DateTimeOffset At, long Counted)>();
            foreach (var file in files)
            {
                await world.Upload(file);
                oracle.Read(world.Cohort(file), World.Partner(file), file.Rows);
                Assert.Equal(oracle.Count(From, Until, [], []), await portal.Counted(world.Everybody));
                Assert.Equal(oracle.Count(From, Until, ["MY"], ["student"]), await portal.Counted(world.Students));
                known.Add((portal.Clock.GetUtcNow(), await portal.Counted(world.Everybody)));
                portal.Clock.Advance(TimeSpan.FromHours(1));
            }

            foreach (var (at, counted) in known)
            {
                Assert.Equal(counted, (await world.Replay(world.Everybody, at)).Counted);
            }
        });

    [Fact]
    public Task The_last_rosters_again_change_nothing() => Check(Files(Rows("enrolled", "completed")), 8, async (world, files) =>
    {
        foreach (var file in files)
        {
            await world.Upload(file);
        }

        var last = files.GroupBy(f => f.Cohort).Select(g => g.Last()).ToList();
        foreach (var file in last)
        {
            await world.Upload(file);
        }

        var before = await world.Replay(world.Everybody, portal.Clock.GetUtcNow());
        portal.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var file in last)
        {
            await world.Upload(file);
        }

        Assert.Equal(before, await world.Replay(world.Everybody, portal.Clock.GetUtcNow()));
    });

    [Fact]
    public Task The_order_of_rosters_does_not_matter_where_they_do_not_contradict_each_other() => Check(Files(Rows("enrolled", "completed")), 8, async (world, files) =>
    {
        // Whoever completed did so on one day, whichever file says it, and has one nationality.
        var settled = files.Select(f => f with { Rows = [.. f.Rows.Select(Settled)] }).ToArray();
        foreach (var file in settled)
        {
            await world.Upload(file);
        }

        var other = await World.Make(portal, Interlocked.Increment(ref _history));
        foreach (var file in settled.Reverse())
        {
            await other.Upload(file);
        }

        Assert.Equal(await portal.Counted(world.Students), await portal.Counted(other.Students));
    });

    [Fact]
    public async Task A_figure_that_lies_is_found_and_set_right()
    {
        var world = await World.Make(portal, Interlocked.Increment(ref _history));
        await world.Upload(new(0, [new("S1", "completed", From, "MY", "student")]));
        await using var owner = new Npgsql.NpgsqlConnection(portal.ConnectionString);
        await owner.OpenAsync();
        await using (var lie = owner.CreateCommand())
        {
            lie.CommandText = "update figure set n = n + 1 where dim = 'audience' and target_id = (select id from target where code = @code)";
            lie.Parameters.AddWithValue("code", world.Everybody);
            Assert.Equal(1, await lie.ExecuteNonQueryAsync());
        }

        Assert.Contains(await portal.Recount(), l => l.Target == world.Everybody && !l.Agrees);
        await using (var db = await portal.Database.BeginAsync(Scope.Everything, default))
        {
            await db.RecountAsync(null, portal.Clock, default);
            await db.CommitAsync(default);
        }

        Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
    }

    private static ReferenceRow Settled(ReferenceRow row) =>
        row with { CompletedOn = row.CompletedOn is null ? null : From.AddDays(10 * (row.StudentId[1] - '0')), Nationality = "MY", Audience = "student" };

    private static Gen<ReferenceRow> Rows(params string[] statuses) =>
        from student in Gen.Choose(1, 6)
        from status in Gen.Elements(statuses)
        from day in Gen.Choose(0, 150)
        from nationality in Gen.Elements<string?>("MY", "SG", null)
        from audience in Gen.Elements<string?>("student", "industry", null)
        select new ReferenceRow($"S{student}", status, status == "completed" ? From.AddDays(day) : null, nationality, audience);

    private static Gen<File[]> Files(Gen<ReferenceRow> row) =>
        (from cohort in Gen.Choose(0, 2) from rows in row.ArrayOf(6) select new File(cohort, rows)).ArrayOf(5);

    private async Task Check(Gen<File[]> histories, int cases, Func<World, File[], Task> law)
    {
        foreach (var files in histories.Examples(cases))
        {
            var world = await World.Make(portal, Interlocked.Increment(ref _history));
            try
            {
                await law(world, files);
                Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
                await world.NobodyCountsTwice();
            }
            catch (Xunit.Sdk.XunitException broken)
            {
                Assert.Fail($"{broken.Message}\n{Laws.Again}\nHistory:\n{string.Join("\n--\n", files.Select(f => $"cohort {f.Cohort}\n{World.Csv(f)}"))}");
            }
        }
    }

    /// <summary>A file of one of the three cohorts.</summary>
    private sealed record File(int Cohort, ReferenceRow[] Rows);

    /// <summary>Two partners, three cohorts and a commitment of its own for each history.</summary>
    private sealed class World(PortalFixture portal, int n)
    {
        public string Everybody => $"everybody-{n}";

        public string Students => $"students-{n}";

        public static string Partner(File file) => file.Cohort == 2 ? "b" : "a";

        public static async Task<World> Make(PortalFixture portal, int n)
        {
            await portal.University($"a-{n}");
            await portal.University($"b-{n}");
            await portal.Programme($"programme-{n}");
            foreach (var (cohort, partner) in new[] { (0, "a"), (1, "a"), (2, "b") })
            {
                await portal.Cohort($"cohort-{n}-{cohort}", $"{partner}-{n}", $"programme-{n}");
            }

            await portal.Commitment(
                $"commitment-{n}",
                new($"everybody-{n}", 10, "people", From, Until, new("distinct-ever", "completed", Programmes: [$"programme-{n}"])),
                new($"students-{n}", 10, "people", From, Until, new("distinct-ever", "completed", Programmes: [$"programme-{n}"], Nationalities: ["MY"], Audiences: ["student"])));
            return new(portal, n);
        }

        public static string Csv(File file)
        {
            var csv = new StringBuilder("student_id,full_name,nationality,audience,status,completed_on\n");
            foreach (var row in file.Rows)
            {
                csv.AppendLine(CultureInfo.InvariantCulture, $"{row.StudentId},Name of {row.StudentId},{row.Nationality},{row.Audience},{row.Status},{row.CompletedOn:yyyy-MM-dd}");
            }

            return csv.ToString();
        }

        public string Cohort(File file) => $"cohort-{n}-{file.Cohort}";

        public async Task Upload(File file)
        {
            if (file.Rows.Length > 0)
            {
                Assert.Equal(RosterState.Applied, (await portal.Upload(Cohort(file), Csv(file))).State);
                portal.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }

        public async Task<ReplayedCount> Replay(string target, DateTimeOffset known)
        {
            await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
            var id = await db.Set<Target>().Where(t => t.Code == target).Select(t => t.Id).SingleAsync();
            return await db.ReplayAsync(id, 1, new(2026, 11, 20), known, inForce: true, default);
        }

        public async Task NobodyCountsTwice()
        {
            await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
            var twice = await (
                from c in db.Set<Contribution>()
                where c.KnownTo == DateTimeOffset.MaxValue && c.State == ContributionState.Counted
                group c by new { c.TargetId, c.Version, c.SubjectId } into g
                where g.Count() > 1
                select g.Key).ToListAsync();
            Assert.Empty(twice);
        }
    }
}
