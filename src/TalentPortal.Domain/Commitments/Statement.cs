namespace TalentPortal.Domain.Commitments;

/// <summary>A figure that somebody else claims. It stands beside the commitment's number with its source, and is never added to it.</summary>
/// <param name="Figure">As it was said, such as "over 1.3 million"; null where it is a plain number.</param>
/// <param name="Amount">The number; null where only words were said.</param>
/// <param name="Unit">Of what, in words.</param>
/// <param name="StatedBy">Who says so.</param>
/// <param name="On">When they said so.</param>
/// <param name="Source">Where it can be read; null where nowhere.</param>
public sealed record Statement(string? Figure, decimal? Amount, string Unit, string StatedBy, DateOnly On, string? Source)
{
    public const int FigureMaxLength = 100;
    public const int UnitMaxLength = 100;
    public const int StatedByMaxLength = 200;

    /// <summary>How many a commitment may have.</summary>
    public const int Most = 20;
}
