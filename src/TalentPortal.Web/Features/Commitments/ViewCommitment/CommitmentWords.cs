using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
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
        string noun = texts[$"hero.{Words.Of(target.Unit)}.{(target.Pace.Counted == 1 ? "one" : "many")}", target.Rule?.Currency ?? ""];
        var (path, counted) = (target.Path, target.Pace.Counted);
        return path.Amount switch
        {
            null => texts["hero.open", noun],
            { } amount when target.Pace.IsClosed => texts["hero.closed", noun, Formats.Number(amount), Formats.Percent(counted, amount)],
            { } amount => texts["hero.of", noun, Formats.Number(amount), Formats.Percent(counted, amount), Formats.Percent(path.PlannedAt(path.KnownTo) ?? 0, amount)],
        };
    }

    /// <summary>30,000, or 1,250.50.</summary>
    public static string Amount(decimal amount) => amount == decimal.Truncate(amount) ? Formats.Number((long)amount) : Formats.Number(amount, 2);

    /// <summary>"Closed on 3 Feb 2027 as 980 of 1,000 (20 short); since then +12 were counted."</summary>
    public string Closed(TargetView target, Standing standing, long closed, DateOnly on)
    {
        var missing = (target.Path.Amount ?? 0) - closed;
        string at = (target.Path.Amount, standing.ClosedAs) switch
        {
            (null, _) => texts["closed.count", Formats.Day(on), Formats.Number(closed)],
            (_, CommitmentOutcome.Withdrawn) => texts["closed.withdrawn", Formats.Day(on), Formats.Number(closed), Formats.Number(target.Path.Amount.Value)],
            _ when missing > 0 => texts["closed.short", Formats.Day(on), Formats.Number(closed), Formats.Number(target.Path.Amount.Value), Formats.Number(missing)],
            _ => texts["closed.met", Formats.Day(on), Formats.Number(closed), Formats.Number(target.Path.Amount.Value)],
        };
        var since = target.Pace.Counted - closed;
        return since == 0 ? $"{at} {texts["closed.since.none"]}" : $"{at} {texts["closed.since", Formats.Change(since)]}";
    }

    /// <summary>"Before the promise: 40 people (30 proven, 10 declared)."</summary>
    public string Before(IReadOnlyList<HistoryCount> history) => texts[
        history.Sum(h => h.People) == 1 ? "history.before.one" : "history.before",
        Formats.Number(history.Sum(h => h.People)),
        string.Join(texts["comma"], history.Select(h => texts[$"grade.{Words.Of(h.Grade)}", Formats.Number(h.People)].Value))];

    /// <summary>What the parts leave of the amount, or ask too much.</summary>
    public string Allocation(SplitView split, decimal amount) => split switch
    {
        { Unallocated: > 0 and var rest } => texts["split.says.rest", Amount(split.Parts.Sum(p => p.Amount)), Amount(amount), Amount(rest)],
        { OverAllocated: > 0 and var over } => texts["split.says.over", Amount(split.Parts.Sum(p => p.Amount)), Amount(amount), Amount(over)],
        _ => texts["split.says.whole", Amount(amount)],
    };

    /// <summary>What a part is called.</summary>
    public string Part(string by, PartView part) => Words.Parse<SplitBy>(by) switch
    {
        SplitBy.Country => Formats.Country(part.Key),
        SplitBy.Partner => part.Name ?? part.Key,
        SplitBy.Level => texts[$"level.{part.Key}"],
        _ => texts[$"audience.{part.Key}"],
    };

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
    public string Because(Member member) => member.Event == FactKind.Disbursed
        ? texts["because.disbursed", member.Currency ?? "", Formats.Number((long)member.Amount)]
        : texts[$"because.{Words.Of(member.Event)}", string.Join(texts["comma"], new[] { member.Programme, member.Cohort }.OfType<string>())];

    /// <summary>Which file, who sent it, when.</summary>
    public string Upload(Member member, TimeZoneInfo zone) =>
        texts["evidence.upload", member.File ?? texts["evidence.no-file"], member.UploadedBy ?? "", member.UploadedAt is { } at ? Formats.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime)) : ""];

    /// <summary>What a subject without a roster rests on.</summary>
    public string Otherwise(Member member) => member.Evidence ?? texts[member.Event == FactKind.AgreementInForce ? "evidence.agreement" : "evidence.attestation"];

    /// <summary>Whether the proof came after the window had ended.</summary>
    public static bool IsLate(Member member, TargetView target) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(member.FirstKnown, target.Zone).DateTime) > target.EndsOn;

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
