using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Forecasting;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Commitments.ForecastTarget;

/// <summary>Which target, and at the end of which day.</summary>
public sealed record ForecastPayload(Guid Target, DateOnly AsOf);

/// <summary>Makes one forecast and keeps it. Pages read what was kept and never simulate.</summary>
public sealed class ForecastJob(PortalDatabase portal, TimeProvider clock) : IJobHandler
{
    public const string JobKind = "target.forecast";

    public string Kind => JobKind;

    public async Task RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Deserialize<ForecastPayload>(job.Payload)!;
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        await db.FenceAsync(job, cancellationToken);
        var target = await db.Set<Target>().AsNoTracking().SingleAsync(t => t.Id == payload.Target, cancellationToken);
        var forecast = await db.MakeForecastAsync(target, payload.AsOf, clock.GetUtcNow(), cancellationToken);

        // Asked for twice between two cancellations: what is due first sees both, and the second finds it made.
        if (forecast is not null && await db.Set<Forecast>().AnyAsync(
            f => f.TargetId == target.Id && f.AsOf == forecast.AsOf && f.TargetRevision == forecast.TargetRevision && f.FallenAway == forecast.FallenAway, cancellationToken))
        {
            db.Entry(forecast).State = EntityState.Detached;
        }

        await db.FinishAsync(job, cancellationToken);
        await db.CommitAsync(cancellationToken);
    }

    /// <summary>The newest forecast stays the one before and says of which day it is; tomorrow's is another piece of work.</summary>
    public Task GiveUpAsync(ClaimedJob job, CancellationToken cancellationToken) => Task.CompletedTask;
}
