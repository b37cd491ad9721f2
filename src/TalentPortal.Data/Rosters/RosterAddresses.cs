using Npgsql;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.People.Matching;

namespace TalentPortal.Data.Rosters;

/// <summary>
/// Whom an e-mail names inside its partner. What has no student id, a row or a record, belongs to the one student id whose rows or record have its
/// address and fit its name and birth; where none or several do it stays apart, and rows without an id find the record without one. It makes no
/// difference whether a file says something or an earlier one did, so a file that comes again finds what it wrote.
/// </summary>
internal static class RosterAddresses
{
    /// <summary>Gives rows of one person one leader and finds their records.</summary>
    /// <returns>What was found, for whoever judges the rest.</returns>
    public static async Task<AddressBook> MatchAddressesAsync(this PortalDbContext db, RosterGround ground, CancellationToken cancellationToken)
    {
        await db.RunAsync(RosterMatchSql.Addressed, cancellationToken, new NpgsqlParameter("partner", ground.Partner));
        var rows = await db.ListAsync(
            RosterMatchSql.AddressedRows, r => new AddressedRow(r.GetInt32(0), r.GetInt32(1), r.GetString(2), Label(r, 3), !r.IsDBNull(4), r.GetString(5), Date(r, 6)), cancellationToken);
        var records = await db.ListAsync(
            RosterMatchSql.AddressedRecords,
            r => new AddressedRecord(r.GetGuid(0), r.GetGuid(1), r.GetString(2), Label(r, 3), r.IsDBNull(4) ? null : r.GetInt32(4), r.GetString(5), Date(r, 6)),
            cancellationToken,
            new NpgsqlParameter("partner", ground.Partner));
        var book = new AddressBook();
        var known = records.ToLookup(r => r.Mail);
        foreach (var mail in rows.GroupBy(r => r.Mail))
        {
            book.Enter([.. mail], [.. known[mail.Key]]);
        }

        await db.RunAsync(
            RosterMatchSql.TakeAddresses,
            cancellationToken,
            new NpgsqlParameter("followers", book.Leads.Keys.ToArray()),
            new NpgsqlParameter("leads", book.Leads.Values.ToArray()),
            new NpgsqlParameter("takers", book.Found.Keys.ToArray()),
            new NpgsqlParameter("records", book.Found.Values.Select(f => f.Id).ToArray()));
        return book;
    }

    // A spreadsheet may have eaten the zeros in front of a student id.
    private static string? Label(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column).TrimStart('0');

    private static DateOnly? Date(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateOnly>(column);
}

/// <summary>Name and birth behind an address.</summary>
/// <param name="Label">Who it is for certain; null if only the address tells.</param>
internal abstract record Addressed(string Mail, string? Label, string Name, DateOnly? Birth)
{
    public bool Fits(Addressed other) => Compare(other).Likeness >= Likeness.Compatible && !IsBornOtherwise(other);

    public bool NearlyFits(Addressed other) => Compare(other).Likeness == Likeness.Similar && !IsBornOtherwise(other);

    public NameLikeness Compare(Addressed other) => PersonNames.Compare(Name, other.Name);

    private bool IsBornOtherwise(Addressed other) => Birth is { } a && other.Birth is { } b && a != b;
}

/// <param name="IsKnown">Whether its record is known for certain.</param>
internal sealed record AddressedRow(int Row, int Lead, string Mail, string? Label, bool IsKnown, string Name, DateOnly? Birth) : Addressed(Mail, Label, Name, Birth);

/// <summary>A record as it will be: where the file names it for certain, with what the file says of it.</summary>
/// <param name="Lead">The row that does.</param>
internal sealed record AddressedRecord(Guid Id, Guid Person, string Mail, string? Label, int? Lead, string Name, DateOnly? Birth) : Addressed(Mail, Label, Name, Birth);

/// <summary>Finds whom addresses name, one address after the other.</summary>
internal sealed class AddressBook
{
    private readonly HashSet<Guid> _taken = [];

    /// <summary>Rows that follow another one, with that one.</summary>
    public Dictionary<int, int> Leads { get; } = [];

    /// <summary>Leading rows with the record found for them.</summary>
    public Dictionary<int, AddressedRecord> Found { get; } = [];

    /// <summary>Rows whose address and name fit several student ids: no record of the partner's can be theirs.</summary>
    public HashSet<int> Ambiguous { get; } = [];

    /// <summary>Takes in everything that has one address, rows in the order of the file.</summary>
    public void Enter(List<AddressedRow> rows, List<AddressedRecord> records)
    {
        var named = rows.FindAll(r => r.Label is not null);
        List<Addressed> holders = [.. named, .. records.Where(r => r.Label is not null)];
        var open = Clusters(rows.FindAll(r => r.Label is null)).FindAll(c => !Joins(c, named, records, holders));
        foreach (var free in records.Where(r => r.Label is null).OrderBy(r => r.Id))
        {
            if (Labels(free, holders) is [var label] && named.Find(n => n.Label == label) is { IsKnown: false } row)
            {
                Take(row.Lead, free);
            }
        }

        foreach (var cluster in open)
        {
            var best = records.Where(r => r.Label is null && !_taken.Contains(r.Id) && r.Fits(cluster[0]))
                .OrderByDescending(r => r.Compare(cluster[0]).Likeness).ThenByDescending(r => r.Compare(cluster[0]).Closeness).ThenBy(r => r.Id).FirstOrDefault();
            _ = best is not null && Take(cluster[0].Row, best);
        }

        if (records is [{ Lead: null } only])
        {
            // One slip of the hand, and the address is nobody else's: the name is set right.
            var near = open.Select(c => c[0]).Where(c => !Ambiguous.Contains(c.Row)).Concat(only.Label is null ? named.FindAll(n => !n.IsKnown) : []).FirstOrDefault(r => r.NearlyFits(only));
            _ = near is not null && Take(near.Lead, only);
        }
    }

    // Rows without an id whose names and births fit the first of them: these are one person's.
    private List<List<AddressedRow>> Clusters(List<AddressedRow> blank)
    {
        List<List<AddressedRow>> clusters = [];
        foreach (var row in blank)
        {
            if (clusters.Find(c => c[0].Fits(row)) is { } cluster)
            {
                cluster.Add(row);
                Leads[row.Row] = cluster[0].Row;
            }
            else
            {
                clusters.Add([row]);
            }
        }

        return clusters;
    }

    private bool Joins(List<AddressedRow> cluster, List<AddressedRow> named, List<AddressedRecord> records, List<Addressed> holders)
    {
        var labels = Labels(cluster[0], holders);
        if (labels.Count > 1)
        {
            Ambiguous.Add(cluster[0].Row);
        }

        if (labels is not [var label])
        {
            return false;
        }

        var record = records.Find(r => r.Label == label);
        if ((named.Find(n => n.Label == label)?.Lead ?? record?.Lead) is not { } lead)
        {
            return Take(cluster[0].Row, record!);
        }

        cluster.ForEach(r => Leads[r.Row] = lead);
        return true;
    }

    private bool Take(int row, AddressedRecord record)
    {
        if (Found.ContainsKey(row) || !_taken.Add(record.Id))
        {
            return false;
        }

        Found.Add(row, record);
        return true;
    }

    private static List<string> Labels(Addressed blank, List<Addressed> holders) => [.. holders.Where(h => h.Fits(blank)).Select(h => h.Label!).Distinct(StringComparer.Ordinal)];
}
