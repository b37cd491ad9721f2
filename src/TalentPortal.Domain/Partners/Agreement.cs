using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Partners;

/// <summary>What a partner signed, and from when until when it is in force.</summary>
public sealed class Agreement
{
    public const int ScopeMaxLength = 500;
    public const int KindMaxLength = 60;

    private Agreement()
    {
    }

    public Guid Id { get; private init; }

    public Guid PartnerId { get; private init; }

    /// <summary>The caller's number for it, unique inside the partner.</summary>
    public int Number { get; private init; }

    public string Kind { get; private set; } = "";

    public DateOnly SignedOn { get; private set; }

    public DateOnly EffectiveOn { get; private set; }

    /// <summary>The first day on which it is no longer in force, or null while open-ended.</summary>
    public DateOnly? ExpiresOn { get; private set; }

    public string Scope { get; private set; } = "";

    public int Revision { get; private set; }

    public static Agreement Create(Guid partnerId, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        return new() { Id = Guid.CreateVersion7(), PartnerId = partnerId, Number = number };
    }

    /// <summary>Takes over what a caller describes. Refused when it would end before it begins.</summary>
    /// <returns>The names of the fields that changed.</returns>
    public Result<string[]> Describe(string kind, DateOnly signedOn, DateOnly effectiveOn, DateOnly? expiresOn, string scope)
    {
        if (expiresOn <= effectiveOn)
        {
            return AgreementProblems.EndsBeforeItBegins;
        }

        var changes = new Changes();
        Kind = changes.Set(nameof(Kind), Kind, kind);
        SignedOn = changes.Set(nameof(SignedOn), SignedOn, signedOn);
        EffectiveOn = changes.Set(nameof(EffectiveOn), EffectiveOn, effectiveOn);
        ExpiresOn = changes.Set(nameof(ExpiresOn), ExpiresOn, expiresOn);
        Scope = changes.Set(nameof(Scope), Scope, scope);
        Revision += changes.Any ? 1 : 0;
        return changes.Done;
    }
}

public static class AgreementProblems
{
    public static readonly Problem EndsBeforeItBegins = new("agreement.ends-before-it-begins");
}
