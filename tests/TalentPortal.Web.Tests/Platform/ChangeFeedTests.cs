using Microsoft.Extensions.Logging.Abstractions;
using TalentPortal.Web.Platform.Live;
using Xunit;

namespace TalentPortal.Web.Tests.Platform;

public sealed class ChangeFeedTests : IDisposable
{
    private readonly Numbers _numbers = new();
    private readonly ChangeFeed _feed;
    private int _told;

    public ChangeFeedTests() => _feed = new ChangeFeed(_numbers, TimeProvider.System, NullLogger<ChangeFeed>.Instance);

    public void Dispose() => _feed.Dispose();

    [Fact]
    public async Task Nothing_is_read_while_nobody_watches()
    {
        await PollAsync();
        _feed.Watch("a", Told).Dispose();
        await PollAsync();
        Assert.Equal(0, _numbers.Reads);
    }

    [Fact]
    public async Task A_change_is_told_once()
    {
        using var watch = _feed.Watch("a", Told);
        await PollAsync();
        Assert.Equal(0, _told);
        _numbers["a"] = 1;
        await PollAsync();
        await PollAsync();
        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task A_change_between_making_the_page_and_watching_is_told_at_once()
    {
        _numbers["a"] = 5;
        using var stale = _feed.Watch("a", Told, since: 4);
        using var fresh = _feed.Watch("a", () => throw new InvalidOperationException("Nothing has changed since."), since: 5);
        await PollAsync();
        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task Watchers_of_one_topic_share_a_read_and_others_are_left_alone()
    {
        using var one = _feed.Watch("a", Told);
        using var two = _feed.Watch("a", Told);
        using var other = _feed.Watch("b", () => throw new InvalidOperationException("b has not changed."));
        await PollAsync();
        _numbers["a"] = 1;
        await PollAsync();
        Assert.Equal(2, _told);
        Assert.Equal(["a", "b"], _numbers.LastAsked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Changes_during_a_call_end_in_one_more_call()
    {
        var busy = new TaskCompletionSource();
        using var watch = _feed.Watch("a", () => Told() is var _ && _told == 1 ? busy.Task : Task.CompletedTask, since: 0);
        for (var number = 1; number <= 3; number++)
        {
            _numbers["a"] = number;
            await PollAsync();
        }

        Assert.Equal(1, _told);
        busy.SetResult();
        await PollAsync();
        Assert.Equal(2, _told);
    }

    [Fact]
    public async Task A_failing_watcher_or_source_stops_nobody()
    {
        using var failing = _feed.Watch("a", () => throw new InvalidOperationException("A page's trouble."), since: 0);
        using var watch = _feed.Watch("a", Told, since: 0);
        _numbers["a"] = 1;
        _numbers.Away = true;
        await PollAsync();
        _numbers.Away = false;
        await PollAsync();
        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task Running_it_polls_each_second()
    {
        var told = new TaskCompletionSource();
        using var watch = _feed.Watch("a", () => Task.FromResult(told.TrySetResult()), since: 0);
        _numbers["a"] = 1;
        await _feed.StartAsync(CancellationToken.None);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await _feed.StopAsync(CancellationToken.None);
    }

    private Task PollAsync() => _feed.PollAsync(CancellationToken.None);

    private Task Told()
    {
        _told++;
        return Task.CompletedTask;
    }

    private sealed class Numbers : IChangeSource
    {
        private readonly Dictionary<string, long> _numbers = [];

        public int Reads { get; private set; }

        public bool Away { get; set; }

        public IReadOnlyCollection<string> LastAsked { get; private set; } = [];

        public long this[string topic]
        {
            set => _numbers[topic] = value;
        }

        public Task<IReadOnlyDictionary<string, long>> ReadAsync(IReadOnlyCollection<string> topics, CancellationToken cancellationToken)
        {
            Reads++;
            LastAsked = topics;
            return Away ? throw new InvalidOperationException("The database is away.") : Task.FromResult<IReadOnlyDictionary<string, long>>(_numbers);
        }
    }
}
