using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

/// <summary>What is counted: people, partners, money or attendances.</summary>
public enum Unit
{
    People,
    Partners,
    Money,
    Attendances,
}

/// <summary>A point of the plan: this many by the end of this day.</summary>
public sealed record Milestone(DateOnly On, decimal Amount);

/// <summary>One number inside a commitment: amount, unit, window, and through its rule versions what counts.</summary>
public sealed class Target
{
    public const int MaxMilestones = 60;
    public const decimal MaxAmount = 1_000_000_000_000m;

    private Target()
    {
    }

    public Guid Id { get; private init; }

    public string Code { get; private init; } = "";

    public Guid CommitmentId { get; private init; }

    /// <summary>The number promised, or null: then nothing is compared and nothing forecast.</summary>
    public decimal? Amount { get; private set; }

    public Unit Unit { get; private set; }

    /// <summary>First day whose events count.</summary>
    public DateOnly StartsOn { get; private set; }

    /// <summary>Last day whose events count.</summary>
    public DateOnly EndsOn { get; private set; }

    /// <summary>The commitment's zone, copied so that counting needs no join.</summary>
    public string Zone { get; private set; } = "";

    /// <summary>Where the plan begins; shown beside the count, never part of it.</summary>
    public decimal Baseline { get; private set; }

    public Milestone[] Milestones { get; private set; } = [];

    /// <summary>The parts of its amount; null where it has none.</summary>
    public TargetSplit? Split { get; private set; }

    public int Ordinal { get; private set; }

    public int Revision { get; private set; }

    /// <summary>When it was taken out of a draft. Nothing is deleted here, so its code stays taken; nobody sees it again.</summary>
    public DateTimeOffset? DroppedAt { get; private set; }

    /// <summary>Since when everybody waits to be counted for it; null once they are. Meanwhile its number is that of those counted so far.</summary>
    public DateTimeOffset? CountingSince { get; private set; }

    /// <summary>Up to which subject they have been counted; null before the first.</summary>
    public Guid? CountingCursor { get; private set; }

    /// <summary>How many were counted when its commitment was closed; null before. What is counted later does not change it.</summary>
    public long? ClosedCount { get; private set; }

    public static Target Create(Guid commitmentId, string code) =>
        Kernel.Code.IsValid(code)
            ? new() { Id = Guid.CreateVersion7(), CommitmentId = commitmentId, Code = code }
            : throw new ArgumentException("Validate the code first.", nameof(code));

    /// <summary>Takes over what a caller describes.</summary>
    /// <returns>
    /// The names of the fields that changed. Refused with <see cref="CommitmentProblems.WindowEndsBeforeItBegins"/>, or with
    /// <see cref="CommitmentProblems.MilestonesOutOfOrder"/> unless milestones lie in the window, each later and none lower than the one before,
    /// and none higher than the amount they lead to; and for parts of no amount, by what the unit does not have, or named twice.
    /// </returns>
    public Result<string[]> Describe(TargetPlan plan)
    {
        if (plan.EndsOn < plan.StartsOn)
        {
            return CommitmentProblems.WindowEndsBeforeItBegins;
        }

        if (!InOrder(plan))
        {
            return CommitmentProblems.MilestonesOutOfOrder;
        }

        if (plan.Split?.Check(plan.Unit, plan.Amount) is { } unsplit)
        {
            return unsplit;
        }

        var changes = new Changes();
        Amount = changes.Set(nameof(Amount), Amount, plan.Amount);
        Unit = changes.Set(nameof(Unit), Unit, plan.Unit);
        StartsOn = changes.Set(nameof(StartsOn), StartsOn, plan.StartsOn);
        EndsOn = changes.Set(nameof(EndsOn), EndsOn, plan.EndsOn);
        Zone = changes.Set(nameof(Zone), Zone, plan.Zone);
        Baseline = changes.Set(nameof(Baseline), Baseline, plan.Baseline);
        Ordinal = changes.Set(nameof(Ordinal), Ordinal, plan.Ordinal);
        Split = changes.Set(nameof(Split), Split, plan.Split);
        if (!Milestones.SequenceEqual(plan.Milestones))
        {
            Milestones = [.. plan.Milestones];
            changes.Note(nameof(Milestones));
        }

        Revision += changes.Any ? 1 : 0;
        return changes.Done;
    }

    /// <summary>Takes it out of a draft; a published target stays, whatever becomes of it.</summary>
    /// <returns>Refused with <see cref="CommitmentProblems.TargetPublished"/>.</returns>
    public Result Drop(CommitmentState state, DateTimeOffset at)
    {
        if (state != CommitmentState.Draft)
        {
            return CommitmentProblems.TargetPublished;
        }

        DroppedAt ??= at;
        return Result.Ok;
    }

    /// <summary>Everybody is to be counted for it, from the first on; what was begun before begins again.</summary>
    public void BeginCounting(DateTimeOffset now) => (CountingSince, CountingCursor) = (now, null);

    /// <summary>Everybody up to a subject has been counted.</summary>
    public void CountedUpTo(Guid subject) => CountingCursor = subject;

    /// <summary>Everybody has been counted.</summary>
    public void CountingIsComplete() => (CountingSince, CountingCursor) = (null, null);

    /// <summary>Its commitment is closed at this count.</summary>
    public void CloseAt(long counted) => ClosedCount = counted;

    /// <summary>How many the plan expects by the end of a day: along the milestones, or straight from baseline to amount.</summary>
    /// <returns>Null for a target without an amount.</returns>
    public decimal? PlannedBy(DateOnly day) => PlanLine.At(day, StartsOn, EndsOn, Baseline, Amount, Milestones);

    private static bool InOrder(TargetPlan plan)
    {
        var (day, amount) = (plan.StartsOn.DayNumber - 1, plan.Baseline);
        foreach (var milestone in plan.Milestones)
        {
            if (milestone.On.DayNumber <= day || milestone.On > plan.EndsOn || milestone.Amount < amount)
            {
                return false;
            }

            (day, amount) = (milestone.On.DayNumber, milestone.Amount);
        }

        return plan.Milestones.Count is 0 || (plan.Milestones.Count <= MaxMilestones && !(plan.Amount < amount));
    }
}

/// <summary>What a target is to be.</summary>
public sealed record TargetPlan(decimal? Amount, Unit Unit, DateOnly StartsOn, DateOnly EndsOn, string Zone)
{
    public decimal Baseline { get; init; }

    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    public TargetSplit? Split { get; init; }

    public int Ordinal { get; init; }
}

/// <summary>The plan as a line through time.</summary>
public static class PlanLine
{
    /// <summary>The value of the plan at the end of <paramref name="day"/>: before the window the baseline, after it the amount, between two points straight.</summary>
    public static decimal? At(DateOnly day, DateOnly startsOn, DateOnly endsOn, decimal baseline, decimal? amount, IReadOnlyList<Milestone> milestones)
    {
        if (amount is not { } end)
        {
            return null;
        }

        var (since, from) = (startsOn.DayNumber - 1, baseline);
        if (day.DayNumber <= since)
        {
            return baseline;
        }

        foreach (var to in milestones.Append(new(endsOn, end)))
        {
            if (day < to.On)
            {
                return from + ((to.Amount - from) * (day.DayNumber - since) / (to.On.DayNumber - since));
            }

            (since, from) = (to.On.DayNumber, to.Amount);
        }

        return end;
    }
}
