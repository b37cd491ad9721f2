namespace TalentPortal.Web.Features.Commitments.ShowPublic;

/// <summary>What a page of one figure shows.</summary>
/// <param name="Path">Its address without the language.</param>
/// <param name="LinkedData">What it says to programs, as JSON-LD; null for a page that says nothing to them.</param>
public sealed record FigureModel(ToldCommitment Commitment, ToldFigure Figure, string Path, string? LinkedData = null);

/// <summary>What was checked and what was found.</summary>
public sealed record VerifyModel(string Asked, IReadOnlyList<CheckedQuote> Found);
