using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Features.Accounts;

/// <summary>What the account pages refuse; the sentences stand in the resources under <c>problem.CODE</c>.</summary>
public static class AccountProblems
{
    /// <summary>Wrong password, unknown, invited or suspended account: one answer for all.</summary>
    public static readonly Problem SignInRefused = new("sign-in.refused");

    public static readonly Problem LinkInvalid = new("link.invalid");

    public static readonly Problem EmailMalformed = new("email.malformed");

    public static readonly Problem NameMissing = new("name.missing");

    public static readonly Problem CurrentPasswordWrong = new("password.current-wrong");

    public static readonly Problem PasswordsDiffer = new("password.differs");

    /// <summary>Foreign, missing and not permitted look the same.</summary>
    public static readonly Problem Missing = new("account.missing");

    public static readonly Problem NotOneself = new("account.not-oneself");

    public static readonly Problem AlreadyGranted = new("grant.exists");

    public static readonly Problem RoleUnknown = new("role.unknown");

    public static readonly Problem PartnerUnknown = new("partner.unknown");

    public static readonly Problem CountryMalformed = new("country.malformed");

    /// <summary>Too many tries; wait so many minutes.</summary>
    public static Problem TooManyTries(TimeSpan wait) => new("sign-in.too-many", Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes)));
}
