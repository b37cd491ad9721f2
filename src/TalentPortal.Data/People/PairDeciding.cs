using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.People;

namespace TalentPortal.Data.People;

/// <summary>What somebody answers, and who.</summary>
public sealed record PairAnswer(PairStatus Status, Guid? By, string ByName, string? Note);

/// <summary>Answers whether two records are one human, links or unlinks them accordingly, and counts everybody concerned. Scope must be everything.</summary>
public static class PairDeciding
{
    /// <summary>Waits until nobody else decides; before the pair is read.</summary>
    public static Task LockDecisionsAsync(this PortalDbContext db, CancellationToken cancellationToken) => db.RunAsync(MergeSql.Lock, cancellationToken);

    /// <summary>Answers a pair, or answers it anew: what the former answer linked goes back first.</summary>
    /// <param name="db">The unit of work, in which <see cref="LockDecisionsAsync"/> was called before the pair was read.</param>
    /// <param name="pair">The pair, tracked.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="clock">When.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Refused when nothing would change, when a later answer rests on the former one, and when records of the two were said to be two people.</returns>
    public static async Task<Result> DecideAsync(this PortalDbContext db, PairDecision pair, PairAnswer answer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (was, wasAt) = (pair.Status, pair.DecidedAt);
        var own = Guid.CreateVersion7(clock.GetUtcNow());
        var cause = new Cause(KindOf(answer.Status), pair.Id, answer.By, answer.ByName);
        var at = await db.BeginDecidingAsync(pair.Id, (pair.RecordA, pair.RecordB), own, clock, cause, cancellationToken);
        var decided = pair.Decide(answer.Status, answer.By, answer.ByName, answer.Note, at);
        if (!decided.Succeeded || answer.Status == was)
        {
            await db.SaveChangesAsync(cancellationToken);
            return decided;
        }

        NpgsqlParameter[] named = [Decision(pair), Counting.At("at", at)];
        var before = new NpgsqlParameter("decided_at", NpgsqlDbType.TimestampTz) { Value = wasAt is { } then ? then.UtcDateTime : DBNull.Value };
        if (await db.IsAsync(MergeSql.IsRestedOn, cancellationToken, Decision(pair), before.Clone()))
        {
            return PersonProblems.LaterDecisions;
        }

        await db.RunAsync(MergeSql.TakeBack, cancellationToken, [.. named, before]);
        if ((await db.LinkAsync(pair, answer, at, own, cancellationToken)).Problem is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.KeepDoubtsAsync(at, cancellationToken);
        await db.ResolveTraitsAsync(at, cancellationToken);
        await db.CountTouchedAsync(at, answer.Status == PairStatus.Same ? Reasons.MergedInto : Reasons.MergeTakenBack, null, cancellationToken);
        return Result.Ok;
    }

    /// <summary>Asks by hand whether two records are one human: from now on the later one counts provisionally until somebody answers.</summary>
    /// <param name="db">The unit of work, in which <see cref="LockDecisionsAsync"/> was called.</param>
    /// <param name="one">A record.</param>
    /// <param name="other">Another record, of another person.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="clock">When.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The pair; the one there was, whatever was answered, where somebody had asked before.</returns>
    public static async Task<PairDecision> AskAsync(this PortalDbContext db, Guid one, Guid other, (Guid? Id, string Name) by, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (a, b) = one.CompareTo(other) < 0 ? (one, other) : (other, one);
        if (await db.Set<PairDecision>().SingleOrDefaultAsync(p => p.RecordA == a && p.RecordB == b, cancellationToken) is { } asked)
        {
            return asked;
        }

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var at = await db.BeginDecidingAsync(id, (a, b), null, clock, new(KnowingKind.Doubt, id, by.Id, by.Name), cancellationToken);
        var pair = new PairDecision { Id = id, RecordA = a, RecordB = b, Score = 0, Reasons = [PairDecision.ByHand], At = at };
        db.Add(pair);
        await db.SaveChangesAsync(cancellationToken);
        await db.KeepDoubtsAsync(at, cancellationToken);
        await db.CountTouchedAsync(at, null, null, cancellationToken);
        return pair;
    }

    /// <summary>Locks everybody concerned in the one order and reads the moment; <c>going</c> and <c>touched</c> stand then.</summary>
    private static async Task<DateTimeOffset> BeginDecidingAsync(
        this PortalDbContext db, Guid pair, (Guid A, Guid B) records, Guid? own, TimeProvider clock, Cause cause, CancellationToken cancellationToken)
    {
        await db.RunAsync(MergeSql.FindGoing, cancellationToken, new NpgsqlParameter("decision", pair));
        var persons = await db.ListAsync(MergeSql.Concerned, r => r.GetGuid(0), cancellationToken, new NpgsqlParameter("a", records.A), new NpgsqlParameter("b", records.B));
        await db.TouchAsync(own is { } person ? [.. persons, person] : persons, cancellationToken);
        return await db.BeginKnowingAsync(clock, cause, cancellationToken);
    }

    private static KnowingKind KindOf(PairStatus answer) => answer switch
    {
        PairStatus.Same => KnowingKind.Merge,
        PairStatus.Different => KnowingKind.Unmerge,
        _ => KnowingKind.Doubt,
    };

    private static async Task<Result> LinkAsync(this PortalDbContext db, PairDecision pair, PairAnswer answer, DateTimeOffset at, Guid own, CancellationToken cancellationToken)
    {
        var records = await db.Set<PersonRecord>().AsNoTracking().Where(r => r.Id == pair.RecordA || r.Id == pair.RecordB).Select(r => new { r.Id, r.PersonId }).ToListAsync(cancellationToken);
        var (one, other) = (records.Find(r => r.Id == pair.RecordA)!.PersonId, records.Find(r => r.Id == pair.RecordB)!.PersonId);
        NpgsqlParameter[] persons = [new("one", one), new("other", other), Decision(pair)];
        if (answer.Status == PairStatus.Same && one != other)
        {
            if (await db.IsAsync(MergeSql.IsVetoed, cancellationToken, persons))
            {
                return PersonProblems.Vetoed;
            }

            await db.RunAsync(
                MergeSql.Merge,
                cancellationToken,
                [.. persons.Select(p => p.Clone()), Counting.At("at", at), new("by", NpgsqlDbType.Uuid) { Value = (object?)answer.By ?? DBNull.Value }, Counting.Text("by_name", answer.ByName)]);
        }
        else if (answer.Status == PairStatus.Different && one == other)
        {
            await db.RunAsync(MergeSql.Split, cancellationToken, new("person", own), new("record", pair.RecordB), Decision(pair), Counting.At("at", at));
        }

        return Result.Ok;
    }

    private static async Task<bool> IsAsync(this PortalDbContext db, string sql, CancellationToken cancellationToken, params IEnumerable<NpgsqlParameter> parameters)
    {
        await using var command = db.Command(sql, parameters);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static NpgsqlParameter Decision(PairDecision pair) => new("decision", pair.Id);
}
