using TalentPortal.Domain.People.Matching;
using TalentPortal.TestKit;

namespace TalentPortal.Benchmarks;

/// <summary>The same roster where nobody is yet and where a crowd is, in turn.</summary>
internal static class CrowdBenchmark
{
    private const int Names = 20_000;

    // Keys in the order of time, as the product makes them.
    private const string MakeCrowd =
        """
        create unlogged table crowd as
        select i, key(i, 'p') as person, key(i, 'r') as record, key(i, 'e') as enrolment, key(i, 'f') as fact, key(i, 'b') as begun, 'C' || i as student, 'c' || md5(i::text) || '@crowd.example' as email,
          case when i % 10 < 8 then '01' || 1 + i % 8 || '-' || lpad((i * 7 % 10000000)::text, 7, '0') end as mobile,
          case when i % 10 < 4 then date '1960-01-02' + (i::bigint * 7919 % 15000)::int end as birth, 1 + (i::bigint * 104729 % array_length(@names, 1))::int as name,
          case when i % 10 = 0 then 'SG' else 'MY' end as nationality, case when i % 2 = 0 then 'female' else 'male' end as gender, date '2026-03-01' + i % 100 as done,
          (select array_agg(id order by code) from cohort where code like 'crowd-%') as cohorts, (select id from partner where code = 'crowd') as partner, (select id from programme where code = 'crowd') as programme
        from generate_series(1, @people) i;
        insert into person (id, state, revision) select person, 'live', 1 from crowd;
        insert into person_record (id, person_id, source, partner_id, full_name, student_id, student_key, email, email_key, mobile, mobile_key, nationality, gender, birth_date, birth_year, audience, name_key, name_word, state, revision)
        select record, person, 'partner', partner, (@names)[name], student, lower(student), email, email, mobile, '6' || replace(mobile, '-', ''), nationality, gender, birth, extract(year from birth)::int, 'student',
          (@name_keys)[name], (@name_words)[name], 'live', 1 from crowd;
        insert into person_link (record_id, person_id, known_from, known_to, why) select record, person, timestamptz '2026-07-01', 'infinity', 'new' from crowd;
        insert into trait (person_id, nationality, audience, gender, birth_year, known_from, known_to) select person, nationality, 'student', gender, extract(year from birth)::int, timestamptz '2026-07-01', 'infinity' from crowd;
        insert into enrolment (id, cohort_id, partner_id, record_id, state, result, enrolled_on, completed_on, revision) select enrolment, cohorts[1 + i % array_length(cohorts, 1)], partner, record, 'enrolled', 'completed', '2026-02-01', done, 1 from crowd;
        insert into fact (id, kind, source_id, record_id, on_date, until_date, partner_id, partner_kind, cohort_id, programme_id, programme_kind, level, country, known_from, known_to)
        select case k when 'completed' then fact else begun end, k, enrolment, record, case k when 'completed' then done else '2026-02-01' end, 'infinity', partner, 'university', cohorts[1 + i % array_length(cohorts, 1)], programme, 'training', 'developer', 'MY', timestamptz '2026-07-01', 'infinity'
        from crowd cross join unnest(array['completed', 'enrolled']) k;
        insert into contribution (target_id, version, subject_id, fact_id, state, on_date, until_date, amount, cohort_id, partner_id, audience, gender, evidence, known_from, known_to)
        select t.id, 1, person, fact, 'counted', done, 'infinity', 1, cohorts[1 + i % array_length(cohorts, 1)], partner, 'student', gender, 'partner', timestamptz '2026-07-01', 'infinity' from crowd cross join (select id from target where code = 'crowd') t;
        drop table crowd;
        """;

    private const string KeyFunction =
        """
        create function key(i int, what text) returns uuid language sql immutable as
        $$ select ('0190' || lpad(to_hex(i), 8, '0') || '7' || substr(md5(what || i), 1, 3) || '8' || substr(md5(what || i), 4, 15))::uuid $$
        """;

    public static async Task<IReadOnlyList<Line>> RunAsync(int runs, int rows, int people)
    {
        var (empty, full) = (new BenchPortal(), new BenchPortal());
        await empty.InitializeAsync();
        await full.InitializeAsync();
        try
        {
            await FillAsync(full, people);
            List<double> alone = [], among = [];
            for (var run = 0; run <= runs; run++)
            {
                var file = Rosters.Bytes(Invented.Csv(Invented.Rows(run, rows)));
                foreach (var (portal, times) in new[] { (empty, alone), (full, among) })
                {
                    await Rosters.MakeGroundAsync(portal, run);
                    await using var owner = await portal.OpenOwnerAsync();
                    await Rosters.ExecuteAsync(owner, "checkpoint");
                    var took = await Rosters.ApplyAsync(portal, run, file, rows);
                    if (run > 0)
                    {
                        times.Add(took);
                    }
                }
            }

            return [new($"{rows:N0} rows against {people:N0} people already there", Timing.Median(among), "the same without them", Timing.Median(alone), 1.4)];
        }
        finally
        {
            await empty.DisposeAsync();
            await full.DisposeAsync();
        }
    }

    /// <summary>That many people in 20 cohorts, each counted for the target <c>crowd</c>, written by bare SQL.</summary>
    internal static async Task FillAsync(BenchPortal portal, int people)
    {
        await portal.University("crowd");
        await portal.Programme("crowd");
        for (var i = 0; i < 20; i++)
        {
            await portal.Cohort($"crowd-{i}", "crowd", "crowd");
        }

        await portal.Commitment("crowd", "crowd", people, new("distinct-ever", "completed", Programmes: ["crowd"]));
        var random = new Random(1);
        string[] names = [.. Enumerable.Range(0, Names).Select(_ => Invented.Name(random))];
        await using var owner = await portal.OpenOwnerAsync();
        await Rosters.ExecuteAsync(owner, KeyFunction);
        await Rosters.ExecuteAsync(
            owner, MakeCrowd, ("names", names), ("name_keys", names.Select(n => IdentityKeys.Name(n)!).ToArray()), ("name_words", names.Select(n => IdentityKeys.NameWord(n)!).ToArray()), ("people", people));
        await Rosters.ExecuteAsync(owner, "vacuum analyze");
    }
}
