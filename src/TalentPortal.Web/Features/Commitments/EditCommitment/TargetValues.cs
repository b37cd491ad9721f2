using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;

namespace TalentPortal.Web.Features.Commitments.EditCommitment;

internal static class EditProblems
{
    public static readonly Problem NotANumber = new("commitment.not-a-number");
}

/// <summary>What the form of one number sends. Everything is text, so that whatever was typed comes back.</summary>
internal sealed class TargetValues
{
    /// <summary>Milestones that can be added at once; after saving there is room for as many again.</summary>
    private const int Blanks = 3;

    private static readonly (string Choice, Unit Unit, Measure Measure, FactKind Event)[] Rules =
    [
        ("completed", Unit.People, Measure.DistinctEver, FactKind.Completed),
        ("certified", Unit.People, Measure.DistinctEver, FactKind.Certified),
        ("attended", Unit.People, Measure.DistinctEver, FactKind.Attended),
        ("enrolled", Unit.People, Measure.DistinctEver, FactKind.Enrolled),
        ("agreement", Unit.Partners, Measure.DistinctActive, FactKind.AgreementInForce),
        ("agreement-ever", Unit.Partners, Measure.DistinctEver, FactKind.AgreementInForce),
        ("money", Unit.Money, Measure.Sum, FactKind.Disbursed),
        ("attendances", Unit.Attendances, Measure.Attendances, FactKind.Attended),
    ];

    /// <summary>Who counts when, in the order of the form; each stands for a unit, a measure and an event that go together.</summary>
    public static IReadOnlyList<string> Choices { get; } = [.. Rules.Select(r => r.Choice)];

    public int Revision { get; set; }

    public string? Counts { get; set; }

    public string? Amount { get; set; }

    public string? StartsOn { get; set; }

    public string? EndsOn { get; set; }

    public string? Baseline { get; set; }

    public string? Place { get; set; }

    public string? Nationality { get; set; }

    public string? Currency { get; set; }

    // What is not ticked is not sent, and the form then knows of no such list.
    public Dictionary<string, string?> Levels { get; set => field = value ?? []; } = [];

    public Dictionary<string, string?> Audiences { get; set => field = value ?? []; } = [];

    public Dictionary<string, string?> PartnerKinds { get; set => field = value ?? []; } = [];

    public List<string?> On { get; set => field = value ?? []; } = [];

    public List<string?> Reached { get; set => field = value ?? []; } = [];

    public static TargetValues Of(TargetInput? target, EditableCommitment editable) => target is null ? new() { Revision = editable.Revision, Counts = Choices[0], Place = editable.Content.Country } : new()
    {
        Revision = editable.Revision,
        Counts = Rules.FirstOrDefault(r => (Words.Of(r.Measure), Words.Of(r.Event)) == (target.Rule?.Measure, target.Rule?.Event)).Choice,
        Amount = FormValues.Text(target.Amount),
        StartsOn = FormValues.Text(target.StartsOn),
        EndsOn = FormValues.Text(target.EndsOn),
        Baseline = target.Baseline is > 0 ? FormValues.Text(target.Baseline) : null,
        Place = string.Join(',', target.Rule?.Countries ?? []),
        Nationality = string.Join(',', target.Rule?.Nationalities ?? []),
        Currency = target.Rule?.Currency,
        Levels = Chosen(target.Rule?.Levels),
        Audiences = Chosen(target.Rule?.Audiences),
        PartnerKinds = Chosen(target.Rule?.PartnerKinds),
        On = [.. (target.Milestones ?? []).Select(m => FormValues.Text(m.On))],
        Reached = [.. (target.Milestones ?? []).Select(m => FormValues.Text(m.Amount))],
    };

    /// <summary>Blank rows at the end, as far as a plan may have more milestones.</summary>
    public void MakeRoom()
    {
        while (Reached.Count < On.Count)
        {
            Reached.Add(null);
        }

        while (On.Count < Reached.Count)
        {
            On.Add(null);
        }

        var blank = On.AsEnumerable().Reverse().Zip(Reached.AsEnumerable().Reverse()).TakeWhile(r => string.IsNullOrWhiteSpace(r.First) && string.IsNullOrWhiteSpace(r.Second)).Count();
        for (var i = blank; i < Blanks && On.Count < Target.MaxMilestones; i++)
        {
            On.Add(null);
            Reached.Add(null);
        }
    }

    /// <summary>Fields whose number cannot be read.</summary>
    public IEnumerable<string> Unreadable()
    {
        if (!FormValues.TryNumber(Amount, out _))
        {
            yield return "amount";
        }

        if (!FormValues.TryNumber(Baseline, out _))
        {
            yield return "baseline";
        }

        for (var i = 0; i < Reached.Count; i++)
        {
            if (!FormValues.TryNumber(Reached[i], out _))
            {
                yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"milestones-{i}-amount");
            }
        }
    }

    /// <summary>The target as it is to be. Parts of its rule that this form does not show stay as they are; a published target keeps its rule.</summary>
    public TargetInput Over(TargetInput? existing, string code, bool isPublished)
    {
        var choice = Array.Find(Rules, r => r.Choice == Counts);
        var unit = isPublished ? existing!.Unit : choice.Choice is null ? Words.Of(Unit.People) : Words.Of(choice.Unit);
        return new(code, Number(Amount), unit, FormValues.Day(StartsOn), FormValues.Day(EndsOn), isPublished ? existing!.Rule : Rule(existing?.Rule, choice), Number(Baseline) ?? 0, Milestones());
    }

    private static Dictionary<string, string?> Chosen(IReadOnlyList<string>? words) => (words ?? []).ToDictionary(w => w, _ => (string?)"true", StringComparer.Ordinal);

    private static decimal? Number(string? text) => FormValues.TryNumber(text, out var number) ? number : null;

    private static string[] List(string? codes) => (codes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    private RuleInput Rule(RuleInput? existing, (string? Choice, Unit Unit, Measure Measure, FactKind Event) choice)
    {
        var people = choice.Unit is Unit.People or Unit.Attendances;
        return (existing ?? new(null, null)) with
        {
            Measure = choice.Choice is null ? null : Words.Of(choice.Measure),
            Event = choice.Choice is null ? null : Words.Of(choice.Event),
            Levels = people ? [.. Levels.Keys.Order(StringComparer.Ordinal)] : [],
            Audiences = people ? [.. Audiences.Keys.Order(StringComparer.Ordinal)] : [],
            Nationalities = people ? List(Nationality) : [],
            PartnerKinds = choice.Unit != Unit.Partners ? [] : [.. PartnerKinds.Keys.Order(StringComparer.Ordinal)],
            Programmes = people ? existing?.Programmes ?? [] : [],
            Kinds = people ? existing?.Kinds ?? [] : [],
            Countries = choice.Unit == Unit.Money ? [] : List(Place),
            Currency = choice.Unit == Unit.Money ? Currency : null,
        };
    }

    private List<MilestoneInput> Milestones() =>
        [.. On.Zip(Reached).Where(m => !string.IsNullOrWhiteSpace(m.First) || !string.IsNullOrWhiteSpace(m.Second)).Select(m => new MilestoneInput(FormValues.Day(m.First), Number(m.Second)))];
}
