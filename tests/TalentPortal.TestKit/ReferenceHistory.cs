using System.Collections.Immutable;

namespace TalentPortal.TestKit;

/// <summary>What one partner says of one person, as the obvious counter keeps it.</summary>
/// <param name="Id">In the order in which records came to be.</param>
/// <param name="Held">A manager has set the nationality; rosters keep away from it.</param>
/// <param name="Touched">Changed since it was made: an undo of the roster that made it leaves it alone.</param>
/// <param name="Live">Not taken back.</param>
public sealed record ReferenceRecord(int Id, string Partner, string Student, string? Nationality, bool Held, bool Touched, bool Live);

/// <summary>One enrolment of a record.</summary>
public sealed record ReferenceEnrolment(string Status, DateOnly? On, bool Touched);

/// <summary>Everything that is known at one moment. Nothing in it is ever changed: what is learnt makes another one.</summary>
public sealed record ReferenceKnowledge(
    ImmutableDictionary<int, ReferenceRecord> Records, ImmutableDictionary<int, ReferenceEnrolment> Enrolments, ImmutableDictionary<(int A, int B), string> Answers)
{
    public static ReferenceKnowledge Nothing { get; } = new(
        ImmutableDictionary<int, ReferenceRecord>.Empty, ImmutableDictionary<int, ReferenceEnrolment>.Empty, ImmutableDictionary<(int A, int B), string>.Empty);

    /// <summary>The live record of a partner's student; null where there is none.</summary>
    public ReferenceRecord? Find(string partner, string student) => Records.Values.SingleOrDefault(r => r.Live && r.Partner == partner && r.Student == student);

    /// <summary>
    /// Who counts at the end of a day: everybody who completed between two days and no later than it, of these nationalities (an empty list does not restrict).
    /// A person is all the records that were said to be one. What a record says counts provisionally while it may be an earlier record's person.
    /// </summary>
    /// <returns>How many are counted, and how many provisional: by their first completion among those that count at all.</returns>
    public (int Counted, int Provisional) Count((DateOnly From, DateOnly Until) window, DateOnly day, IReadOnlyCollection<string> nationalities)
    {
        var (counted, provisional) = (0, 0);
        foreach (var person in Records.Values.Where(r => r.Live).GroupBy(r => PersonOf(r.Id)))
        {
            var says = person.Where(r => r.Nationality is not null).OrderByDescending(r => r.Held).ThenByDescending(r => r.Id).FirstOrDefault()?.Nationality;
            if (nationalities.Count > 0 && (says is null || !nationalities.Contains(says)))
            {
                continue;
            }

            var done = person.Where(r => Enrolments.GetValueOrDefault(r.Id) is { Status: "completed", On: { } on } && on >= window.From && on <= window.Until)
                .Select(r => (On: Enrolments[r.Id].On!.Value, InDoubt: Answers.Any(a => a.Key.B == r.Id && a.Value == "open"))).ToList();
            var certain = done.Where(d => !d.InDoubt).Select(d => d.On).ToList();
            counted += certain.Count > 0 && certain.Min() <= day ? 1 : 0;
            provisional += certain.Count == 0 && done.Count > 0 && done.Min(d => d.On) <= day ? 1 : 0;
        }

        return (counted, provisional);
    }

    private int PersonOf(int record) => Answers.Where(a => a.Value == "same" && (a.Key.A == record || a.Key.B == record) && Records[a.Key.A].Live && Records[a.Key.B].Live).Select(a => a.Key.A).DefaultIfEmpty(record).Min();
}

/// <summary>
/// The slow and obvious history: keeps all that was known after every event, and every version of the rule, so that any number can be counted
/// again, as of any day, as known after any event, under any version. It shares no code with the portal.
/// </summary>
public sealed class ReferenceHistory
{
    private readonly Dictionary<Guid, Applied> _applied = [];
    private int _records;

    /// <summary>What is known now.</summary>
    public ReferenceKnowledge Now { get; private set; } = ReferenceKnowledge.Nothing;

    /// <summary>The nationalities that each version asks for, from version 1 on.</summary>
    public List<string[]> Versions { get; } = [[]];

    /// <summary>A roster is applied: the first row of a person stands, a blank changes nothing, who completed does not become merely enrolled.</summary>
    public void Apply(Guid roster, string partner, IEnumerable<ReferenceRow> rows)
    {
        var applied = new Applied();
        _applied[roster] = applied;
        foreach (var row in rows.DistinctBy(r => r.StudentId))
        {
            var record = Now.Find(partner, row.StudentId);
            if (record is null)
            {
                record = new(++_records, partner, row.StudentId, row.Nationality, false, false, true);
                applied.MadeRecords.Add(record.Id);
                Keep(record);
            }
            else if (row.Nationality is { } said && said != record.Nationality && !record.Held)
            {
                applied.Nationalities.Add((record.Id, record.Nationality, said));
                Keep(record with { Nationality = said, Touched = true });
            }

            Enrol(applied, record.Id, row);
        }
    }

    /// <summary>The latest roster is undone: every value nobody has changed since goes back, whoever it made and nobody touched goes.</summary>
    public void Undo(Guid roster)
    {
        var applied = _applied[roster];
        foreach (var (id, was, became) in applied.Enrolments.Where(e => Now.Enrolments.GetValueOrDefault(e.Record) is { } now && (now.Status, now.On) == (e.Became.Status, e.Became.On)))
        {
            Keep(id, was with { Touched = true });
        }

        var left = applied.MadeEnrolments.Where(id => Now.Enrolments.GetValueOrDefault(id) is { Touched: false }).ToList();
        left.ForEach(id => Now = Now with { Enrolments = Now.Enrolments.Remove(id) });
        foreach (var (id, was, _) in applied.Nationalities.Where(n => Now.Records[n.Record] is { Held: false } now && now.Nationality == n.Became))
        {
            Keep(Now.Records[id] with { Nationality = was, Touched = true });
        }

        foreach (var id in applied.MadeRecords.Where(id => !Now.Records[id].Touched && !Now.Enrolments.ContainsKey(id)))
        {
            Keep(Now.Records[id] with { Live = false });
        }
    }

    /// <summary>A manager corrects what a record says.</summary>
    public void Correct(int record, string nationality) => Keep(Now.Records[record] with { Nationality = nationality, Held = true, Touched = true });

    /// <summary>Two records are said to be one person, or two, or it is asked.</summary>
    public void Answer(int one, int other, string answer) => Now = Now with { Answers = Now.Answers.SetItem((Math.Min(one, other), Math.Max(one, other)), answer) };

    private void Enrol(Applied applied, int record, ReferenceRow row)
    {
        if (Now.Enrolments.GetValueOrDefault(record) is not { } was)
        {
            applied.MadeEnrolments.Add(record);
            Keep(record, new(row.Status, row.CompletedOn, false));
            return;
        }

        var became = row.Status == "enrolled" && was.Status == "completed" ? was : was with { Status = row.Status, On = row.CompletedOn };
        if (became != was)
        {
            applied.Enrolments.Add((record, was, became));
            Keep(record, became with { Touched = true });
        }
    }

    private void Keep(ReferenceRecord record) => Now = Now with { Records = Now.Records.SetItem(record.Id, record) };

    private void Keep(int record, ReferenceEnrolment enrolment) => Now = Now with { Enrolments = Now.Enrolments.SetItem(record, enrolment) };

    /// <summary>What a roster did.</summary>
    private sealed class Applied
    {
        public List<int> MadeRecords { get; } = [];

        public List<int> MadeEnrolments { get; } = [];

        public List<(int Record, string? Was, string Became)> Nationalities { get; } = [];

        public List<(int Record, ReferenceEnrolment Was, ReferenceEnrolment Became)> Enrolments { get; } = [];
    }
}
