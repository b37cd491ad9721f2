namespace TalentPortal.Domain.Commitments;

/// <summary>What is told in public with a number, frozen when the number is.</summary>
/// <param name="Content">Words, path and protected groups, as JSON: nothing in it is secret.</param>
/// <param name="Truth">The true numbers behind the groups, as JSON: what later releases are checked against. Never told.</param>
/// <param name="Replaces">The release that this one corrects; null where it corrects none.</param>
/// <param name="Reason">Why, in public words.</param>
public sealed record ReleaseDraft(string Content, string Truth, Guid? Replaces, string? Reason)
{
    public const int ReasonMaxLength = 1000;

    /// <summary>Which earlier release a number corrects: the latest of the same day if it was another number, else the latest of an earlier day that was higher.</summary>
    /// <param name="asOf">The day of the number.</param>
    /// <param name="n">The number.</param>
    /// <param name="earlier">What was released, in the order of releasing.</param>
    public static FigureRelease? Corrects(DateOnly asOf, long n, IReadOnlyList<FigureRelease> earlier)
    {
        var sameDay = earlier.LastOrDefault(r => r.AsOf == asOf);
        return sameDay is not null ? sameDay.N == n ? null : sameDay : earlier.LastOrDefault(r => r.AsOf < asOf && r.N > n);
    }
}

/// <summary>A published number with all that is told with it, under a code that never moves. Never changed: a correction is another release that says what it replaces.</summary>
public sealed class FigureRelease
{
    private FigureRelease()
    {
    }

    /// <summary>That of the published figure.</summary>
    public Guid Id { get; private init; }

    public Guid CommitmentId { get; private init; }

    public Guid TargetId { get; private init; }

    /// <summary>By <see cref="VerificationCode"/>.</summary>
    public string Code { get; private init; } = "";

    public DateOnly AsOf { get; private init; }

    public long N { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>The release this one corrects.</summary>
    public Guid? Replaces { get; private init; }

    public string? Reason { get; private init; }

    public string Content { get; private init; } = "";

    public string Truth { get; private init; } = "";

    /// <summary>What is told with a published figure.</summary>
    public static FigureRelease Of(PublishedFigure figure, Guid commitment, ReleaseDraft draft, string code) => new()
    {
        Id = figure.Id,
        CommitmentId = commitment,
        TargetId = figure.TargetId,
        Code = code,
        AsOf = figure.AsOf,
        N = figure.N,
        At = figure.At,
        Replaces = draft.Replaces,
        Reason = draft.Reason,
        Content = draft.Content,
        Truth = draft.Truth,
    };
}
