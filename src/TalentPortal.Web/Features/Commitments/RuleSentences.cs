using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>A counting rule in plain words: the same sentence wherever it stands.</summary>
/// <param name="texts">The words.</param>
/// <param name="rule">What it says.</param>
/// <param name="window">The target's.</param>
/// <param name="programmes">Names of the programmes it is limited to.</param>
public sealed class RuleSentences(IStringLocalizer<CommitmentTexts> texts, CountingRule rule, (DateOnly From, DateOnly To) window, IReadOnlyList<string> programmes)
{
    /// <summary>The main sentence.</summary>
    public string Lead => texts[$"rule.{Words.Of(rule.Event)}.{Words.Of(rule.Measure)}", Formats.Day(window.From), Formats.Day(window.To)];

    /// <summary>What it asks besides; each list is alternatives.</summary>
    public IReadOnlyList<string> Conditions
    {
        get
        {
            (string Key, IEnumerable<string> Names)[] lists =
            [
                ("nationality", rule.Nationalities.Select(Formats.Country)),
                ("level", rule.Levels.Select(l => texts[$"level.{l}"].Value)),
                ("programme", programmes),
                ("kind", rule.Kinds.Select(k => texts[$"kind.{k}"].Value)),
                (rule.Event == FactKind.AgreementInForce ? "partner-country" : "country", rule.Countries.Select(Formats.Country)),
                ("residence", rule.Residences.Select(r => r.Contains('-', StringComparison.Ordinal) ? Formats.Region(r) : Formats.Country(r))),
                ("audience", rule.Audiences.Select(a => texts[$"audience.{a}"].Value)),
                ("partner-kind", rule.PartnerKinds.Select(k => texts[$"partner-kind.{k}"].Value)),
                ("funder", rule.Funders),
                (rule.EvidenceAtLeast >= rule.Evidence.Count && rule.Evidence.Count > 1 ? "evidence.all" : "evidence", rule.Evidence.Select(e => texts[$"evidence-kind.{e}"].Value)),
                ("currency", rule.Currency is { } currency ? [currency] : []),
                ("late-until", rule.LateUntil is { } day ? [Formats.Day(day)] : []),
                ("group", rule.ExclusivityGroup is { } group ? [group] : []),
            ];
            return [.. lists.Select(l => (l.Key, Names: l.Names.ToList())).Where(l => l.Names.Count > 0).Select(l => texts[$"only.{l.Key}", l.Key == "evidence.all" ? string.Join(texts["comma"], l.Names) : Either(texts, l.Names)].Value)];
        }
    }

    /// <summary>"Malaysia, Singapore or Brunei".</summary>
    public static string Either(IStringLocalizer<CommitmentTexts> texts, List<string> names) => names.Count == 1 ? names[0] : texts["or", string.Join(texts["comma"], names[..^1]), names[^1]];
}
