using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Keys;
using TalentPortal.Web.Platform.Verbs;

namespace TalentPortal.Web.Features.Accounts.Verbs;

/// <summary>Makes an API key; the only moment at which anybody sees it whole.</summary>
public sealed class KeysCreateVerb(IDbContextFactory<AccountsDbContext> contexts, IPartnerDirectory partners, TimeProvider clock) : IVerb
{
    public string Name => "keys create";

    public string Help => "--name N --role manager|partner|auditor|reader [--partner CODE] [--expires DATE]    prints the new API key, once; a year at most";

    public async Task<int> RunAsync(VerbArguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var name = arguments.Require("name").Trim();
        if (name.Length is 0 or > ApiKey.NameMaxLength || name.Any(char.IsControl))
        {
            throw new VerbUsageException($"--name has 1 to {ApiKey.NameMaxLength} characters.");
        }

        var role = Words.Parse<KeyRole>(arguments.Require("role")) ?? throw new VerbUsageException($"--role is one of {string.Join(", ", Words.All<KeyRole>())}.");
        var now = clock.GetUtcNow();
        var expires = ReadExpiry(arguments.Find("expires"), now);
        var partner = await ReadPartnerAsync(arguments.Find("partner"), role, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Keys.AnyAsync(k => k.Name == name, cancellationToken))
        {
            await Console.Error.WriteLineAsync("There is a key of this name already, perhaps a revoked one. Choose another name.");
            return 1;
        }

        var secret = ApiKeySecret.Create();
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(),
            Name = name,
            Role = role,
            PartnerId = partner,
            Prefix = secret.Prefix,
            Hash = secret.Hash(),
            CreatedAt = now,
            ExpiresAt = expires,
        };
        db.Keys.Add(key);
        db.RecordKey(now, Actor.System, "key.created", key.Id, "name", "role", "partner", "expires_at");
        await db.SaveChangesAsync(cancellationToken);
        await output.WriteLineAsync(secret.ToString());
        return 0;
    }

    private static DateTimeOffset ReadExpiry(string? text, DateTimeOffset now)
    {
        var latest = now.AddYears(1);
        if (text is null)
        {
            return latest;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            throw new VerbUsageException("--expires is a date like 2027-06-30.");
        }

        var end = new DateTimeOffset(date.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return end > now && end <= latest.AddDays(1) ? end : throw new VerbUsageException("--expires lies in the future, a year ahead at most.");
    }

    private async Task<Guid?> ReadPartnerAsync(string? code, KeyRole role, CancellationToken cancellationToken) =>
        (code, role) switch
        {
            (null, KeyRole.Partner) => throw new VerbUsageException("--partner is needed for the role partner."),
            (null, _) => null,
            (_, KeyRole.Partner) => await partners.FindAsync(code, cancellationToken) ?? throw new VerbUsageException("--partner names no partner."),
            _ => throw new VerbUsageException("--partner goes with the role partner only."),
        };
}

/// <summary>Ends a key at once.</summary>
public sealed class KeysRevokeVerb(IDbContextFactory<AccountsDbContext> contexts, TimeProvider clock) : IVerb
{
    public string Name => "keys revoke";

    public string Help => "--name N    ends an API key";

    public async Task<int> RunAsync(VerbArguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var name = arguments.Require("name").Trim();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var key = await db.Keys.SingleOrDefaultAsync(k => k.Name == name, cancellationToken);
        if (key is null)
        {
            await Console.Error.WriteLineAsync("There is no key of this name.");
            return 1;
        }

        if (key.RevokedAt is null)
        {
            var now = clock.GetUtcNow();
            key.RevokedAt = now;
            db.RecordKey(now, Actor.System, "key.revoked", key.Id, "revoked_at");
            await db.SaveChangesAsync(cancellationToken);
        }

        return 0;
    }
}
