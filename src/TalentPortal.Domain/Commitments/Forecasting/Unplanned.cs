namespace TalentPortal.Domain.Commitments.Forecasting;

/// <summary>
/// Which part of the months to come is in no plan yet. Next month's cohorts are all written down, those of next year are not: how early that happens
/// is seen from past cohorts, from the day they were written down to the day they counted. Of a month that lies so many days ahead, as many are still
/// missing as past cohorts were written down later than that. So the near future is told by the cohorts, the far one by the pace, and nothing twice.
/// </summary>
internal static class Unplanned
{
    /// <summary>Fewer past cohorts than this do not tell how early they are planned.</summary>
    private const int Least = 3;

    /// <summary>Cohorts that counted so soon after the first was written down could not have been planned earlier.</summary>
    private const int Beginning = 75;

    /// <summary>Per month, 0 to 1.</summary>
    public static double[] Shares(ForecastInputs inputs, IReadOnlyList<MonthAhead> ahead) => inputs.Form switch
    {
        ForecastForm.Cohorts => OfCohorts(inputs, ahead),
        ForecastForm.Money when inputs.Tranches.Count > 0 => Beyond(ahead, inputs.Tranches.Max(t => t.On.DayNumber) + 180 - inputs.AsOf.DayNumber),
        _ => [.. ahead.Select(_ => 1.0)],
    };

    private static double[] OfCohorts(ForecastInputs inputs, IReadOnlyList<MonthAhead> ahead)
    {
        var first = inputs.Past.Select(p => p.PlannedOn).Concat(inputs.Ahead.Select(a => a.PlannedOn)).DefaultIfEmpty(inputs.AsOf).Min();
        var told = inputs.Past.Where(p => p is { IsCancelled: false, LagDays: not null, Counted: > 0 } && p.CountedFrom.DayNumber + p.LagDays >= first.DayNumber + Beginning).ToList();
        var elsewhere = Elsewhere(inputs);
        if (told.Count < Least)
        {
            return [.. Beyond(ahead, inputs.Ahead.Count == 0 ? 0 : inputs.Ahead.Max(a => a.CountsFrom.DayNumber) + 30 - inputs.AsOf.DayNumber).Select(s => elsewhere + ((1 - elsewhere) * s))];
        }

        var leads = told.Select(p => (Days: (double)(p.CountedFrom.DayNumber + p.LagDays!.Value - p.PlannedOn.DayNumber), p.Counted)).ToList();
        var all = leads.Sum(l => (double)l.Counted);
        return [.. ahead.Select(m => elsewhere + ((1 - elsewhere) * leads.Where(l => l.Days < m.Middle).Sum(l => l.Counted) / all))];
    }

    /// <summary>The share of those counted who came through no cohort: nobody plans them.</summary>
    private static double Elsewhere(ForecastInputs inputs)
    {
        var all = (double)inputs.Months.Sum(m => m.Came);
        var told = inputs.Past.Where(p => p.LagDays is not null).Sum(p => (double)p.Counted) + inputs.Ahead.Sum(a => (double)a.Reported);
        return inputs.Past.Count == 0 || all <= 0 ? 0 : Math.Clamp(1 - (told / all), 0, 1);
    }

    private static double[] Beyond(IReadOnlyList<MonthAhead> ahead, int days) => [.. ahead.Select(m => m.Middle > days ? 1.0 : 0)];
}
