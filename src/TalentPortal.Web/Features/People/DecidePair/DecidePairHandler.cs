using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.People;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.People;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.People.DecidePair;

/// <summary>Answers whether two records are one person, and asks it by hand. For managers of both records' countries.</summary>
public sealed class DecidePairHandler(PortalDatabase portal, TimeProvider clock)
{
    /// <summary>Answers a pair, or answers it anew: what the former answer did is taken back exactly.</summary>
    /// <param name="actor">Who answers.</param>
    /// <param name="id">The pair.</param>
    /// <param name="status">The answer; open asks again.</param>
    /// <param name="note">For whoever looks later; may be null.</param>
    /// <param name="seen">The revision that was looked at; null where it does not matter.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Refused as not found where it is not the actor's to decide, when somebody else was faster, and as <see cref="PairDeciding.DecideAsync"/> says.</returns>
    public async Task<Result> DecideAsync(Actor actor, Guid id, PairStatus status, string? note, int? seen, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.DecidePairs))
        {
            return PersonProblems.PairNotFound;
        }

        note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (note?.Length > PairDecision.NoteMaxLength)
        {
            return Checks.TooLong(PairDecision.NoteMaxLength);
        }

        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        await db.LockDecisionsAsync(cancellationToken);
        var pair = await db.Set<PairDecision>().SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        if (pair is null || !await MayDecideAsync(db, actor, [pair.RecordA, pair.RecordB], cancellationToken))
        {
            return PersonProblems.PairNotFound;
        }

        if (!Keeping.Matches(seen, pair.Revision))
        {
            return pair.ByName is { } faster ? PersonProblems.DecidedMeanwhile(faster) : Keeping.Changed;
        }

        var decided = await db.DecideAsync(pair, new(status, actor.Id, actor.Name, note), clock, cancellationToken);
        if (decided.Succeeded)
        {
            db.Record(actor, clock.GetUtcNow(), $"pair.{Words.Of(status)}", ("pair_decision", id), ["status", "note"]);
            await db.CommitAsync(cancellationToken);
        }

        return decided;
    }

    /// <summary>Asks whether two persons are one. Until it is answered, the later one of their records counts provisionally.</summary>
    /// <returns>The pair to answer; refused as not found where either is not the actor's to decide, and when they are one already.</returns>
    public async Task<Result<Guid>> AskAsync(Actor actor, Guid one, Guid other, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.DecidePairs))
        {
            return PersonProblems.NotFound;
        }

        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        await db.LockDecisionsAsync(cancellationToken);
        var (first, second) = (await RecordOfAsync(db, actor, one, cancellationToken), await RecordOfAsync(db, actor, other, cancellationToken));
        if (first is null || second is null)
        {
            return PersonProblems.NotFound;
        }

        if (one == other)
        {
            return PersonProblems.OneAlready;
        }

        var pair = await db.AskAsync(first.Value, second.Value, (actor.Id, actor.Name), clock, cancellationToken);
        db.Record(actor, clock.GetUtcNow(), "pair.asked", ("pair_decision", pair.Id));
        await db.CommitAsync(cancellationToken);
        return pair.Id;
    }

    /// <summary>The first record of a person that is the actor's to decide about.</summary>
    private static async Task<Guid?> RecordOfAsync(PortalDbContext db, Actor actor, Guid person, CancellationToken cancellationToken)
    {
        var (all, countries) = PeopleReach.ToDecide(actor);
        return await (
            from r in db.Set<PersonRecord>()
            from p in db.Set<Partner>().Where(p => p.Id == r.PartnerId).DefaultIfEmpty()
            where r.PersonId == person && r.State == RecordState.Live && (all || countries.Contains(p!.Country))
            orderby r.Id
            select (Guid?)r.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private static async Task<bool> MayDecideAsync(PortalDbContext db, Actor actor, Guid[] records, CancellationToken cancellationToken)
    {
        var (all, countries) = PeopleReach.ToDecide(actor);
        return all || await (
            from r in db.Set<PersonRecord>()
            join p in db.Set<Partner>() on r.PartnerId equals (Guid?)p.Id
            where records.Contains(r.Id) && countries.Contains(p.Country)
            select r.Id).CountAsync(cancellationToken) == records.Length;
    }
}
