namespace TalentPortal.Data.Jobs;

/// <summary>The queue: every node may take work, nobody waits for a lock, and a dead worker's lease runs out.</summary>
public static class JobSql
{
    public const string Claim =
        """
        update job set state = 'running', token = @token, lease_until = @lease, attempt = attempt + 1, progress = 0
        where id = (select id from job where (state = 'queued' and due_at <= @now) or (state = 'running' and lease_until < @now) order by due_at, id limit 1 for update skip locked)
        returning id, kind, payload, attempt
        """;

    public const string Renew = "update job set lease_until = @lease where id = @id and token = @token and state = 'running'";

    public const string Tell = "update job set progress = @progress where id = @id and token = @token and state = 'running' and progress < @progress";

    /// <summary>
    /// Whether the job is still this worker's. No lock: it would keep the lease from being renewed. The fence that counts is
    /// <see cref="Finish"/>, in the transaction of the effect: whoever lost the lease finds no row there and must not commit.
    /// </summary>
    public const string Fence = "select 1 from job where id = @id and token = @token and state = 'running'";

    public const string Finish = "update job set state = 'done', lease_until = null, progress = 100 where id = @id and token = @token and state = 'running'";

    public const string GiveBack = "update job set state = 'queued', token = null, lease_until = null, due_at = @due, problem = @problem where id = @id and token = @token";

    public const string GiveUp = "update job set state = 'failed', lease_until = null, problem = @problem where id = @id and token = @token";

    public const string Enqueue =
        "insert into job (id, kind, key, state, payload, due_at, attempt, progress) values (@id, @kind, @key, 'queued', @payload, @due, 0, 0) on conflict (key) do nothing";
}
