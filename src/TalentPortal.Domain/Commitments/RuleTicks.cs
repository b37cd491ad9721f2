using System.Globalization;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

/// <summary>What a rule can ask, in the order in which it is read.</summary>
public enum RuleCriterion
{
    Event,
    Level,
    Programme,
    Kind,
    Country,
    PartnerKind,
    Window,
    LateUntil,
    Funder,
    Nationality,
    Residence,
    Audience,
    Evidence,
}

/// <summary>What is known of somebody, as far as rules ask.</summary>
/// <param name="Fact">What happened.</param>
/// <param name="KnownOn">The day on which it became known first, in the target's zone.</param>
/// <param name="Nationality">As known then; null where nobody said.</param>
/// <param name="Residence">State or region, as known then.</param>
/// <param name="Audience">As known then.</param>
/// <param name="Evidence">The kinds that stand behind it.</param>
public sealed record JudgedSubject(Fact Fact, DateOnly KnownOn, string? Nationality, string? Residence, string? Audience, IReadOnlyList<EvidenceKind> Evidence);

/// <summary>One thing that the rule asks.</summary>
/// <param name="Asked">Any of these; for the window its first and its last day.</param>
/// <param name="Found">What is known; null where nothing is.</param>
/// <param name="Met">Whether that is what is asked.</param>
public sealed record RuleTick(RuleCriterion Criterion, IReadOnlyList<string> Asked, string? Found, bool Met);

/// <summary>Holds one subject against a rule, one thing after another, so that an auditor can follow it. It decides nothing: the counting statement does.</summary>
public static class RuleTicks
{
    /// <summary>Everything the rule asks; what it does not ask is left out.</summary>
    public static IReadOnlyList<RuleTick> Of(CountingRule rule, (DateOnly From, DateOnly To) window, JudgedSubject subject)
    {
        var fact = subject.Fact;
        List<RuleTick> ticks = [new(RuleCriterion.Event, [Words.Of(rule.Event)], Words.Of(fact.Kind), fact.Kind == rule.Event)];
        Add(RuleCriterion.Level, rule.Levels, fact.Level);
        Add(RuleCriterion.Programme, [.. rule.Programmes.Select(p => p.ToString())], fact.ProgrammeId?.ToString());
        Add(RuleCriterion.Kind, rule.Kinds, fact.ProgrammeKind);
        Add(RuleCriterion.Country, rule.Countries, fact.Country);
        Add(RuleCriterion.PartnerKind, rule.PartnerKinds, fact.PartnerKind);
        var inside = rule.Measure == Measure.DistinctActive ? fact.OnDate <= window.To && fact.UntilDate > window.From : fact.OnDate >= window.From && fact.OnDate <= window.To;
        ticks.Add(new(RuleCriterion.Window, [Day(window.From), Day(window.To)], Day(fact.OnDate), inside));
        if (rule.LateUntil is { } late)
        {
            ticks.Add(new(RuleCriterion.LateUntil, [Day(late)], Day(subject.KnownOn), subject.KnownOn <= late));
        }

        Add(RuleCriterion.Funder, rule.Funders, fact.Funder);
        Add(RuleCriterion.Nationality, rule.Nationalities, subject.Nationality);
        if (rule.Residences.Count > 0)
        {
            var lives = subject.Residence;
            ticks.Add(new(RuleCriterion.Residence, rule.Residences, lives, lives is not null && (rule.Residences.Contains(lives) || rule.Residences.Contains(lives.Split('-')[0]))));
        }

        Add(RuleCriterion.Audience, rule.Audiences, subject.Audience);
        if (rule.Evidence.Count > 0)
        {
            var stands = subject.Evidence.Select(Words.Of).Where(rule.Evidence.Contains).ToList();
            ticks.Add(new(RuleCriterion.Evidence, rule.Evidence, stands.Count == 0 ? null : string.Join(' ', stands), stands.Count >= rule.EvidenceAtLeast));
        }

        return ticks;

        void Add(RuleCriterion criterion, IReadOnlyList<string> asked, string? found)
        {
            if (asked.Count > 0)
            {
                ticks.Add(new(criterion, asked, found, found is not null && asked.Contains(found)));
            }
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
