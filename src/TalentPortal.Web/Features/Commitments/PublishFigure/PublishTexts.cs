namespace TalentPortal.Web.Features.Commitments.PublishFigure;

/// <summary>The words of the page of published figures.</summary>
public sealed class PublishTexts;
