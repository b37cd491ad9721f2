using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;

namespace TalentPortal.Web.Features.Commitments.WriteRule;

/// <summary>A rule as the form holds it: what has to happen, and lists of ticked boxes.</summary>
internal static class RuleForm
{
    /// <summary>Event and measure in one choice, as one sentence says both: <c>completed.distinct-ever</c>.</summary>
    public const string Happens = "happens";

    /// <summary>Every kind of evidence that is ticked must stand; else one of them.</summary>
    public const string All = "all";

    public static string Of(FactKind what, Measure measure) => $"{Words.Of(what)}.{Words.Of(measure)}";

    /// <summary>What was sent. What is wrong with it is found where every description is checked.</summary>
    public static RuleInput Read(IFormCollection form)
    {
        var happens = form[Happens].ToString().Split('.', 2);
        return new(happens.Length == 2 ? happens[1] : null, happens[0])
        {
            Levels = Ticked(form, "levels"),
            Programmes = Ticked(form, "programmes"),
            Kinds = Ticked(form, "kinds"),
            Countries = Ticked(form, "countries"),
            Nationalities = Ticked(form, "nationalities"),
            Audiences = Ticked(form, "audiences"),
            PartnerKinds = Ticked(form, "partnerKinds"),
            Residences = Ticked(form, "residences"),
            Funders = Ticked(form, "funders"),
            Evidence = Ticked(form, "evidence"),
            EvidenceAtLeast = form["evidenceAtLeast"] == All && Ticked(form, "evidence") is { Length: > 1 } kinds ? kinds.Length : null,
            ExclusivityGroup = form["exclusivityGroup"].ToString().Trim() is { Length: > 0 } group ? group : null,
            LateUntil = DateOnly.TryParseExact(form["lateUntil"], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null,
            Currency = form["currency"].ToString().Trim().ToUpperInvariant() is { Length: > 0 } currency ? currency : null,
        };
    }

    /// <summary>A rule as it would be described.</summary>
    public static RuleInput Of(RuleGround ground, CountingRule rule) => new(Words.Of(rule.Measure), Words.Of(rule.Event))
    {
        Levels = rule.Levels,
        Programmes = [.. ground.Programmes.Where(p => rule.Programmes.Contains(p.Id)).Select(p => p.Code)],
        Kinds = rule.Kinds,
        Countries = rule.Countries,
        Nationalities = rule.Nationalities,
        Audiences = rule.Audiences,
        PartnerKinds = rule.PartnerKinds,
        Residences = rule.Residences,
        Funders = rule.Funders,
        Evidence = rule.Evidence,
        EvidenceAtLeast = rule.EvidenceAtLeast,
        ExclusivityGroup = rule.ExclusivityGroup,
        LateUntil = rule.LateUntil,
        Currency = rule.Currency,
    };

    // Boxes, and a field for what has no box: "BN, ID".
    private static string[] Ticked(IFormCollection form, string field) =>
        [.. form[field].SelectMany(v => (v ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.OrdinalIgnoreCase)];
}
