using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Disclosure;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Commitments.PublishFigure;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Components;

namespace TalentPortal.Web.Features.Commitments.ShowPublic;

/// <summary>The sentences of public pages and downloads: the same wherever a figure is told.</summary>
public sealed class PublicWords(IStringLocalizer<PublicTexts> texts, IStringLocalizer<CommitmentTexts> words)
{
    /// <summary>"13,216", or "fewer than 10".</summary>
    public string Number(long? counted, int least) => counted is { } n ? Formats.Number(n) : texts["fewer", least];

    public string Number(ReleaseContent told) => Number(told.Counted, told.Least);

    /// <summary>"people counted, each once".</summary>
    public string Noun(ReleaseContent told) => words[$"hero.{Words.Of(told.Target.Unit)}.{(told.Counted == 1 ? "one" : "many")}", told.Rule.Rule.Currency ?? ""];

    /// <summary>"That is 44 in 100, and 1,549 more than planned by then."</summary>
    public string? Against(ReleaseContent told)
    {
        if (told is not { Counted: { } n, Target.Amount: > 0 and var amount })
        {
            return null;
        }

        var share = InHundred(n, TargetViews.Whole(amount));
        return (n - told.Planned) switch
        {
            > 0 and var more => texts["against.more", share, Formats.Number(more)],
            < 0 and var fewer => texts["against.fewer", share, Formats.Number(-fewer)],
            _ => texts["against.even", share],
        };
    }

    /// <summary>"by 31 August 2028"; the amount stands in the promise's name.</summary>
    public string Until(ReleaseContent told) => texts["until", Formats.Day(told.Target.Until)];

    /// <summary>The sentence to quote.</summary>
    public string Quote(ToldRelease release) => texts["quote.text", Number(release.Content), Noun(release.Content), release.Content.Promise.Name, Formats.Day(release.Content.AsOf), VerificationCode.Printed(release.Code)];

    /// <summary>"The figure for 31 July changed from 10,428 to 10,416."</summary>
    public string Correction(ToldLine line, int least) => line.Replaces is not { } old ? "" : old.AsOf == line.AsOf
        ? texts["corrected.same", Formats.Day(line.AsOf), Number(old.Counted, least), Number(line.Counted, least)]
        : texts["corrected.fell", Number(old.Counted, least), Formats.Day(old.AsOf), Number(line.Counted, least), Formats.Day(line.AsOf)];

    public string Title(ReleasedGroups groups) => groups.By switch
    {
        "region" => words[groups.Rows.Any(r => r.Key.StartsWith("SG", StringComparison.Ordinal)) ? "dim.region" : "dim.state"],
        "evidence" => texts["dim.evidence"],
        _ => words[$"dim.{groups.By}"],
    };

    public string Label(string by, ReleasedGroup row) => row.Key switch
    {
        ReleasedGroup.NotStated => texts["not-stated"],
        ReleasedGroup.NotAgreed => texts["not-agreed"],
        _ => by switch
        {
            "region" => row.Key.Contains('-', StringComparison.Ordinal) ? Formats.Region(row.Key) : Formats.Country(row.Key),
            "partner" => row.Name ?? row.Key,
            "evidence" => words[$"evidence-kind.{row.Key}"],
            _ => words[$"{by}.{row.Key}"],
        },
    };

    /// <summary>What stands in place of a number, or the number.</summary>
    public string Value(ReleasedGroup row, int least) => row switch
    {
        { Mark: CellMark.Rounded, People: { } n } => texts["value.about", Formats.Number(n)],
        { People: { } n } => Formats.Number(n),
        { Mark: CellMark.Small } => texts["value.small", least],
        _ => texts["value.hidden"],
    };

    /// <summary>Why a cell shows what it shows; null for a plain number.</summary>
    public string? Why(CellMark mark, int least) => mark == CellMark.Shown ? null : texts[$"why.{Words.Of(mark)}", least].Value;

    /// <summary>What is to be said below a table.</summary>
    public IEnumerable<string> Notes(ReleasedGroups groups, int least) => groups.Form == TableForm.Withheld
        ? [texts["withheld"].Value]
        : groups.Rows.Select(r => r.Mark).Distinct().Order().Select(m => Why(m, least)).OfType<string>();

    /// <summary>The rule in words.</summary>
    public RuleSentences Rule(ReleaseContent told) => new(words, told.Rule.Rule, (told.Target.From, told.Target.Until), told.Rule.Programmes);

    /// <summary>The path as charts draw it.</summary>
    public static PathModel Path(ReleaseContent told) => new(
        told.Target.From, told.Target.Until, told.AsOf, [.. told.Path.Select(p => new PathPoint(p.On, p.N))], [.. told.Target.Plan.Select(p => new PlanPoint(p.On, p.N))],
        told.Target.Amount is { } amount ? TargetViews.Whole(amount) : null);

    /// <summary>Whole hundredths; 100 only when all is reached, and never 0 while there is something.</summary>
    private static string InHundred(long part, long whole) => Formats.Number(part >= whole ? (long)Math.Floor(part * 100m / whole) : part == 0 ? 0 : Math.Clamp((long)Math.Round(part * 100m / whole, MidpointRounding.AwayFromZero), 1, 99));
}
