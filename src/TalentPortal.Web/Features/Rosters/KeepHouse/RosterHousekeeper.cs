using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Files;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;

namespace TalentPortal.Web.Features.Rosters.KeepHouse;

/// <summary>Once an hour: previews nobody decided on expire, and bytes of files that are not needed any more go. Any number of nodes may do it.</summary>
public sealed class RosterHousekeeper(PortalDatabase portal, TimeProvider clock, ILogger<RosterHousekeeper> log) : BackgroundService
{
    /// <summary>How long an applied roster's file is kept; its rows stay.</summary>
    public static readonly TimeSpan BytesKept = TimeSpan.FromDays(30);

    private const int Batch = 100;

    private static readonly TimeSpan Round = TimeSpan.FromHours(1);

    /// <summary>Does one round.</summary>
    /// <returns>How many previews expired.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var expired = 0;
        for (int found; (found = await ExpireAsync(cancellationToken)) > 0;)
        {
            expired += found;
        }

        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        await db.ForgetEndedAsync(clock.GetUtcNow() - BytesKept, cancellationToken);
        await db.CommitAsync(cancellationToken);
        return expired;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, clock);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database may be away, or another node was faster; the next round will do.
                log.LogWarning("Keeping house of rosters failed ({Kind}); trying again in an hour.", failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        var due = await db.Set<Roster>()
            .Where(r => (r.State == RosterState.Previewed || r.State == RosterState.NeedsDecision || r.State == RosterState.NeedsApproval) && r.PreviewedUntil < now)
            .OrderBy(r => r.Id).Take(Batch).ToListAsync(cancellationToken);
        foreach (var roster in due.Where(r => r.Expire(now)))
        {
            db.Record(Actor.System, now, "roster.expired", ("roster", roster.Id), partnerId: roster.PartnerId);
        }

        await db.CommitAsync(cancellationToken);
        return due.Count;
    }
}
