using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Commitments.ApproveRule;

public sealed record ShadowRulePayload(Guid Target, int Version);

/// <summary>
/// Counts everybody under a version in the shadow, some thousand people a transaction: others wait for none of it, and after a kill it goes on
/// where it was. Whoever changes meanwhile is counted under both versions by the change itself.
/// </summary>
public sealed class ShadowRuleJob(PortalDatabase portal, TimeProvider clock) : IJobHandler
{
    public const string JobKind = "rule.shadow";

    /// <summary>People counted in one transaction; they are locked for as long as it takes.</summary>
    public const int Range = 5000;

    public string Kind => JobKind;

    public async Task RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Deserialize<ShadowRulePayload>(job.Payload)!;
        while (await StepAsync(job, payload, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The version stays in the shadow, incomplete; asking again goes on.</summary>
    public Task GiveUpAsync(ClaimedJob job, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> StepAsync(ClaimedJob job, ShadowRulePayload payload, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        await db.FenceAsync(job, cancellationToken);
        await db.LockVersionAsync(payload.Target, payload.Version, cancellationToken);
        var version = await db.Set<RuleVersion>().SingleAsync(r => r.TargetId == payload.Target && r.Version == payload.Version, cancellationToken);
        var more = version is { Status: RuleStatus.Shadow, ShadowDoneAt: null };
        if (more)
        {
            if (await db.ShadowNextAsync(version, Range, clock, cancellationToken) is { } last)
            {
                version.Shadowed(last);
            }
            else
            {
                version.ShadowIsComplete(clock.GetUtcNow());
                more = false;
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        if (!more)
        {
            await db.FinishAsync(job, cancellationToken);
        }

        await db.CommitAsync(cancellationToken);
        return more;
    }
}
