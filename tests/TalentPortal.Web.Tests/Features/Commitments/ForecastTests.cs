using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Forecasting;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.ForecastTarget;
using TalentPortal.Web.Features.Commitments.ReadCommitments;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Platform.Jobs;
using TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>Forecasts as they are gathered, made once, kept, shown and given out. The method itself is tried in the tests of the domain.</summary>
public sealed class ForecastTests : IAsyncLifetime
{
    private static readonly TargetInput Trained = new("trained", 120, "people", new(2026, 1, 1), new(2028, 12, 31), new("distinct-ever", "completed", ["developer"]));

    private readonly PortalFixture _portal = new();

    /// <summary>
    /// On 20 November 2026: a cohort over and judged (8 of 10 seats, 6 complete, 5 of them new), one over and silent, one that runs, two planned (one of them
    /// a draft), one cancelled, and one that is nobody's business because it is of another level.
    /// </summary>
    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        await _portal.University("mmu");
        await _portal.Programme("ai-dev");
        await _portal.Programme("ai-arch", level: "architect");
        await _portal.Commitment("promise", Trained);
        await CohortAsync("earlier", new(2026, 1, 5), new(2026, 3, 31), 20, "completed");
        await CohortAsync("judged", new(2026, 2, 1), new(2026, 6, 30), 10, "completed");
        await CohortAsync("silent", new(2026, 3, 1), new(2026, 10, 31), 30, "running");
        await CohortAsync("runs", new(2026, 10, 1), new(2027, 1, 31), 40, "running");
        await CohortAsync("planned", new(2027, 2, 1), new(2027, 6, 30), 50, "open");
        await CohortAsync("drafted", new(2027, 3, 1), new(2027, 6, 30), 60, "draft");
        await CohortAsync("called-off", new(2026, 9, 1), new(2026, 12, 1), 25, "cancelled");
        await CohortAsync("others", new(2026, 2, 1), new(2026, 6, 30), 99, "open", "ai-arch");
        await _portal.Upload("earlier", People(("S1", "completed", "2026-03-20"), ("S20", "completed", "2026-03-21"), ("S21", "completed", "2026-03-21"), ("S22", "completed", "2026-03-22"), ("S23", "failed", "")));
        await _portal.Upload("judged", People(
            ("S1", "completed", "2026-06-20"), ("S2", "completed", "2026-06-20"), ("S3", "completed", "2026-06-21"), ("S4", "completed", "2026-06-22"), ("S5", "completed", "2026-06-22"), ("S6", "completed", "2026-06-22"),
            ("S7", "failed", ""), ("S8", "enrolled", "")));
        await _portal.Upload("silent", People([.. Enumerable.Range(30, 12).Select(i => ($"S{i}", "enrolled", ""))]));
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task What_a_forecast_is_made_from_is_what_one_counts_by_hand()
    {
        var known = await GatherAsync();

        Assert.Equal((ForecastForm.Cohorts, new DateOnly(2026, 11, 20), 120m, 9m, 0m), (known.Form, known.AsOf, known.Amount, known.Counted, known.Provisional));
        Assert.Equal([0m, 0m, 4m, 0m, 0m, 5m, 0m, 0m, 0m, 0m, 0m], known.Months.Select(m => m.Came));
        var past = known.Past.OrderBy(p => p.CountedFrom).ToList();
        Assert.Equal([(new DateOnly(2026, 3, 31), 20, 5, 4, 4L, false), (new(2026, 6, 30), 10, 8, 6, 5L, false), (new(2026, 12, 1), 25, 0, 0, 0L, true)],
            past.Select(p => (p.CountedFrom, p.Seats!.Value, p.Enrolled, p.Qualified, p.Counted, p.IsCancelled)));
        Assert.Equal([234, 143, null], past.Select(p => p.LagDays)); // both were known on 20 November
        Assert.Equal(
            [("drafted", PipelineStage.Doubtful, 60, 0), ("planned", PipelineStage.Planned, 50, 0), ("runs", PipelineStage.Running, 40, 0), ("silent", PipelineStage.Ended, 30, 12)],
            known.Ahead.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => (a.Name, a.Stage, a.Seats!.Value, a.Enrolled)));
        Assert.All(known.Ahead, a => Assert.Equal(new DateOnly(2026, 11, 20), a.PlannedOn));
    }

    [Fact]
    public async Task It_is_made_once_a_day_whatever_number_of_nodes_ask_and_work()
    {
        var keeper = _portal.Get<ForecastKeeper>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => keeper.RunOnceAsync(default)));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => NodeAsync()));
        Assert.Equal(1, await StoredAsync());
        Assert.Equal("1", await _portal.TextAsync($"select count(*) from job where kind = '{ForecastJob.JobKind}' and state = 'done'"));

        Assert.Equal(0, await keeper.RunOnceAsync(default)); // nothing is due any more
        _portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await keeper.RunOnceAsync(default));
        await _portal.WorkAsync();
        Assert.Equal(2, await StoredAsync());
    }

    [Fact]
    public async Task A_cohort_that_is_cancelled_and_a_promise_that_is_restated_are_forecast_anew_the_same_day()
    {
        await MakeAsync();
        var before = await NewestAsync();
        await CohortAsync("runs", new(2026, 10, 1), new(2027, 1, 31), 40, "cancelled");
        await MakeAsync();
        var without = await NewestAsync();
        Assert.Equal((before.AsOf, 2L), (without.AsOf, await StoredAsync()));
        Assert.True(without.P50 <= before.P50, $"{before.P50} {without.P50}");
        Assert.NotEqual(before.InputsDigest, without.InputsDigest);

        await _portal.Commitment("promise", Trained with { Amount = 200 });
        var stale = (await _portal.Get<CommitmentQuery>().RunAsync(_portal.Manager, "promise", null, default))!.Target!;
        Assert.Empty(stale.Path.Fan); // no fan of another promise
        Assert.Null((await _portal.Get<CommitmentsQuery>().FindAsync(_portal.Manager, "promise", default))!.Targets[0].Forecast);
        await MakeAsync();
        var restated = await NewestAsync();
        Assert.Equal((200m, 3L), (restated.Amount, await StoredAsync())); // and the old ones stay
        Assert.Equal(without.P50, restated.P50);
    }

    [Fact]
    public async Task Pages_and_the_interface_show_what_is_stored()
    {
        await MakeAsync();
        var stored = await NewestAsync();

        var page = (await _portal.Get<CommitmentQuery>().RunAsync(_portal.Manager, "promise", null, default))!.Target!;
        Assert.Equal((stored.Id, stored.P50, new DateOnly(2028, 12, 31)), (page.Forecast!.Id, page.Path.Fan[^1].Likely, page.Path.Fan[^1].On));
        var given = (await _portal.Get<CommitmentsQuery>().FindAsync(_portal.Manager, "promise", default))!.Targets[0].Forecast!;
        Assert.Equal((stored.P10, stored.P50, stored.P90, stored.Probability, stored.AsOf), (given.P10, given.P50, given.P90, given.Probability, given.AsOf));
        var own = (await _portal.Get<ForecastQuery>().FindAsync(_portal.Manager, "trained", null, default))!;
        Assert.Equal((stored.Seed, stored.InputsDigest, 1), (own.Newest!.Seed, own.Newest.InputsDigest, own.Items.Count));
    }

    [Fact]
    public async Task The_history_is_paged_and_what_is_kept_repeats_from_its_inputs_and_seed()
    {
        await MakeAsync();
        _portal.Clock.Advance(TimeSpan.FromDays(1));
        await MakeAsync();
        var query = _portal.Get<ForecastQuery>();
        var first = (await query.ListAsync(_portal.Manager, "trained", new([], 1), default)).Value;
        var second = (await query.ListAsync(_portal.Manager, "trained", Paging.Read(first.Next, 1, Paging.IsNumber, p => Guid.TryParse(p, out _)).Value, default)).Value;
        Assert.Equal((new DateOnly(2026, 11, 21), new DateOnly(2026, 11, 20), null), (first.Items[0].AsOf, second.Items[0].AsOf, second.Next));
        Assert.Equal(first.Items[0].Id, second.Newest!.Id); // the newest stands beside every page

        var known = await GatherAsync();
        Assert.Equal((first.Newest!.InputsDigest, first.Newest.P50), (known.Digest(), Forecaster.Look(known, (ulong)first.Newest.Seed).P50));
    }

    [Fact]
    public async Task A_window_that_is_over_keeps_its_outcome_once()
    {
        _portal.Clock.Advance(TimeSpan.FromDays(800));
        await MakeAsync();
        _portal.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await _portal.Get<ForecastKeeper>().RunOnceAsync(default));

        var over = await NewestAsync();
        Assert.Equal((OutlookKind.Over, new DateOnly(2028, 12, 31), 9L, 1L), (over.Kind, over.AsOf, over.P50!.Value, await StoredAsync()));
    }

    [Fact]
    public async Task Partners_are_a_stock_and_money_waits_for_its_payments()
    {
        await _portal.Agreement("mmu", 1, new(2026, 2, 1), new(2027, 5, 1));
        await _portal.Commitment("partners", new TargetInput("partners", 10, "partners", new(2026, 1, 1), new(2028, 12, 31), new("distinct-active", "agreement-in-force")));

        var known = await GatherAsync("partners");

        Assert.Equal((ForecastForm.Stock, 1m), (known.Form, known.Counted));
        Assert.Equal(new Leaving(new(2027, 5, 1), 1), Assert.Single(known.Leaves));
        Assert.Equal((0, 0), known.Renewals);
    }

    private static string People(params (string Id, string Status, string On)[] rows)
    {
        var file = new StringBuilder("student_id,full_name,status,completed_on\n");
        foreach (var (id, status, on) in rows)
        {
            file.Append(CultureInfo.InvariantCulture, $"{id},Person {id},{status},{on}\n");
        }

        return file.ToString();
    }

    private async Task CohortAsync(string code, DateOnly starts, DateOnly ends, int seats, string state, string programme = "ai-dev") =>
        Assert.Null((await _portal.Get<DescribeCohortHandler>().HandleAsync(
            _portal.Manager, code, new(programme, "mmu", code, "MY", "Asia/Kuala_Lumpur", starts, ends, seats, null, null, state, state == "cancelled" ? "Nobody came." : null), null, default)).Problem);

    private async Task MakeAsync()
    {
        await _portal.Get<ForecastKeeper>().RunOnceAsync(default);
        await _portal.WorkAsync();
    }

    /// <summary>A node of its own: it works until nothing is due.</summary>
    private async Task NodeAsync()
    {
        using var signal = new JobSignal();
        using var worker = new JobWorker(_portal.Database, _portal.Services.GetServices<IJobHandler>(), signal, _portal.Clock, Options.Create(new JobOptions()), NullLogger<JobWorker>.Instance);
        while (await worker.RunNextAsync(default))
        {
        }
    }

    private async Task<ForecastInputs> GatherAsync(string code = "trained")
    {
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        var target = await db.Set<Target>().SingleAsync(t => t.Code == code);
        var rule = await db.Set<RuleVersion>().SingleAsync(r => r.TargetId == target.Id && r.Status == RuleStatus.Effective);
        return await db.GatherAsync(target, rule, DateOnly.FromDateTime(_portal.Clock.GetUtcNow().UtcDateTime), default);
    }

    private async Task<Forecast> NewestAsync()
    {
        await using var db = await _portal.Database.BeginAsync(Scope.Nothing, default);
        var target = await db.Set<Target>().SingleAsync(t => t.Code == "trained");
        return (await db.NewestForecastsAsync([target.Id], default))[target.Id];
    }

    private async Task<long> StoredAsync() => long.Parse(await _portal.TextAsync("select count(*) from forecast"), CultureInfo.InvariantCulture);
}
