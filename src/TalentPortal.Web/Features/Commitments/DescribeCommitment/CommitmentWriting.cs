using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Features.Commitments.CountInParts;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Commitments.DescribeCommitment;

/// <summary>Writes what a commitment says, keeps what it said, and counts what has to be counted, in one unit of work of its caller.</summary>
internal static class CommitmentWriting
{
    /// <summary>Counting everybody takes longer than a web command may; seconds.</summary>
    private const int CountingSeconds = 1800;

    /// <summary>Describes, and where words, amounts or windows of a published one change, restates; without committing.</summary>
    /// <param name="db">A unit of work that sees everything.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="commitment">A new one or one of this unit of work.</param>
    /// <param name="said">Its words.</param>
    /// <param name="wanted">Its targets.</param>
    /// <param name="word">On whose word.</param>
    /// <param name="clock">Says when.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<Outcome<DescribedCommitment>> DescribeAsync(
        PortalDbContext db, Actor actor, Commitment commitment, CommitmentWords said, IReadOnlyList<CheckedTarget> wanted, Word word, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var created = db.Entry(commitment).State == EntityState.Detached;
        if (created)
        {
            db.Add(commitment);
        }

        var fields = commitment.Describe(said);
        var work = await TargetWork.LoadAsync(db, commitment, wanted, cancellationToken);
        var checks = work.Describe(wanted, said.Zone, actor.Id, now);
        if (checks.Failed)
        {
            return checks;
        }

        if (fields.Length > 0 || work.Fields.Count > 0)
        {
            if (fields.Length == 0)
            {
                commitment.TargetsChanged();
            }

            if (await RestateAsync(db, commitment, created, work, word, now, cancellationToken) is { } refused)
            {
                return refused;
            }

            db.Record(actor, now, created ? "commitment.created" : "commitment.changed", ("commitment", commitment.Id), [.. fields, .. work.Fields], reason: Domain.Kernel.Words.Of(word.How));
        }

        if (await CountAsync(db, commitment, work, word, clock, cancellationToken) is { } changed)
        {
            return changed;
        }

        return new DescribedCommitment(commitment.Id, commitment.Code, commitment.Revision, created, work.Drafts, work.Kept);
    }

    /// <summary>Publishes a draft with its targets and their first rules; without committing.</summary>
    public static async Task<Domain.Kernel.Problem?> PublishAsync(PortalDbContext db, Commitment commitment, Word word, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (commitment.Publish().Problem is { } problem)
        {
            return problem;
        }

        var work = await TargetWork.LoadAsync(db, commitment, [], cancellationToken);
        work.TakeEffect(word.ApprovedBy, now);
        await KeepAsync(db, commitment, work.Targets, word, now, cancellationToken);
        return await CountAsync(db, commitment, work, word, clock, cancellationToken);
    }

    /// <summary>What a description of a commitment names and there is: programmes of rules, partners of parts, copies of the source.</summary>
    /// <param name="db">Any unit of work.</param>
    /// <param name="code">Of the commitment, which may not exist yet.</param>
    /// <param name="input">The description.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Nameable> NameableAsync(PortalDbContext db, string? code, CommitmentInput input, CancellationToken cancellationToken)
    {
        var named = input.Targets?.SelectMany(t => t.Rule?.Programmes ?? []).Distinct().ToList() ?? [];
        var parts = input.Targets?.SelectMany(t => t.Split?.Parts ?? []).Select(p => p.Key).OfType<string>().Distinct().ToList() ?? [];
        var copies = string.IsNullOrEmpty(input.SourceCopy) ? [] : await (
            from s in db.Set<SourceCopy>() join c in db.Set<Commitment>() on s.CommitmentId equals c.Id where c.Code == code select new { s.Id, s.Sha256 }).ToListAsync(cancellationToken);
        return new(
            await db.Set<Programme>().Where(p => named.Contains(p.Code)).ToDictionaryAsync(p => p.Code, p => p.Id, cancellationToken),
            copies.ToDictionary(s => Convert.ToHexStringLower(s.Sha256), s => s.Id, StringComparer.Ordinal),
            parts.Count == 0 ? new HashSet<string>() : [.. await db.Set<Partner>().Where(p => parts.Contains(p.Code)).Select(p => p.Code).ToListAsync(cancellationToken)]);
    }

    private static async Task<Domain.Kernel.Problem?> RestateAsync(
        PortalDbContext db, Commitment commitment, bool created, TargetWork work, Word word, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (commitment.State == CommitmentState.Draft)
        {
            return null;
        }

        if (!await KeepAsync(db, commitment, work.Targets, word, now, cancellationToken) || created)
        {
            return commitment.State == CommitmentState.Closed ? CommitmentProblems.Closed : null;
        }

        return commitment.Restate().Problem;
    }

    private static async Task<Domain.Kernel.Problem?> CountAsync(PortalDbContext db, Commitment commitment, TargetWork work, Word word, TimeProvider clock, CancellationToken cancellationToken)
    {
        // A draft's rules are not in force: nothing counts for it yet. So many that somebody would wait are counted in parts, by a job.
        var counts = work.Recount.Count > 0 && commitment.State != CommitmentState.Draft;
        var inParts = counts && await db.AreManyAsync(cancellationToken);
        foreach (var target in counts ? work.Targets.Where(t => work.Recount.Contains(t.Id)) : [])
        {
            if (inParts)
            {
                target.BeginCounting(clock.GetUtcNow());
            }
            else
            {
                target.CountingIsComplete();
            }
        }

        db.Database.SetCommandTimeout(CountingSeconds);
        if ((await db.TrySaveAsync(cancellationToken)).Problem is { } changed)
        {
            return changed;
        }

        if (inParts)
        {
            await CountTargetJob.EnqueueAsync(db, work.Recount, commitment.Id, word, clock.GetUtcNow(), cancellationToken);
        }
        else if (counts)
        {
            await db.CountTargetsAsync([.. work.Recount], clock, new(KnowingKind.Target, commitment.Id, word.WrittenBy, word.WrittenByName), cancellationToken);
        }

        return null;
    }

    /// <summary>Keeps words and plans where they differ from those kept last.</summary>
    /// <returns>Whether anything differed.</returns>
    private static async Task<bool> KeepAsync(PortalDbContext db, Commitment commitment, IEnumerable<Target> targets, Word word, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = await db.Set<Wording>().Where(w => w.CommitmentId == commitment.Id).OrderByDescending(w => w.N).FirstOrDefaultAsync(cancellationToken);
        var list = targets.ToList();
        var ids = list.ConvertAll(t => t.Id);
        var plans = (await db.Set<KeptPlan>().Where(p => ids.Contains(p.TargetId) && p.KnownTo == DateTimeOffset.MaxValue).ToListAsync(cancellationToken)).ToDictionary(p => p.TargetId);
        var moved = list.Where(t => plans.GetValueOrDefault(t.Id)?.IsStill(t) != true).ToList();
        if (moved.Count == 0 && last?.IsStill(commitment) == true)
        {
            return false;
        }

        // A plan that changed gives the words a new number too: who reads them reads both.
        last?.End(now);
        db.Add(Wording.Of(commitment, (last?.N ?? 0) + 1, word, now));
        foreach (var target in moved)
        {
            var before = plans.GetValueOrDefault(target.Id);
            before?.End(now);
            db.Add(KeptPlan.Of(target, (before?.N ?? 0) + 1, now));
        }

        return true;
    }
}
