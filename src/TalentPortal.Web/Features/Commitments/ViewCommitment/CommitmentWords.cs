using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Reference;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Components;

namespace TalentPortal.Web.Features.Commitments.ViewCommitment;

/// <summary>The sentences of a commitment's page, made from its figures and its rule.</summary>
internal sealed class CommitmentWords(IStringLocalizer<CommitmentTexts> texts)
{
    private const int MonthsFromDays = 60;
    private const double DaysInMonth = 30.4375;

    /// <summary>"people counted, each once, of 30,000 · 46 %, plan 41 %".</summary>
    public string Hero(TargetView target)
    {
        string noun = texts[$"hero.{Words.Of(target.Unit)}.{(target.Pace.Counted == 1 ? "one" : "many")}"];
        var (path, counted) = (target.Path, target.Pace.Counted);
        return path.Amount switch
        {
            null => texts["hero.open", noun],
            { } amount when target.Pace.IsClosed => texts["hero.closed", noun, Formats.Number(amount), Formats.Percent(counted, amount)],
            { } amount => texts["hero.of", noun, Formats.Number(amount), Formats.Percent(counted, amount), Formats.Percent(path.PlannedAt(path.KnownTo) ?? 0, amount)],
        };
    }

    /// <summary>"1 Sep 2025 to 31 Aug 2028".</summary>
    public string Window(TargetView target) => texts["window", Formats.Day(target.StartsOn), Formats.Day(target.EndsOn)];

    /// <summary>Why nothing is said about the pace, where that is so.</summary>
    public string? WhyStatus(TargetView target) => target switch
    {
        { Pace.Status: not PaceStatus.NotEnoughData } => null,
        { Path.Amount: null } => texts["why.no-number"].Value,
        { Pace.IsClosed: false, Pace.Observed: null } => texts["why.months", Pace.LeastMonths].Value,
        _ => texts["why.not-begun"].Value,
    };

    public (string Number, string Words) Left(int days) => days switch
    {
        1 => (Formats.Number(1), texts["left.day"]),
        <= MonthsFromDays => (Formats.Number(days), texts["left.days"]),
        _ => (Formats.Number((long)(days / DaysInMonth)), texts["left.months"]),
    };

    /// <summary>What stands at the plan's line.</summary>
    public string? PlanWords(TargetView target) => target.YearlyPlan is { } aYear ? texts["plan.a-year", Formats.Number(aYear)].Value : null;

    public string CountedBy(TargetView target) => target.Rule is { } rule ? texts[$"counted-by.{Words.Of(rule.Event)}"] : "";

    /// <summary>Where the groups hold subjects that do not count today: no longer, or not yet.</summary>
    public string? Elsewhen(TargetView target)
    {
        var elsewhen = target.States[ContributionState.Counted] - target.Pace.Counted;
        return elsewhen == 0 ? null : texts["groups.elsewhen", Formats.Number(elsewhen)].Value;
    }

    public string DimensionTitle(string dimension, TargetView target) => dimension == "region" && target.Groups[dimension].Any(g => g.Key.StartsWith("SG-", StringComparison.Ordinal))
        ? texts["dim.region"]
        : texts[dimension == "region" ? "dim.state" : $"dim.{dimension}"];

    public IReadOnlyList<BreakdownGroup> Groups(string dimension, TargetView target) =>
        [.. target.Groups[dimension].Where(g => g.Key.Length > 0).Select(g => new BreakdownGroup(Label(dimension, g.Key, target), g.N))];

    /// <summary>"student · Selangor".</summary>
    public string Groups(Member member) => string.Join(" · ", new[]
    {
        member.Audience is { } audience ? texts[$"one.{audience}"].Value : null,
        member.Region is { } region ? Formats.Region(region) : null,
    }.OfType<string>());

    public string? Reason(Member member) => member.Reason is { } reason ? texts[$"reason.{reason}"].Value : null;

    /// <summary>"completed AI Developer, MMU cohort 7".</summary>
    public string Because(Member member) => texts[$"because.{Words.Of(member.Event)}", string.Join(texts["comma"], new[] { member.Programme, member.Cohort }.OfType<string>())];

    /// <summary>Which file, who sent it, when.</summary>
    public string Upload(Member member, TimeZoneInfo zone) =>
        texts["evidence.upload", member.File ?? texts["evidence.no-file"], member.UploadedBy ?? "", member.UploadedAt is { } at ? Formats.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime)) : ""];

    /// <summary>What a subject without a roster rests on.</summary>
    public string Otherwise(Member member) => texts[member.Event == FactKind.AgreementInForce ? "evidence.agreement" : "evidence.attestation"];

    /// <summary>An instant of the list; its zone stands in the heading.</summary>
    public static string At(DateTimeOffset at, TimeZoneInfo zone)
    {
        var there = TimeZoneInfo.ConvertTime(at, zone);
        return $"{Formats.Day(DateOnly.FromDateTime(there.DateTime))} {there.ToString("HH:mm", CultureInfo.CurrentCulture)}";
    }

    /// <summary>The rule in words.</summary>
    public RuleSentences Rule(TargetView target, RuleVersion rule) => new(texts, rule.Rule, (target.StartsOn, target.EndsOn), target.Programmes);

    /// <summary>Which version, since when, on whose approval.</summary>
    public string Version(RuleVersion rule, TimeZoneInfo zone) => texts[
        rule.ApprovedBy is null ? "rule.version.first" : "rule.version.approved",
        rule.Version.ToString(CultureInfo.InvariantCulture),
        rule.KnownFrom is { } since ? Formats.Instant(since, zone) : ""];

    /// <summary>What tells one target of a commitment from the others.</summary>
    public string ChoiceLabel(TargetChoice choice) => string.Join(" · ", new[]
    {
        choice.Amount is { } amount ? Formats.Number(amount) : texts["no-number"].Value,
        choice.Levels.Count > 0 ? RuleSentences.Either(texts, [.. choice.Levels.Select(l => texts[$"level.{l}"].Value)]) : null,
    }.OfType<string>());

    /// <summary>What a key of a dimension is called.</summary>
    public string Label(string dimension, string key, TargetView target) => dimension switch
    {
        "region" => Formats.Region(key),
        "partner" => target.PartnerNames.GetValueOrDefault(key, key),
        _ => texts[$"{dimension}.{key}"],
    };
}
