namespace TalentPortal.Web.Features.Rosters;

/// <summary>Texts of a partner's own pages: the quality of its files, its learners.</summary>
public sealed class PartnerSideTexts;
