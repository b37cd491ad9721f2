namespace TalentPortal.Web.Features.Portfolio;

/// <summary>The words of the portfolio.</summary>
public sealed class PortfolioTexts;
