using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Audits.ReadAudits;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Components;
using TalentPortal.Web.Ui.Nouns;

namespace TalentPortal.Web.Features.Audits;

/// <summary>The sentences of audits, made from their numbers.</summary>
internal sealed class AuditWords(IStringLocalizer<AuditTexts> texts)
{
    /// <summary>"Of 60 drawn 1 could not be confirmed: projected 303 of 18,204, at most 1,395 with 95 % confidence."</summary>
    public string Result(long population, int drawn, int confidence, AuditResultView result)
    {
        var errors = result.NotConfirmed + result.EvidenceMissing;
        return errors == 0
            ? texts["result.none", Formats.Number(drawn), Formats.Number(population), Formats.Number(result.AtMost), confidence]
            : texts[errors == 1 ? "result.one" : "result.many", Formats.Number(drawn), Formats.Number(errors), Formats.Number(result.Projected), Formats.Number(population), Formats.Number(result.AtMost), confidence];
    }

    public string Stratum(string? partner) => partner ?? texts["stratum.others"];

    public string Evidence(string evidence) => texts[$"evidence.{evidence}"];

    /// <summary>"at most 5.0 % if none is found wanting, 8.0 % with one".</summary>
    public string Precision(int drawn, int confidence) => texts[
        "precision.line", Formats.Number(drawn), Percent(BinomialBounds.Upper(0, drawn, confidence / 100d)), Percent(BinomialBounds.Upper(1, drawn, confidence / 100d)), Percent(BinomialBounds.Upper(2, drawn, confidence / 100d))];

    public static string Percent(double share) => Formats.Number((decimal)(100 * share), 1);

    /// <summary>What a rule asks, or what was found, in words.</summary>
    public string Value(RuleCriterion criterion, string value, IReadOnlyDictionary<string, string> programmes) => criterion switch
    {
        RuleCriterion.Event => texts[$"event.{value}"],
        RuleCriterion.Level => NounTexts.Of("level", value),
        RuleCriterion.Programme => programmes.GetValueOrDefault(value, value),
        RuleCriterion.Kind => NounTexts.Of("programme-kind", value),
        RuleCriterion.PartnerKind => texts[$"partner-kind.{value}"],
        RuleCriterion.Country or RuleCriterion.Nationality => Formats.Country(value),
        RuleCriterion.Residence => value.Contains('-', StringComparison.Ordinal) ? Formats.Region(value) : Formats.Country(value),
        RuleCriterion.Audience => NounTexts.Of("audience", value),
        RuleCriterion.Window or RuleCriterion.LateUntil => Formats.Day(DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        RuleCriterion.Evidence => string.Join(texts["comma"], value.Split(' ').Select(v => texts[$"evidence-kind.{v}"].Value)),
        _ => value,
    };

    /// <summary>What a rule asks: any of these, for the window a span.</summary>
    public string Asked(RuleTick tick, IReadOnlyDictionary<string, string> programmes) => tick.Criterion switch
    {
        RuleCriterion.Window => texts["asked.window", Value(tick.Criterion, tick.Asked[0], programmes), Value(tick.Criterion, tick.Asked[1], programmes)],
        RuleCriterion.LateUntil => texts["asked.until", Value(tick.Criterion, tick.Asked[0], programmes)],
        _ => string.Join(texts["or"], tick.Asked.Select(a => Value(tick.Criterion, a, programmes))),
    };

    public static TileTone Tone(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Confirmed => TileTone.Good,
        AuditVerdict.NotConfirmed => TileTone.Bad,
        _ => TileTone.Warn,
    };

    public string Verdict(AuditVerdict verdict) => texts[$"verdict.{Words.Of(verdict)}"];
}
