using System.Globalization;
using System.Text.Json;
using TalentPortal.Data;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Drawing;
using TalentPortal.Web.Platform.Jobs;
using TalentPortal.Web.Ui.Preferences;

namespace TalentPortal.Web.Features.Commitments.MonthlyPacks;

/// <summary>Which month.</summary>
public sealed record MonthlyPackPayload(DateOnly Month);

/// <summary>Makes the pack of a month that is over, in every language. Made again after a kill it finds what is there.</summary>
public sealed class MonthlyPackJob(PortalDatabase portal, PackHandler packs) : IJobHandler
{
    public const string JobKind = "monthly-pack.make";

    public string Kind => JobKind;

    /// <summary>Asks for a month's pack; asking again changes nothing, whatever number of nodes asks.</summary>
    internal static Task EnqueueAsync(PortalDbContext db, DateOnly month, DateTimeOffset now, CancellationToken cancellationToken) => db.EnqueueAsync(
        JobKind, string.Create(CultureInfo.InvariantCulture, $"{JobKind}:{month:yyyy-MM}"), JsonSerializer.Serialize(new MonthlyPackPayload(month)), now, cancellationToken);

    public async Task RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var month = JsonSerializer.Deserialize<MonthlyPackPayload>(job.Payload)!.Month;
        foreach (var (language, _) in Languages.All)
        {
            var made = await packs.GetAsync(Actor.System, month, language, cancellationToken);
            if (made.Problem is { } refused)
            {
                throw new InvalidOperationException($"The pack could not be made: {refused}");
            }
        }

        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        await db.FinishAsync(job, cancellationToken);
        await db.CommitAsync(cancellationToken);
    }

    /// <summary>Whoever asks for the pack makes it then.</summary>
    public Task GiveUpAsync(ClaimedJob job, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>On the first day of a month, and on every start after it, asks for the pack of the month before.</summary>
public sealed class PackClock(PortalDatabase portal, ISvgPrinter printer, JobSignal signal, TimeProvider clock, ILogger<PackClock> log) : BackgroundService
{
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Round = TimeSpan.FromHours(1);

    /// <summary>Asks once.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = now.DayIn(Commitment.DefaultZone);
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        await MonthlyPackJob.EnqueueAsync(db, new DateOnly(today.Year, today.Month, 1).AddMonths(-1), now, cancellationToken);
        await db.CommitAsync(cancellationToken);
        signal.Wake();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Starting comes first.
        await Task.Delay(Start, clock, stoppingToken);
        using var timer = new PeriodicTimer(Round, clock);
        do
        {
            try
            {
                if (printer.IsThere)
                {
                    await RunOnceAsync(stoppingToken);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogWarning("The month's pack could not be asked for ({Kind}); trying again in an hour.", failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
