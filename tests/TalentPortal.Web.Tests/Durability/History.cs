using System.Collections.Concurrent;

namespace TalentPortal.Web.Tests.Durability;

/// <summary>How far a client means to take a roster.</summary>
public enum Aim
{
    /// <summary>Uploaded to be applied at once.</summary>
    Applied,

    /// <summary>Uploaded for a preview, looked at, then applied.</summary>
    AppliedAfterPreview,

    /// <summary>Applied, then taken back.</summary>
    Undone,
}

/// <summary>One roster as the client remembers it: what was sent under which key, and what was acknowledged. It stands outside the portal and survives every kill.</summary>
public sealed class Sent(string name, int rows, Aim aim)
{
    /// <summary>The name of its file without the ending, and what its students' ids begin with; no other roster's.</summary>
    public string Name => name;

    public int Rows => rows;

    public Aim Aim => aim;

    /// <summary>One key for each thing asked for; a repetition carries the same.</summary>
    public string UploadKey { get; } = Guid.CreateVersion7().ToString();

    public string ApplyKey { get; } = Guid.CreateVersion7().ToString();

    public string UndoKey { get; } = Guid.CreateVersion7().ToString();

    /// <summary>The key of the roster, once the upload was acknowledged.</summary>
    public Guid? Roster { get; set; }

    public bool ApplyAcknowledged { get; set; }

    public bool UndoAcknowledged { get; set; }

    /// <summary>How often something had to be asked again.</summary>
    public int Repeated { get; set; }

    public bool IsOver { get; set; }

    public string Csv => "student_id,full_name,email,nationality,status,completed_on\n"
        + string.Concat(Enumerable.Range(1, rows).Select(i => $"{name}-{i},Student {name} {i},{name}.{i}@kill.example,MY,completed,2026-06-20\n"));

    public override string ToString() => $"{name} ({aim}, {rows} rows, roster {Roster?.ToString() ?? "not acknowledged"}, asked again {Repeated} times)";
}

/// <summary>What the portal holds of a roster, seen from outside in one statement.</summary>
/// <param name="Rosters">Rosters of the file's name, with their states.</param>
/// <param name="Rows">Rows kept of them.</param>
/// <param name="Received">How often it was written down that it was received, and so on.</param>
public sealed record Held(
    IReadOnlyList<(Guid Id, string State)> Rosters, long Rows, long People, long Records, long Links, long Enrolments, long Facts, long Contributions, long Received, long Applied, long Undone)
{
    public static Held Nothing { get; } = new([], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Whether it counts for everybody in it, and all that belongs to that is there.</summary>
    public bool IsWhole(long rows) => (People, Records, Links, Enrolments, Facts, Contributions) == (rows, rows, rows, rows, rows, rows);

    public bool IsNothing => (People, Records, Links, Enrolments, Facts, Contributions) == (0L, 0L, 0L, 0L, 0L, 0L);

    public override string ToString() =>
        $"[{string.Join(", ", Rosters.Select(r => r.State))}] {Rows} rows, {People} people, {Records} records, {Links} links, {Enrolments} enrolments, {Facts} facts, {Contributions} counted; received {Received}, applied {Applied}, undone {Undone} times";
}

/// <summary>Compares what a client remembers with what the portal holds. It knows nothing of how the portal works.</summary>
public static class Auditor
{
    private static readonly string[] WithEffect = ["applied", "undoing", "partly-undone"];

    /// <summary>What may be said at any moment, also right after a kill: nothing acknowledged is gone, nothing is there twice, nothing is there by half.</summary>
    public static IEnumerable<string> AtAnyMoment(Sent sent, Held held)
    {
        if (sent.Roster is { } acknowledged && !held.Rosters.Any(r => r.Id == acknowledged))
        {
            yield return $"lost: {sent} was acknowledged; {held}";
        }

        if (held.Rosters.Count > 1 || held.Received > 1 || held.Applied > 1 || held.Undone > 1)
        {
            yield return $"doubled: {sent}; {held}";
        }

        if ((!held.IsWhole(sent.Rows) && !held.IsNothing) || (held.Rows != 0 && held.Rows != sent.Rows))
        {
            yield return $"half: {sent}; {held}";
        }
        else if (held.Rosters.Count == 1 && held.IsWhole(sent.Rows) != WithEffect.Contains(held.Rosters[0].State))
        {
            yield return $"state and facts disagree: {sent}; {held}";
        }
    }

    /// <summary>What may be said once everything asked for is done: it had exactly one effect.</summary>
    public static IEnumerable<string> AtTheEnd(Sent sent, Held held)
    {
        foreach (var complaint in AtAnyMoment(sent, held))
        {
            yield return complaint;
        }

        var undone = sent.Aim == Aim.Undone;
        if (held.Rosters is not [var (_, state)] || state != (undone ? "undone" : "applied") || held.Applied != 1 || held.Undone != (undone ? 1 : 0) || held.Rows != sent.Rows)
        {
            yield return $"not done: {sent}; {held}";
        }
    }
}

/// <summary>Everything a client ever sent.</summary>
public sealed class History
{
    private readonly ConcurrentQueue<Sent> _sent = [];

    public IReadOnlyCollection<Sent> All => _sent;

    public Sent Begin(string name, int rows, Aim aim)
    {
        var sent = new Sent(name, rows, aim);
        _sent.Enqueue(sent);
        return sent;
    }

    /// <summary>How many people count after all that.</summary>
    public long Counted => _sent.Where(s => s.Aim != Aim.Undone).Sum(s => (long)s.Rows);
}
