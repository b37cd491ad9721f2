using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Commitments.CountInParts;

/// <summary>Which target, and on whose word it has to be counted.</summary>
public sealed record CountTargetPayload(Guid Target, Guid Commitment, Guid? By, string ByName);

/// <summary>
/// Counts everybody for a target that is new, or whose window or zone changed, some thousand subjects a transaction: whoever approved it waits for none
/// of it, and after a kill it goes on where it was. Whoever changes meanwhile is counted by the change itself.
/// </summary>
public sealed class CountTargetJob(PortalDatabase portal, TimeProvider clock) : IJobHandler
{
    public const string JobKind = "target.count";

    /// <summary>Subjects counted in one transaction; they are locked for as long as it takes.</summary>
    public const int Range = 5000;

    public string Kind => JobKind;

    /// <summary>Queues the counting of targets in the unit of work that makes it necessary.</summary>
    internal static async Task EnqueueAsync(PortalDbContext db, IEnumerable<Guid> targets, Guid commitment, Word word, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var target in targets.Order())
        {
            var payload = JsonSerializer.Serialize(new CountTargetPayload(target, commitment, word.WrittenBy, word.WrittenByName));
            await db.EnqueueAsync(JobKind, $"{JobKind}:{Guid.CreateVersion7(now)}", payload, now, cancellationToken);
        }
    }

    public async Task RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Deserialize<CountTargetPayload>(job.Payload)!;
        while (await StepAsync(job, payload, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The target stays incomplete and says so; a recount completes it, and so does restating it.</summary>
    public Task GiveUpAsync(ClaimedJob job, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> StepAsync(ClaimedJob job, CountTargetPayload payload, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        await db.FenceAsync(job, cancellationToken);
        await db.LockTargetAsync(payload.Target, cancellationToken);
        var target = await db.Set<Target>().SingleAsync(t => t.Id == payload.Target, cancellationToken);
        var more = target.CountingSince is not null;
        if (more)
        {
            var cause = new Cause(KnowingKind.Target, payload.Commitment, payload.By, payload.ByName);
            if (await db.CountNextAsync(target, Range, clock, cause, cancellationToken) is { } last)
            {
                target.CountedUpTo(last);
            }
            else
            {
                target.CountingIsComplete();
                more = false;
            }

            await db.SaveChangesAsync(cancellationToken);
            await db.TellTargetChangedAsync(target.Id, cancellationToken);
        }

        if (!more)
        {
            await db.FinishAsync(job, cancellationToken);
        }

        await db.CommitAsync(cancellationToken);
        return more;
    }
}
