namespace TalentPortal.Web.Features.Commitments;

/// <summary>The words of the pages on which commitments are listed, written, approved and compared.</summary>
public sealed class CommitmentFormTexts;
