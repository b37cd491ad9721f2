using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments.ListContributions;

/// <summary>One subject's place in the ledger of a target.</summary>
/// <param name="Subject">A pseudonymous id.</param>
/// <param name="Reason">Why it is not counted, as a code; null where it is.</param>
public sealed record ContributionView(Guid Subject, string State, string? Reason, QualifyingEvent Event, EvidenceView Evidence, DateTimeOffset KnownFrom);

/// <summary>What happened.</summary>
/// <param name="Until">The first day on which it no longer holds; null for an event.</param>
public sealed record QualifyingEvent(string Kind, DateOnly On, DateOnly? Until, string? Partner, string? Cohort);

/// <summary>Where it can be checked: the roster and the row of the file, counted as a spreadsheet shows it.</summary>
public sealed record EvidenceView(string Kind, Guid? Roster, int? Row, string? Link);

/// <summary>Lists the open ledger of a target. Auditors see all of it, managers the cohorts and partners of their countries, partners their own rows.</summary>
public sealed class ContributionsQuery(PortalDatabase portal)
{
    /// <param name="actor">Who asks.</param>
    /// <param name="code">The target.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="paging">After (day, id).</param>
    /// <param name="cancellationToken">The request.</param>
    /// <returns>Refused as not found for a target that does not exist.</returns>
    public async Task<Result<Page<ContributionView>>> ListAsync(Actor actor, string code, ContributionFilter filter, Paging paging, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindTargetAsync(actor, code, cancellationToken) is not { } target)
        {
            return CommitmentProblems.TargetNotFound;
        }

        var (day, id) = paging.After.Count == 0 ? (DateOnly.MinValue, 0L) : (DateOnly.ParseExact(paging.After[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), long.Parse(paging.After[1], CultureInfo.InvariantCulture));
        var countries = actor.Grants.Where(g => g.Role == Role.ProgrammeManager).Select(g => g.Country).ToList();
        var everywhere = actor.IsSystem || actor.Is(Role.Auditor) || countries.Contains(null);
        var partners = actor.PartnerIds.Select(p => (Guid?)p).ToList();
        var rows = await (
            from c in filter.In(db, db.Set<Contribution>())
            join r in db.Set<RuleVersion>() on new { c.TargetId, c.Version } equals new { r.TargetId, r.Version }
            join f in db.Set<Fact>() on c.FactId equals f.Id
            join p in db.Set<Partner>() on c.PartnerId equals p.Id into ps
            from p in ps.DefaultIfEmpty()
            join k in db.Set<Cohort>() on c.CohortId equals k.Id into ks
            from k in ks.DefaultIfEmpty()
            where c.TargetId == target.Id && r.Status == RuleStatus.Effective && c.KnownTo == DateTimeOffset.MaxValue
                && (everywhere || countries.Contains(f.Country) || partners.Contains(c.PartnerId))
                && (c.OnDate > day || (c.OnDate == day && c.Id > id))
            orderby c.OnDate, c.Id
            select new { Contribution = c, f.Kind, f.RosterId, f.RowNo, Partner = (string?)p.Code, Cohort = (string?)k.Code }).Take(paging.Limit + 1).AsNoTracking().ToListAsync(cancellationToken);
        var page = paging.Of(rows, r => [r.Contribution.OnDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), r.Contribution.Id.ToString(CultureInfo.InvariantCulture)]);
        return new Page<ContributionView>(
            [.. page.Items.Select(r => new ContributionView(
                r.Contribution.SubjectId,
                Words.Of(r.Contribution.State),
                r.Contribution.Reason,
                new(Words.Of(r.Kind), r.Contribution.OnDate, r.Contribution.UntilDate == DateOnly.MaxValue ? null : r.Contribution.UntilDate, r.Partner, r.Cohort),
                new(r.Contribution.Evidence, r.RosterId, r.RowNo, r.RosterId is { } roster ? string.Create(CultureInfo.InvariantCulture, $"/api/v1/rosters/{roster}/rows?row={r.RowNo}") : null),
                r.Contribution.KnownFrom))],
            page.Next);
    }
}
