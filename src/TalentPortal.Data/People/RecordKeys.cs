using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.People.Matching;

namespace TalentPortal.Data.People;

/// <summary>Gives records from before there were keys the keys by which they are found, as a roster's row would get them.</summary>
public static class RecordKeys
{
    /// <summary>Fills the keys of the next records that lack some. Scope must be everything.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="after">The record looked at last; empty for the first batch.</param>
    /// <param name="batch">At most so many records.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The last record of the batch; null where none was left.</returns>
    public static async Task<Guid?> FillKeysAsync(this PortalDbContext db, Guid after, int batch, CancellationToken cancellationToken)
    {
        var records = await db.ListAsync(
            PersonSql.WithoutKeys, r => (Id: r.GetGuid(0), Name: r.GetString(1), Student: Text(r, 2), Email: Text(r, 3), Mobile: Text(r, 4), Country: Text(r, 5)), cancellationToken,
            new NpgsqlParameter("after", after), new NpgsqlParameter("batch", batch));
        if (records.Count == 0)
        {
            return null;
        }

        await db.RunAsync(
            PersonSql.FillKeys,
            cancellationToken,
            new NpgsqlParameter("ids", records.Select(r => r.Id).ToArray()),
            Texts("student_keys", records.Select(r => r.Student?.ToLowerInvariant())),
            Texts("email_keys", records.Select(r => IdentityKeys.Email(r.Email))),
            Texts("mobile_keys", records.Select(r => IdentityKeys.Mobile(r.Mobile, r.Country))),
            Texts("name_keys", records.Select(r => IdentityKeys.Name(r.Name))),
            Texts("name_words", records.Select(r => IdentityKeys.NameWord(r.Name))));
        return records[^1].Id;
    }

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static NpgsqlParameter Texts(string name, IEnumerable<string?> values) => new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = values.ToArray() };
}
