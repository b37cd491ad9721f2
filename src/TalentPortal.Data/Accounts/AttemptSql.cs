using Npgsql;

namespace TalentPortal.Data.Accounts;

/// <summary>Counters of tried secrets, shared by all nodes and exact under concurrency: one statement counts and answers.</summary>
public static class AttemptSql
{
    private const string TakeText = """
        insert into accounts.secret_attempt as a (bucket, tries, ends_at) values (@bucket, 1, @ends)
        on conflict (bucket) do update set
            tries = case when a.ends_at <= @now then 1 else a.tries + 1 end,
            ends_at = case when a.ends_at <= @now then excluded.ends_at else a.ends_at end
        returning tries, ends_at
        """;

    /// <summary>Counts one try and says how many there are in the window, and when it ends.</summary>
    public static async Task<(int Tries, DateTimeOffset EndsAt)> TakeAsync(
        NpgsqlDataSource database, byte[] bucket, DateTimeOffset now, TimeSpan window, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(TakeText);
        command.Parameters.AddWithValue("bucket", bucket);
        command.Parameters.AddWithValue("now", now.ToUniversalTime());
        command.Parameters.AddWithValue("ends", now.ToUniversalTime() + window);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt32(0), await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken));
    }

    /// <summary>Forgets the tries of these buckets, and of windows that ended.</summary>
    public static async Task ForgetAsync(NpgsqlDataSource database, byte[][] buckets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string Text = """
            delete from accounts.secret_attempt where bucket in (
                select bucket from accounts.secret_attempt where bucket = any (@buckets) or ends_at <= @now for update skip locked)
            """;
        await using var command = database.CreateCommand(Text);
        command.Parameters.AddWithValue("buckets", buckets);
        command.Parameters.AddWithValue("now", now.ToUniversalTime());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
