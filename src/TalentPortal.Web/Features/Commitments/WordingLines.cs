using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.EditCommitment;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>One thing that a commitment says.</summary>
/// <param name="Key">Which, the same in every wording.</param>
/// <param name="Step">Where it is written.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Text">What it says; empty where it says nothing yet.</param>
internal sealed record WordingLine(string Key, EditStep Step, string Label, string Text);

/// <summary>One thing that two wordings say differently.</summary>
internal sealed record WordingChange(string Label, string Was, string Becomes);

/// <summary>Tells what a commitment says line by line, so that a reader can check it and two wordings can be compared.</summary>
internal sealed class WordingLines(IStringLocalizer<CommitmentFormTexts> texts, IStringLocalizer<CommitmentTexts> words)
{
    public IReadOnlyList<WordingLine> Of(CommitmentInput said, IReadOnlyDictionary<string, string> programmes)
    {
        var lines = new List<WordingLine>
        {
            Line("name", EditStep.Promise, said.Name),
            Line("quote", EditStep.Promise, said.Quote),
            Line("said-by", EditStep.Promise, said.SaidBy),
            Line("announced", EditStep.Promise, said.AnnouncedOn is { } on ? Formats.Day(on) : null),
            Line("source", EditStep.Promise, said.Source),
            Line("country", EditStep.Promise, said.Country is { Length: > 0 } country ? Formats.Country(country) : texts["world"]),
            Line("interpretation", EditStep.Reading, said.Interpretation),
            Line("zone", EditStep.Reading, Zones.IsKnown(said.Zone) ? Formats.Zone(TimeZoneInfo.FindSystemTimeZoneById(said.Zone!)) : said.Zone),
        };
        var targets = said.Targets ?? [];
        for (var i = 0; i < targets.Count; i++)
        {
            var number = targets.Count == 1 ? "" : $" {(i + 1).ToString(CultureInfo.CurrentCulture)}";
            lines.Add(new($"target:{targets[i].Code}", EditStep.Counted, texts["line.target"] + number, Number(targets[i])));
            if (Rule(targets[i], programmes) is { } rule)
            {
                lines.Add(new($"rule:{targets[i].Code}", EditStep.Counted, texts["line.rule"] + number, rule));
            }
        }

        return lines;
    }

    /// <summary>What differs; a line that one of them lacks reads as empty there.</summary>
    public IReadOnlyList<WordingChange> Changes(CommitmentInput was, CommitmentInput becomes, IReadOnlyDictionary<string, string> programmes)
    {
        var (before, after) = (Of(was, programmes).ToDictionary(l => l.Key, StringComparer.Ordinal), Of(becomes, programmes));
        var changes = after.Where(l => before.GetValueOrDefault(l.Key)?.Text != l.Text).Select(l => new WordingChange(l.Label, before.GetValueOrDefault(l.Key)?.Text ?? "", l.Text));
        return [.. changes, .. before.Values.Where(b => after.All(a => a.Key != b.Key)).Select(b => new WordingChange(b.Label, b.Text, ""))];
    }

    /// <summary>"30,000 people, each once, from 1 Sep 2025 to 31 Aug 2028. Straight plan."</summary>
    public string Number(TargetInput target)
    {
        var unit = texts[$"unit.{target.Unit}"];
        var parts = new List<string>
        {
            target.Amount is { } amount ? texts["number", Amount(amount), unit] : texts["number.none", unit],
            target is { StartsOn: { } from, EndsOn: { } to } ? texts["number.window", Formats.Day(from), Formats.Day(to)] : "",
            target.Baseline is > 0 and { } baseline ? texts["number.baseline", Amount(baseline)] : "",
            target.Milestones is { Count: > 0 } milestones
                ? texts["number.milestones", string.Join(texts["comma"], milestones.Select(m => texts["number.milestone", Amount(m.Amount ?? 0), m.On is { } on ? Formats.Day(on) : "–"].Value))]
                : target.Amount is null ? "" : texts["number.straight"],
        };
        return string.Join(" ", parts.Where(p => p.Length > 0));
    }

    /// <summary>What makes somebody count, in the words of the commitment's own page; null where no rule is told.</summary>
    public string? Rule(TargetInput target, IReadOnlyDictionary<string, string> programmes)
    {
        if (target is not { Rule: { } told, StartsOn: { } from, EndsOn: { } to } || Words.Parse<Measure>(told.Measure) is not { } measure || Words.Parse<FactKind>(told.Event) is not { } kind)
        {
            return null;
        }

        var rule = new CountingRule(measure, kind)
        {
            Levels = told.Levels ?? [],
            Kinds = told.Kinds ?? [],
            Countries = told.Countries ?? [],
            Nationalities = told.Nationalities ?? [],
            Audiences = told.Audiences ?? [],
            PartnerKinds = told.PartnerKinds ?? [],
        };
        var said = new RuleSentences(words, rule, (from, to), [.. (told.Programmes ?? []).Select(p => programmes.GetValueOrDefault(p, p))]);
        return string.Join(" ", said.Conditions.Select(c => c + texts["stop"]).Prepend(said.Lead));
    }

    private static string Amount(decimal amount) => amount == decimal.Truncate(amount) ? Formats.Number((long)amount) : Formats.Number(amount, 2);

    private WordingLine Line(string key, EditStep step, string? text) => new(key, step, texts[$"line.{key}"], text ?? "");
}
