namespace TalentPortal.Data.Scopes;

/// <summary>
/// Row security in its one form, and what the product's role may do. Run by migrations; the sweep in the tests reads the same lists.
/// </summary>
public static class ScopeSql
{
    private const string All = "(select current_setting('app.all', true)) = 'on'";

    // Without the cast ANY would be a subquery of rows.
    private const string OfPartner = "partner_id = any ((select string_to_array(nullif(current_setting('app.partners', true), ''), ','))::uuid[])";
    private const string OfPerson = "person_id = (select nullif(current_setting('app.person', true), ''))::uuid";

    /// <summary>Protected tables and the columns their policy may name besides <c>app.all</c>.</summary>
    public static IReadOnlyDictionary<string, bool[]> Protected { get; } = new Dictionary<string, bool[]>(StringComparer.Ordinal)
    {
        // table: partner, person
        ["person_record"] = [true, true],
        ["record_change"] = [true, false],
        ["person_link"] = [false, false],
        ["pair_decision"] = [false, false],
        ["pair_doubt"] = [false, false],
        ["trait"] = [false, false],
        ["enrolment"] = [true, false],
        ["attendance"] = [true, false],
        ["agreement"] = [true, false],
        ["fact"] = [true, false],
        ["contribution"] = [true, false],
        ["knowing"] = [false, false],
        ["roster_source"] = [true, false],
        ["roster"] = [true, false],
        ["roster_row"] = [true, false],
        ["roster_change"] = [true, false],
        ["stored_file"] = [true, false],
        ["stored_chunk"] = [false, false],
        ["history_batch"] = [false, false],
        ["history_entry"] = [false, false],
        ["audit_member"] = [false, false],
        ["audit_verdict_change"] = [false, false],
        ["audit_answer"] = [false, false],
        ["audit_paper"] = [false, false],
        ["audit_entry"] = [false, false],
    };

    /// <summary>Public or aggregate tables: no personal data, so no policy.</summary>
    public static IReadOnlyList<string> Open { get; } = ["partner", "programme", "cohort", "session", "commitment", "target", "rule_version", "tranche", "figure", "commitment_wording", "target_plan", "approval", "source_copy", "published", "figure_proposal", "visit", "figure_release", "forecast", "audit_sample", "audit_stratum", "monthly_pack", "person", "national_id_matching", "job"];

    /// <summary>Append-only tables: what may be updated is only when a row stopped being known.</summary>
    public static IReadOnlyDictionary<string, string> Closable { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["fact"] = "known_to, closed_by",
        ["contribution"] = "known_to",
        ["person_link"] = "known_to",
        ["trait"] = "known_to",
    };

    /// <summary>The role of the product, made once per cluster however many databases migrate at the same time.</summary>
    public const string CreateRole =
        """
        do $$ begin
          perform pg_advisory_xact_lock(hashtext('portal roles'));
          if not exists (select 1 from pg_roles where rolname = 'app_rw') then create role app_rw nologin; end if;
          if not pg_has_role(current_user, 'app_rw', 'member') then execute format('grant app_rw to %I', current_user); end if;
        end $$;
        revoke create on schema public from public;
        grant usage on schema public to app_rw;
        """;

    /// <summary>Policies and grants of tables, as a migration makes them: protected ones with the columns their policy may name, and open ones.</summary>
    public static string Policies(IReadOnlyDictionary<string, bool[]> guarded, IEnumerable<string> open)
    {
        var sql = new List<string>();
        foreach (var (table, columns) in guarded)
        {
            var expression = string.Join(" or ", new[] { All, columns[0] ? OfPartner : null, columns[1] ? OfPerson : null }.OfType<string>());
            sql.Add($"alter table {table} enable row level security; alter table {table} force row level security;");
            if (table == "audit_entry")
            {
                // Whoever acts leaves a trace; only those who may see everything read it.
                sql.Add($"create policy leave on {table} for insert with check (true); create policy see on {table} for select using ({All});");
                sql.Add($"grant select, insert on {table} to {PortalDatabase.Role};");
                continue;
            }

            sql.Add($"create policy see on {table} using ({expression}) with check ({expression});");
            var update = Closable.TryGetValue(table, out var names) ? $"update ({names})" : "update";
            sql.Add($"grant select, insert, {update} on {table} to {PortalDatabase.Role};");
        }

        sql.AddRange(open.Select(table => $"grant select, insert, update on {table} to {PortalDatabase.Role};"));
        return string.Join('\n', sql);
    }
}
