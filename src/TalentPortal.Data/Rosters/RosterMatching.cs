using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.People.Matching;

namespace TalentPortal.Data.Rosters;

/// <summary>
/// Who the rows are that nothing certain names: PostgreSQL finds the few records that share something with a row, <see cref="Matching"/> judges each.
/// </summary>
internal static class RosterMatching
{
    private const int MostDoubts = 3;

    /// <summary>Fills <c>verdict</c> (the record or the person a row is about) and <c>doubt</c> (whom it may be about).</summary>
    public static async Task MatchUnknownAsync(this PortalDbContext db, RosterGround ground, CancellationToken cancellationToken)
    {
        await using (var any = db.Command(RosterMatchSql.IsAnyUnknown))
        {
            if (!(bool)(await any.ExecuteScalarAsync(cancellationToken))!)
            {
                return;
            }
        }

        await db.RunAsync(RosterMatchSql.IndexMatched, cancellationToken);
        var addresses = await db.MatchAddressesAsync(ground, cancellationToken);
        await db.RunAsync(RosterMatchSql.Unknown, cancellationToken);
        var candidates = await db.ListAsync(RosterMatchSql.Candidates, ReadCandidate, cancellationToken);
        var inner = await db.ListAsync(RosterMatchSql.InnerCandidates, r => (Row: r.GetInt32(0), Earlier: r.GetInt32(1)), cancellationToken);
        int[] rows = [.. candidates.Select(c => c.Row).Concat(inner.SelectMany(i => (int[])[i.Row, i.Earlier])).Distinct().Order()];
        var unknown = (await db.ListAsync(RosterMatchSql.Identities, r => ReadRow(r, ground.Partner), cancellationToken, new NpgsqlParameter("rows", rows))).ToDictionary(u => u.RowNo);
        var judged = new Judging(ground.Partner, addresses, unknown, inner.Concat(inner.Select(i => (Row: i.Earlier, Earlier: i.Row))).ToLookup(i => i.Row, i => i.Earlier));
        var byRow = candidates.ToLookup(c => c.Row);
        foreach (var row in rows)
        {
            judged.Judge(unknown[row], [.. byRow[row]]);
        }

        await db.CopyAsync(judged, cancellationToken);
    }

    /// <summary>Takes rows out of the plan whose student id is somebody's with another name and another birth.</summary>
    public static async Task SetOthersAsideAsync(this PortalDbContext db, CancellationToken cancellationToken)
    {
        var suspected = await db.ListAsync(RosterPlanSql.OtherPeople, r => (Row: r.GetInt32(0), Was: r.GetString(1), Says: r.GetString(2)), cancellationToken);
        int[] others = [.. suspected.Where(s => PersonNames.Compare(s.Was, s.Says).Likeness == Likeness.Different).Select(s => s.Row)];
        if (others.Length > 0)
        {
            await db.RunAsync(RosterPlanSql.SetOthersAside, cancellationToken, new NpgsqlParameter("rows", others));
        }
    }

    private static async Task CopyAsync(this PortalDbContext db, Judging judged, CancellationToken cancellationToken)
    {
        await using (var verdicts = await db.Connection.BeginBinaryImportAsync(RosterMatchSql.CopyVerdicts, cancellationToken))
        {
            foreach (var (row, record, person, why) in judged.Verdicts)
            {
                await verdicts.StartRowAsync(cancellationToken);
                await verdicts.WriteAsync(row, NpgsqlDbType.Integer, cancellationToken);
                await WriteOrNullAsync(verdicts, record, cancellationToken);
                await WriteOrNullAsync(verdicts, person, cancellationToken);
                await verdicts.WriteAsync(why, NpgsqlDbType.Text, cancellationToken);
            }

            await verdicts.CompleteAsync(cancellationToken);
        }

        await using var doubts = await db.Connection.BeginBinaryImportAsync(RosterMatchSql.CopyDoubts, cancellationToken);
        foreach (var (row, record, verdict) in judged.Doubts)
        {
            await doubts.StartRowAsync(cancellationToken);
            await doubts.WriteAsync(row, NpgsqlDbType.Integer, cancellationToken);
            await doubts.WriteAsync(record, NpgsqlDbType.Uuid, cancellationToken);
            await doubts.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, cancellationToken);
            await doubts.WriteAsync(verdict.Score, NpgsqlDbType.Integer, cancellationToken);
            await doubts.WriteAsync(verdict.Reasons.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
        }

        await doubts.CompleteAsync(cancellationToken);
    }

    private static Task WriteOrNullAsync(NpgsqlBinaryImporter importer, Guid? key, CancellationToken cancellationToken) =>
        key is { } present ? importer.WriteAsync(present, NpgsqlDbType.Uuid, cancellationToken) : importer.WriteNullAsync(cancellationToken);

    private static Candidate ReadCandidate(NpgsqlDataReader r) => new(
        r.GetInt32(0), r.GetGuid(1), r.GetGuid(2), new(r.GetString(4), Text(r, 6), Text(r, 7), Date(r, 8), Number(r, 9), Text(r, 10), Text(r, 5), r.IsDBNull(3) ? null : r.GetGuid(3), Text(r, 11)), r.GetBoolean(12));

    private static Unknown ReadRow(NpgsqlDataReader r, Guid partner) => new(
        r.GetInt32(0), new(r.GetString(3), Text(r, 5), Text(r, 6), Date(r, 7), Number(r, 8), Text(r, 9), Text(r, 4), partner, Text(r, 10)), r.GetGuid(1), r.GetGuid(2));

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static DateOnly? Date(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateOnly>(column);

    private static int? Number(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetInt32(column);

    /// <summary>A record that shares something with a row.</summary>
    /// <param name="Taken">Another row of the file is about it.</param>
    private sealed record Candidate(int Row, Guid Record, Guid Person, Identity Says, bool Taken);

    /// <summary>A row nothing certain names, with the record and person it will be about: new ones until something else is found.</summary>
    private sealed class Unknown(int rowNo, Identity says, Guid record, Guid person)
    {
        public int RowNo => rowNo;

        public Identity Says => says;

        public Guid Record { get; set; } = record;

        public Guid Person { get; set; } = person;
    }

    /// <summary>Judges row after row, in the order of the file.</summary>
    private sealed class Judging(Guid partner, AddressBook addresses, Dictionary<int, Unknown> unknown, ILookup<int, int> peers)
    {
        private readonly HashSet<Guid> _taken = [];

        public List<(int Row, Guid? Record, Guid? Person, string Why)> Verdicts { get; } = [.. addresses.Found.Select(f => (f.Key, (Guid?)f.Value.Id, (Guid?)f.Value.Person, Because.Email))];

        public List<(int Row, Guid Record, Verdict Verdict)> Doubts { get; } = [];

        public void Judge(Unknown row, IReadOnlyList<Candidate> candidates)
        {
            var says = row.Says with
            {
                EmailShared = addresses.Ambiguous.Contains(row.RowNo) || IsShared(row, candidates, i => i.EmailKey),
                MobileShared = IsShared(row, candidates, i => i.MobileKey),
            };
            var judged = candidates.Select(c => (c.Record, c.Person, Here: IsFree(row, c), Verdict: Matching.Judge(says, c.Says)))
                .Concat(peers[row.RowNo].Where(p => p < row.RowNo).Select(p => unknown[p]).Select(e => (e.Record, e.Person, Here: false, Verdict: Matching.Judge(says, e.Says)))).ToList();
            var same = judged.Where(j => j.Verdict.Sameness == Sameness.Same).ToList();
            if (same.Select(s => s.Person).Distinct().Count() == 1 && !judged.Exists(j => j.Person == same[0].Person && Conflicts(j.Verdict)))
            {
                // A record of this very partner is the row's record; anybody else's is only the same person's.
                var found = same.Find(s => s.Here) is { Verdict: not null } here ? here : same[0];
                Link(row, found.Here ? found.Record : null, found.Person, found.Verdict.Why);
                return;
            }

            Doubts.AddRange(judged.Where(j => j.Verdict.Sameness != Sameness.Unrelated).OrderByDescending(j => j.Verdict.Score).ThenBy(j => j.Record)
                .DistinctBy(j => j.Record).Take(MostDoubts).Select(j => (row.RowNo, j.Record, j.Verdict)));
        }

        private void Link(Unknown row, Guid? record, Guid person, string why)
        {
            Verdicts.Add((row.RowNo, record, person, why));
            (row.Record, row.Person) = (record ?? row.Record, person);
            if (record is { } taken)
            {
                _taken.Add(taken);
            }
        }

        /// <summary>
        /// Whether the row may be about this very record of its partner. Not where another row is, nor where the address should have told: the row has a
        /// record of its own then, if maybe of the same person, and finds it by its address or id when the file comes again.
        /// </summary>
        private bool IsFree(Unknown row, Candidate candidate) =>
            candidate.Says.Partner == partner && !candidate.Taken && !_taken.Contains(candidate.Record) && !addresses.Ambiguous.Contains(row.RowNo)
            && (row.Says.EmailKey is null || candidate.Says.EmailKey != row.Says.EmailKey || (row.Says.StudentId is not null && candidate.Says.StudentId is not null));

        /// <summary>Somebody one of whose records has another id cannot be linked by way of another record.</summary>
        private static bool Conflicts(Verdict verdict) => verdict.Reasons.Contains(Reason.ConflictingStudentId) || verdict.Reasons.Contains(Reason.ConflictingNationalId);

        /// <summary>Whether several people use the value: two persons known already, or another name in this file.</summary>
        private bool IsShared(Unknown row, IReadOnlyList<Candidate> candidates, Func<Identity, string?> key)
        {
            if (key(row.Says) is not { } value)
            {
                return false;
            }

            return candidates.Where(c => key(c.Says) == value).Select(c => c.Person).Distinct().Count() > 1
                || peers[row.RowNo].Any(p => key(unknown[p].Says) == value && PersonNames.Compare(row.Says.FullName, unknown[p].Says.FullName).Likeness <= Likeness.Similar);
        }
    }
}
