using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Forecasting;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Data.Commitments;

/// <summary>A forecast that is to be made.</summary>
/// <param name="AsOf">Today in the target's zone, or its window's last day.</param>
public sealed record DueForecast(Guid Target, DateOnly AsOf, int Revision, long FallenAway);

/// <summary>Gathers what forecasts are made from, and reads those that were made.</summary>
public static class Forecasts
{
    /// <summary>More cohorts than this are not looked at; the latest are left out.</summary>
    public const int MostCohorts = 20_000;

    /// <summary>After this a cohort without results will have none.</summary>
    private const int SilentDays = 365;

    /// <summary>Months of forecasts that a back-test looks at.</summary>
    private const int MostMonths = 120;

    /// <summary>Days of counts that a back-test looks at.</summary>
    private const int MostDays = 4000;

    /// <summary>The targets that want a forecast now.</summary>
    public static async Task<IReadOnlyList<DueForecast>> DueForecastsAsync(this PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fallen = await db.FallenAwayAsync(cancellationToken);
        return await db.ListAsync(
            ForecastSql.Due, r => new DueForecast(r.GetGuid(0), r.GetFieldValue<DateOnly>(1), r.GetInt32(2), fallen), cancellationToken, Counting.At("now", now), new NpgsqlParameter("fallen", fallen));
    }

    /// <summary>Gathers and makes the forecast of a target and adds it to the unit of work. Scope must be everything.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="target">Of which target.</param>
    /// <param name="asOf">At the end of which day: today, or the window's last.</param>
    /// <param name="now">What the clock says.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Null where no rule is in force: then nothing is counted.</returns>
    public static async Task<Forecast?> MakeForecastAsync(this PortalDbContext db, Target target, DateOnly asOf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rule = await db.Set<RuleVersion>().AsNoTracking().SingleOrDefaultAsync(r => r.TargetId == target.Id && r.Status == RuleStatus.Effective, cancellationToken);
        if (rule is null)
        {
            return null;
        }

        var inputs = await db.GatherAsync(target, rule, asOf, cancellationToken);
        var forecast = Forecast.Make(new(target.Id, rule.Version, target.Revision, await db.FallenAwayAsync(cancellationToken)), inputs, now);
        db.Add(forecast);
        return forecast;
    }

    /// <summary>All that a forecast of a target is made from. Scope must be everything.</summary>
    public static async Task<ForecastInputs> GatherAsync(this PortalDbContext db, Target target, RuleVersion rule, DateOnly asOf, CancellationToken cancellationToken)
    {
        var figure = (await db.FiguresAsync([target.Id], [], cancellationToken)).GetValueOrDefault(target.Id) ?? TargetFigure.None(target.Id);
        var path = figure.Path();
        var form = FormOf(target.Unit, rule);
        var pace = Pace.Of(target.Amount, target.StartsOn, target.EndsOn, asOf, path.Select(d => new DayCount(d.Day, d.Came - d.Left)));
        var inputs = new ForecastInputs(form, asOf, target.StartsOn, target.EndsOn, target.Amount, figure.CountedBy(asOf), figure.Provisional)
        {
            Months = Months(target, asOf, path),
            MetOn = pace.MetOn,
        };
        return form switch
        {
            ForecastForm.Cohorts => await db.WithCohortsAsync(inputs, target, cancellationToken),
            ForecastForm.Stock => inputs with
            {
                Leaves = Later(path, asOf, target.EndsOn, d => d.Left),
                Comes = Later(path, asOf, target.EndsOn, d => d.Came),
                Renewals = (await db.ListAsync(ForecastSql.Renewals, r => (r.GetInt32(0), r.GetInt32(1)), cancellationToken, new NpgsqlParameter("day", asOf)))[0],
            },
            ForecastForm.Money => inputs with { Tranches = await db.TranchesAheadAsync(target, rule, cancellationToken) },
            _ => inputs,
        };
    }

    /// <summary>The newest forecast of each target that has any, by target.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Forecast>> NewestForecastsAsync(this PortalDbContext db, IReadOnlyCollection<Guid> targets, CancellationToken cancellationToken) =>
        (await ForecastSql.NewestOf(db, [.. targets]).ToListAsync(cancellationToken)).ToDictionary(f => f.TargetId);

    /// <summary>Past forecasts of a target, one a month, against what came.</summary>
    public static async Task<BackTest> BackTestAsync(this PortalDbContext db, Guid target, CancellationToken cancellationToken)
    {
        var forecasts = await ForecastSql.MonthlyOf(db, target, MostMonths).ToListAsync(cancellationToken);
        var counted = await db.ListAsync(
            ForecastSql.CountedThen, r => (r.GetFieldValue<DateOnly>(0), r.GetInt64(1)), cancellationToken, new NpgsqlParameter("target", target), new NpgsqlParameter("most", MostDays));
        return BackTest.Of(forecasts, counted);
    }

    private static async Task<long> FallenAwayAsync(this PortalDbContext db, CancellationToken cancellationToken) => (await db.ListAsync(ForecastSql.FallenAway, r => r.GetInt64(0), cancellationToken))[0];

    private static ForecastForm FormOf(Unit unit, RuleVersion rule) => (unit, rule.Measure, rule.Event) switch
    {
        (Unit.Money, _, _) => ForecastForm.Money,
        (_, Measure.DistinctActive, _) => ForecastForm.Stock,
        (Unit.People, Measure.DistinctEver, FactKind.Enrolled or FactKind.Attended or FactKind.Completed or FactKind.Certified) => ForecastForm.Cohorts,
        _ => ForecastForm.Flow,
    };

    /// <summary>A month an entry, from the window's first to that of the as-of day.</summary>
    private static List<MonthPast> Months(Target target, DateOnly asOf, IReadOnlyList<FigureDay> path)
    {
        var came = path.Where(d => d.Day <= asOf).GroupBy(d => new DateOnly(d.Day.Year, d.Day.Month, 1)).ToDictionary(g => g.Key, g => g.Sum(d => d.Came));
        var months = new List<MonthPast>();
        for (var month = new DateOnly(target.StartsOn.Year, target.StartsOn.Month, 1); month <= asOf; month = month.AddMonths(1))
        {
            months.Add(new(month, came.GetValueOrDefault(month)));
        }

        return months;
    }

    private static List<Leaving> Later(IReadOnlyList<FigureDay> path, DateOnly asOf, DateOnly endsOn, Func<FigureDay, long> number) =>
        [.. path.Where(d => d.Day > asOf && d.Day <= endsOn && number(d) != 0).Select(d => new Leaving(d.Day, number(d)))];

    private static async Task<TrancheAhead[]> TranchesAheadAsync(this PortalDbContext db, Target target, RuleVersion rule, CancellationToken cancellationToken) =>
        await db.Set<Tranche>().Where(t => t.CommitmentId == target.CommitmentId && (t.Stage == TrancheStage.Announced || t.Stage == TrancheStage.Committed) && (rule.Currency == null || t.Currency == rule.Currency))
            .OrderBy(t => t.On).ThenBy(t => t.Id).Select(t => new TrancheAhead(t.Id, t.Stage, t.Amount, t.On)).ToArrayAsync(cancellationToken);

    private static async Task<ForecastInputs> WithCohortsAsync(this PortalDbContext db, ForecastInputs inputs, Target target, CancellationToken cancellationToken)
    {
        var cohorts = await db.ListAsync(
            ForecastSql.Cohorts,
            r => new CohortSums(
                r.GetGuid(0), r.GetString(1), r.GetGuid(2), Words.Parse<CohortState>(r.GetString(3))!.Value, r.GetFieldValue<DateOnly>(4), r.GetFieldValue<DateOnly>(5), r.IsDBNull(6) ? null : r.GetInt32(6),
                r.GetFieldValue<DateOnly>(7), r.GetInt32(8), r.GetInt32(9), r.GetInt32(10), r.GetInt64(11), r.IsDBNull(12) ? null : r.GetFieldValue<DateOnly>(12)),
            cancellationToken,
            new NpgsqlParameter("target", target.Id),
            new NpgsqlParameter("most", MostCohorts));
        var past = cohorts.Where(c => c.IsPast(inputs.AsOf)).ToList();
        return inputs with
        {
            Past = [.. past.Select(c => c.Past())],
            Ahead = [.. cohorts.Except(past).Where(c => c.CountsFrom.DayNumber + SilentDays >= inputs.AsOf.DayNumber).Select(c => c.Ahead(inputs.AsOf))],
        };
    }

    /// <summary>A cohort as the database sums it up.</summary>
    /// <param name="Judged">Of how many the result is known.</param>
    /// <param name="KnownOn">When half of those who qualified were known.</param>
    private sealed record CohortSums(
        Guid Id, string Code, Guid Programme, CohortState State, DateOnly StartsOn, DateOnly CountsFrom, int? Seats, DateOnly PlannedOn, int Enrolled, int Judged, int Qualified, long Counted, DateOnly? KnownOn)
    {
        private bool IsJudged => Enrolled > 0 && Judged * 2 >= Enrolled;

        private bool IsSilent(DateOnly asOf) => !IsJudged && (CountsFrom.DayNumber + SilentDays < asOf.DayNumber || (State == CohortState.Completed && Enrolled == 0));

        /// <summary>Cancelled, or over and judged for the most part, or silent for so long that nothing will come.</summary>
        public bool IsPast(DateOnly asOf) => State == CohortState.Cancelled || (CountsFrom <= asOf && (IsJudged || IsSilent(asOf)));

        public CohortPast Past() => State == CohortState.Cancelled
            ? new(Programme, CountsFrom, Seats, 0, 0, 0, true, null, PlannedOn)
            : new(Programme, CountsFrom, Seats, Enrolled, Math.Min(Qualified, Enrolled), Counted, false, IsJudged ? Math.Max(0, (KnownOn ?? CountsFrom).DayNumber - CountsFrom.DayNumber) : null, PlannedOn);

        public CohortAhead Ahead(DateOnly asOf) => new(Id, Code, Programme, Stage(asOf), CountsFrom, Seats, Enrolled, Judged, PlannedOn);

        private PipelineStage Stage(DateOnly asOf) => State switch
        {
            CohortState.Draft or CohortState.Tentative or CohortState.Postponed => PipelineStage.Doubtful,
            _ when StartsOn > asOf => PipelineStage.Planned,
            _ when CountsFrom >= asOf => PipelineStage.Running,
            _ => PipelineStage.Ended,
        };
    }
}
