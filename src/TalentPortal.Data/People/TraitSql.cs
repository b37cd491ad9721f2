namespace TalentPortal.Data.People;

/// <summary>
/// What counting asks about persons, out of what their live records say: a learner's word before a manager's before anybody else's, and of
/// equals the later record's. The plan of a roster follows the same rule.
/// </summary>
internal static class TraitSql
{
    /// <summary>Brings the open traits of everybody in <c>touched</c> to what their records say; of whom nothing is said there is no open row.</summary>
    public const string Resolve =
        """
        drop table if exists resolved_trait;
        create temp table resolved_trait on commit drop as
        with spoken as (
          select r.person_id, r.id, v.field, v.value, case r.held ->> v.field when 'learner' then 3 when 'manager' then 2 else 1 end as rank
          from touched x join person_record r on r.person_id = x.subject_id and r.state = 'live'
          cross join lateral (values ('nationality', r.nationality), ('audience', r.audience), ('gender', r.gender), ('birth_year', r.birth_year::text), ('state', r.region), ('sector', r.sector)) v(field, value)
          where v.value is not null
        ), heard as (
          select distinct on (person_id, field) person_id, field, value from spoken order by person_id, field, rank desc, id desc
        ), resolved as (
          select x.subject_id as person_id, max(value) filter (where field = 'nationality') as nationality, max(value) filter (where field = 'audience') as audience, max(value) filter (where field = 'gender') as gender,
            max(value) filter (where field = 'birth_year')::int as birth_year, max(value) filter (where field = 'state') as region, max(value) filter (where field = 'sector') as sector
          from touched x left join heard h on h.person_id = x.subject_id group by x.subject_id
        )
        select z.* from resolved z left join trait t on t.person_id = z.person_id and t.known_to = 'infinity'
        where (z.nationality, z.audience, z.gender, z.birth_year, z.region, z.sector) is distinct from (t.nationality, t.audience, t.gender, t.birth_year, t.region, t.sector);
        update trait t set known_to = @at from resolved_trait z where t.person_id = z.person_id and t.known_to = 'infinity';
        insert into trait (person_id, nationality, audience, gender, birth_year, region, sector, known_from, known_to)
        select person_id, nationality, audience, gender, birth_year, region, sector, @at, 'infinity' from resolved_trait
        where num_nonnulls(nationality, audience, gender, birth_year, region, sector) > 0;
        """;
}
