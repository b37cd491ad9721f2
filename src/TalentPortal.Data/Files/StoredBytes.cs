using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Files;

namespace TalentPortal.Data.Files;

/// <summary>Writes and reads the bytes of stored files.</summary>
public static class StoredBytes
{
    /// <summary>Stores a file in chunks, in the unit of work that registered it. Leaves the scope as it was.</summary>
    public static async Task StoreChunksAsync(this PortalDbContext db, Guid file, Stream from, CancellationToken cancellationToken)
    {
        await using var scope = db.Command(FileSql.Scope);
        var all = (string?)await scope.ExecuteScalarAsync(cancellationToken) ?? "";
        from.Position = 0;
        var buffer = new byte[StoredFile.ChunkBytes];
        for (var n = 0; await from.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is var read and > 0; n++)
        {
            await db.RunAsync(
                FileSql.Insert,
                cancellationToken,
                new NpgsqlParameter("file", file),
                new NpgsqlParameter("n", n),
                new NpgsqlParameter("data", NpgsqlDbType.Bytea) { Value = buffer.AsMemory(0, read) });
        }

        await db.RunAsync(FileSql.Restore, cancellationToken, new NpgsqlParameter("all", all));
    }

    /// <summary>Copies a stored file out, one chunk in memory at a time.</summary>
    public static async Task CopyFileAsync(this PortalDbContext db, Guid file, Stream to, CancellationToken cancellationToken)
    {
        for (var n = 0; ; n++)
        {
            var chunk = await db.ListAsync(FileSql.Read, r => r.GetFieldValue<byte[]>(0), cancellationToken, new NpgsqlParameter("file", file), new NpgsqlParameter("n", n));
            if (chunk.Count == 0)
            {
                return;
            }

            await to.WriteAsync(chunk[0], cancellationToken);
        }
    }

    /// <summary>Deletes the bytes of a file; what was known of it, its name and its hash stay.</summary>
    public static Task ForgetBytesAsync(this PortalDbContext db, Guid file, CancellationToken cancellationToken) =>
        db.RunAsync(FileSql.Forget, cancellationToken, new NpgsqlParameter("file", file));

    /// <summary>Deletes the bytes of rosters nobody needs any more: ended without writing, or applied before <paramref name="before"/>. The rows' cells stay as evidence.</summary>
    public static Task<int> ForgetEndedAsync(this PortalDbContext db, DateTimeOffset before, CancellationToken cancellationToken) =>
        db.RunAsync(FileSql.ForgetEnded, cancellationToken, Counting.At("before", before));
}
