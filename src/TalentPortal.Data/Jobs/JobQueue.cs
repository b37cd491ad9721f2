using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Data.Jobs;

/// <summary>A piece of work in somebody's hands.</summary>
public sealed record ClaimedJob(Guid Id, string Kind, string Payload, int Attempt, Guid Token);

/// <summary>The lease ran out and another worker has the job: whatever this one did must not be kept.</summary>
public sealed class LeaseLostException() : Exception("The lease of this job was lost.");

/// <summary>The queue of background work, in the database.</summary>
public static class JobQueue
{
    /// <summary>Queues work in the unit of work that makes it necessary. Asking again under the same key changes nothing.</summary>
    public static Task EnqueueAsync(this PortalDbContext db, string kind, string key, string payload, DateTimeOffset due, CancellationToken cancellationToken) => db.RunAsync(
        JobSql.Enqueue,
        cancellationToken,
        new NpgsqlParameter("id", Guid.CreateVersion7(due)),
        new NpgsqlParameter("kind", kind),
        new NpgsqlParameter("key", key),
        new NpgsqlParameter("payload", NpgsqlDbType.Jsonb) { Value = payload },
        Counting.At("due", due));

    /// <summary>Takes the next due job, or one whose worker died.</summary>
    public static async Task<ClaimedJob?> ClaimAsync(this PortalDatabase portal, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var token = Guid.CreateVersion7();
        var claimed = await db.ListAsync(
            JobSql.Claim,
            r => new ClaimedJob(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetInt32(3), token),
            cancellationToken,
            new NpgsqlParameter("token", token),
            Counting.At("lease", now + lease),
            Counting.At("now", now));
        await db.CommitAsync(cancellationToken);
        return claimed.SingleOrDefault();
    }

    /// <summary>Looks whether the job is still this worker's, before work that would be thrown away; <see cref="FinishAsync"/> decides.</summary>
    /// <exception cref="LeaseLostException">Another worker has it.</exception>
    public static async Task FenceAsync(this PortalDbContext db, ClaimedJob job, CancellationToken cancellationToken)
    {
        var held = await db.ListAsync(JobSql.Fence, r => r.GetInt32(0), cancellationToken, Parameters(job));
        if (held.Count == 0)
        {
            throw new LeaseLostException();
        }
    }

    /// <summary>Marks the job done in the transaction of its effect.</summary>
    /// <exception cref="LeaseLostException">Another worker has it.</exception>
    public static async Task FinishAsync(this PortalDbContext db, ClaimedJob job, CancellationToken cancellationToken)
    {
        if (await db.RunAsync(JobSql.Finish, cancellationToken, Parameters(job)) != 1)
        {
            throw new LeaseLostException();
        }
    }

    public static Task RenewAsync(this PortalDatabase portal, ClaimedJob job, DateTimeOffset lease, CancellationToken cancellationToken) =>
        portal.ChangeAsync(JobSql.Renew, [.. Parameters(job), Counting.At("lease", lease)], cancellationToken);

    /// <summary>Says how far the work is, in per cent. It never goes back within an attempt.</summary>
    public static Task TellAsync(this PortalDatabase portal, ClaimedJob job, int progress, CancellationToken cancellationToken) =>
        portal.ChangeAsync(JobSql.Tell, [.. Parameters(job), new("progress", progress)], cancellationToken);

    public static Task GiveBackAsync(this PortalDatabase portal, ClaimedJob job, DateTimeOffset due, string problem, CancellationToken cancellationToken) =>
        portal.ChangeAsync(JobSql.GiveBack, [.. Parameters(job), Counting.At("due", due), new("problem", problem)], cancellationToken);

    public static Task GiveUpAsync(this PortalDatabase portal, ClaimedJob job, string problem, CancellationToken cancellationToken) =>
        portal.ChangeAsync(JobSql.GiveUp, [.. Parameters(job), new("problem", problem)], cancellationToken);

    private static async Task ChangeAsync(this PortalDatabase portal, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        await db.RunAsync(sql, cancellationToken, parameters);
        await db.CommitAsync(cancellationToken);
    }

    private static NpgsqlParameter[] Parameters(ClaimedJob job) => [new("id", job.Id), new("token", job.Token)];
}
