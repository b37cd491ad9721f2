namespace TalentPortal.Web.Features.Audits;

/// <summary>The words of audits.</summary>
public sealed class AuditTexts;
