using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.People;

public enum PairStatus
{
    /// <summary>Nobody has looked yet; the later record counts provisionally.</summary>
    Open,

    /// <summary>One human: the records are linked to one person.</summary>
    Same,

    /// <summary>Two humans: never suggested again.</summary>
    Different,

    /// <summary>Looked at, and more must be known; still provisional.</summary>
    NeedInfo,
}

/// <summary>Whether two records are one human: suggested, answered, remembered.</summary>
public sealed class PairDecision
{
    public const int NoteMaxLength = 500;

    /// <summary>What a pair is suggested for that somebody asked about by hand; the other codes are those of the matching.</summary>
    public const string ByHand = "by-hand";

    /// <summary>Which decision this is; links made by it carry it, so that it can be taken back exactly.</summary>
    public required Guid Id { get; init; }

    public required Guid RecordA { get; init; }

    /// <summary>The record whose facts are provisional while the pair is undecided; the later one.</summary>
    public required Guid RecordB { get; init; }

    public PairStatus Status { get; private set; }

    /// <summary>0 to 100.</summary>
    public required int Score { get; init; }

    /// <summary>Why it was suggested, as codes.</summary>
    public required string[] Reasons { get; init; }

    /// <summary>The roster that brought it up; null where a person did.</summary>
    public Guid? RosterId { get; init; }

    /// <summary>When it was suggested.</summary>
    public required DateTimeOffset At { get; init; }

    public Guid? By { get; private set; }

    public string? ByName { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? Note { get; private set; }

    public int Revision { get; private set; }

    /// <summary>Whether its later record counts provisionally.</summary>
    public bool IsUndecided => Status is PairStatus.Open or PairStatus.NeedInfo;

    /// <summary>Answers the question, or answers it anew.</summary>
    /// <returns>Refused when nothing would change.</returns>
    public Result Decide(PairStatus status, Guid? by, string byName, string? note, DateTimeOffset now)
    {
        if (status == Status && note == Note)
        {
            return PersonProblems.AlreadyDecided;
        }

        (Status, By, ByName, Note, DecidedAt) = (status, by, byName, note, now);
        Revision++;
        return Result.Ok;
    }
}

/// <summary>What may be refused about people and who they are.</summary>
public static class PersonProblems
{
    public static readonly Problem NotFound = new("person.not-found");
    public static readonly Problem AlreadyDecided = new("person.already-decided");
    public static readonly Problem PairNotFound = new("pair.not-found");

    /// <summary>The other person is the same one already.</summary>
    public static readonly Problem OneAlready = new("person.one-already");

    /// <summary>Later answers rest on this one; they would have to be taken back first.</summary>
    public static readonly Problem LaterDecisions = new("person.later-decisions");

    /// <summary>Records of the two were decided to be two people.</summary>
    public static readonly Problem Vetoed = new("person.vetoed");

    public static readonly Problem RecordNotFound = new("record.not-found");
    public static readonly Problem ReasonMissing = new("person.reason-missing");
    public static readonly Problem NothingChanged = new("person.nothing-changed");

    /// <summary>Another record of the same partner has this student id.</summary>
    public static Problem StudentIdTaken(string studentId) => new("person.student-id-taken", studentId);

    /// <summary>Somebody who outranks the one who corrects has set the value.</summary>
    public static Problem ValueHeld(string field) => new($"person.held.{field}");

    /// <summary>A value cannot be used, as the rosters' reading says.</summary>
    public static Problem Unusable(string finding) => new($"person.value.{finding}");

    /// <summary>Somebody else has answered since the page was opened.</summary>
    public static Problem DecidedMeanwhile(string byName) => new("person.decided-meanwhile", byName);
}
