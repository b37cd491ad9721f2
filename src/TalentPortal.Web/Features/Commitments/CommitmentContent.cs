using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>What a commitment says, in the one form in which it is written, proposed, kept and compared: that of the interface.</summary>
internal static class CommitmentContent
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What it says now.</summary>
    public static async Task<CommitmentInput> ContentAsync(this PortalDbContext db, Commitment c, CancellationToken cancellationToken)
    {
        var targets = await db.Set<Target>().AsNoTracking().Where(t => t.CommitmentId == c.Id).OrderBy(t => t.Ordinal).ThenBy(t => t.Code).ToListAsync(cancellationToken);
        var ids = targets.ConvertAll(t => t.Id);
        var rules = await db.Set<RuleVersion>().AsNoTracking().Where(r => ids.Contains(r.TargetId) && r.Status != RuleStatus.Superseded).ToListAsync(cancellationToken);
        var named = rules.SelectMany(r => r.Programmes).Distinct().ToList();
        var programmes = await db.Set<Programme>().Where(p => named.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Code, cancellationToken);
        var inForce = rules.GroupBy(r => r.TargetId).ToDictionary(g => g.Key, g => g.OrderByDescending(r => r.Status == RuleStatus.Effective).ThenBy(r => r.Version).First());
        return new(
            c.Quote, c.SaidBy, c.AnnouncedOn == default ? null : c.AnnouncedOn, c.Source, c.Interpretation,
            [.. targets.Select(t => TargetOf(t.Code, t.Unit, (t.Amount, t.StartsOn, t.EndsOn, t.Baseline, t.Milestones), inForce.TryGetValue(t.Id, out var rule) ? RuleOf(rule, programmes) : null))],
            c.Name, c.Zone, c.Country);
    }

    /// <summary>What was kept of it: without rules, which keep their own versions.</summary>
    public static CommitmentInput Kept(Wording w, IEnumerable<(Target Target, KeptPlan Plan)> plans) => new(
        w.Quote, w.SaidBy, w.AnnouncedOn, w.Source, w.Interpretation,
        [.. plans.Select(p => TargetOf(p.Target.Code, p.Target.Unit, (p.Plan.Amount, p.Plan.StartsOn, p.Plan.EndsOn, p.Plan.Baseline, p.Plan.Milestones), null))],
        w.Name, w.Zone, w.Country);

    public static string Write(CommitmentInput content) => JsonSerializer.Serialize(content, Json);

    public static CommitmentInput Read(string proposal) => JsonSerializer.Deserialize<CommitmentInput>(proposal, Json)!;

    /// <summary>Whether two say the same.</summary>
    public static bool Same(CommitmentInput one, CommitmentInput other) => Write(one) == Write(other);

    private static TargetInput TargetOf(string code, Unit unit, (decimal? Amount, DateOnly From, DateOnly To, decimal Baseline, Milestone[] Milestones) plan, RuleInput? rule) => new(
        code, Plain(plan.Amount), Words.Of(unit), plan.From, plan.To, rule, Plain(plan.Baseline), [.. plan.Milestones.Select(m => new MilestoneInput(m.On, Plain(m.Amount)))]);

    private static RuleInput RuleOf(RuleVersion r, Dictionary<Guid, string> programmes) => new(
        Words.Of(r.Measure), Words.Of(r.Event), r.Levels, [.. r.Programmes.Select(p => programmes[p]).Order(StringComparer.Ordinal)], r.Kinds, r.Countries, r.Nationalities, r.Audiences, r.PartnerKinds,
        Said(r.Evidence), r.ExclusivityGroup, Said(r.Residences), r.LateUntil, Said(r.Funders), r.EvidenceAtLeast > 1 ? r.EvidenceAtLeast : null, r.Currency);

    // Nothing is said of what does not restrict, so that wordings from before there was such a part read the same.
    private static string[]? Said(string[] list) => list.Length == 0 ? null : list;

    // 100, not 100.0000 as the column keeps it: dividing by one takes trailing zeros off.
    private static decimal? Plain(decimal? amount) => amount / 1.000000000000000000000000000000000m;
}
