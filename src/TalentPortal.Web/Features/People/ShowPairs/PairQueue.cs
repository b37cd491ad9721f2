using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.People;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui.Navigating;

namespace TalentPortal.Web.Features.People.ShowPairs;

/// <summary>Pairs of records that may be one person, one at a time. Managers see those of which they manage both countries, auditors all, nobody else any.</summary>
public sealed class PairQueue(PortalDatabase portal) : INavCount
{
    /// <summary>Fewer answers say nothing about the next.</summary>
    private const int FewestAnswers = 20;

    /// <summary>Pairs that wait for the actor; whoever may not decide is not reminded.</summary>
    public async Task<int> CountAsync(Actor actor, CancellationToken cancellationToken)
    {
        var reach = PeopleReach.ToDecide(actor);
        if (reach.IsNothing || !actor.Allows(Permissions.DecidePairs))
        {
            return 0;
        }

        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        return await Found(db, reach, new()).CountAsync(cancellationToken);
    }

    /// <summary>A pair: the one named, or the first that was asked for.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="id">The one to show, whatever its answer; null for the first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where the actor sees no pairs at all, or the one named is not the actor's to see.</returns>
    public async Task<PairPage?> FindAsync(Actor actor, PairFilter filter, Guid? id, CancellationToken cancellationToken)
    {
        var reach = PeopleReach.ToRead(actor);
        if (reach.IsNothing || !actor.Allows(Permissions.ViewMembers))
        {
            return null;
        }

        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = Found(db, reach, filter);
        var shown = id is { } named ? await Seen(db, reach).SingleOrDefaultAsync(f => f.Pair.Id == named, cancellationToken) : await Ordered(found, filter, forwards: true).FirstOrDefaultAsync(cancellationToken);
        if (id is not null && shown is null)
        {
            return null;
        }

        var partners = await PartnersAsync(db, reach, cancellationToken);
        var of = await found.CountAsync(cancellationToken);
        var waiting = filter.Status is PairStatus.Open or PairStatus.NeedInfo ? await WaitingAsync(db, found, cancellationToken) : 0;
        var mayDecide = actor.Allows(Permissions.DecidePairs);
        if (shown is null)
        {
            return new(null, 0, of, waiting, null, null, partners, mayDecide);
        }

        var fits = await found.AnyAsync(f => f.Pair.Id == shown.Pair.Id, cancellationToken);
        var before = Beside(found, filter, shown.Pair, forwards: false);
        return new(
            await ViewAsync(db, shown, cancellationToken),
            fits ? await before.CountAsync(cancellationToken) + 1 : 0,
            of,
            waiting,
            (await Ordered(Beside(found, filter, shown.Pair, forwards: true), filter, forwards: true).FirstOrDefaultAsync(cancellationToken))?.Pair.Id,
            (await Ordered(before, filter, forwards: false).FirstOrDefaultAsync(cancellationToken))?.Pair.Id,
            partners,
            mayDecide);
    }

    private static IQueryable<FoundPair> Seen(PortalDbContext db, PeopleReach reach)
    {
        var (all, countries) = reach;
        return
            from p in db.Set<PairDecision>().AsNoTracking()
            join a in db.Set<PersonRecord>() on p.RecordA equals a.Id
            join b in db.Set<PersonRecord>() on p.RecordB equals b.Id
            from pa in db.Set<Partner>().Where(x => x.Id == a.PartnerId).DefaultIfEmpty()
            from pb in db.Set<Partner>().Where(x => x.Id == b.PartnerId).DefaultIfEmpty()
            where a.State == RecordState.Live && b.State == RecordState.Live && (all || (countries.Contains(pa!.Country) && countries.Contains(pb!.Country)))
            select new FoundPair { Pair = p, A = a, B = b, PartnerA = pa, PartnerB = pb };
    }

    private static IQueryable<FoundPair> Found(PortalDbContext db, PeopleReach reach, PairFilter filter)
    {
        var found = Seen(db, reach).Where(f => f.Pair.Status == filter.Status);
        if (filter.Partner is { Length: > 0 } partner)
        {
            found = found.Where(f => f.PartnerA!.Code == partner || f.PartnerB!.Code == partner);
        }

        return filter.Reason is { Length: > 0 } reason ? found.Where(f => f.Pair.Reasons.Contains(reason)) : found;
    }

    private static IQueryable<FoundPair> Ordered(IQueryable<FoundPair> found, PairFilter filter, bool forwards) => (filter.ByScore, forwards) switch
    {
        (false, true) => found.OrderBy(f => f.Pair.At).ThenBy(f => f.Pair.Id),
        (false, false) => found.OrderByDescending(f => f.Pair.At).ThenByDescending(f => f.Pair.Id),
        (true, true) => found.OrderByDescending(f => f.Pair.Score).ThenBy(f => f.Pair.At).ThenBy(f => f.Pair.Id),
        (true, false) => found.OrderBy(f => f.Pair.Score).ThenByDescending(f => f.Pair.At).ThenByDescending(f => f.Pair.Id),
    };

    /// <summary>Those before or after one in the order asked for, whether or not it fits the question itself.</summary>
    private static IQueryable<FoundPair> Beside(IQueryable<FoundPair> found, PairFilter filter, PairDecision shown, bool forwards)
    {
        var (at, id, score) = (shown.At, shown.Id, filter.ByScore ? shown.Score : 0);
        return (filter.ByScore, forwards) switch
        {
            (false, true) => found.Where(f => EF.Functions.GreaterThan(ValueTuple.Create(f.Pair.At, f.Pair.Id), ValueTuple.Create(at, id))),
            (false, false) => found.Where(f => EF.Functions.LessThan(ValueTuple.Create(f.Pair.At, f.Pair.Id), ValueTuple.Create(at, id))),
            (true, true) => found.Where(f => f.Pair.Score < score || (f.Pair.Score == score && EF.Functions.GreaterThan(ValueTuple.Create(f.Pair.At, f.Pair.Id), ValueTuple.Create(at, id)))),
            (true, false) => found.Where(f => f.Pair.Score > score || (f.Pair.Score == score && EF.Functions.LessThan(ValueTuple.Create(f.Pair.At, f.Pair.Id), ValueTuple.Create(at, id)))),
        };
    }

    private static Task<int> WaitingAsync(PortalDbContext db, IQueryable<FoundPair> found, CancellationToken cancellationToken) => (
        from c in db.Set<Contribution>()
        where c.KnownTo == DateTimeOffset.MaxValue && c.State == ContributionState.Provisional && c.Reason == Reasons.IdentityUnresolved && found.Select(f => f.B.PersonId).Contains(c.SubjectId)
        select c.SubjectId).Distinct().CountAsync(cancellationToken);

    private static async Task<IReadOnlyList<(string Code, string Name)>> PartnersAsync(PortalDbContext db, PeopleReach reach, CancellationToken cancellationToken)
    {
        var (all, countries) = reach;
        var partners = await db.Set<Partner>().Where(p => all || countries.Contains(p.Country)).OrderBy(p => p.Name).ThenBy(p => p.Code).Select(p => new { p.Code, p.Name }).ToListAsync(cancellationToken);
        return partners.ConvertAll(p => (p.Code, p.Name));
    }

    private static async Task<PairView> ViewAsync(PortalDbContext db, FoundPair shown, CancellationToken cancellationToken)
    {
        var (pair, a, b) = (shown.Pair, shown.A, shown.B);
        var shared = await db.SharedByAsync(a.EmailKey == b.EmailKey ? a.EmailKey : null, a.MobileKey == b.MobileKey ? a.MobileKey : null, [a.PersonId, b.PersonId], cancellationToken);
        var alike = await db.AnsweredAlikeAsync(pair.Reasons, cancellationToken);
        return new(
            pair.Id,
            pair.Revision,
            pair.Status,
            await SideAsync(db, a, shown.PartnerA, cancellationToken),
            await SideAsync(db, b, shown.PartnerB, cancellationToken),
            pair.Reasons,
            PairComparison.Of(a, b, shared),
            a.PersonId == b.PersonId,
            await EffectsAsync(db, a.PersonId, b.PersonId, cancellationToken),
            alike.Of < FewestAnswers ? default : alike,
            pair.At,
            pair.DecidedAt is { } at ? new(pair.ByName ?? "", at, pair.Note) : null);
    }

    private static async Task<PairSide> SideAsync(PortalDbContext db, PersonRecord record, Partner? partner, CancellationToken cancellationToken)
    {
        var evidence = await (
            from f in db.Set<Fact>()
            join r in db.Set<Roster>() on f.RosterId equals (Guid?)r.Id
            where f.RecordId == record.Id && f.RowNo != null
            orderby f.KnownFrom, f.Id
            select new { r.Id, Row = f.RowNo!.Value, r.UploadedAt }).FirstOrDefaultAsync(cancellationToken);
        return new(record.Id, record.PersonId, record.FullName, partner?.Name, evidence is null ? null : (evidence.Id, evidence.Row, evidence.UploadedAt));
    }

    private static async Task<List<PairEffect>> EffectsAsync(PortalDbContext db, Guid earlier, Guid later, CancellationToken cancellationToken)
    {
        var rows = await (
            from c in db.Set<Contribution>()
            join r in db.Set<RuleVersion>() on new { c.TargetId, c.Version } equals new { r.TargetId, r.Version }
            join t in db.Set<Target>() on c.TargetId equals t.Id
            join m in db.Set<Commitment>() on t.CommitmentId equals m.Id
            where (c.SubjectId == earlier || c.SubjectId == later) && c.KnownTo == DateTimeOffset.MaxValue && r.Status == RuleStatus.Effective
            orderby m.Name, t.Code
            select new { m.Code, m.Name, Target = t.Id, c.SubjectId, c.State, c.Reason, c.OnDate }).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(r => (r.Code, r.Name, r.Target)).Select(g =>
        {
            Standing? Of(Guid person) => g.Where(r => r.SubjectId == person).Select(r => new Standing(r.State, r.Reason, r.OnDate)).FirstOrDefault();
            return new PairEffect(g.Key.Code, g.Key.Name, Of(earlier), earlier == later ? null : Of(later));
        })];
    }
}

/// <summary>A pair with its records while it is being looked for.</summary>
internal sealed class FoundPair
{
    public required PairDecision Pair { get; init; }

    public required PersonRecord A { get; init; }

    public required PersonRecord B { get; init; }

    public required Partner? PartnerA { get; init; }

    public required Partner? PartnerB { get; init; }
}
