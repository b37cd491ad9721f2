using TalentPortal.Domain.Commitments.Forecasting;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Ui.Components;
using TalentPortal.Web.Ui.Texts;

namespace TalentPortal.Web.Ui;

/// <summary>Stored forecasts in sentences and as charts draw them; never a number without its interval.</summary>
public static class ForecastViews
{
    /// <summary>Whether a forecast speaks of the promise as it stands: one made before a restatement does not.</summary>
    public static bool SpeaksOf(this Forecast? forecast, decimal? amount, DateOnly endsOn) => forecast is not null && forecast.Amount == amount && forecast.EndsOn == endsOn;

    /// <summary>The fan of a running target; empty where nothing is said.</summary>
    public static IReadOnlyList<FanBand> Fan(Forecast? forecast) => forecast is { Kind: OutlookKind.Likely or OutlookKind.Met }
        ? [.. forecast.Fan.Select(p => new FanBand(p.On, p.P10, p.P50, p.P90))]
        : [];

    /// <summary>"Likely 31,900 by 30 Jun 2028, between 28,400 and 34,800; 84 in 100 chance of reaching 30,000."</summary>
    public static string? Sentence(Forecast? forecast) => forecast switch
    {
        { Kind: OutlookKind.Met, P10: { } low, P50: { } likely, P90: { } high } =>
            UiTexts.Of("forecast.met", Formats.Number(likely), Formats.Day(forecast.EndsOn), Formats.Number(low), Formats.Number(high)),
        { Kind: OutlookKind.Likely, P10: { } low, P50: { } likely, P90: { } high, Probability: { } chance, Amount: { } amount } =>
            UiTexts.Of("forecast.likely", Formats.Number(likely), Formats.Day(forecast.EndsOn), Formats.Number(low), Formats.Number(high), Chance(chance), Formats.Number(TargetViews.Whole(amount))),
        { Kind: OutlookKind.NotEnough, Why: { } why } => UiTexts.Of($"forecast.why.{Words.Of(why)}"),
        _ => null,
    };

    /// <summary>"84 in 100".</summary>
    public static string Chance(double probability) => Math.Round(probability * 100) switch
    {
        < 1 => UiTexts.Of("forecast.chance.least"),
        > 99 => UiTexts.Of("forecast.chance.most"),
        var hundredths => UiTexts.Of("forecast.chance", Formats.Number((long)hundredths)),
    };

    /// <summary>"Close the gap of 1,600: 6 more cohorts as usual (about 280 each), or 4.1 points more who complete."</summary>
    public static string? Closing(Forecast? forecast)
    {
        if (forecast is not { Kind: OutlookKind.Likely, Closes: { } closes })
        {
            return null;
        }

        string gap = closes.Gap > 0 ? UiTexts.Of("forecast.gap", Formats.Number(closes.Gap)) : UiTexts.Of("forecast.gap.low", Formats.Number(closes.LowGap));
        string? how = (closes.Cohorts, closes.Points) switch
        {
            ({ } cohorts, { } points) => UiTexts.Of("forecast.closes.both", Formats.Number(cohorts), TargetViews.Rate(closes.UsualCohort ?? 0), Formats.Number(points, 1)),
            ({ } cohorts, null) => UiTexts.Of("forecast.closes.cohorts", Formats.Number(cohorts), TargetViews.Rate(closes.UsualCohort ?? 0)),
            _ => null,
        };
        return how is null ? gap : $"{gap} {how}";
    }
}
