using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Forecasting;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments.Forecasting;

public sealed class ForecasterTests
{
    private const ulong Seed = 4_711;

    private static readonly Guid Programme = new("11111111-1111-1111-1111-111111111111");
    private static readonly DateOnly Start = new(2025, 1, 1);
    private static readonly DateOnly AsOf = new(2026, 1, 31);
    private static readonly DateOnly End = new(2026, 12, 31);

    [Fact]
    public void The_same_inputs_and_seed_give_the_same_forecast_and_another_seed_another()
    {
        var known = World();

        var (one, same, other) = (Forecaster.Look(known, Seed), Forecaster.Look(known, Seed), Forecaster.Look(known, Seed + 1));

        Assert.Equal(one.Fan, same.Fan);
        Assert.Equal((one.P10, one.P50, one.P90, one.Probability), (same.P10, same.P50, same.P90, same.Probability));
        Assert.NotEqual(one.Fan, other.Fan);
        Assert.InRange(other.P50!.Value, one.P50!.Value * 0.97, one.P50.Value * 1.03); // two thousand runs are enough for that
    }

    [Fact]
    public void The_numbers_are_these_on_every_machine() =>
        Assert.Equal("2173 2377 2604", Forecaster.Look(World(), Seed) is var o ? $"{o.P10} {o.P50} {o.P90}" : "");

    [Fact]
    public void The_order_in_which_inputs_are_told_changes_neither_digest_nor_forecast()
    {
        var known = World();
        var turned = known with { Ahead = [.. known.Ahead.Reverse()], Past = [.. known.Past.Reverse()] };

        Assert.Equal(known.Digest(), turned.Digest());
        Assert.NotEqual(known.Digest(), (known with { Counted = known.Counted + 1 }).Digest());
        Assert.Equal(Forecaster.Look(known, Seed).Fan, Forecaster.Look(turned, Seed).Fan);
    }

    [Fact]
    public void More_seats_never_lower_the_likely_end()
    {
        var gen = from which in Gen.Choose(0, 5) from more in Gen.Choose(1, 400) from seed in Gen.Choose(1, 1000) select (which, more, seed);
        Prop.ForAll(gen.ToArbitrary(), x =>
        {
            var known = World();
            var wider = known with { Ahead = [.. known.Ahead.Select((a, i) => i == x.which ? a with { Seats = a.Seats + x.more } : a)] };
            return Forecaster.Look(wider, (ulong)x.seed).P50 >= Forecaster.Look(known, (ulong)x.seed).P50;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void A_cancelled_cohort_loses_what_it_would_have_brought_at_once()
    {
        var known = World();
        var gone = known.Ahead[0];
        var cancelled = known with
        {
            Ahead = [.. known.Ahead.Skip(1)],
            Past = [.. known.Past, new(gone.Programme, gone.CountsFrom, gone.Seats, 0, 0, 0, true, null, gone.PlannedOn)],
        };

        var (before, after) = (Forecaster.Look(known, Seed), Forecaster.Look(cancelled, Seed));

        Assert.True(after.P50 <= before.P50 - 20, $"{before.P50} {after.P50}");
        Assert.True(after.Ingredients!.Cancelled > before.Ingredients!.Cancelled); // and the next may be cancelled too
    }

    [Fact]
    public void The_interval_holds_the_likely_end_and_widens_with_time()
    {
        var fan = Forecaster.Look(World(), Seed).Fan;

        Assert.Equal(AsOf, fan[0].On);
        Assert.Equal(End, fan[^1].On);
        Assert.All(fan, p => Assert.True(p.P10 <= p.P50 && p.P50 <= p.P90));
        Assert.True(fan[^1].P90 - fan[^1].P10 > fan[3].P90 - fan[3].P10);
        Assert.Equal(0, fan[0].P90 - fan[0].P10);
    }

    [Fact]
    public void Without_an_amount_nothing_is_said() => Assert.Equal((OutlookKind.NotEnough, NotEnough.NoAmount, null, null), Said(Forecaster.Look(World() with { Amount = null }, Seed)));

    [Fact]
    public void Two_full_months_and_no_plan_are_not_enough() => Assert.Equal(
        (OutlookKind.NotEnough, NotEnough.FewMonths, null, null),
        Said(Forecaster.Look(World() with { StartsOn = new(2025, 11, 15), Months = Months(new(2025, 11, 1), 100, 100, 100), Ahead = [], Past = [] }, Seed)));

    [Fact]
    public void Two_full_months_and_a_plan_for_some_of_the_time_are_not_enough_either()
    {
        var known = World();
        known = known with { StartsOn = new(2025, 12, 1), EndsOn = new(2028, 12, 31), Months = Months(new(2025, 12, 1), 0, 0), Past = [], Ahead = [.. known.Ahead.Take(2)], Counted = 0 };

        Assert.Equal(NotEnough.FewMonths, Forecaster.Look(known, Seed).Why);
        Assert.NotNull(Forecaster.Look(known with { EndsOn = new(2026, 5, 10) }, Seed).P50); // the plan reaches the end
    }

    [Fact]
    public void Months_in_which_nothing_came_say_nothing_of_the_pace() => Assert.Equal(
        NotEnough.NothingYet, Forecaster.Look(World() with { Months = Months(Start, new decimal[13]), Ahead = [], Past = [], Counted = 0 }, Seed).Why);

    [Fact]
    public void A_met_amount_is_met_on_its_day_and_the_overshoot_is_forecast()
    {
        var met = Forecaster.Look(World() with { Amount = 1_200, MetOn = new(2025, 12, 20) }, Seed);

        Assert.Equal((OutlookKind.Met, new DateOnly(2025, 12, 20), 1.0), (met.Kind, met.ReachedOn, met.Probability));
        Assert.True(met.P50 > met.Counted);
        Assert.Null(met.Closes);
    }

    [Fact]
    public void After_the_window_the_outcome_is_frozen()
    {
        var over = Forecaster.Look(World() with { AsOf = End }, Seed);

        Assert.Equal((OutlookKind.Over, 1_300, 1_300, 1_300, 0.0), (over.Kind, over.P10, over.P50, over.P90, over.Probability));
        Assert.Equal(1.0, Forecaster.Look(World() with { AsOf = End, Amount = 1_300 }, Seed).Probability);
    }

    [Fact]
    public void A_baseline_is_no_input_and_a_count_that_fell_is_no_pace_below_nought()
    {
        var known = World() with { Form = ForecastForm.Flow, Ahead = [], Past = [], Months = Months(Start, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, -900) };

        Assert.True(Forecaster.Look(known with { AsOf = new(2026, 1, 31) }, Seed).P10 >= known.Counted);
    }

    [Fact]
    public void Restated_amounts_change_the_chance_and_not_the_runs()
    {
        var (was, now) = (Forecaster.Look(World(), Seed), Forecaster.Look(World() with { Amount = 5_000 }, Seed));

        Assert.Equal(was.Fan, now.Fan);
        Assert.True(now.Probability < was.Probability);
    }

    [Fact]
    public void People_in_doubt_enter_as_weights()
    {
        var (without, with) = (Forecaster.Look(World(), Seed), Forecaster.Look(World() with { Provisional = 200 }, Seed));

        Assert.InRange(with.P50!.Value - without.P50!.Value, 60, 140);
        Assert.True(with.P90 - with.P10 > without.P90 - without.P10);
    }

    [Fact]
    public void What_closes_a_gap_closes_it()
    {
        var short1 = Forecaster.Look(World() with { Amount = 3_000 }, Seed);
        var closes = short1.Closes!;
        Assert.Equal(3_000 - short1.P50, closes.Gap);
        var extra = Enumerable.Range(0, closes.Cohorts!.Value).Select(i => Planned(100 + i, new(2026, 6, 30), 100));

        Assert.InRange(Forecaster.Look(World() with { Amount = 3_000, Ahead = [.. World().Ahead, .. extra] }, Seed).P50!.Value, 2_850, 3_250);
        Assert.Null(closes.Points); // so many more cannot complete
    }

    [Fact]
    public void Who_would_be_known_only_after_the_window_does_not_count()
    {
        var known = World() with { Form = ForecastForm.Cohorts, Ahead = [Planned(1, End.AddDays(-3), 100)], Months = [], StartsOn = new(2026, 1, 1), EndsOn = End, Counted = 0 };
        var slow = known with { Past = [.. known.Past.Select(p => p with { LagDays = 40 })] };

        Assert.Equal(0, Forecaster.Look(slow, Seed).Ingredients?.FromPipeline ?? 0);
    }

    [Fact]
    public void Agreements_that_end_leave_the_stock_and_some_renew()
    {
        var stock = new ForecastInputs(ForecastForm.Stock, AsOf, Start, End, 60, 50, 0) { Months = Months(Start, 5, 0, 4, 6, 3, 4, 5, 3, 4, 6, 4, 3, 3), Leaves = [new(new(2026, 6, 30), 20)] };
        var (usual, never) = (Forecaster.Look(stock, Seed), Forecaster.Look(stock with { Renewals = (0, 60) }, Seed));

        Assert.True(never.P50 < usual.P50);
        var june = usual.Fan.Single(p => p.On == new DateOnly(2026, 6, 30));
        Assert.True(june.P50 < usual.Fan.Single(p => p.On == new DateOnly(2026, 5, 31)).P50 + 5);
        Assert.True(Forecaster.Look(stock with { Leaves = [] }, Seed).P50 > usual.P50);
    }

    [Fact]
    public void Money_that_is_announced_weighs_less_than_what_is_committed()
    {
        ForecastInputs Of(TrancheStage stage) => new(ForecastForm.Money, AsOf, Start, End, 1_000, 400, 0) { Months = Months(Start, 400, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Tranches = [new(Programme, stage, 500, new(2026, 2, 15))] };

        var (committed, announced) = (Forecaster.Look(Of(TrancheStage.Committed), Seed), Forecaster.Look(Of(TrancheStage.Announced), Seed));

        Assert.True(committed.Ingredients!.FromPipeline > announced.Ingredients!.FromPipeline);
    }

    [Fact]
    public void The_seed_follows_from_target_and_day_and_what_is_kept_repeats()
    {
        var subject = new ForecastSubject(Programme, 1, 1, 0);
        var (one, two) = (Forecast.Make(subject, World(), DateTimeOffset.UnixEpoch), Forecast.Make(subject, World(), DateTimeOffset.UnixEpoch.AddDays(1)));

        Assert.Equal((one.Seed, one.P50, one.InputsDigest), (two.Seed, two.P50, two.InputsDigest));
        Assert.Equal(Forecaster.Look(World(), (ulong)one.Seed).Fan, one.Fan);
        Assert.NotEqual(one.Seed, Forecast.Make(subject, World() with { AsOf = AsOf.AddDays(1) }, DateTimeOffset.UnixEpoch).Seed);
    }

    [Fact]
    public void The_back_test_compares_what_was_said_of_a_day_with_what_came()
    {
        var forecast = Forecast.Make(new(Programme, 1, 1, 0), World(), DateTimeOffset.UnixEpoch);
        var april = forecast.At(new(2026, 4, 30))!;

        var test = BackTest.Of([forecast], [(new(2026, 4, 30), april.P50 + 10), (new(2026, 8, 2), 0)]);

        Assert.Equal([new(2026, 8, 2), new DateOnly(2026, 4, 30)], test.Lines.Select(l => l.On));
        Assert.Equal((-10, true), (test.Lines[1].Error, test.Lines[1].IsInside));
        Assert.False(test.Lines[0].IsInside);
        Assert.Equal(1, test.Inside);
        Assert.Null(BackTest.Of([forecast], []).MeanError);
    }

    private static (OutlookKind, NotEnough?, long?, double?) Said(Outlook outlook) => (outlook.Kind, outlook.Why, outlook.P50, outlook.Probability);

    /// <summary>A year of a cohort of 100 seats a month, and six that are planned.</summary>
    private static ForecastInputs World() => new(ForecastForm.Cohorts, AsOf, Start, End, 2_400, 1_300, 0)
    {
        Months = Months(Start, 90, 110, 95, 105, 100, 98, 102, 100, 96, 104, 100, 100, 100),
        Past = [.. Enumerable.Range(0, 13).Select(i => new CohortPast(Programme, Start.AddMonths(i).AddDays(14), 140, 130 + (i % 5) - 2, 112 + (i % 4) - 2, 100 + (i % 3) - 1, false, 5 + (i % 7), Start.AddMonths(i).AddDays(-160)))],
        Ahead = [.. Enumerable.Range(1, 6).Select(i => Planned(i, AsOf.AddMonths(i), 140))],
    };

    private static CohortAhead Planned(int n, DateOnly ends, int seats) => new(new(n, 0, 0, new byte[8]), $"planned-{n}", Programme, PipelineStage.Planned, ends, seats, 0, 0, AsOf.AddDays(-20));

    private static IReadOnlyList<MonthPast> Months(DateOnly first, params decimal[] came) => [.. came.Select((c, i) => new MonthPast(first.AddMonths(i), c))];
}
