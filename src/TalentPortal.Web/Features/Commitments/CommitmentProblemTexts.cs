namespace TalentPortal.Web.Features.Commitments;

/// <summary>Sentences about commitments, targets, rules and reasons.</summary>
public sealed class CommitmentProblemTexts;
