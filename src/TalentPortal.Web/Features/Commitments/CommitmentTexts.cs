namespace TalentPortal.Web.Features.Commitments;

/// <summary>The words of a commitment's pages.</summary>
public sealed class CommitmentTexts;
