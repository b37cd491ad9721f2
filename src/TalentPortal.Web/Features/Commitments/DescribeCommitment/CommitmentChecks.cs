using System.Globalization;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;
using TalentPortal.Domain.Reference;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.DescribeCommitment;

/// <summary>A target as it is to be.</summary>
internal sealed record CheckedTarget(string Field, string Code, TargetPlan Plan, CountingRule Rule);

/// <summary>Turns the caller's words into what the nouns take, collecting everything that is wrong.</summary>
internal sealed class CommitmentChecks(Checks checks, IReadOnlyDictionary<string, Guid> programmes)
{
    private const int MaxTargets = 50;

    public CommitmentWords Said(CommitmentInput input)
    {
        var quote = checks.Text("quote", input.Quote, Commitment.QuoteMaxLength);
        return new(
            checks.OptionalText("name", input.Name, Commitment.NameMaxLength) ?? Heading(quote),
            quote,
            checks.Text("saidBy", input.SaidBy, Commitment.SaidByMaxLength),
            checks.Day("announcedOn", input.AnnouncedOn),
            checks.Text("source", input.Source, Commitment.SourceMaxLength),
            checks.Text("interpretation", input.Interpretation, Commitment.InterpretationMaxLength))
        {
            Zone = checks.Zone("zone", input.Zone, Commitment.DefaultZone),
            Country = checks.OptionalCountry("country", input.Country),
        };
    }

    public IReadOnlyList<CheckedTarget> Targets(CommitmentInput input, string zone)
    {
        var targets = input.Targets ?? [];
        if (targets.Count > MaxTargets)
        {
            checks.Add("targets", Checks.TooMany(MaxTargets));
            return [];
        }

        var made = new List<CheckedTarget>();
        for (var i = 0; i < targets.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"targets[{i}]");
            var target = Target(field, targets[i], i, zone);
            if (made.Exists(t => t.Code == target.Code))
            {
                checks.Add($"{field}.code", Checks.Repeated);
            }

            made.Add(target);
        }

        return made;
    }

    /// <summary>The heading of a promise without one: the beginning of its quote.</summary>
    public static string Heading(string quote) => quote.Length <= Commitment.NameMaxLength ? quote : string.Concat(quote.AsSpan(0, Commitment.NameMaxLength - 1), "…");

    private CheckedTarget Target(string field, TargetInput input, int ordinal, string zone)
    {
        var unit = checks.Word<Unit>($"{field}.unit", input.Unit);
        var plan = new TargetPlan(
            checks.InRange($"{field}.amount", input.Amount, 0, Domain.Commitments.Target.MaxAmount),
            unit,
            checks.Day($"{field}.startsOn", input.StartsOn),
            checks.Day($"{field}.endsOn", input.EndsOn),
            zone)
        {
            Baseline = checks.InRange($"{field}.baseline", input.Baseline, 0, Domain.Commitments.Target.MaxAmount) ?? 0,
            Milestones = Milestones($"{field}.milestones", input.Milestones ?? []),
            Ordinal = ordinal,
        };
        var made = new CheckedTarget(field, checks.Code($"{field}.code", input.Code), plan, Rule($"{field}.rule", input.Rule, unit));
        if (!checks.Problems.Any(p => p.Field.StartsWith(field, StringComparison.Ordinal)) && Domain.Commitments.Target.Create(Guid.Empty, made.Code).Describe(plan).Problem is { } problem)
        {
            checks.Add(field, problem);
        }

        return made;
    }

    private List<Milestone> Milestones(string field, IReadOnlyList<MilestoneInput> inputs)
    {
        if (inputs.Count > Domain.Commitments.Target.MaxMilestones)
        {
            checks.Add(field, Checks.TooMany(Domain.Commitments.Target.MaxMilestones));
            return [];
        }

        return [.. inputs.Select((m, i) =>
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{field}[{i}]");
            if (m.Amount is null)
            {
                checks.Add($"{at}.amount", Checks.Missing);
            }

            return new Milestone(checks.Day($"{at}.on", m.On), checks.InRange($"{at}.amount", m.Amount, 0, Domain.Commitments.Target.MaxAmount) ?? 0);
        })];
    }

    /// <summary>What makes a subject count for a target of this unit.</summary>
    public CountingRule Rule(string field, RuleInput? input, Unit unit)
    {
        if (input is null)
        {
            checks.Add(field, Checks.Missing);
            return new(default, default);
        }

        const int max = CountingRule.MaxListLength;
        var before = checks.Problems.Count;
        var rule = new CountingRule(checks.Word<Measure>($"{field}.measure", input.Measure), checks.Word<FactKind>($"{field}.event", input.Event))
        {
            Levels = checks.WordList<Level>($"{field}.levels", input.Levels, max),
            Programmes = [.. checks.List($"{field}.programmes", input.Programmes, max, c => programmes.ContainsKey(c) ? null : Checks.UnknownCode(c)).Select(c => programmes.GetValueOrDefault(c))],
            Kinds = checks.WordList<ProgrammeKind>($"{field}.kinds", input.Kinds, max),
            Countries = checks.CountryList($"{field}.countries", input.Countries, max),
            Nationalities = checks.CountryList($"{field}.nationalities", input.Nationalities, max),
            Audiences = checks.List($"{field}.audiences", input.Audiences, max, a => Groups.Audiences.Contains(a) ? null : Checks.UnknownWord(a, Groups.Audiences)),
            PartnerKinds = checks.WordList<PartnerKind>($"{field}.partnerKinds", input.PartnerKinds, max),
            Residences = checks.List($"{field}.residences", input.Residences, max, r => Countries.IsCode(r) || Regions.All.Any(k => k.Code == r) ? null : Checks.UnknownCountry(r)),
            Funders = checks.List($"{field}.funders", input.Funders, max, f => Domain.Kernel.Code.IsValid(f) ? null : Domain.Kernel.Code.Malformed),
            Evidence = checks.WordList<EvidenceKind>($"{field}.evidence", input.Evidence, max),
            EvidenceAtLeast = (int)(checks.InRange($"{field}.evidenceAtLeast", input.EvidenceAtLeast, 1, Enum.GetValues<EvidenceKind>().Length) ?? 1),
            ExclusivityGroup = string.IsNullOrEmpty(input.ExclusivityGroup) ? null : checks.Code($"{field}.exclusivityGroup", input.ExclusivityGroup),
            LateUntil = input.LateUntil,
            Currency = checks.OptionalCurrency($"{field}.currency", input.Currency),
        };
        if (checks.Problems.Count == before && rule.CheckFor(unit).Problem is { } problem)
        {
            checks.Add(problem.Code == CommitmentProblems.MeasureNeedsAgreements.Code ? $"{field}.event" : $"{field}.{problem.Arguments[0]}", problem);
        }

        return rule;
    }
}
