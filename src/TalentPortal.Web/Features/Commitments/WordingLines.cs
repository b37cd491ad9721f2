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
    /// <summary>Where the name of a partner stands among the names.</summary>
    public static string PartnerKey(string code) => $"partner:{code}";

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
        if (said.SourceCopy is { Length: > 0 } hash)
        {
            lines.Insert(5, Line("copy", EditStep.Promise, texts["copy.hash", hash]));
        }

        lines.AddRange((said.Statements ?? []).Select((s, i) => new WordingLine($"statement:{i}", EditStep.Claims, texts["line.statement"], Statement(s))));
        var targets = said.Targets ?? [];
        for (var i = 0; i < targets.Count; i++)
        {
            var number = targets.Count == 1 ? "" : $" {(i + 1).ToString(CultureInfo.CurrentCulture)}";
            lines.Add(new($"target:{targets[i].Code}", EditStep.Counted, texts["line.target"] + number, Number(targets[i])));
            if (Rule(targets[i], programmes) is { } rule)
            {
                lines.Add(new($"rule:{targets[i].Code}", EditStep.Counted, texts["line.rule"] + number, rule));
            }

            if (Split(targets[i], programmes) is { } split)
            {
                lines.Add(new($"split:{targets[i].Code}", EditStep.Counted, texts["line.split"] + number, split));
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

    /// <summary>"1.3 million developers, stated by Somebody on 18 Nov 2020 (https://…)."</summary>
    public string Statement(StatementInput s) => texts[
        string.IsNullOrWhiteSpace(s.Source) ? "statement.line" : "statement.line.source",
        Figure(s), s.Unit ?? "", s.StatedBy ?? "", s.On is { } on ? Formats.Day(on) : "–", s.Source ?? ""];

    /// <summary>The figure as it was said, or the number.</summary>
    public static string Figure(StatementInput s) => string.IsNullOrWhiteSpace(s.Figure) ? s.Amount is { } amount ? Amount(amount) : "–" : s.Figure;

    /// <summary>"By country: Malaysia 20,000; Singapore 5,000. Not allocated: 5,000."; null where there are no parts.</summary>
    public string? Split(TargetInput target, IReadOnlyDictionary<string, string> names)
    {
        if (target.Split is not { Parts.Count: > 0 } split || Words.Parse<SplitBy>(split.By) is not { } by)
        {
            return null;
        }

        var parts = split.Parts!.Select(p => texts["split.part", Part(by, p.Key ?? "", names), Amount(p.Amount ?? 0)].Value);
        var rest = (target.Amount ?? 0) - split.Parts!.Sum(p => p.Amount ?? 0);
        string told = rest switch { > 0 => texts["split.rest", Amount(rest)], < 0 => texts["split.over", Amount(-rest)], _ => texts["split.whole"] };
        return texts["split.line", texts[$"split.by.{split.By}"], string.Join(texts["semicolon"], parts), told];
    }

    /// <summary>What a part is called.</summary>
    public string Part(SplitBy by, string key, IReadOnlyDictionary<string, string> names) => by switch
    {
        SplitBy.Country => Formats.Country(key),
        SplitBy.Partner => names.GetValueOrDefault(PartnerKey(key), key),
        SplitBy.Level => words[$"level.{key}"],
        _ => words[$"audience.{key}"],
    };

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
