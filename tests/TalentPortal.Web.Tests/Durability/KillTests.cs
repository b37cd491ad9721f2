using System.Diagnostics;
using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace TalentPortal.Web.Tests.Durability;

/// <summary>
/// The portal and its database killed at random moments while several rosters are received, read, applied and taken back. A client remembers outside what it sent
/// and what was acknowledged: nothing of it is lost, doubled or there by half, and a repetition under the same key has no second effect.
/// </summary>
public sealed class KillTests(KillWorld world, ITestOutputHelper output) : IClassFixture<KillWorld>
{
    private const int Rosters = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly Aim[] Aims = [Aim.Applied, Aim.AppliedAfterPreview, Aim.Undone];
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("PORTAL_KILL_ROUNDS") ?? "50", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_doubled_or_half_done_whenever_the_portal_or_its_database_is_killed()
    {
        var history = new History();
        var before = await world.CountAsync();
        var span = await CalmAsync(history);
        var took = Stopwatch.StartNew();
        for (var round = 1; round <= Rounds; round++)
        {
            var sent = Begin(history, $"k{round}x");
            using var giveUp = new CancellationTokenSource();
            var pursued = Task.WhenAll(sent.Select((s, i) => world.Registrar.PursueAsync(s, KillWorld.Cohort(i), giveUp.Token)));
            await Task.Delay(span * Random.Shared.NextDouble());
            await KillAsync(round, giveUp, pursued);
            await HoldsAsync(sent, Auditor.AtAnyMoment, round);
            await world.LetClaimsLapseAsync();
            if (KillsPortal(round))
            {
                await world.Portal.StartAgainAsync();
            }

            await FinishAsync(sent);
            await HoldsAsync(sent, Auditor.AtTheEnd, round);
        }

        var (repeated, interrupted) = (history.All.Count(s => s.Repeated > 0), await world.InterruptedAsync());
        output.WriteLine($"{Rounds} kills in {took.Elapsed.TotalSeconds:F0} s met {repeated} of {history.All.Count} rosters under way and {interrupted} jobs half done; undisturbed, {Rosters} rosters took {span.TotalSeconds:F1} s");
        Assert.True(interrupted > 0, "No kill met a job while it ran.");
        await HoldsAsync(history.All, Auditor.AtTheEnd, Rounds);
        Assert.Equal(before + history.Counted, await world.CountAsync());
        Assert.Equal(0, await world.RecountAsync());
    }

    [Fact]
    public async Task The_control_a_writer_that_keeps_pieces_is_caught()
    {
        var history = new History();
        var model = history.Begin("model", 40, Aim.Applied);
        Assert.True(await world.Registrar.PursueAsync(model, KillWorld.Cohort(0), default));
        await HoldsAsync([model], Auditor.AtTheEnd, 0);
        var pieces = history.Begin("pieces", 40, Aim.Applied);
        await world.CopyInPiecesAsync("model", "pieces", 4, killedAfter: 2);
        Assert.Contains(await ComplaintsAsync([pieces], Auditor.AtAnyMoment), c => c.StartsWith("half", StringComparison.Ordinal));
        await world.ForgetCopiesAsync("pieces");
    }

    [Fact]
    public async Task The_control_an_acknowledgement_that_lies_is_caught()
    {
        using var registrar = world.Over(new LyingLine());
        var sent = Enumerable.Range(0, 2).Select(i => new Sent($"lied{i}", 5, Aim.Applied)).ToList();
        foreach (var roster in sent)
        {
            await registrar.PursueAsync(roster, KillWorld.Cohort(0), default);
        }

        Assert.Contains(await ComplaintsAsync(sent, Auditor.AtAnyMoment), c => c.StartsWith("lost: lied1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_control_a_repetition_under_another_key_is_caught()
    {
        using var registrar = world.Over(new StutteringLine());
        var sent = new Sent("stuttered", 5, Aim.Applied);
        Assert.True(await registrar.PursueAsync(sent, KillWorld.Cohort(0), default));
        Assert.Contains(await ComplaintsAsync([sent], Auditor.AtTheEnd), c => c.StartsWith("doubled", StringComparison.Ordinal));
    }

    private static bool KillsDatabase(int round) => round % 5 != 1;

    private static bool KillsPortal(int round) => round % 5 is 0 or 1;

    private static List<Sent> Begin(History history, string name) =>
        [.. Enumerable.Range(0, Rosters).Select(i => history.Begin($"{name}{i}", 15 + (15 * i), Aims[i % Aims.Length]))];

    /// <summary>How long the same work takes when nobody disturbs it, so that kills fall within it.</summary>
    private async Task<TimeSpan> CalmAsync(History history)
    {
        await FinishAsync(Begin(history, "warm"));
        var calm = Stopwatch.StartNew();
        await FinishAsync(Begin(history, "calm"));
        return calm.Elapsed;
    }

    /// <summary>Kills the database most times, the portal every fifth, and both every fifth; what is left can be looked at when this returns.</summary>
    private async Task KillAsync(int round, CancellationTokenSource giveUp, Task pursued)
    {
        if (KillsDatabase(round))
        {
            await world.KillDatabaseAsync();
        }

        if (KillsPortal(round))
        {
            await world.Portal.KillAsync();
        }

        await giveUp.CancelAsync();
        await pursued;
        if (KillsDatabase(round))
        {
            await world.StartDatabaseAsync();
        }

        if (KillsPortal(round))
        {
            await world.QuietAsync();
        }
    }

    private async Task FinishAsync(IReadOnlyList<Sent> sent)
    {
        using var patience = new CancellationTokenSource(Patience);
        await Task.WhenAll(sent.Select(async (s, i) =>
        {
            while (!await world.Registrar.PursueAsync(s, KillWorld.Cohort(i), patience.Token))
            {
                Assert.False(patience.IsCancellationRequested, $"{s} did not end.\n{world.Portal.Said}");
                await Task.Delay(50);
            }
        }));
    }

    private async Task HoldsAsync(IReadOnlyCollection<Sent> sent, Func<Sent, Held, IEnumerable<string>> audit, int round)
    {
        var complaints = await ComplaintsAsync(sent, audit);
        Assert.True(complaints.Count == 0, $"round {round}:\n{string.Join('\n', complaints)}");
    }

    private async Task<List<string>> ComplaintsAsync(IReadOnlyCollection<Sent> sent, Func<Sent, Held, IEnumerable<string>> audit)
    {
        var held = await world.HeldAsync(sent);
        return [.. sent.SelectMany(s => audit(s, held.GetValueOrDefault(s.Name, Held.Nothing)))];
    }
}
