namespace TalentPortal.Web.Features.Audits;

/// <summary>Why something about an audit is refused.</summary>
public sealed class AuditProblemTexts;
