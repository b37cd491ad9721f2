namespace TalentPortal.Data.People;

/// <summary>
/// Linking records to persons by decision, and taking that back exactly. Links are only added: a record that goes back gets a link to the
/// person it came from, which names the decision and says <c>taken-back</c>. No fact and no enrolment moves.
/// </summary>
internal static class MergeSql
{
    /// <summary>Decisions about who is who come one after the other: they are rare, and each may move the persons of the next.</summary>
    public const string Lock = "select pg_advisory_xact_lock(hashtext('who is who'))";

    /// <summary>Makes <c>going</c>: the records that decision <c>@decision</c> linked and that still stand by it, each with the person it came from.</summary>
    public const string FindGoing =
        """
        drop table if exists going;
        create temp table going on commit drop as
        select p.record_id, f.person_id as to_person, p.known_from
        from (select distinct on (l.record_id) l.record_id, l.known_from, l.why from person_link l where l.decision_id = @decision order by l.record_id, l.known_from desc) p
        join person_record r on r.id = p.record_id and r.state = 'live'
        cross join lateral (select f.person_id from person_link f where f.record_id = p.record_id and f.known_from < p.known_from order by f.known_from desc limit 1) f
        where p.why = 'decision';
        """;

    /// <summary>Everybody an answer about the pair concerns: the persons of its two records, and those its records go back to.</summary>
    public const string Concerned =
        """
        select person_id from person_record where id in (@a, @b)
        union select r.person_id from going g join person_record r on r.id = g.record_id
        union select to_person from going
        """;

    /// <summary>
    /// Whether another decision rests on this one: a record was moved on since, or somebody said of two records that they are one, and they
    /// would be two again. Pairs that were answered together with this one do not count.
    /// </summary>
    public const string IsRestedOn =
        """
        select exists (
          select 1 from going g join person_link l on l.record_id = g.record_id and l.known_from > g.known_from and l.why = 'decision' and l.decision_id <> @decision
          where not exists (select 1 from person_link t where t.record_id = l.record_id and t.decision_id = l.decision_id and t.why = 'taken-back' and t.known_from > l.known_from)
        ) or exists (
          select 1 from pair_decision q join person_record a on a.id = q.record_a join person_record b on b.id = q.record_b
          left join going ga on ga.record_id = a.id left join going gb on gb.record_id = b.id
          where q.status = 'same' and q.id <> @decision and q.decided_at is distinct from @decided_at and a.person_id = b.person_id
            and (q.record_a in (select record_id from going) or q.record_b in (select record_id from going))
            and coalesce(ga.to_person, a.person_id) <> coalesce(gb.to_person, b.person_id))
        """;

    /// <summary>Sends the records in <c>going</c> back, and asks again about pairs that were answered only because of it.</summary>
    public const string TakeBack =
        """
        update person_link l set known_to = @at from going g where l.record_id = g.record_id and l.known_to = 'infinity';
        insert into person_link (record_id, person_id, known_from, known_to, why, decision_id) select record_id, to_person, @at, 'infinity', 'taken-back', @decision from going;
        update person_record r set person_id = g.to_person from going g where r.id = g.record_id;
        update pair_decision q set status = 'open', by = null, by_name = null, decided_at = null, note = null, revision = q.revision + 1
        from person_record a, person_record b
        where a.id = q.record_a and b.id = q.record_b and a.person_id <> b.person_id and q.status = 'same' and q.id <> @decision and q.decided_at = @decided_at
          and (q.record_a in (select record_id from going) or q.record_b in (select record_id from going));
        """;

    /// <summary>Whether anybody said of a record of one person and a record of the other that they are two people.</summary>
    public const string IsVetoed =
        """
        select exists (
          select 1 from person_record r join pair_decision q on q.record_a = r.id or q.record_b = r.id
          join person_record o on o.id = case when q.record_a = r.id then q.record_b else q.record_a end
          where r.person_id = @one and o.person_id = @other and q.status = 'different' and q.id <> @decision)
        """;

    /// <summary>Links every record of the later person to the older one, and answers the open pairs between them: they are one now.</summary>
    public const string Merge =
        """
        drop table if exists moving;
        create temp table moving on commit drop as
        select r.id as record_id from person_record r join person_link l on l.record_id = r.id and l.known_to = 'infinity' where r.person_id = greatest(@one, @other);
        update person_link l set known_to = @at from moving m where l.record_id = m.record_id and l.known_to = 'infinity';
        insert into person_link (record_id, person_id, known_from, known_to, why, decision_id) select record_id, least(@one, @other), @at, 'infinity', 'decision', @decision from moving;
        update person_record r set person_id = least(@one, @other) from moving m where r.id = m.record_id;
        update pair_decision q set status = 'same', by = @by, by_name = @by_name, decided_at = @at, note = null, revision = q.revision + 1
        from person_record b, person_record a
        where b.person_id = least(@one, @other) and q.record_b = b.id and a.id = q.record_a and a.person_id = b.person_id and q.status in ('open', 'need-info') and q.id <> @decision;
        """;

    /// <summary>Gives a record that was linked without a decision a person of its own.</summary>
    public const string Split =
        """
        insert into person (id, state, revision) values (@person, 'live', 1);
        update person_link set known_to = @at where record_id = @record and known_to = 'infinity';
        insert into person_link (record_id, person_id, known_from, known_to, why, decision_id) values (@record, @person, @at, 'infinity', 'decision', @decision);
        update person_record set person_id = @person where id = @record;
        """;
}
