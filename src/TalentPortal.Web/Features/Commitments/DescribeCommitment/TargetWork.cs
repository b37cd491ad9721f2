using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.DescribeCommitment;

/// <summary>The targets of one commitment while they are described anew.</summary>
internal sealed class TargetWork
{
    private readonly PortalDbContext _db;
    private readonly Commitment _commitment;
    private readonly Dictionary<string, Target> _targets;
    private readonly ILookup<Guid, RuleVersion> _rules;
    private readonly IReadOnlyCollection<string> _dropped;

    private TargetWork(PortalDbContext db, Commitment commitment, IEnumerable<Target> targets, IEnumerable<RuleVersion> rules, IReadOnlyCollection<string> dropped) =>
        (_db, _commitment, _targets, _rules, _dropped) = (db, commitment, targets.ToDictionary(t => t.Code, StringComparer.Ordinal), rules.ToLookup(r => r.TargetId), dropped);

    /// <summary>Names of what changed, each with its target's code.</summary>
    public List<string> Fields { get; } = [];

    /// <summary>Targets that must be counted for everybody.</summary>
    public HashSet<Guid> Recount { get; } = [];

    /// <summary>Codes of targets with a rule that waits for approval.</summary>
    public List<string> Drafts { get; } = [];

    /// <summary>Codes of targets that were left out and stay.</summary>
    public List<string> Kept { get; } = [];

    /// <summary>The commitment's targets, as they stand now.</summary>
    public IEnumerable<Target> Targets => _targets.Values.Where(t => t.CommitmentId == _commitment.Id && t.DroppedAt is null);

    private bool InDraft => _commitment.State == CommitmentState.Draft;

    public static async Task<TargetWork> LoadAsync(PortalDbContext db, Commitment commitment, IReadOnlyList<CheckedTarget> wanted, CancellationToken cancellationToken)
    {
        var codes = wanted.Select(t => t.Code).ToList();
        var targets = await db.Set<Target>().Where(t => t.CommitmentId == commitment.Id || codes.Contains(t.Code)).ToListAsync(cancellationToken);
        var ids = targets.ConvertAll(t => t.Id);
        var rules = await db.Set<RuleVersion>().Where(r => ids.Contains(r.TargetId)).OrderBy(r => r.TargetId).ThenBy(r => r.Version).ToListAsync(cancellationToken);
        return new(db, commitment, targets, rules, await db.DroppedTargetCodesAsync(codes, null, cancellationToken));
    }

    /// <summary>Describes each target; those left out follow the commitment's zone.</summary>
    public Checks Describe(IReadOnlyList<CheckedTarget> wanted, string zone, Guid? author, DateTimeOffset now)
    {
        var checks = new Checks();
        foreach (var target in wanted)
        {
            Describe(checks, target, author, now);
        }

        foreach (var left in _targets.Values.Where(t => t.CommitmentId == _commitment.Id && wanted.All(w => w.Code != t.Code)).OrderBy(t => t.Ordinal).ThenBy(t => t.Code, StringComparer.Ordinal))
        {
            Kept.Add(left.Code);
            Note(left, left.Describe(new(left.Amount, left.Unit, left.StartsOn, left.EndsOn, zone) { Baseline = left.Baseline, Milestones = left.Milestones, Split = left.Split, Ordinal = left.Ordinal }).Value);
        }

        return checks;
    }

    private void Describe(Checks checks, CheckedTarget wanted, Guid? author, DateTimeOffset now)
    {
        var found = _targets.GetValueOrDefault(wanted.Code);
        if ((found is not null && (found.CommitmentId != _commitment.Id || found.DroppedAt is not null)) || _dropped.Contains(wanted.Code))
        {
            checks.Add($"{wanted.Field}.code", CommitmentProblems.TargetElsewhere);
            return;
        }

        if (found is not null && found.Unit != wanted.Plan.Unit && !InDraft)
        {
            checks.Add($"{wanted.Field}.unit", CommitmentProblems.UnitIsFixed);
            return;
        }

        var target = found ?? Target.Create(_commitment.Id, wanted.Code);
        var described = target.Describe(wanted.SaysSplit ? wanted.Plan : wanted.Plan with { Split = target.Split });
        if (described.Problem is { } problem)
        {
            checks.Add(wanted.Field, problem);
            return;
        }

        if (found is null)
        {
            _db.Add(target);
            _targets.Add(target.Code, target);
            Recount.Add(target.Id);
            Fields.Add($"{target.Code}.Created");
        }

        Note(target, described.Value);
        Rule(target, wanted.Rule, author, now);
    }

    private void Note(Target target, string[] fields)
    {
        Fields.AddRange(fields.Select(f => $"{target.Code}.{f}"));
        if (fields.Any(f => f is nameof(Target.StartsOn) or nameof(Target.EndsOn) or nameof(Target.Zone)))
        {
            Recount.Add(target.Id);
        }
    }

    /// <summary>Takes those out of a draft that are not named.</summary>
    public void DropOthers(IReadOnlyCollection<string> named, DateTimeOffset now)
    {
        foreach (var target in Targets.Where(t => !named.Contains(t.Code)).ToList())
        {
            if (target.Drop(_commitment.State, now).Succeeded)
            {
                Fields.Add($"{target.Code}.Dropped");
            }
        }
    }

    /// <summary>The first rules come into force with their commitment.</summary>
    /// <param name="by">The second person.</param>
    /// <param name="now">The moment.</param>
    public void TakeEffect(Guid? by, DateTimeOffset now)
    {
        foreach (var target in Targets)
        {
            if (_rules[target.Id].All(r => r.Status == RuleStatus.Draft) && _rules[target.Id].FirstOrDefault() is { } first)
            {
                first.TakeEffect(by, now);
                Recount.Add(target.Id);
            }
        }
    }

    // The rule in force stays until a second person approves another; the same words again are no new version.
    private void Rule(Target target, CountingRule rule, Guid? author, DateTimeOffset now)
    {
        var versions = _rules[target.Id].ToList();
        var latest = versions.LastOrDefault();
        if (versions.Exists(v => v.Status == RuleStatus.Effective && v.SaysTheSameAs(rule)))
        {
            return;
        }

        if (latest?.SaysTheSameAs(rule) != true || latest.Status is RuleStatus.Superseded or RuleStatus.Rejected)
        {
            // What nobody was shown yet is written anew; a version is what was asked about.
            var rewritten = InDraft && latest is { Version: 1, Status: RuleStatus.Draft };
            var written = RuleVersion.Write(target.Id, rewritten ? 1 : (latest?.Version ?? 0) + 1, rule, author, now, InDraft);
            if (rewritten)
            {
                _db.Entry(latest!).CurrentValues.SetValues(written);
            }
            else
            {
                _db.Add(written);
                latest = written;
            }

            Fields.Add($"{target.Code}.Rule");
        }

        if (!InDraft && latest!.Status is (RuleStatus.Draft or RuleStatus.Shadow))
        {
            Drafts.Add(target.Code);
        }
    }
}
