using System.Data;
using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.People;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Data.Rosters;

/// <summary>What the brake is told of a plan.</summary>
/// <param name="Removals">People who would be dropped.</param>
/// <param name="Enrolled">Of how many.</param>
/// <param name="Identities">People whose name, student id or e-mail would change.</param>
/// <param name="Known">Of how many.</param>
public sealed record BrakeReading(int Removals, int Enrolled, int Identities, int Known)
{
    /// <summary>How many people a second person has to let pass; zero where the brake is not on.</summary>
    public int Number => (Removals > Roster.BrakeLimit(Enrolled) ? Removals : 0) + (Identities > Roster.BrakeLimit(Known) ? Identities : 0);
}

/// <summary>Stages, plans, previews and applies a roster inside one unit of work.</summary>
public static class RosterPlan
{
    /// <summary>An address that more rows of a file have is an office's: without a student id it names nobody.</summary>
    public const int MostOfAddress = 50;

    /// <summary>Opens the staging table and the stream into it.</summary>
    public static async Task<BinaryCopy> BeginStagingAsync(this PortalDbContext db, CancellationToken cancellationToken)
    {
        await db.RunAsync(RosterMatchSql.CreateStaged, cancellationToken);
        return await BinaryCopy.BeginAsync(db.Connection, RosterMatchSql.CopyIn, RosterMatchSql.StagedColumns.Length, cancellationToken);
    }

    /// <summary>Stages the rows of an earlier preview once more.</summary>
    public static Task StageAgainAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken) =>
        db.RunAsync(RosterMatchSql.StageAgain, cancellationToken, new NpgsqlParameter("roster", roster));

    /// <summary>Matches the staged rows with people and plans what each would change.</summary>
    public static async Task PlanAsync(this PortalDbContext db, RosterGround ground, CancellationToken cancellationToken)
    {
        await db.RunAsync(RosterPlanSql.CreateGround, cancellationToken, CohortParameters(ground));
        await db.RunAsync(RosterPlanSql.Quiet, cancellationToken, Parameters(ground));
        var allQuiet = !ground.Full && await db.IsAsync(RosterPlanSql.IsAllQuiet, cancellationToken);
        await db.RunAsync(RosterMatchSql.MatchCertain, cancellationToken, [.. Parameters(ground), new("most_of_address", MostOfAddress), new("all_quiet", allQuiet)]);
        await db.RunAsync(RosterMatchSql.Spread, cancellationToken);
        await db.MatchUnknownAsync(ground, cancellationToken);
        await db.RunAsync($"{RosterMatchSql.Settle}\n{RosterPlanSql.Plan}\n{RosterPlanSql.Changes}", cancellationToken, Parameters(ground));
        await db.SetOthersAsideAsync(cancellationToken);
        if (ground.Full)
        {
            await db.RunAsync(RosterPlanSql.Absent, cancellationToken, Parameters(ground));
        }
    }

    /// <summary>What the brake is told of the plan.</summary>
    public static async Task<BrakeReading> BrakeAsync(this PortalDbContext db, RosterGround ground, CancellationToken cancellationToken) => (await db.ListAsync(
        RosterPlanSql.Brake, r => new BrakeReading(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3)), cancellationToken, Parameters(ground)))[0];

    /// <summary>Puts the plan into the shapes of the tables it would be written to.</summary>
    /// <returns>Rows whose person may be somebody known already.</returns>
    public static async Task<int> PlanRowsAsync(this PortalDbContext db, RosterGround ground, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await db.RunAsync($"{RosterPlanSql.PlanRows}\n{RosterPlanSql.PlanTraits}", cancellationToken, [.. Parameters(ground), Counting.At("at", at)]);
        await using var command = db.Command(RosterPlanSql.Doubtful);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>What the plan would do to each target; nothing is written.</summary>
    public static async Task<List<TargetEffect>> PreviewEffectsAsync(this PortalDbContext db, CancellationToken cancellationToken)
    {
        await db.RunAsync(CountingSql.GatherPlanned, cancellationToken);
        return await db.WantGatheredAsync(cancellationToken);
    }

    /// <summary>Counts what was gathered of everybody in <c>touched</c>: makes <c>want</c>, and tells what writing it would change.</summary>
    internal static async Task<List<TargetEffect>> WantGatheredAsync(this PortalDbContext db, CancellationToken cancellationToken)
    {
        await db.RunAsync(RosterCountSql.JoinWhole, cancellationToken);
        await db.WantAsync(CountingSql.Knowledge.Planned, null, cancellationToken);
        await db.RunAsync(RosterCountSql.JoinAsUsual, cancellationToken);
        return await db.ListAsync(RosterCountSql.Effects, r => new TargetEffect(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)), cancellationToken);
    }

    /// <summary>Keeps the staged rows as the roster's rows.</summary>
    /// <returns>Rows by outcome, as their words.</returns>
    public static Task<Dictionary<string, long>> KeepRowsAsync(this PortalDbContext db, CancellationToken cancellationToken) => db.CountsAsync(RosterWriteSql.KeepAllRows, [], cancellationToken);

    /// <summary>Keeps the values that would change, for whoever looks at the preview; those that are written are kept with <see cref="WriteAsync"/>.</summary>
    public static Task KeepChangesAsync(this PortalDbContext db, RosterGround ground, CancellationToken cancellationToken) =>
        db.RunAsync(RosterWriteSql.KeepChanges, cancellationToken, new NpgsqlParameter("roster", ground.Roster), new NpgsqlParameter("partner", ground.Partner));

    /// <summary>Forgets the rows and changes of an earlier reading.</summary>
    public static Task ForgetRowsAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken) =>
        db.RunAsync(RosterWriteSql.ForgetRows, cancellationToken, new NpgsqlParameter("roster", roster));

    /// <summary>Replaces what the last preview said of the rows.</summary>
    public static async Task ReplaceRowsAsync(this PortalDbContext db, RosterGround ground, CancellationToken cancellationToken)
    {
        await db.RunAsync(RosterWriteSql.ReplaceRows, cancellationToken, new NpgsqlParameter("roster", ground.Roster));
        await db.RunAsync(RosterWriteSql.KeepAbsent, cancellationToken);
        await db.KeepChangesAsync(ground, cancellationToken);
    }

    /// <summary>One apply at a time for a partner and cohort; taken before anything is read.</summary>
    public static Task LockAsync(this PortalDbContext db, RosterGround ground, CancellationToken cancellationToken) => db.RunAsync(
        RosterWriteSql.LockCohorts, cancellationToken, new NpgsqlParameter("partner", ground.Partner), new NpgsqlParameter("cohorts", ground.Cohorts.Select(c => c.Id).ToArray()));

    /// <summary>How many rows no longer say what their preview said.</summary>
    public static async Task<int> FindStaleAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken)
    {
        await db.RunAsync(RosterWriteSql.FindStale, cancellationToken, new NpgsqlParameter("roster", roster));
        await using var command = db.Command(RosterWriteSql.CountStale);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Takes stale rows out of the plan and says so on them.</summary>
    public static Task SetStaleAsideAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken) =>
        db.RunAsync(RosterWriteSql.SetStaleAside, cancellationToken, new NpgsqlParameter("roster", roster));

    /// <summary>Writes the plan, counts everybody it touches and tells what that did to the targets, and from when it is known.</summary>
    /// <exception cref="DBConcurrencyException">Somebody merged or parted its people before they were locked; planned again, it will do.</exception>
    public static async Task<(List<TargetEffect> Effects, DateTimeOffset At)> WriteAsync(
        this PortalDbContext db, RosterGround ground, TimeProvider clock, (Guid? Id, string Name) by, CancellationToken cancellationToken)
    {
        await db.RunAsync(RosterCountSql.LookUpEach, cancellationToken);
        var at = await db.BeginKnowingAsync(clock, new(KnowingKind.Roster, ground.Roster, by.Id, by.Name), cancellationToken);
        await db.RunAsync(RosterCountSql.JoinAsUsual, cancellationToken);
        if (await db.IsAsync(RosterWriteSql.Moved, cancellationToken))
        {
            throw new DBConcurrencyException("People of the plan were merged or parted meanwhile.");
        }

        await db.RunAsync(RosterWriteSql.Write, cancellationToken, [.. Parameters(ground), Counting.At("at", at)]);
        await db.KeepDoubtsAsync(at, cancellationToken);
        await db.KeepChangesAsync(ground, cancellationToken);
        if (await db.IsAsync(RosterPlanSql.TouchesNobody, cancellationToken))
        {
            return ([], at);
        }

        await db.RunAsync(RosterCountSql.GatherWritten, cancellationToken, Counting.At("at", at));
        var effects = await db.WantGatheredAsync(cancellationToken);
        await db.WriteWantedAsync(at, null, null, cancellationToken);
        return (effects, at);
    }

    /// <summary>How many values the roster changed and enrolments it created, and SHA-256 over them in order.</summary>
    public static async Task<(long Changes, byte[] Digest)> DigestAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken)
    {
        var lines = await db.ListAsync(RosterWriteSql.Digest, r => (r.GetInt64(0), r.GetFieldValue<byte[]>(1)), cancellationToken, new NpgsqlParameter("roster", roster));
        return lines[0];
    }

    /// <summary>How many values the roster had changed, and SHA-256 over what became of each when it was undone, in order.</summary>
    public static async Task<(long Changes, byte[] Digest)> UndoDigestAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken)
    {
        var lines = await db.ListAsync(RosterUndoSql.Digest, r => (r.GetInt64(0), r.GetFieldValue<byte[]>(1)), cancellationToken, new NpgsqlParameter("roster", roster));
        return lines[0];
    }

    /// <summary>Rows by outcome, as their words.</summary>
    public static Task<Dictionary<string, long>> OutcomesAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken) =>
        db.CountsAsync(RosterWriteSql.Outcomes, [new("roster", roster)], cancellationToken);

    private static async Task<Dictionary<string, long>> CountsAsync(this PortalDbContext db, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        var lines = await db.ListAsync(sql, r => (Outcome: r.GetString(0), N: r.GetInt64(1)), cancellationToken, parameters);
        return lines.ToDictionary(l => l.Outcome, l => l.N, StringComparer.Ordinal);
    }

    private static async Task<bool> IsAsync(this PortalDbContext db, string question, CancellationToken cancellationToken)
    {
        await using var command = db.Command(question);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static NpgsqlParameter[] Parameters(RosterGround ground) =>
    [
        new("roster", ground.Roster), new("partner", ground.Partner), new("partner_kind", ground.PartnerKind),
        new("cohort", NpgsqlDbType.Uuid) { Value = (object?)ground.Cohort ?? DBNull.Value },
        new("source", ground.Holder), new("leads", ground.Leads), new("overrides", ground.Overrides),
    ];

    private static NpgsqlParameter[] CohortParameters(RosterGround ground) =>
    [
        new("cohorts", ground.Cohorts.Select(c => c.Id).ToArray()),
        new("starts", ground.Cohorts.Select(c => c.StartsOn).ToArray()),
        new("ends", ground.Cohorts.Select(c => c.EndsOn).ToArray()),
        new("todays", ground.Cohorts.Select(c => c.Today).ToArray()),
        new("programmes", ground.Cohorts.Select(c => c.Programme).ToArray()),
        new("programme_kinds", ground.Cohorts.Select(c => c.ProgrammeKind).ToArray()),
        new("levels", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = ground.Cohorts.Select(c => c.Level).ToArray() },
        new("countries", ground.Cohorts.Select(c => c.Country).ToArray()),
        new("partners_word", ground.Cohorts.Select(c => c.PartnersWord).ToArray()),
    ];
}
