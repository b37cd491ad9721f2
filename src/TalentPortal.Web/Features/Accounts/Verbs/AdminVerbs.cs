using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Verbs;

namespace TalentPortal.Web.Features.Accounts.Verbs;

/// <summary>The first administrator, or one more: an account with the role and a link to set its password.</summary>
public sealed class AdminCreateVerb(IDbContextFactory<AccountsDbContext> contexts, OneTimeLinks links, TimeProvider clock) : IVerb
{
    public string Name => "admin create";

    public string Help => "--email E    makes an administrator, prints a one-time link to set the password (7 days)";

    public async Task<int> RunAsync(VerbArguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var email = Emails.Read(arguments.Require("email")) ?? throw new VerbUsageException("--email is not an e-mail address.");
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var account = await db.ByEmailAsync(email, cancellationToken);
        if (account is not null && (account.PasswordHash is not null || account.SuspendedAt is not null))
        {
            await Console.Error.WriteLineAsync("There is an account with this address already. Use: admin recover --email E");
            return 1;
        }

        if (account is null)
        {
            account = db.Open(email, email.Split('@')[0], null, now);
            db.Record(now, Actor.System, "account.created", account.Id, fields: ["email", "display_name"]);
        }

        if (account.Grants.TrueForAll(g => g.Role != Role.Administrator))
        {
            db.Grants.Add(new AccountGrant { Id = Guid.CreateVersion7(), AccountId = account.Id, Role = Role.Administrator, GrantedBy = Actor.System.Reference(), GrantedAt = now });
            db.Record(now, Actor.System, "grant.given", account.Id, reason: Words.Of(Role.Administrator), fields: ["role"]);
        }

        var link = await links.AddAsync(db, account, LinkPurpose.Invitation, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await output.WriteLineAsync(link);
        return 0;
    }
}

/// <summary>A way back for an administrator who lost the password or the second factor. Other accounts recover by mail.</summary>
public sealed class AdminRecoverVerb(IDbContextFactory<AccountsDbContext> contexts, OneTimeLinks links, SecretLimits limits, TimeProvider clock) : IVerb
{
    public string Name => "admin recover";

    public string Help => "--email E    prints a one-time link that sets a new password and drops the second factor (60 minutes); audited";

    public async Task<int> RunAsync(VerbArguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var email = arguments.Require("email");
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await db.ByEmailAsync(email, cancellationToken);
        if (account is null || account.SuspendedAt is not null || account.Grants.TrueForAll(g => g.Role != Role.Administrator))
        {
            await Console.Error.WriteLineAsync("There is no open administrator account with this address. Use: admin create --email E");
            return 1;
        }

        var link = await links.AddAsync(db, account, LinkPurpose.Recovery, cancellationToken);
        db.Record(clock.GetUtcNow(), Actor.System, "account.recovery-issued", account.Id);
        await db.SaveChangesAsync(cancellationToken);
        await limits.UnlockAsync(account.NormalizedEmail!, cancellationToken);
        await output.WriteLineAsync(link);
        return 0;
    }
}
