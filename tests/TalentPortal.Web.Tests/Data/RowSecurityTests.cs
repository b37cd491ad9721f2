using Npgsql;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.TestKit;
using TalentPortal.Web.Tests.Platform.LocalDatabase;
using Xunit;

namespace TalentPortal.Web.Tests.Data;

/// <summary>A database in which two partners have a row in every protected table.</summary>
public sealed class TwoPartnersPortal : PortalFixture, IAsyncLifetime
{
    internal PartnerRows A { get; private set; } = null!;

    internal PartnerRows B { get; private set; } = null!;

    internal RowSecuritySweep Sweep => new(ConnectionString);

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        (A, B) = await TwoPartners.WriteAsync(ConnectionString);
    }
}

public sealed class RowSecurityTests(TwoPartnersPortal portal) : IClassFixture<TwoPartnersPortal>
{
    [Fact]
    public async Task Every_table_is_protected_and_forced_or_open_by_decision() => Assert.Empty(await portal.Sweep.CatalogueFaultsAsync());

    [Fact]
    public async Task A_scope_sees_and_writes_its_own_rows_of_every_protected_table_and_no_other() =>
        Assert.Empty(await portal.Sweep.ScopeFaultsAsync(portal.A.Partner, portal.B.Partner));

    [Fact]
    public async Task The_lists_name_tables_that_exist()
    {
        var tables = (await portal.Sweep.TablesAsync()).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(ScopeSql.Protected.Keys.Concat(ScopeSql.Open).Concat(ScopeSql.Closable.Keys), t => !tables.Contains(t));
        Assert.Empty(ScopeSql.Protected.Keys.Intersect(ScopeSql.Open));
    }

    [Fact]
    public async Task A_person_sees_the_records_about_them()
    {
        Assert.Equal(1, await portal.Sweep.CountAsync(Scope.OfPerson(portal.A.Person), "person_record"));
        Assert.Equal(0, await portal.Sweep.CountAsync(Scope.OfPerson(portal.A.Person), "roster"));
    }

    [Fact]
    public async Task A_scope_ends_with_its_transaction()
    {
        await using (var db = await portal.Database.BeginAsync(Scope.Everything, default))
        {
            await db.CommitAsync(default);
        }

        await using var connection = await portal.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await using var command = new NpgsqlCommand("select coalesce(current_setting('app.all', true), '') || '/' || (current_user = 'app_rw')", connection);
        Assert.Equal("/false", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Anybody_may_leave_a_trace_and_few_may_read_one()
    {
        var leave = $"insert into audit_entry (id, at, action, entity, fields) values ('{Guid.CreateVersion7()}', '2026-01-01', 'a.b', 'a', array[]::text[])";
        Assert.Equal("1 rows", await portal.Sweep.ScopedAsync(portal.A.Partner, leave));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await portal.Sweep.ScopedAsync(portal.A.Partner, "update audit_entry set action = 'x'"));
    }

    [Fact]
    public async Task Nobody_is_enrolled_through_another_partners_record_or_into_another_partners_cohort()
    {
        string Enrol(Guid cohort, Guid record) =>
            $"insert into enrolment (id, cohort_id, partner_id, record_id, state, result, revision) values ('{Guid.CreateVersion7()}', '{cohort}', '{portal.A.Partner}', '{record}', 'withdrawn', 'none', 1)";
        Assert.Equal("1 rows", await portal.Sweep.ScopedAsync(portal.A.Partner, Enrol(portal.A.Cohort, portal.A.Record)));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, await portal.Sweep.ScopedAsync(portal.A.Partner, Enrol(portal.A.Cohort, portal.B.Record)));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, await portal.Sweep.ScopedAsync(portal.A.Partner, Enrol(portal.B.Cohort, portal.A.Record)));
    }

    [Fact]
    public async Task Nothing_can_be_deleted_but_a_previews_rows_and_bytes() => Assert.Equal(["roster_change", "roster_row", "stored_chunk"], await TablesWithAsync("DELETE"));

    [Theory]
    [InlineData("TRUNCATE")]
    [InlineData("TRIGGER")]
    [InlineData("REFERENCES")]
    public async Task The_products_role_may_not(string privilege) => Assert.Empty(await TablesWithAsync(privilege));

    [Fact]
    public async Task What_is_history_can_only_be_closed()
    {
        var updatable = await ListAsync(
            $"""
            select relname || ': ' || string_agg(attname, ', ' order by attnum) from pg_class c join pg_attribute a on attrelid = c.oid and attnum > 0 and not attisdropped
            where relnamespace = 'public'::regnamespace and relname in ({string.Join(',', ScopeSql.Closable.Keys.Select(k => $"'{k}'"))}) and has_column_privilege('{PortalDatabase.Role}', c.oid, attnum, 'UPDATE')
            group by relname order by relname collate "C"
            """);
        Assert.Equal(ScopeSql.Closable.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}: {p.Value}"), updatable);
    }

    [Fact]
    public async Task The_migrations_history_is_out_of_reach() =>
        Assert.DoesNotContain((await TablesWithAsync("SELECT")).Concat(await TablesWithAsync("INSERT")), RowSecuritySweep.IsHistory);

    [Fact]
    public async Task The_products_role_owns_nothing_and_has_no_power_over_the_server()
    {
        Assert.Equal(["false"], await ListAsync($"select (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin)::text from pg_roles where rolname = '{PortalDatabase.Role}'"));
        Assert.Empty(await ListAsync($"select relname::text from pg_class where pg_get_userbyid(relowner) = '{PortalDatabase.Role}'"));
        Assert.Empty(await ListAsync($"select r.rolname::text from pg_auth_members m join pg_roles r on r.oid = m.roleid where pg_get_userbyid(m.member) = '{PortalDatabase.Role}'"));
        Assert.Equal(["false"], await ListAsync($"select has_schema_privilege('{PortalDatabase.Role}', 'public', 'CREATE')::text"));
    }

    [Theory]
    [InlineData("create table mine (n int)")]
    [InlineData("alter table partner add column mine int")]
    [InlineData("alter table fact disable row level security")]
    [InlineData("alter table fact no force row level security")]
    [InlineData("drop policy see on fact")]
    [InlineData("create policy mine on fact using (true)")]
    [InlineData("delete from fact")]
    [InlineData("update fact set on_date = '2026-01-01'")]
    [InlineData("update contribution set state = 'counted'")]
    [InlineData("truncate figure")]
    [InlineData("create role mine")]
    public async Task The_products_role_is_refused(string sql) =>
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await portal.Sweep.ScopedAsync(portal.A.Partner, sql));

    private Task<List<string>> TablesWithAsync(string privilege) =>
        ListAsync($"select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and has_table_privilege('{PortalDatabase.Role}', oid, '{privilege}') order by 1");

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(portal.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}

/// <summary>The sweep finds what it is there to find: each offence in a database of its own.</summary>
public sealed class RowSecuritySweepTests : IAsyncLifetime
{
    private readonly PortalFixture _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("alter table roster no force row level security", "roster: protected, but")]
    [InlineData("alter table fact disable row level security", "fact: protected, but")]
    [InlineData("create table forgotten (n int)", "forgotten: neither")]
    public async Task A_hole_in_the_catalogue_is_found(string offence, string fault)
    {
        await PrivateFolder.DoAsync(_portal.ConnectionString, offence);
        Assert.StartsWith(fault, Assert.Single(await new RowSecuritySweep(_portal.ConnectionString).CatalogueFaultsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_lets_everybody_in_is_found()
    {
        var (a, b) = await TwoPartners.WriteAsync(_portal.ConnectionString);
        await PrivateFolder.DoAsync(_portal.ConnectionString, "create policy leak on enrolment using (true); alter table attendance disable row level security");
        var faults = await new RowSecuritySweep(_portal.ConnectionString).ScopeFaultsAsync(a.Partner, b.Partner);
        Assert.Contains("enrolment: rows are seen without a scope.", faults);
        Assert.Contains("enrolment: a partner may insert another's row.", faults);
        Assert.Contains("enrolment: a partner may update another's row.", faults);
        Assert.Contains("attendance: rows are seen without a scope.", faults);
        Assert.All(faults, fault => Assert.True(fault.StartsWith("enrolment", StringComparison.Ordinal) || fault.StartsWith("attendance", StringComparison.Ordinal), fault));
    }
}
