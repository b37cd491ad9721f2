using Npgsql;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;

namespace TalentPortal.Benchmarks;

/// <summary>What counting costs where facts are written: one completion among many targets, and the people of a roster.</summary>
internal static class RecordingBenchmark
{
    private const int Targets = 20;

    private const int Each = 100;

    // The rows one completion leaves behind, written again for another person by bare SQL: one statement a table, prepared.
    private const string Bare =
        """
        insert into knowing (at, kind) select max(at) + interval '1 microsecond', 'enrolment' from knowing;
        insert into fact (id, kind, source_id, record_id, on_date, until_date, partner_id, partner_kind, cohort_id, programme_id, programme_kind, level, country, known_from, known_to)
        select @fact, kind, @source, @record, on_date, until_date, partner_id, partner_kind, cohort_id, programme_id, programme_kind, level, country, known_from, known_to from fact where id = @like;
        insert into contribution (target_id, version, subject_id, state, reason, fact_id, on_date, until_date, amount, partner_id, cohort_id, audience, gender, age_band, region, sector, evidence, known_from)
        select target_id, version, @person, state, reason, @fact, on_date, until_date, amount, partner_id, cohort_id, audience, gender, age_band, region, sector, evidence, known_from from contribution where subject_id = @alike and known_to = 'infinity';
        insert into figure as f (target_id, version, dim, key, n) select target_id, version, dim, key, n from moved on conflict (target_id, version, dim, key) do update set n = f.n + excluded.n;
        """;

    public static async Task<IReadOnlyList<Line>> RunAsync(int runs, int people)
    {
        var portal = new BenchPortal();
        await portal.InitializeAsync();
        try
        {
            await CrowdBenchmark.FillAsync(portal, people);
            await using var owner = await portal.OpenOwnerAsync();
            await Rosters.ExecuteAsync(owner, "truncate contribution; truncate figure");
            await portal.Commitment("second", new TargetInput("second", 1_000, "people", new(2026, 1, 1), new(2028, 12, 31), new("distinct-ever", "completed", Programmes: ["crowd"], Nationalities: ["MY"])));
            await Rosters.ExecuteAsync(owner, "truncate contribution; truncate figure");
            await Rosters.ExecuteAsync(owner, "vacuum analyze");
            var inApply = await InApplyAsync(portal, owner, runs);
            return [.. inApply, await OneAsync(portal, owner, people)];
        }
        finally
        {
            await portal.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<Line>> InApplyAsync(BenchPortal portal, NpgsqlConnection owner, int runs)
    {
        List<double> ours = [], bare = [];
        for (var run = 0; run <= runs; run++)
        {
            await Rosters.ExecuteAsync(owner, "truncate contribution; truncate figure; checkpoint");
            double took;
            await using (var db = await portal.Database.BeginAsync(Scope.Everything, default))
            {
                await db.TouchAsync(await SubjectsAsync(owner), default);
                var at = await db.BeginKnowingAsync(portal.Clock, new(KnowingKind.Roster, null, null, null), default);
                took = await Timing.MillisecondsAsync(async () =>
                {
                    await db.CountTouchedAsync(at, null, null, default);
                    await db.CommitAsync(default);
                });
            }

            await Rosters.ExecuteAsync(owner, "create schema if not exists aside; drop table if exists aside.contribution, aside.figure; create table aside.contribution as select * from contribution; create table aside.figure as select * from figure; truncate contribution; truncate figure; checkpoint");
            var floor = await Timing.MillisecondsAsync(() => Rosters.ExecuteAsync(
                owner, "begin; insert into contribution overriding system value select * from aside.contribution; insert into figure select * from aside.figure order by 1, 2, 3, 4; commit"));
            if (run > 0)
            {
                ours.Add(took);
                bare.Add(floor);
            }
        }

        return [new("30,000 people x 2 targets counted inside an apply", Timing.Median(ours), "the same contributions and figures by bare SQL", Timing.Median(bare), 1.5)];
    }

    private static async Task<Line> OneAsync(BenchPortal portal, NpgsqlConnection owner, int people)
    {
        for (var i = 2; i < Targets; i++)
        {
            await portal.Commitment($"more-{i}", new TargetInput($"more-{i}", 1_000, "people", new(2026, 1, 1), new(2028, 12, 31), new("distinct-ever", "completed", Levels: [i == 2 ? "developer" : "architect"])));
        }

        // The last of the crowd have not completed yet.
        await Rosters.ExecuteAsync(
            owner,
            $"""
            create table late as select row_number() over (order by f.id desc) as n, f.*, l.person_id from fact f join person_link l on l.record_id = f.record_id where f.kind = 'completed' order by f.id desc limit {2 * (Each + 10)};
            delete from contribution where subject_id in (select person_id from late);
            delete from fact where id in (select id from late);
            """);
        await Rosters.ExecuteAsync(owner, "vacuum analyze");
        List<double> ours = [];
        for (var n = 1; n <= Each + 10; n++)
        {
            var (person, fact) = await LateAsync(owner, n);
            var took = await Timing.MillisecondsAsync(() => RecordAsync(portal, person, fact));
            if (n > 10)
            {
                ours.Add(took);
            }
        }

        var bare = await BareAsync(owner);
        if (people > 0 && await CountAsync(owner, "select count(*) from contribution where fact_id in (select id from fact where known_from > timestamptz '2026-07-02')") < 3 * Each)
        {
            throw new InvalidOperationException("A completion did not count for three targets.");
        }

        return new($"one completion recorded, {Targets} targets exist, 3 touched", Timing.Median(ours), "the same rows by bare SQL", bare, 5);
    }

    private static async Task RecordAsync(BenchPortal portal, Guid person, Fact fact)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var at = await db.BeginKnowingOfAsync(portal.Clock, new(KnowingKind.Enrolment, fact.SourceId, null, null), [person], default);
        db.Add(new Fact
        {
            Id = Guid.CreateVersion7(),
            Kind = fact.Kind,
            SourceId = fact.SourceId,
            RecordId = fact.RecordId,
            OnDate = fact.OnDate,
            UntilDate = DateOnly.MaxValue,
            PartnerId = fact.PartnerId,
            PartnerKind = fact.PartnerKind,
            CohortId = fact.CohortId,
            ProgrammeId = fact.ProgrammeId,
            ProgrammeKind = fact.ProgrammeKind,
            Level = fact.Level,
            Country = fact.Country,
            KnownFrom = at,
        });
        await db.SaveChangesAsync();
        await db.CountAsync([person], at, null, default);
        await db.CommitAsync(default);
    }

    private static async Task<double> BareAsync(NpgsqlConnection owner)
    {
        await Rosters.ExecuteAsync(
            owner,
            """
            create table example as select f.id, c.subject_id from fact f join contribution c on c.fact_id = f.id order by f.known_from desc limit 1;
            create table moved as select f.target_id, f.version, f.dim, f.key, 1::bigint as n from figure f join contribution c on c.target_id = f.target_id and c.version = f.version join example e on e.id = c.fact_id
            where (f.dim, f.key) in (('state', 'counted'), ('day', c.on_date::text), ('audience', coalesce(c.audience, '')), ('gender', coalesce(c.gender, '')), ('age-band', coalesce(c.age_band, '')), ('region', coalesce(c.region, '')),
              ('sector', coalesce(c.sector, '')), ('evidence', c.evidence), ('partner', coalesce(c.partner_id::text, '')), ('cohort', coalesce(c.cohort_id::text, '')), ('change', ''));
            """);
        await Rosters.ExecuteAsync(owner, "vacuum analyze");
        List<double> times = [];
        for (var n = Each + 11; n <= 2 * (Each + 10); n++)
        {
            var (person, fact) = await LateAsync(owner, n);
            times.Add(await Timing.MillisecondsAsync(async () =>
            {
                await using var transaction = await owner.BeginTransactionAsync();
                await using var command = new NpgsqlCommand(Bare.Replace("@like", "(select id from example)", StringComparison.Ordinal).Replace("@alike", "(select subject_id from example)", StringComparison.Ordinal), owner, transaction);
                command.Parameters.AddWithValue("fact", Guid.CreateVersion7());
                command.Parameters.AddWithValue("source", fact.SourceId);
                command.Parameters.AddWithValue("record", fact.RecordId!.Value);
                command.Parameters.AddWithValue("person", person);
                await command.PrepareAsync();
                await command.ExecuteNonQueryAsync();
                await transaction.CommitAsync();
            }));
        }

        return Timing.Median(times.Skip(10));
    }

    private static async Task<(Guid Person, Fact Fact)> LateAsync(NpgsqlConnection owner, int n)
    {
        await using var command = new NpgsqlCommand("select person_id, source_id, record_id, on_date, partner_id, partner_kind, cohort_id, programme_id, programme_kind, level, country from late where n = @n", owner);
        command.Parameters.AddWithValue("n", (long)n);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetGuid(0), new Fact
        {
            Id = default,
            Kind = FactKind.Completed,
            SourceId = reader.GetGuid(1),
            RecordId = reader.GetGuid(2),
            OnDate = reader.GetFieldValue<DateOnly>(3),
            PartnerId = reader.GetGuid(4),
            PartnerKind = reader.GetString(5),
            CohortId = reader.GetGuid(6),
            ProgrammeId = reader.GetGuid(7),
            ProgrammeKind = reader.GetString(8),
            Level = reader.GetString(9),
            Country = reader.GetString(10),
            KnownFrom = default,
        });
    }

    private static async Task<List<Guid>> SubjectsAsync(NpgsqlConnection owner)
    {
        await using var command = new NpgsqlCommand("select id from person", owner);
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<Guid>();
        while (await reader.ReadAsync())
        {
            list.Add(reader.GetGuid(0));
        }

        return list;
    }

    private static async Task<long> CountAsync(NpgsqlConnection owner, string sql)
    {
        await using var command = new NpgsqlCommand(sql, owner);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
