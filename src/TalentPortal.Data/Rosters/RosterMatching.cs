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
        await db.RunAsync(RosterMatchSql.Unknown, cancellationToken);
        var candidates = await db.ListAsync(RosterMatchSql.Candidates, ReadCandidate, cancellationToken);
        var inner = await db.ListAsync(RosterMatchSql.InnerCandidates, r => (Row: r.GetInt32(0), Earlier: r.GetInt32(1)), cancellationToken);
        if (candidates.Count + inner.Count == 0)
        {
            return;
        }

        int[] rows = [.. candidates.Select(c => c.Row).Concat(inner.SelectMany(i => (int[])[i.Row, i.Earlier])).Distinct().Order()];
        var unknown = (await db.ListAsync(RosterMatchSql.Identities, r => ReadRow(r, ground.Partner), cancellationToken, new NpgsqlParameter("rows", rows))).ToDictionary(u => u.RowNo);
        var judged = new Judging(ground.Partner, unknown, inner.Concat(inner.Select(i => (Row: i.Earlier, Earlier: i.Row))).ToLookup(i => i.Row, i => i.Earlier));
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
        r.GetInt32(0), r.GetGuid(1), r.GetGuid(2), new(r.GetString(4), Text(r, 6), Text(r, 7), Date(r, 8), Number(r, 9), Text(r, 10), Text(r, 5), r.IsDBNull(3) ? null : r.GetGuid(3), Text(r, 11)));

    private static Unknown ReadRow(NpgsqlDataReader r, Guid partner) => new(
        r.GetInt32(0), new(r.GetString(3), Text(r, 5), Text(r, 6), Date(r, 7), Number(r, 8), Text(r, 9), Text(r, 4), partner, Text(r, 10)), r.GetGuid(1), r.GetGuid(2));

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static DateOnly? Date(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateOnly>(column);

    private static int? Number(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetInt32(column);

    /// <summary>A record that shares something with a row.</summary>
    private sealed record Candidate(int Row, Guid Record, Guid Person, Identity Says);

    /// <summary>A row nothing certain names, with the record and person it will be about: new ones until something else is found.</summary>
    private sealed class Unknown(int rowNo, Identity says, Guid record, Guid person)
    {
        public int RowNo => rowNo;

        public Identity Says => says;

        public Guid Record { get; set; } = record;

        public Guid Person { get; set; } = person;
    }

    /// <summary>Judges row after row, in the order of the file.</summary>
    private sealed class Judging(Guid partner, Dictionary<int, Unknown> unknown, ILookup<int, int> peers)
    {
        public List<(int Row, Guid? Record, Guid? Person, string Why)> Verdicts { get; } = [];

        public List<(int Row, Guid Record, Verdict Verdict)> Doubts { get; } = [];

        public void Judge(Unknown row, IReadOnlyList<Candidate> candidates)
        {
            if (OwnRecord(row, candidates) is { } own)
            {
                Link(row, own.Record, own.Person, Because.Email);
                return;
            }

            var says = row.Says with
            {
                EmailShared = IsShared(row, candidates, i => i.EmailKey),
                MobileShared = IsShared(row, candidates, i => i.MobileKey),
            };
            var judged = candidates.Select(c => (c.Record, c.Person, Here: c.Says.Partner == partner, Verdict: Matching.Judge(says, c.Says)))
                .Concat(peers[row.RowNo].Where(p => p < row.RowNo).Select(p => unknown[p]).Select(e => (e.Record, e.Person, Here: false, Verdict: Matching.Judge(says, e.Says)))).ToList();
            var same = judged.Where(j => j.Verdict.Sameness == Sameness.Same).ToList();
            if (same.Select(s => s.Person).Distinct().Count() == 1)
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
        }

        /// <summary>
        /// Without a student id on both sides the e-mail names a record inside its partner, unless the name is another one's: so a file that comes
        /// again finds its own records, and a family that shares an address stays a family.
        /// </summary>
        private Candidate? OwnRecord(Unknown row, IReadOnlyList<Candidate> candidates)
        {
            var best = candidates.Where(c => c.Says.Partner == partner && c.Says.EmailKey is not null && c.Says.EmailKey == row.Says.EmailKey && (row.Says.StudentId is null || c.Says.StudentId is null))
                .Select(c => (Candidate: c, Name: PersonNames.Compare(row.Says.FullName, c.Says.FullName)))
                .OrderByDescending(c => c.Name.Likeness).ThenByDescending(c => c.Name.Closeness).ThenBy(c => c.Candidate.Record).ToList();
            return best is [var first, ..] && (first.Name.Likeness >= Likeness.Compatible || (best.Count == 1 && first.Name.Likeness == Likeness.Similar)) && !BornOtherwise(row.Says, first.Candidate.Says)
                ? first.Candidate
                : null;
        }

        private static bool BornOtherwise(Identity one, Identity other) => one.BirthDate is { } a && other.BirthDate is { } b && a != b;

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
