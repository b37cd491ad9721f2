using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Data.Rosters;

/// <summary>What the set-based statements need to know of the cohort a roster is for.</summary>
/// <param name="Today">The day in the cohort's zone.</param>
/// <param name="PartnersWord">Whether the roster's word completes; otherwise it is only a claim and makes no fact.</param>
public sealed record RosterGround(
    Guid Roster, Guid Partner, string PartnerKind, Guid Cohort, DateOnly StartsOn, DateOnly EndsOn, Guid Programme, string ProgrammeKind, string? Level, string Country, DateOnly Today, bool PartnersWord);

/// <summary>Stages, plans, previews and applies a roster inside one unit of work.</summary>
public static class RosterPlan
{
    /// <summary>Opens the staging table and the stream into it.</summary>
    public static async Task<NpgsqlBinaryImporter> BeginStagingAsync(this PortalDbContext db, CancellationToken cancellationToken)
    {
        await db.RunAsync(RosterSql.CreateStaged, cancellationToken);
        return await db.Connection.BeginBinaryImportAsync(RosterSql.CopyIn, cancellationToken);
    }

    /// <summary>Stages the rows of an earlier preview once more.</summary>
    public static Task StageAgainAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken) =>
        db.RunAsync(RosterSql.StageAgain, cancellationToken, new NpgsqlParameter("roster", roster));

    /// <summary>Matches the staged rows with people and plans what each would change.</summary>
    public static async Task PlanAsync(this PortalDbContext db, RosterGround ground, CancellationToken cancellationToken)
    {
        await db.RunAsync(RosterSql.Match, cancellationToken);
        await db.RunAsync(RosterSql.Plan, cancellationToken, Parameters(ground));
    }

    /// <summary>Puts the plan into the shapes of the tables it would be written to.</summary>
    public static Task PlanRowsAsync(this PortalDbContext db, RosterGround ground, DateTimeOffset at, CancellationToken cancellationToken) =>
        db.RunAsync(RosterSql.PlanRows, cancellationToken, [.. Parameters(ground), Counting.At("at", at)]);

    /// <summary>What the plan would do to each target; nothing is written.</summary>
    public static async Task<List<TargetEffect>> PreviewEffectsAsync(this PortalDbContext db, CancellationToken cancellationToken)
    {
        await db.RunAsync(RosterSql.JoinByHash, cancellationToken);
        await db.WantAsync(CountingSql.Knowledge.Planned, null, cancellationToken);
        await db.RunAsync(RosterSql.JoinFreely, cancellationToken);
        return await db.EffectsAsync(cancellationToken);
    }

    /// <summary>Keeps the staged rows as the roster's rows.</summary>
    public static Task KeepRowsAsync(this PortalDbContext db, CancellationToken cancellationToken) => db.RunAsync(RosterSql.KeepRows, cancellationToken);

    /// <summary>Replaces what the last preview said of the rows.</summary>
    public static Task ReplaceRowsAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken) =>
        db.RunAsync(RosterSql.ReplaceRows, cancellationToken, new NpgsqlParameter("roster", roster));

    /// <summary>One apply at a time for a partner and cohort; taken before anything is read.</summary>
    public static Task LockAsync(this PortalDbContext db, RosterGround ground, CancellationToken cancellationToken) =>
        db.RunAsync(RosterSql.LockCohort, cancellationToken, new NpgsqlParameter("partner", ground.Partner), new NpgsqlParameter("cohort", ground.Cohort));

    /// <summary>How many rows no longer say what their preview said.</summary>
    public static async Task<int> FindStaleAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken)
    {
        await db.RunAsync(RosterSql.FindStale, cancellationToken, new NpgsqlParameter("roster", roster));
        await using var command = db.Command(RosterSql.CountStale);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Takes stale rows out of the plan and says so on them.</summary>
    public static Task SetStaleAsideAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken) =>
        db.RunAsync(RosterSql.SetStaleAside, cancellationToken, new NpgsqlParameter("roster", roster));

    /// <summary>Writes the plan, counts everybody it touches and tells what that did to the targets.</summary>
    public static async Task<List<TargetEffect>> WriteAsync(this PortalDbContext db, RosterGround ground, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var at = await db.BeginKnowingAsync(now, cancellationToken);
        await db.RunAsync(RosterSql.Write, cancellationToken, [.. Parameters(ground), Counting.At("at", at)]);
        await db.WantAsync(CountingSql.Knowledge.Now, null, cancellationToken);
        var effects = await db.EffectsAsync(cancellationToken);
        await db.WriteWantedAsync(at, null, null, cancellationToken);
        return effects;
    }

    /// <summary>How many values the roster changed, and SHA-256 over them in order.</summary>
    public static async Task<(long Changes, byte[] Digest)> DigestAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken)
    {
        var lines = await db.ListAsync(RosterSql.Digest, r => (r.GetInt64(0), r.GetFieldValue<byte[]>(1)), cancellationToken, new NpgsqlParameter("roster", roster));
        return lines[0];
    }

    /// <summary>Rows by outcome, as their words.</summary>
    public static async Task<Dictionary<string, long>> OutcomesAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken)
    {
        var lines = await db.ListAsync(RosterSql.Outcomes, r => (Outcome: r.GetString(0), N: r.GetInt64(1)), cancellationToken, new NpgsqlParameter("roster", roster));
        return lines.ToDictionary(l => l.Outcome, l => l.N, StringComparer.Ordinal);
    }

    /// <summary>Streams one read row into the staging table, in the order of <see cref="RosterSql.CopyIn"/>.</summary>
    public static async Task StageAsync(this NpgsqlBinaryImporter importer, RosterRow row, bool failed, string findings, CancellationToken cancellationToken)
    {
        await importer.StartRowAsync(cancellationToken);
        await importer.WriteAsync(row.RosterId, NpgsqlDbType.Uuid, cancellationToken);
        await importer.WriteAsync(row.RowNo, NpgsqlDbType.Integer, cancellationToken);
        await importer.WriteAsync(row.PartnerId, NpgsqlDbType.Uuid, cancellationToken);
        await importer.WriteAsync(row.Cells, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
        await importer.TextAsync(failed ? "error" : null, cancellationToken);
        await importer.WriteAsync(findings, NpgsqlDbType.Jsonb, cancellationToken);
        foreach (var text in new[] { row.StudentId, row.Email, row.FullName, row.Mobile, row.Nationality, row.Region, row.Gender })
        {
            await importer.TextAsync(text, cancellationToken);
        }

        await importer.ValueAsync(row.BirthDate, NpgsqlDbType.Date, cancellationToken);
        await importer.ValueAsync(row.BirthYear, NpgsqlDbType.Integer, cancellationToken);
        foreach (var text in new[] { row.Audience, row.Employer, row.Sector, row.Disability })
        {
            await importer.TextAsync(text, cancellationToken);
        }

        await importer.ValueAsync(row.EnrolledOn, NpgsqlDbType.Date, cancellationToken);
        await importer.TextAsync(row.Status, cancellationToken);
        await importer.ValueAsync(row.CompletedOn, NpgsqlDbType.Date, cancellationToken);
        await importer.ValueAsync(row.Score, NpgsqlDbType.Numeric, cancellationToken);
        await importer.TextAsync(row.Grade, cancellationToken);
        await importer.TextAsync(row.CertificateNo, cancellationToken);
        foreach (var key in new[] { row.NewPerson, row.NewRecord, row.NewEnrolment, row.NewFact, row.NewEnrolledFact })
        {
            await importer.WriteAsync(key, NpgsqlDbType.Uuid, cancellationToken);
        }
    }

    private static Task TextAsync(this NpgsqlBinaryImporter importer, string? value, CancellationToken cancellationToken) =>
        value is null ? importer.WriteNullAsync(cancellationToken) : importer.WriteAsync(value, NpgsqlDbType.Text, cancellationToken);

    private static Task ValueAsync<T>(this NpgsqlBinaryImporter importer, T? value, NpgsqlDbType type, CancellationToken cancellationToken)
        where T : struct => value is { } present ? importer.WriteAsync(present, type, cancellationToken) : importer.WriteNullAsync(cancellationToken);

    private static NpgsqlParameter[] Parameters(RosterGround ground) =>
    [
        new("roster", ground.Roster), new("partner", ground.Partner), new("partner_kind", ground.PartnerKind), new("cohort", ground.Cohort),
        new("starts", ground.StartsOn), new("ends", ground.EndsOn), new("today", ground.Today), new("programme", ground.Programme),
        new("programme_kind", ground.ProgrammeKind), Counting.Text("level", ground.Level), new("country", ground.Country), new("partners_word", ground.PartnersWord),
    ];
}
