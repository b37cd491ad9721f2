using Npgsql;
using NpgsqlTypes;

namespace TalentPortal.Data.Accounts;

/// <summary>A saved answer: everything a repetition needs.</summary>
public sealed record SavedAnswer(int Status, string? MediaType, string? Location, byte[] Body);

/// <summary>What claiming a key found.</summary>
/// <param name="Token">Set when the key is ours to work on.</param>
/// <param name="SameRequest">Whether the row that stands there is of the same request.</param>
/// <param name="Answer">Its answer, or null while in flight.</param>
public sealed record ClaimOutcome(Guid? Token, bool SameRequest, SavedAnswer? Answer);

/// <summary>The statements of <c>accounts.idempotency</c>. The unique key decides who works; a lease frees what a crash left behind.</summary>
public static class IdempotencySql
{
    private const string ClaimText = """
        insert into accounts.idempotency as i (principal, key, request_hash, token, at, lease_until) values (@principal, @key, @hash, @token, @now, @lease)
        on conflict (principal, key) do update set request_hash = excluded.request_hash, token = excluded.token, at = excluded.at, lease_until = excluded.lease_until,
            status = null, media_type = null, location = null, body = null
        where i.at < @expired or (i.status is null and i.lease_until < @now and i.request_hash = excluded.request_hash)
        returning token
        """;

    private const string CompleteText = """
        update accounts.idempotency set status = @status, media_type = @media, location = @location, body = @body
        where principal = @principal and key = @key and token = @token and status is null
        """;

    // The product's transactions run as a role that knows nothing of accounts. It is put back on: the caller has yet to commit.
    private static readonly string CompleteWithinText = $"reset role; {CompleteText}; set local role {PortalDatabase.Role}";

    /// <summary>Takes the key for this request, or says what stands there.</summary>
    public static async Task<ClaimOutcome> ClaimAsync(
        NpgsqlDataSource database, string principal, string key, byte[] hash, DateTimeOffset now, TimeSpan lease, TimeSpan keep, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var token = Guid.CreateVersion7();
        await using var claim = new NpgsqlCommand(ClaimText, connection);
        Name(claim, principal, key, token);
        claim.Parameters.AddWithValue("hash", hash);
        claim.Parameters.AddWithValue("now", now.ToUniversalTime());
        claim.Parameters.AddWithValue("lease", now.ToUniversalTime() + lease);
        claim.Parameters.AddWithValue("expired", now.ToUniversalTime() - keep);
        if (await claim.ExecuteScalarAsync(cancellationToken) is Guid)
        {
            await PurgeAsync(connection, now.ToUniversalTime() - keep, cancellationToken);
            return new(token, true, null);
        }

        return await FindAsync(connection, principal, key, hash, cancellationToken);
    }

    /// <summary>Saves the answer. Inside the effect's own transaction it makes effect and answer one thing.</summary>
    /// <returns>False when the claim was lost meanwhile: the effect must not be committed.</returns>
    public static async Task<bool> CompleteAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string principal, string key, Guid token, SavedAnswer answer, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(transaction is null ? CompleteText : CompleteWithinText, connection, transaction);
        Name(command, principal, key, token);
        command.Parameters.AddWithValue("status", answer.Status);
        command.Parameters.Add(new NpgsqlParameter("media", NpgsqlDbType.Text) { Value = (object?)answer.MediaType ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter("location", NpgsqlDbType.Text) { Value = (object?)answer.Location ?? DBNull.Value });
        command.Parameters.AddWithValue("body", answer.Body);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Gives an unanswered claim back: nothing was done under it.</summary>
    public static async Task ReleaseAsync(NpgsqlDataSource database, string principal, string key, Guid token, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "delete from accounts.idempotency where principal = @principal and key = @key and token = @token and status is null");
        Name(command, principal, key, token);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<ClaimOutcome> FindAsync(NpgsqlConnection connection, string principal, string key, byte[] hash, CancellationToken cancellationToken)
    {
        await using var find = new NpgsqlCommand(
            "select request_hash, status, media_type, location, body from accounts.idempotency where principal = @principal and key = @key", connection);
        Name(find, principal, key, Guid.Empty);
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return new(null, true, null); // Released between the two statements: in flight a moment ago, so the caller tries again.
        }

        var same = reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(hash);
        var answer = await reader.IsDBNullAsync(1, cancellationToken)
            ? null
            : new SavedAnswer(
                reader.GetInt32(1),
                reader[2] as string,
                reader[3] as string,
                reader[4] as byte[] ?? []);
        return new(null, same, answer);
    }

    private static async Task PurgeAsync(NpgsqlConnection connection, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var purge = new NpgsqlCommand(
            """
            delete from accounts.idempotency where (principal, key) in (
                select principal, key from accounts.idempotency where at < @before order by at limit 20 for update skip locked)
            """,
            connection);
        purge.Parameters.AddWithValue("before", before);
        await purge.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Name(NpgsqlCommand command, string principal, string key, Guid token)
    {
        command.Parameters.AddWithValue("principal", principal);
        command.Parameters.AddWithValue("key", key);
        command.Parameters.AddWithValue("token", token);
    }
}
