namespace TalentPortal.Web.Features.Partners;

/// <summary>Sentences about partners and their agreements.</summary>
public sealed class PartnerTexts;
