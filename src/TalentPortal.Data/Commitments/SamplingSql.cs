namespace TalentPortal.Data.Commitments;

/// <summary>Who can be drawn, and who is. All of it stays in the database: no list of members leaves.</summary>
public static class SamplingSql
{
    /// <summary>Those counted as of a day, as known at a moment, under the version in force then: the rows that replay counts. Stands in the signed papers.</summary>
    public const string Population =
        """
        select c.id, c.subject_id, c.fact_id, c.partner_id, c.evidence from contribution c
        where c.target_id = @target and c.version = @version and c.state = 'counted' and c.on_date <= @day and @day < c.until_date and (c.held is null or c.held @> @day)
          and c.known_from <= @known and @known < c.known_to
        """;

    internal const string Parts = $"select m.partner_id, p.name, m.evidence, count(*) from ({Population}) m left join partner p on p.id = m.partner_id group by 1, 2, 3 order by 3, 2, 1";

    /// <summary>
    /// Draws from each stratum those who come first by the hash of seed and id. A partner has its own stratum by (partner, evidence), or stands with
    /// all others in the one of its evidence.
    /// </summary>
    internal const string Draw =
        $"""
        insert into audit_member (sample_id, no, stratum_no, subject_id, contribution_id, fact_id, revision)
        select @sample, row_number() over (order by d.stratum_no, d.place), d.stratum_no, d.subject_id, d.id, d.fact_id, 1
        from (
          select m.id, m.subject_id, m.fact_id, coalesce(s.no, o.no) as stratum_no, coalesce(s.drawn, o.drawn) as drawn,
            row_number() over (partition by coalesce(s.no, o.no) order by sha256(convert_to(@seed || m.subject_id::text, 'UTF8')), m.subject_id) as place
          from ({Population}) m
          left join (select * from audit_stratum where sample_id = @sample and partner_id is not null) s on s.partner_id = m.partner_id and s.evidence = m.evidence
          left join (select * from audit_stratum where sample_id = @sample and partner_id is null) o on o.evidence = m.evidence) d
        where d.place <= d.drawn
        """;

    /// <summary>Whoever gives a verdict holds the sample open until it is kept.</summary>
    internal const string HoldOpen = "select signed_at is null from audit_sample where id = @sample for share";

    /// <summary>Whoever signs waits for verdicts that are being given, and lets no other begin.</summary>
    internal const string HoldToSign = "select signed_at is null from audit_sample where id = @sample for update";
}
