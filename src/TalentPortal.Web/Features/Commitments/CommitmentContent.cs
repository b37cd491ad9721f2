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
            [.. targets.Select(t => TargetOf(t.Code, t.Unit, (t.Amount, t.StartsOn, t.EndsOn, t.Baseline, t.Milestones, t.Split), inForce.TryGetValue(t.Id, out var rule) ? RuleOf(rule, programmes) : null))],
            c.Name, c.Zone, c.Country, Statements: [.. c.Statements.Select(StatementOf)], SourceCopy: await db.HashOfAsync(c.SourceCopyId, cancellationToken));
    }

    /// <summary>What was kept of it: without rules, which keep their own versions.</summary>
    /// <param name="w">The words.</param>
    /// <param name="plans">The targets and what was kept of them.</param>
    /// <param name="copy">The hash of its copy of the source; null where it had none.</param>
    public static CommitmentInput Kept(Wording w, IEnumerable<(Target Target, KeptPlan Plan)> plans, string? copy) => new(
        w.Quote, w.SaidBy, w.AnnouncedOn, w.Source, w.Interpretation,
        [.. plans.Select(p => TargetOf(p.Target.Code, p.Target.Unit, (p.Plan.Amount, p.Plan.StartsOn, p.Plan.EndsOn, p.Plan.Baseline, p.Plan.Milestones, p.Plan.Split), null))],
        w.Name, w.Zone, w.Country, Statements: [.. w.Statements.Select(StatementOf)], SourceCopy: copy ?? "");

    public static string Write(CommitmentInput content) => JsonSerializer.Serialize(content, Json);

    /// <summary>What a proposal says in full: where it leaves something as it is, what stands.</summary>
    public static CommitmentInput Read(string proposal, CommitmentInput stands) => Over(stands, Read(proposal));

    public static CommitmentInput Read(string proposal) => JsonSerializer.Deserialize<CommitmentInput>(proposal, Json)!;

    /// <summary>What is said once something else is written over it: what that leaves as it is, stays.</summary>
    public static CommitmentInput Over(CommitmentInput stands, CommitmentInput written) => written with
    {
        Statements = written.Statements ?? stands.Statements,
        SourceCopy = written.SourceCopy ?? stands.SourceCopy,
        Targets = written.Targets is null ? null : [.. written.Targets.Select(t => t.Split is not null ? t : t with { Split = stands.Targets?.FirstOrDefault(s => s.Code == t.Code)?.Split ?? NoSplit })],
    };

    /// <summary>The parts of a target that has none.</summary>
    public static SplitInput NoSplit { get; } = new(null, []);

    /// <summary>Whether two say the same.</summary>
    public static bool Same(CommitmentInput one, CommitmentInput other) => Write(one) == Write(other);

    private static TargetInput TargetOf(string code, Unit unit, (decimal? Amount, DateOnly From, DateOnly To, decimal Baseline, Milestone[] Milestones, TargetSplit? Split) plan, RuleInput? rule) => new(
        code, Plain(plan.Amount), Words.Of(unit), plan.From, plan.To, rule, Plain(plan.Baseline), [.. plan.Milestones.Select(m => new MilestoneInput(m.On, Plain(m.Amount)))],
        plan.Split is { } split ? new(Words.Of(split.By), [.. split.Parts.Select(p => new SplitPartInput(p.Key, Plain(p.Amount)))]) : NoSplit);

    private static StatementInput StatementOf(Statement s) => new(s.Figure, Plain(s.Amount), s.Unit, s.StatedBy, s.On, s.Source);

    /// <summary>The hash of a copy; empty where there is none.</summary>
    private static async Task<string> HashOfAsync(this PortalDbContext db, Guid? copy, CancellationToken cancellationToken) => copy is null
        ? ""
        : Convert.ToHexStringLower(await db.Set<SourceCopy>().Where(c => c.Id == copy).Select(c => c.Sha256).SingleAsync(cancellationToken));

    private static RuleInput RuleOf(RuleVersion r, Dictionary<Guid, string> programmes) => new(
        Words.Of(r.Measure), Words.Of(r.Event), r.Levels, [.. r.Programmes.Select(p => programmes[p]).Order(StringComparer.Ordinal)], r.Kinds, r.Countries, r.Nationalities, r.Audiences, r.PartnerKinds,
        Said(r.Evidence), r.ExclusivityGroup, Said(r.Residences), r.LateUntil, Said(r.Funders), r.EvidenceAtLeast > 1 ? r.EvidenceAtLeast : null, r.Currency);

    // Nothing is said of what does not restrict, so that wordings from before there was such a part read the same.
    private static string[]? Said(string[] list) => list.Length == 0 ? null : list;

    // 100, not 100.0000 as the column keeps it: dividing by one takes trailing zeros off.
    private static decimal? Plain(decimal? amount) => amount / 1.000000000000000000000000000000000m;
}
