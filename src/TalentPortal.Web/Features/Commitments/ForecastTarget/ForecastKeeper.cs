using System.Globalization;
using System.Text.Json;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Scopes;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Commitments.ForecastTarget;

/// <summary>
/// Every minute: asks for the forecasts that are due. One a day for each running target, another as soon as its promise is restated or a cohort is
/// cancelled, and the outcome once its window is over. Any number of nodes may ask: the queue keeps one of each.
/// </summary>
public sealed class ForecastKeeper(PortalDatabase portal, JobSignal signal, TimeProvider clock, ILogger<ForecastKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    /// <summary>Does one round.</summary>
    /// <returns>How many forecasts were due.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var due = await db.DueForecastsAsync(now, cancellationToken);
        foreach (var forecast in due)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{ForecastJob.JobKind}:{forecast.Target}:{forecast.AsOf:yyyy-MM-dd}:{forecast.Revision}:{forecast.FallenAway}");
            await db.EnqueueAsync(ForecastJob.JobKind, key, JsonSerializer.Serialize(new ForecastPayload(forecast.Target, forecast.AsOf)), now, cancellationToken);
        }

        await db.CommitAsync(cancellationToken);
        if (due.Count > 0)
        {
            signal.Wake();
        }

        return due.Count;
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
                // The database may be away; the next round will do.
                log.LogWarning("Asking for forecasts failed ({Kind}); trying again in a minute.", failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
