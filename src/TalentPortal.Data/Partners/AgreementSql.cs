namespace TalentPortal.Data.Partners;

/// <summary>The fact that an agreement makes: its partner is under agreement from one day until another.</summary>
internal static class AgreementSql
{
    /// <summary>Writers of one partner's agreements go one after the other.</summary>
    public const string LockPartner = "select 1 from partner where id = @partner for no key update";

    /// <summary>Closes the fact where it no longer says what the agreement says; opens the right one where none stands.</summary>
    public const string Write =
        """
        update fact f set known_to = @at from partner p
        where p.id = @partner and f.kind = 'agreement-in-force' and f.source_id = @agreement and f.known_to = 'infinity'
          and (f.on_date, f.until_date, f.partner_kind, f.country) is distinct from (@effective, coalesce(@expires, 'infinity'), p.kind, p.country);
        insert into fact (id, kind, source_id, subject_id, on_date, until_date, partner_id, partner_kind, country, known_from, known_to)
        select @fact, 'agreement-in-force', @agreement, p.id, @effective, coalesce(@expires, 'infinity'), p.id, p.kind, p.country, @at, 'infinity'
        from partner p where p.id = @partner
          and not exists (select 1 from fact f where f.kind = 'agreement-in-force' and f.source_id = @agreement and f.known_to = 'infinity');
        """;
}
