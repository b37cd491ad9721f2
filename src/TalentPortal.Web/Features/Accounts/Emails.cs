using System.Net.Mail;
using System.Text;
using TalentPortal.Data.Accounts;

namespace TalentPortal.Web.Features.Accounts;

/// <summary>The one way an address is read and compared.</summary>
public static class Emails
{
    /// <summary>The address as written, trimmed; null where it is none. Display names, spaces and control characters are refused.</summary>
    public static string? Read(string? text)
    {
        var email = text?.Trim().Normalize(NormalizationForm.FormC);
        return email is { Length: > 0 and <= Account.EmailMaxLength }
            && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            && MailAddress.TryCreate(email, out var parsed) && parsed.Address == email
                ? email
                : null;
    }

    /// <summary>What addresses are compared by.</summary>
    public static string Key(string email) => email.Trim().Normalize(NormalizationForm.FormC).ToUpperInvariant();
}
