using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

/// <summary>How far money of a promise has come.</summary>
public enum TrancheStage
{
    /// <summary>Somebody said it would come.</summary>
    Announced,

    /// <summary>It is bound by contract or budget.</summary>
    Committed,

    /// <summary>It was paid out: from here on it counts.</summary>
    Disbursed,

    /// <summary>Whoever received it has spent it; it stays counted on the day it was paid out.</summary>
    Spent,
}

/// <summary>A part of the money of one commitment. It counts once, for that commitment alone, on the day it was paid out.</summary>
public sealed class Tranche
{
    public const int EvidenceMaxLength = 1000;

    /// <summary>Whole units of the currency.</summary>
    public const decimal MaxAmount = 1_000_000_000_000m;

    private Tranche()
    {
    }

    public Guid Id { get; private init; }

    public string Code { get; private init; } = "";

    public Guid CommitmentId { get; private init; }

    public TrancheStage Stage { get; private set; }

    /// <summary>In whole units of <see cref="Currency"/>; sums are exact.</summary>
    public decimal Amount { get; private set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>The day it came to its stage.</summary>
    public DateOnly On { get; private set; }

    /// <summary>The day it was paid out; null until then.</summary>
    public DateOnly? DisbursedOn { get; private set; }

    /// <summary>Where it can be looked up.</summary>
    public string? Evidence { get; private set; }

    public int Revision { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public static Tranche Create(string code, Guid commitmentId, DateTimeOffset now) =>
        Kernel.Code.IsValid(code)
            ? new() { Id = Guid.CreateVersion7(), Code = code, CommitmentId = commitmentId, CreatedAt = now }
            : throw new ArgumentException("Validate the code first.", nameof(code));

    /// <summary>Takes over what a caller describes. Money that is spent keeps the day it was paid out; money that was not paid out after all loses it.</summary>
    /// <returns>The names of the fields that changed. Refused with <see cref="TrancheProblems.WholeUnits"/>.</returns>
    public Result<string[]> Describe(TrancheStage stage, decimal amount, string currency, DateOnly on, string? evidence)
    {
        if (decimal.Truncate(amount) != amount)
        {
            return TrancheProblems.WholeUnits;
        }

        var changes = new Changes();
        DisbursedOn = changes.Set(nameof(DisbursedOn), DisbursedOn, stage switch
        {
            TrancheStage.Disbursed => on,
            TrancheStage.Spent => DisbursedOn ?? on,
            _ => null,
        });
        Stage = changes.Set(nameof(Stage), Stage, stage);
        Amount = changes.Set(nameof(Amount), Amount, amount);
        Currency = changes.Set(nameof(Currency), Currency, currency);
        On = changes.Set(nameof(On), On, on);
        Evidence = changes.Set(nameof(Evidence), Evidence, evidence);
        Revision += changes.Any ? 1 : 0;
        return changes.Done;
    }
}

public static class TrancheProblems
{
    public static readonly Problem NotFound = new("tranche.not-found");

    /// <summary>Cents would be lost in sums that people read.</summary>
    public static readonly Problem WholeUnits = new("tranche.whole-units");

    /// <summary>It belongs to another commitment: money is never counted twice.</summary>
    public static readonly Problem OfAnother = new("tranche.of-another");
}
