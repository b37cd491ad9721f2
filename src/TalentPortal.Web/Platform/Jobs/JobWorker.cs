using Microsoft.Extensions.Options;
using TalentPortal.Data;
using TalentPortal.Data.Jobs;
using TalentPortal.Domain.Jobs;

namespace TalentPortal.Web.Platform.Jobs;

/// <summary>Takes work from the queue, one piece at a time, holding its lease while it lasts.</summary>
public sealed class JobWorker(
    PortalDatabase portal, IEnumerable<IJobHandler> handlers, JobSignal signal, TimeProvider clock, IOptions<JobOptions> options, ILogger<JobWorker> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _lease = TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    private readonly Dictionary<string, IJobHandler> _handlers = handlers.ToDictionary(h => h.Kind, StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await RunNextAsync(stoppingToken))
                {
                    await signal.WaitAsync(Look, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The database may be away; the worker outlives it.
                log.LogWarning("Looking for work failed ({Kind}); trying again.", failure.GetType().Name);
                await Task.Delay(Look, clock, stoppingToken);
            }
        }
    }

    /// <summary>Runs one piece of work if any is due.</summary>
    /// <returns>Whether there was any.</returns>
    public async Task<bool> RunNextAsync(CancellationToken cancellationToken)
    {
        var job = await portal.ClaimAsync(clock.GetUtcNow(), _lease, cancellationToken);
        if (job is null)
        {
            return false;
        }

        using var work = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lease = HoldLeaseAsync(job, work);
        try
        {
            await _handlers[job.Kind].RunAsync(job, work.Token);
            log.LogInformation("Job {Job} ({Kind}) done, attempt {Attempt}.", job.Id, job.Kind, job.Attempt);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await portal.GiveBackAsync(job, clock.GetUtcNow(), "stopped", CancellationToken.None);
            throw;
        }
        catch (LeaseLostException)
        {
            log.LogWarning("Job {Job} ({Kind}) went to another worker; nothing of this attempt was kept.", job.Id, job.Kind);
        }
        catch (Exception failure)
        {
            await FailedAsync(job, failure);
        }
        finally
        {
            await work.CancelAsync();
            await lease;
        }

        return true;
    }

    private async Task FailedAsync(ClaimedJob job, Exception failure)
    {
        var kind = failure is Npgsql.PostgresException { SqlState: var state } ? $"{failure.GetType().Name} {state}" : failure.GetType().Name;
        log.LogError(failure, "Job {Job} ({Kind}) failed on attempt {Attempt}.", job.Id, job.Kind, job.Attempt);
        if (job.Attempt < Job.MaxAttempts)
        {
            await portal.GiveBackAsync(job, clock.GetUtcNow() + TimeSpan.FromSeconds(1 << job.Attempt), kind, CancellationToken.None);
            return;
        }

        await _handlers[job.Kind].GiveUpAsync(job, CancellationToken.None);
        await portal.GiveUpAsync(job, kind, CancellationToken.None);
    }

    private async Task HoldLeaseAsync(ClaimedJob job, CancellationTokenSource work)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_lease / 3, clock, work.Token);
                await portal.RenewAsync(job, clock.GetUtcNow() + _lease, work.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The work ended.
        }
        catch (Exception failure)
        {
            log.LogWarning("The lease of job {Job} could not be renewed ({Kind}).", job.Id, failure.GetType().Name);
        }
    }
}
