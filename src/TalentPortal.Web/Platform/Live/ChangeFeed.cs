using System.Collections.Concurrent;

namespace TalentPortal.Web.Platform.Live;

/// <summary>One poller per node: reads the change numbers of the watched topics each second, and nothing while nobody watches.</summary>
public sealed class ChangeFeed(IChangeSource source, TimeProvider time, ILogger<ChangeFeed> log) : BackgroundService, IChangeFeed
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Watcher, byte> _watchers = new();
    private bool _failing;

    public IDisposable Watch(string topic, Func<Task> changed, long? since = null)
    {
        var watcher = new Watcher(topic, changed, since, w => _watchers.TryRemove(w, out _));
        _watchers.TryAdd(watcher, 0);
        return watcher;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await PollAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops.
        }
    }

    /// <summary>One round: read, compare, tell.</summary>
    internal async Task PollAsync(CancellationToken cancellationToken)
    {
        var watchers = _watchers.Keys.ToList();
        if (watchers.Count == 0)
        {
            return;
        }

        try
        {
            var numbers = await source.ReadAsync([.. watchers.Select(w => w.Topic).Distinct(StringComparer.Ordinal)], cancellationToken);
            _failing = false;
            foreach (var watcher in watchers)
            {
                Tell(watcher, numbers.GetValueOrDefault(watcher.Topic));
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The database may be away for a while: pages stay as they are, and the next round tries again. Said once, not each second.
            if (!_failing)
            {
                _failing = true;
                log.LogWarning(failure, "Change numbers cannot be read; open pages don't move until they can.");
            }
        }
    }

    /// <summary>A watcher whose last call still runs keeps its old number, so that it is told again in a later round.</summary>
    private void Tell(Watcher watcher, long number)
    {
        if (watcher.Seen is null)
        {
            watcher.Seen = number;
        }
        else if (watcher.Seen != number && watcher.Running.IsCompleted)
        {
            watcher.Seen = number;
            watcher.Running = CallAsync(watcher);
        }
    }

    private async Task CallAsync(Watcher watcher)
    {
        try
        {
            await watcher.Changed();
        }
        catch (Exception failure)
        {
            // One page's trouble must not stop the others'.
            log.LogWarning(failure, "A page that watches {Topic} could not be told of a change.", watcher.Topic);
        }
    }

    private sealed class Watcher(string topic, Func<Task> changed, long? since, Action<Watcher> leave) : IDisposable
    {
        public string Topic => topic;

        public Func<Task> Changed => changed;

        public long? Seen { get; set; } = since;

        public Task Running { get; set; } = Task.CompletedTask;

        public void Dispose() => leave(this);
    }
}
