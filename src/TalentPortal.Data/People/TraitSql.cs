namespace TalentPortal.Data.People;

/// <summary>What counting asks about persons, out of what their live records say. Corrections, merges, undos and plans of rosters follow the one rule that stands here.</summary>
internal static class TraitSql
{
    /// <summary>
    /// A learner's word before a manager's before anybody else's, and of equals the later record's: so no order of files, merges and undos can make a difference.
    /// Common table expressions that end in <c>resolved</c>, a row for everybody asked about; of whom nothing is said all is null.
    /// </summary>
    /// <param name="people">A relation of the persons asked about, as <c>person_id</c>.</param>
    /// <param name="records">A relation of what their records say: <c>person_id</c>, <c>id</c>, <c>held</c> and the traits as <c>person_record</c> calls them.</param>
    public static string Resolved(string people, string records) =>
        $"""
        spoken as (
          select n.person_id, n.id, v.field, v.value, case n.held ->> v.field when 'learner' then 3 when 'manager' then 2 else 1 end as rank
          from {records} n
          cross join lateral (values ('nationality', n.nationality), ('audience', n.audience), ('gender', n.gender), ('birth_year', n.birth_year::text), ('state', n.region), ('sector', n.sector)) v(field, value)
          where v.value is not null
        ), heard as (
          select distinct on (person_id, field) person_id, field, value from spoken order by person_id, field, rank desc, id desc
        ), resolved as (
          select x.person_id, max(value) filter (where field = 'nationality') as nationality, max(value) filter (where field = 'audience') as audience, max(value) filter (where field = 'gender') as gender,
            max(value) filter (where field = 'birth_year')::int as birth_year, max(value) filter (where field = 'state') as region, max(value) filter (where field = 'sector') as sector
          from {people} x left join heard h on h.person_id = x.person_id group by x.person_id
        )
        """;

    /// <summary>Brings the open traits of everybody in <c>touched</c> to what their records say; of whom nothing is said there is no open row.</summary>
    public static readonly string Resolve =
        $"""
        drop table if exists resolved_trait;
        create temp table resolved_trait on commit drop as
        with {Resolved("(select subject_id as person_id from touched)", "(select r.* from touched x join person_record r on r.person_id = x.subject_id and r.state = 'live')")}
        select z.* from resolved z left join trait t on t.person_id = z.person_id and t.known_to = 'infinity'
        where (z.nationality, z.audience, z.gender, z.birth_year, z.region, z.sector) is distinct from (t.nationality, t.audience, t.gender, t.birth_year, t.region, t.sector);
        update trait t set known_to = @at from resolved_trait z where t.person_id = z.person_id and t.known_to = 'infinity';
        insert into trait (person_id, nationality, audience, gender, birth_year, region, sector, known_from, known_to)
        select person_id, nationality, audience, gender, birth_year, region, sector, @at, 'infinity' from resolved_trait
        where num_nonnulls(nationality, audience, gender, birth_year, region, sector) > 0;
        """;
}
