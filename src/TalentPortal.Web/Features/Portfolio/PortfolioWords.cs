using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Portfolio;

/// <summary>The sentences of the portfolio, made from its figures.</summary>
internal sealed class PortfolioWords(IStringLocalizer<PortfolioTexts> texts)
{
    /// <summary>From here on a number stands in figures.</summary>
    private const int LargestInWords = 12;

    private const int MonthsFromDays = 60;

    /// <summary>"Six promises running, two on track".</summary>
    public string Headline(IReadOnlyList<PromiseLine> lines)
    {
        var running = lines.Count(l => !l.IsClosed);
        if (running == 0)
        {
            return texts["headline.none"];
        }

        var judged = lines.Any(l => !l.IsClosed && (l.KeepsUp || l.NeedsAttention));
        var number = running == 1 ? "one" : "many";
        return Capital(texts[judged ? $"headline.{number}" : $"headline.{number}.open", InWords(running), InWords(lines.Count(l => l.KeepsUp))]);
    }

    public string ChipLabel(string key, string? argument) => key == "filter.country" ? Formats.Country(argument!) : texts[key];

    /// <summary>What stands below a promise's name: where, and what makes somebody count.</summary>
    public string Below(PromiseLine line)
    {
        string where = line.Country is { } country ? Formats.Country(country) : texts["filter.world"];
        if (line.Target?.Rule is not { } rule)
        {
            return where;
        }

        var parts = new List<string> { where };
        if (line.Target.OneOfSeveral)
        {
            parts.AddRange(rule.Levels.Select(l => texts[$"level.{l}"].Value));
        }

        parts.Add(texts[$"counts.{Words.Of(rule.Event)}"]);
        return string.Join(" · ", parts);
    }

    public static string Href(PromiseLine line) => line.Target is { OneOfSeveral: true } target
        ? $"/commitments/{line.Code}?target={target.Code}"
        : $"/commitments/{line.Code}";

    /// <summary>"21 months left", in days once it gets close.</summary>
    public string Left(PromiseLine line) => line.Target!.Pace switch
    {
        { IsClosed: true } => texts["left.over"],
        { DaysLeft: 1 } => texts["left.day"],
        { DaysLeft: <= MonthsFromDays } pace => texts["left.days", Formats.Number(pace.DaysLeft)],
        { } pace => texts["left.months", Formats.Number((long)(pace.DaysLeft / 30.4375))],
    };

    private string InWords(int number) => number <= LargestInWords ? texts[$"number.{number}"] : Formats.Number(number);

    private static string Capital(string sentence) => char.ToUpper(sentence[0], CultureInfo.CurrentCulture) + sentence[1..];
}
