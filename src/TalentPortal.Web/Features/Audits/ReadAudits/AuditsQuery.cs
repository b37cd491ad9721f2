using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Audits.ReadAudits;

/// <summary>What a signed audit says of everybody counted.</summary>
/// <param name="NotConfirmed">Of those drawn: should not count.</param>
/// <param name="EvidenceMissing">Of those drawn: nothing could be shown.</param>
/// <param name="Projected">What that makes of all.</param>
/// <param name="Lower">Two-sided, with the confidence of the audit.</param>
/// <param name="Upper">Two-sided.</param>
/// <param name="AtMost">One-sided: with that confidence no more than this.</param>
/// <param name="AtMostPercent">The same of all counted, in per cent.</param>
/// <param name="Digest">SHA-256 of the signed papers.</param>
public sealed record AuditResultView(
    int NotConfirmed, int EvidenceMissing, long Projected, long Lower, long Upper, long AtMost, decimal AtMostPercent, string SignedBy, DateTimeOffset SignedAt, string Digest);

/// <summary>A part of the population.</summary>
/// <param name="Partner">Null for all partners too small for a stratum of their own.</param>
/// <param name="NotConfirmed">Null until it is signed.</param>
/// <param name="EvidenceMissing">Null until it is signed.</param>
/// <param name="Projected">Null until it is signed.</param>
/// <param name="Lower">Two-sided, for this stratum alone; wide where few were drawn.</param>
/// <param name="Upper">Two-sided, for this stratum alone.</param>
public sealed record StratumView(int No, string? Partner, string Evidence, long Size, int Drawn, int Judged, int? NotConfirmed, int? EvidenceMissing, long? Projected, long? Lower, long? Upper);

/// <summary>An audit in a list.</summary>
public sealed record AuditLineView(Guid Id, DateOnly AsOf, DateTimeOffset KnownAt, int RuleVersion, long Population, int Drawn, int Judged, int Confidence, string OpenedBy, DateTimeOffset OpenedAt, AuditResultView? Result);

/// <summary>One audit.</summary>
/// <param name="Seed">With it and the members' hash the same sample is drawn again.</param>
/// <param name="Tolerable">In per cent; null where the size was given.</param>
/// <param name="Result">Null until it is signed.</param>
/// <param name="Version">ETag: of the audit and all its verdicts.</param>
public sealed record AuditView(
    Guid Id, string Target, string Commitment, string Name, string Zone, DateOnly AsOf, DateTimeOffset KnownAt, int RuleVersion, Guid? Published, long Population, string MembersHash, string Seed, int Confidence,
    decimal? Tolerable, int Drawn, int Judged, string OpenedBy, DateTimeOffset OpenedAt, IReadOnlyList<StratumView> Strata, AuditResultView? Result, int Version);

/// <summary>The audits of a target as its page shows them.</summary>
/// <param name="Figures">Published figures that may be audited, the latest first.</param>
/// <param name="MayOpen">The reader is an auditor, and the target is one that can be audited.</param>
public sealed record AuditsPageView(string Target, string Commitment, string Name, TimeZoneInfo Zone, Page<AuditLineView> Audits, IReadOnlyList<FigureChoice> Figures, bool MayOpen);

/// <summary>A published figure to choose.</summary>
public sealed record FigureChoice(Guid Id, long Counted, DateOnly AsOf);

/// <summary>Reads audits: sums alone, so for everybody who sees figures. Whoever was drawn stands in <see cref="AuditMembersQuery"/>.</summary>
public sealed class AuditsQuery(PortalDatabase portal)
{
    public const int PageSize = 25;
    private const int FiguresOffered = 10;

    /// <summary>Whether the parts of a cursor can be read, in order.</summary>
    internal static Func<string, bool>[] Cursor { get; } = [Paging.IsNumber, part => Guid.TryParse(part, out _)];

    /// <summary>The audits of a target, the latest first.</summary>
    /// <returns>Refused as not found.</returns>
    public async Task<Result<Page<AuditLineView>>> ListAsync(Actor actor, string code, Paging paging, CancellationToken cancellationToken)
    {
        // How many were judged and found wanting are sums; no member leaves.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        if (!actor.Allows(Permissions.ViewPortfolio) || await TargetAsync(db, actor, code, cancellationToken) is not { } target)
        {
            return CommitmentProblems.TargetNotFound;
        }

        var found = db.Set<AuditSample>().AsNoTracking().Where(s => s.TargetId == target.Target.Id);
        if (paging.After is [var ticks, var key])
        {
            var (at, id) = (new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), Guid.Parse(key));
            found = found.Where(s => s.OpenedAt < at || (s.OpenedAt == at && s.Id < id));
        }

        var rows = await found.OrderByDescending(s => s.OpenedAt).ThenByDescending(s => s.Id).Take(paging.Limit + 1).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(r => r.Id);
        var judged = await db.Set<AuditMember>().Where(m => ids.Contains(m.SampleId) && m.Verdict != null).GroupBy(m => m.SampleId).Select(g => new { g.Key, N = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.N, cancellationToken);
        var page = paging.Of(rows, s => [s.OpenedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), s.Id.ToString()]);
        return new Page<AuditLineView>(
            [.. page.Items.Select(s => new AuditLineView(s.Id, s.AsOf, s.KnownAt, s.Version, s.Population, s.Drawn, judged.GetValueOrDefault(s.Id), s.Confidence, s.OpenedByName, s.OpenedAt, ResultOf(s)))], page.Next);
    }

    /// <summary>The page of a target's audits.</summary>
    /// <returns>Null where there is no such target, or only of a draft that is not the actor's to see.</returns>
    public async Task<AuditsPageView?> PageAsync(Actor actor, string code, string? after, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(after, PageSize, Cursor);
        var listed = await ListAsync(actor, code, paging.Problem is null ? paging.Value : new([], PageSize), cancellationToken);
        if (listed.Problem is not null)
        {
            return null;
        }

        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var (target, commitment) = (await TargetAsync(db, actor, code, cancellationToken))!.Value;
        var figures = await db.Set<PublishedFigure>().Where(p => p.TargetId == target.Id).OrderByDescending(p => p.At).Take(FiguresOffered).Select(p => new FigureChoice(p.Id, p.N, p.AsOf)).ToListAsync(cancellationToken);
        var mayOpen = actor.Allows(Permissions.AuditCounts) && commitment.State != CommitmentState.Draft && target.Unit != Unit.Money;
        return new(code, commitment.Code, commitment.Name, TimeZoneInfo.FindSystemTimeZoneById(target.Zone), listed.Value, figures, mayOpen);
    }

    /// <summary>One audit.</summary>
    /// <returns>Null where there is none.</returns>
    public async Task<AuditView?> FindAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        if (!actor.Allows(Permissions.ViewPortfolio) || await db.FindAuditAsync(id, cancellationToken) is not { } found)
        {
            return null;
        }

        var sample = found.Sample;
        var tallies = await db.Set<AuditMember>().Where(m => m.SampleId == id).GroupBy(m => m.StratumNo)
            .Select(g => new { g.Key, Judged = g.Count(m => m.Verdict != null), Not = g.Count(m => m.Verdict == AuditVerdict.NotConfirmed), Missing = g.Count(m => m.Verdict == AuditVerdict.EvidenceMissing), Revisions = g.Sum(m => m.Revision) })
            .ToDictionaryAsync(g => g.Key, cancellationToken);
        var strata = await db.Set<AuditStratum>().AsNoTracking().Where(s => s.SampleId == id).OrderBy(s => s.No).ToListAsync(cancellationToken);
        return new(
            sample.Id, found.Target.Code, found.Commitment.Code, found.Commitment.Name, found.Target.Zone, sample.AsOf, sample.KnownAt, sample.Version, sample.PublishedId, sample.Population, sample.MembersHash,
            sample.Seed, sample.Confidence, sample.Tolerable, sample.Drawn, tallies.Values.Sum(t => t.Judged), sample.OpenedByName, sample.OpenedAt,
            [.. strata.Select(s => View(s, (tallies[s.No].Judged, tallies[s.No].Not, tallies[s.No].Missing), sample))],
            ResultOf(sample), sample.Revision + tallies.Values.Sum(t => t.Revisions));
    }

    private static StratumView View(AuditStratum s, (int Judged, int Not, int Missing) tally, AuditSample sample)
    {
        if (!sample.IsSigned)
        {
            return new(s.No, s.PartnerName, s.Evidence, s.Size, s.Drawn, tally.Judged, null, null, null, null, null);
        }

        var alone = SampleEstimates.Of([new(s.Size, s.Drawn, tally.Not + tally.Missing)], sample.Confidence / 100d);
        return new(s.No, s.PartnerName, s.Evidence, s.Size, s.Drawn, s.Drawn, tally.Not, tally.Missing, alone.Projected, alone.Lower, alone.Upper);
    }

    private static AuditResultView? ResultOf(AuditSample s) => s is { SignedAt: { } at, SignedByName: { } by, Digest: { } digest }
        ? new(s.NotConfirmed, s.Missing, s.Projected, s.Lower, s.Upper, s.AtMost, Math.Round(100m * s.AtMost / s.Population, 1, MidpointRounding.ToPositiveInfinity), by, at, digest)
        : null;

    private static async Task<(Target Target, Commitment Commitment)?> TargetAsync(PortalDbContext db, Actor actor, string code, CancellationToken cancellationToken)
    {
        var drafts = actor.IsAny(Role.ProgrammeManager, Role.Auditor);
        var found = await (
            from t in db.Set<Target>().AsNoTracking()
            join c in db.Set<Commitment>() on t.CommitmentId equals c.Id
            where t.Code == code && (drafts || c.State != CommitmentState.Draft)
            select new { t, c }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.t, found.c);
    }
}
