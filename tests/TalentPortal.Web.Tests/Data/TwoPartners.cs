using Npgsql;

namespace TalentPortal.Web.Tests.Data;

/// <summary>Two partners with a row in every protected table, written by the owner of the database.</summary>
internal static class TwoPartners
{
    public static readonly Guid A = Guid.CreateVersion7();
    public static readonly Guid B = Guid.CreateVersion7();

    public static async Task<(PartnerRows A, PartnerRows B)> WriteAsync(string connectionString)
    {
        var (a, b) = (new PartnerRows("a", A), new PartnerRows("b", B));
        await a.WriteAsync(connectionString);
        await b.WriteAsync(connectionString);
        return (a, b);
    }
}

/// <summary>The rows of one partner.</summary>
internal sealed class PartnerRows(string code, Guid partner)
{
    public Guid Partner => partner;

    public Guid Person { get; } = Guid.CreateVersion7();

    public Guid Record { get; } = Guid.CreateVersion7();

    public Guid Cohort { get; } = Guid.CreateVersion7();

    private Guid Other { get; } = Guid.CreateVersion7();

    public async Task WriteAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string Sql =>
        $"""
        insert into partner (id, code, name, kind, country, external_ids, revision, created_at) values ('{partner}', '{code}', '{code}', 'university', 'MY', '[]', 1, '2026-01-01');
        insert into programme (id, code, name, kind, country, revision, created_at) values ('{Other}', '{code}', '{code}', 'training', 'MY', 1, '2026-01-01');
        insert into cohort (id, code, programme_id, partner_id, name, country, countries, time_zone, starts_on, ends_on, taken, next_place, state, completion_by, revision, created_at)
          values ('{Cohort}', '{code}', '{Other}', '{partner}', '{code}', 'MY', array['MY'], 'UTC', '2026-01-01', '2026-06-30', 1, 1, 'open', 'partner', 1, '2026-01-01');
        insert into commitment (id, code, name, quote, said_by, announced_on, source, interpretation, zone, state, revision, created_at)
          values ('{Other}', '{code}', '{code}', '', '', '2026-01-01', '', '', 'UTC', 'published', 1, '2026-01-01');
        insert into target (id, code, commitment_id, unit, starts_on, ends_on, zone, baseline, milestones, ordinal, revision)
          values ('{Other}', '{code}', '{Other}', 'people', '2026-01-01', '2026-12-31', 'UTC', 0, '[]', 0, 1);
        insert into rule_version (target_id, version, status, measure, event, levels, programmes, kinds, countries, nationalities, audiences, partner_kinds, written_at)
          values ('{Other}', 1, 'effective', 'distinct-ever', 'completed', array[]::text[], array[]::uuid[], array[]::text[], array[]::text[], array[]::text[], array[]::text[], array[]::text[], '2026-01-01');
        insert into person (id, state, revision) values ('{Person}', 'live', 1);
        insert into person_record (id, source, partner_id, person_id, full_name, student_id, state, revision) values ('{Record}', 'partner', '{partner}', '{Person}', 'Ali', '1', 'live', 1);
        insert into record_change (id, record_id, partner_id, field, was, became, reason, by_name, at) values ('{Other}', '{Record}', '{partner}', 'email', null, 'ali@example.org', 'He said so.', 'Aminah', '2026-01-01');
        insert into person_link (record_id, person_id, known_from, why) values ('{Record}', '{Person}', '2026-01-01', 'new');
        insert into pair_decision (id, record_a, record_b, status, score, reasons, at, revision) values ('{Other}', '00000000-0000-0000-0000-000000000000', '{Record}', 'open', 60, array['same-e-mail'], '2026-01-01', 1);
        insert into pair_doubt (pair_id, record_b, known_from, known_to) values ('{Other}', '{Record}', '2026-01-01', 'infinity');
        insert into trait (person_id, known_from) values ('{Person}', '2026-01-01');
        insert into enrolment (id, cohort_id, partner_id, record_id, state, result, revision) values ('{Other}', '{Cohort}', '{partner}', '{Record}', 'enrolled', 'completed', 1);
        insert into session (id, cohort_id, n, revision) values ('{Other}', '{Cohort}', 1, 1);
        insert into attendance (id, partner_id, cohort_id, session_id, enrolment_id, mark, revision) values ('{Other}', '{partner}', '{Cohort}', '{Other}', '{Other}', 'present', 1);
        insert into agreement (id, partner_id, number, kind, signed_on, effective_on, scope, revision) values ('{Other}', '{partner}', 1, 'licence', '2026-01-01', '2026-01-01', '', 1);
        insert into fact (id, kind, source_id, record_id, on_date, partner_id, known_from) values ('{Other}', 'completed', '{Other}', '{Record}', '2026-05-01', '{partner}', '2026-05-02');
        insert into contribution (target_id, version, subject_id, state, fact_id, on_date, until_date, amount, partner_id, evidence, known_from)
          values ('{Other}', 1, '{Person}', 'counted', '{Other}', '2026-05-01', 'infinity', 1, '{partner}', 'roster', '2026-05-02');
        insert into knowing (at, kind, ref) select coalesce(max(at), '2026-05-01') + interval '1 day', 'roster', '{Other}' from knowing;
        insert into stored_file (id, partner_id, sha256, bytes, name, media, created_at) values ('{Other}', '{partner}', '\x00', 1, 'roster.csv', 'text/csv', '2026-01-01');
        insert into stored_chunk (file_id, n, data) values ('{Other}', 0, '\x00');
        insert into roster_source (id, partner_id, code, name, mapping, cohorts, leads, revision, created_at) values ('{Other}', '{partner}', 'usual', '', jsonb_build_object(), jsonb_build_object(), array[]::text[], 1, '2026-01-01');
        insert into roster (id, partner_id, cohort_id, country, source_id, file_id, state, mode, apply, sha256, revision, uploaded_by_name, uploaded_at, columns, mapping, dropped, samples, rows, outcomes, effects)
          values ('{Other}', '{partner}', '{Cohort}', 'MY', '{Other}', '{Other}', 'applied', 'delta', 'valid', '\x00', 1, 'Ali', '2026-01-01', array[]::text[], array[]::text[], array[]::text[], array[]::text[], 1, jsonb_build_object(), '[]');
        insert into roster_row (roster_id, row_no, partner_id, cells, findings, new_person, new_record, new_enrolment, new_fact, new_enrolled_fact)
          values ('{Other}', 2, '{partner}', array['1', 'Ali'], '[]', '{Other}', '{Other}', '{Other}', '{Other}', '{Other}');
        insert into roster_change (roster_id, entity, entity_id, field, row_no, partner_id) values ('{Other}', 'person_record', '{Record}', '', 2, '{partner}');
        insert into history_batch (id, target_id, file_id, file_name, sha256, state, grade, note, imported_by_name, imported_at, people)
          values ('{Other}', '{Other}', '{Other}', 'old.csv', '\x00', 'kept', 'attested', '', 'Ali', '2026-01-01', 1);
        insert into history_entry (batch_id, row_no, target_id, outcome, person_key, live) values ('{Other}', 2, '{Other}', 'taken', 'id:1', true);
        insert into audit_sample (id, target_id, version, as_of, known_at, population, members_hash, seed, confidence, drawn, opened_by_name, opened_at, not_confirmed, missing, projected, lower, upper, at_most, revision)
          values ('{Other}', '{Other}', 1, '2026-06-01', '2026-06-01', 1, '', '', 95, 1, 'Farid', '2026-06-01', 0, 0, 0, 0, 0, 0, 1);
        insert into audit_stratum (sample_id, no, evidence, size, drawn) values ('{Other}', 1, 'roster', 1, 1);
        insert into audit_member (sample_id, no, stratum_no, subject_id, contribution_id, fact_id, revision) values ('{Other}', 1, 1, '{Person}', 1, '{Other}', 1);
        insert into audit_verdict_change (id, sample_id, member_no, verdict, by_name, at) values ('{Other}', '{Other}', 1, 'confirmed', 'Farid', '2026-06-01');
        insert into audit_answer (id, sample_id, member_no, text, by_name, at) values ('{Other}', '{Other}', 1, 'So.', 'Aminah', '2026-06-01');
        insert into audit_paper (sample_id, content) values ('{Other}', '');
        insert into audit_entry (id, at, partner_id, action, entity, fields) values ('{Other}', '2026-01-01', '{partner}', 'roster.applied', 'roster', array[]::text[]);
        """;
}
