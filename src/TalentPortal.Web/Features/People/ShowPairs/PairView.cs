using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.People;

namespace TalentPortal.Web.Features.People.ShowPairs;

/// <summary>Which pairs are asked for, and in which order.</summary>
/// <param name="Status">Pairs with this answer.</param>
/// <param name="Partner">Only where a record came from this partner; null for all.</param>
/// <param name="Reason">Only where it was suggested for this; null for all.</param>
/// <param name="ByScore">The most alike first, rather than the oldest.</param>
public sealed record PairFilter(PairStatus Status = PairStatus.Open, string? Partner = null, string? Reason = null, bool ByScore = false);

/// <summary>A pair among those that were asked for.</summary>
/// <param name="Pair">What to look at; null where there is none.</param>
/// <param name="Place">Which one it is, from 1; 0 where it does not fit what was asked for.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Waiting">People who count provisionally until these pairs are answered.</param>
/// <param name="Next">The one after it.</param>
/// <param name="Previous">The one before it.</param>
/// <param name="Partners">Partners one may filter by: code and name.</param>
/// <param name="MayDecide">The reader answers; otherwise only reads.</param>
public sealed record PairPage(PairView? Pair, int Place, int Of, int Waiting, Guid? Next, Guid? Previous, IReadOnlyList<(string Code, string Name)> Partners, bool MayDecide);

/// <summary>Two records side by side.</summary>
/// <param name="Lines">What they say, field by field.</param>
/// <param name="AreOne">Both belong to one person now.</param>
/// <param name="Effects">What counts for either.</param>
/// <param name="Alike">Of the answered pairs that were suggested for the same reasons: how many were one person, of how many.</param>
public sealed record PairView(
    Guid Id,
    int Revision,
    PairStatus Status,
    PairSide Earlier,
    PairSide Later,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<PairLine> Lines,
    bool AreOne,
    IReadOnlyList<PairEffect> Effects,
    (int Same, int Of) Alike,
    DateTimeOffset At,
    PairAnswered? Answered);

/// <summary>The answer there is.</summary>
public sealed record PairAnswered(string By, DateTimeOffset At, string? Note);

/// <summary>One of the two records.</summary>
/// <param name="Roster">The roster that first said something of it that may count, when it was uploaded, and the row.</param>
public sealed record PairSide(Guid Record, Guid Person, string Name, string? Partner, (Guid Id, int Row, DateTimeOffset At)? Roster);

public enum PairVerdict
{
    Same,
    Close,
    Differs,
    OneSided,
}

/// <summary>What both say about one thing.</summary>
/// <param name="Field">The roster's column.</param>
/// <param name="Remark">A text that explains the verdict, and what it names; null where it explains itself.</param>
public sealed record PairLine(string Field, string? Earlier, string? Later, PairVerdict Verdict, (string Key, int N)? Remark = null);

/// <summary>Where the two stand in one target.</summary>
/// <param name="Earlier">State of the earlier record's person and the day; null where there is none.</param>
/// <param name="Later">The same of the later one's.</param>
public sealed record PairEffect(string Commitment, string Name, Standing? Earlier, Standing? Later)
{
    /// <summary>Counted, if they are one person; null where neither counts.</summary>
    public DateOnly? IfSame => Best(Earlier, Later, s => s.State is ContributionState.Counted) ?? Best(Earlier, Later, s => s.IsUnresolved);

    /// <summary>Whether one of them is counted as things are.</summary>
    public bool CountsNow => Earlier?.State == ContributionState.Counted || Later?.State == ContributionState.Counted;

    /// <summary>Those who would count more, if they are two people.</summary>
    public IEnumerable<DateOnly> IfTwo => new[] { Earlier, Later }.OfType<Standing>().Where(s => s.IsUnresolved).Select(s => s.On);

    private static DateOnly? Best(Standing? one, Standing? other, Func<Standing, bool> fits) =>
        new[] { one, other }.OfType<Standing>().Where(fits).Select(s => (DateOnly?)s.On).Min();
}

/// <summary>A state in the ledger since a day.</summary>
public sealed record Standing(ContributionState State, string? Reason, DateOnly On)
{
    /// <summary>Waits for nothing but the answer who it is.</summary>
    public bool IsUnresolved => State == ContributionState.Provisional && Reason == Reasons.IdentityUnresolved;
}
