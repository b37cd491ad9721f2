using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentPortal.Data.Accounts;
using TalentPortal.Web.Platform.Mail;

namespace TalentPortal.Web.Features.Accounts;

/// <summary>The letters of the accounts, in the language of whoever gets them.</summary>
public sealed class AccountMails(IMailer mailer, IStringLocalizer<AccountsTexts> texts)
{
    public Task InviteAsync(Account to, string link, CancellationToken cancellationToken) => SendAsync(to, "invite", [to.DisplayName, link], cancellationToken);

    public Task GrantedAsync(Account to, string link, CancellationToken cancellationToken) => SendAsync(to, "granted", [to.DisplayName, link], cancellationToken);

    public Task ResetAsync(Account to, string link, CancellationToken cancellationToken) => SendAsync(to, "reset", [to.DisplayName, link], cancellationToken);

    private async Task SendAsync(Account to, string kind, object[] arguments, CancellationToken cancellationToken)
    {
        var before = CultureInfo.CurrentUICulture;
        Letter letter;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(to.Culture ?? "en");
            letter = new(to.Email!, texts[$"mail.{kind}.subject"], texts[$"mail.{kind}.body", arguments]);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        await mailer.SendAsync(letter, cancellationToken);
    }
}
