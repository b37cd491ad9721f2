namespace TalentPortal.Web.Features.Commitments.ForecastTarget;

/// <summary>The words of the page of forecasts.</summary>
public sealed class ForecastTexts;
