namespace TalentPortal.Web.Features.Commitments.ShowPublic;

/// <summary>The words of the pages that everybody reads.</summary>
public sealed class PublicTexts;
