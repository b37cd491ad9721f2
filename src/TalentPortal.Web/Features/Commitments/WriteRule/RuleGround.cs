using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TalentPortal.Data;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.WriteRule;

/// <summary>A target whose rule is written, tried or decided on, with the versions there are.</summary>
/// <param name="Commitment">Whose target it is.</param>
/// <param name="Target">The target.</param>
/// <param name="Versions">In their order; empty before the first.</param>
/// <param name="Programmes">All there are, by name.</param>
/// <param name="Places">Countries where cohorts are held, ISO 3166-1 alpha-2.</param>
public sealed record RuleGround(Commitment Commitment, Target Target, IReadOnlyList<RuleVersion> Versions, IReadOnlyList<NamedProgramme> Programmes, IReadOnlyList<string> Places)
{
    /// <summary>The version in force.</summary>
    public RuleVersion? Effective => Versions.SingleOrDefault(v => v.Status == RuleStatus.Effective);

    /// <summary>The version that waits: written, or counted in the shadow.</summary>
    public RuleVersion? Waiting => Versions.LastOrDefault(v => v.Status is RuleStatus.Draft or RuleStatus.Shadow);

    /// <summary>A rule in words, for this target.</summary>
    public RuleSentences InWords(IStringLocalizer<CommitmentTexts> texts, CountingRule rule) => new(texts, rule, (Target.StartsOn, Target.EndsOn), NamesOf(rule));

    /// <summary>Names of the programmes a rule is limited to.</summary>
    public IReadOnlyList<string> NamesOf(CountingRule rule) => [.. Programmes.Where(p => rule.Programmes.Contains(p.Id)).Select(p => p.Name)];
}

/// <summary>A programme as forms name it.</summary>
public sealed record NamedProgramme(Guid Id, string Code, string Name);

/// <summary>Finding the target that somebody manages.</summary>
internal static class RuleGrounds
{
    /// <returns>Null where it does not exist, or is of a commitment of a country the actor does not manage.</returns>
    public static async Task<RuleGround?> FindManagedAsync(this PortalDbContext db, Actor actor, string target, CancellationToken cancellationToken)
    {
        var found = await (
            from t in db.Set<Target>()
            join c in db.Set<Commitment>() on t.CommitmentId equals c.Id
            where t.Code == target
            select new { Target = t, Commitment = c }).SingleOrDefaultAsync(cancellationToken);
        if (found is null || !actor.Allows(Permissions.ManageObjects) || !actor.ManagesCountry(found.Commitment.Country))
        {
            return null;
        }

        var versions = await db.Set<RuleVersion>().Where(r => r.TargetId == found.Target.Id).OrderBy(r => r.Version).ToListAsync(cancellationToken);
        var programmes = await db.Set<Programme>().OrderBy(p => p.Name).ThenBy(p => p.Code).Select(p => new NamedProgramme(p.Id, p.Code, p.Name)).ToListAsync(cancellationToken);
        var places = await db.Set<Cohort>().Select(c => c.Country).Distinct().OrderBy(c => c).ToListAsync(cancellationToken);
        return new(found.Commitment, found.Target, versions, programmes, places);
    }

    /// <summary>The rule a caller describes, or everything that is wrong with it.</summary>
    public static CountingRule Check(this RuleGround ground, Checks checks, RuleInput input) =>
        new CommitmentChecks(checks, ground.Programmes.ToDictionary(p => p.Code, p => p.Id, StringComparer.Ordinal)).Rule("rule", input, ground.Target.Unit);
}
