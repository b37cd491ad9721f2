namespace TalentPortal.Web.Features.Accounts;

/// <summary>Words of the account pages and mails. Resources beside it.</summary>
public sealed class AccountsTexts;
