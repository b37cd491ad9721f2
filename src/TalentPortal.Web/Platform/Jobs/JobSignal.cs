namespace TalentPortal.Web.Platform.Jobs;

/// <summary>Wakes this node's worker as soon as work was queued here; other nodes find it at their next look.</summary>
public sealed class JobSignal : IDisposable
{
    private readonly SemaphoreSlim _work = new(0);

    public void Wake() => _work.Release();

    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _work.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _work.Dispose();
}
