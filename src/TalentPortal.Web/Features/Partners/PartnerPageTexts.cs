namespace TalentPortal.Web.Features.Partners;

/// <summary>The words of the partners' pages.</summary>
public sealed class PartnerPageTexts;
