using TalentPortal.Data;
using TalentPortal.Data.People;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Web.Features.People.FillKeys;

/// <summary>Once after the start: records from before there were keys get theirs, batch by batch. Any number of nodes may do it, as often as they like.</summary>
public sealed class KeyFiller(PortalDatabase portal, TimeProvider clock, ILogger<KeyFiller> log) : BackgroundService
{
    private const int Batch = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Looks at every record that lacks a key; each batch is kept by itself.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        for (Guid? last = Guid.Empty; last is { } after;)
        {
            await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
            last = await db.FillKeysAsync(after, Batch, cancellationToken);
            await db.CommitAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database may be away, or not migrated yet.
                log.LogWarning("Filling keys of records failed ({Kind}); trying again in ten minutes.", failure.GetType().Name);
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }
}
