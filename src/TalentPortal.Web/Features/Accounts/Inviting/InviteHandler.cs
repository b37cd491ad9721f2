using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Accounts.Inviting;

/// <summary>Whom to invite, and to what.</summary>
/// <param name="Email">As typed.</param>
/// <param name="Name">The full name; ignored where the account exists already.</param>
/// <param name="Role">One of <see cref="InviteHandler.RolesFor"/>.</param>
/// <param name="PartnerId">For partner roles.</param>
/// <param name="Country">For managers: ISO 3166-1 alpha-2, null for every country.</param>
public sealed record Invitation(string? Email, string? Name, Role Role, Guid? PartnerId, string? Country);

/// <summary>Grants a role by e-mail address. Somebody new gets a link to set a password; somebody known gets word of the role. The inviter sees the same answer.</summary>
public sealed class InviteHandler(
    IDbContextFactory<AccountsDbContext> contexts, OneTimeLinks links, AccountMails mails, PortalAddress address, TimeProvider clock)
{
    private static readonly Role[] PartnerRoles = [Role.PartnerAdministrator, Role.Coordinator];
    private static readonly Role[] StaffRoles = [Role.Administrator, Role.ProgrammeManager, .. PartnerRoles, Role.Executive, Role.Auditor];

    /// <summary>The roles this actor may grant at all. Instructors are granted with their cohort, learners grant themselves.</summary>
    public static IReadOnlyList<Role> RolesFor(Actor actor) =>
        actor.Allows(Permissions.ManageAccounts) ? StaffRoles : actor.Allows(Permissions.ManageColleagues) ? PartnerRoles : [];

    /// <returns>Refused for a malformed address, name or country, a role or partner the actor may not grant, or a role held already.</returns>
    public async Task<Result> HandleAsync(Actor actor, Invitation wanted, CancellationToken cancellationToken)
    {
        if (Check(actor, wanted) is { } problem)
        {
            return problem;
        }

        var email = Emails.Read(wanted.Email)!;
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await db.ByEmailAsync(email, cancellationToken);
        if (account is null)
        {
            account = db.Open(email, wanted.Name!.Trim(), null, now);
            db.Record(now, actor, "account.invited", account.Id, wanted.PartnerId, fields: ["email", "display_name"]);
        }

        var isNew = account.PasswordHash is null;
        if (!account.Grants.Any(g => g.Role == wanted.Role && g.PartnerId == wanted.PartnerId && g.Country == wanted.Country))
        {
            db.Grants.Add(NewGrant(actor, account, wanted, now));
            db.Record(now, actor, "grant.given", account.Id, wanted.PartnerId, reason: Words.Of(wanted.Role), fields: ["role"]);
        }
        else if (!isNew)
        {
            return AccountProblems.AlreadyGranted;
        }

        var link = isNew ? await links.AddAsync(db, account, LinkPurpose.Invitation, cancellationToken) : address.Link("/");
        await db.SaveChangesAsync(cancellationToken);
        await (isNew ? mails.InviteAsync(account, link, cancellationToken) : mails.GrantedAsync(account, link, cancellationToken));
        return Result.Ok;
    }

    private static AccountGrant NewGrant(Actor actor, Account account, Invitation wanted, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        AccountId = account.Id,
        Role = wanted.Role,
        PartnerId = wanted.PartnerId,
        Country = wanted.Country,
        GrantedBy = actor.Reference(),
        GrantedAt = now,
    };

    private static Problem? Check(Actor actor, Invitation wanted)
    {
        if (!RolesFor(actor).Contains(wanted.Role))
        {
            return AccountProblems.RoleUnknown;
        }

        var isPartnerRole = PartnerRoles.Contains(wanted.Role);
        var mayPartner = wanted.PartnerId is { } partner && (actor.Allows(Permissions.ManageAccounts) || actor.Administers(partner));
        if (isPartnerRole ? !mayPartner : wanted.PartnerId is not null)
        {
            return AccountProblems.PartnerUnknown;
        }

        if (wanted.Country is not null && (wanted.Role != Role.ProgrammeManager || wanted.Country.Length != 2 || !wanted.Country.All(char.IsAsciiLetterUpper)))
        {
            return AccountProblems.CountryMalformed;
        }

        return Emails.Read(wanted.Email) is null ? AccountProblems.EmailMalformed
            : wanted.Name?.Trim() is not { Length: > 0 and <= Account.NameMaxLength } name || name.Any(char.IsControl) ? AccountProblems.NameMissing
            : null;
    }
}

/// <summary>Whom a partner administrator may invite and remove.</summary>
internal static class ColleagueRules
{
    /// <summary>The partners whose colleagues the actor looks after.</summary>
    public static IReadOnlyCollection<Guid> AdministeredPartners(this Actor actor) =>
        [.. actor.Grants.Where(g => g.Role == Role.PartnerAdministrator && g.PartnerId is not null).Select(g => g.PartnerId!.Value).Distinct()];

    public static bool Administers(this Actor actor, Guid partner) => actor.AdministeredPartners().Contains(partner);
}
