using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Platform.Keys;

/// <summary>Signs programs in by <c>Authorization: Bearer tp_…</c> and by nothing else. Unknown, wrong, expired and revoked keys get the same answer.</summary>
public sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    IDbContextFactory<AccountsDbContext> contexts) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "api-key";

    private const string Bearer = "Bearer ";
    private static readonly TimeSpan LastUsedAccuracy = TimeSpan.FromMinutes(1);
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var headers = Request.Headers.Authorization;
        if (headers.Count == 0)
        {
            return AuthenticateResult.NoResult();
        }

        var text = headers.Count == 1 ? headers[0] ?? "" : "";
        if (!text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || !ApiKeySecret.TryParse(text[Bearer.Length..].Trim(), out var given))
        {
            return AuthenticateResult.Fail("not a key");
        }

        await using var db = await contexts.CreateDbContextAsync(Context.RequestAborted);
        var key = await db.Keys.AsNoTracking().SingleOrDefaultAsync(k => k.Prefix == given.Prefix, Context.RequestAborted);
        var matches = CryptographicOperations.FixedTimeEquals(given.Hash(), key?.Hash ?? NoHash);
        var now = TimeProvider.GetUtcNow();
        if (!matches || key is null || key.RevokedAt is not null || key.ExpiresAt <= now)
        {
            Logger.LogWarning("A key was refused: known {Known}, revoked {Revoked}, expired {Expired}", key is not null, key?.RevokedAt is not null, key?.ExpiresAt <= now);
            return AuthenticateResult.Fail("refused");
        }

        await NoteUseAsync(db, key, now);
        CurrentActor.Remember(Context, new Actor(key.Id, key.Name, true, [GrantOf(key)]));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, key.Id.ToString()), new Claim(ClaimTypes.Name, key.Name)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        await ProblemAnswer.WriteAsync(Context, StatusCodes.Status401Unauthorized, new Problem("api.key-required"));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemAnswer.WriteAsync(Context, StatusCodes.Status403Forbidden, new Problem("api.not-permitted"));

    private static Grant GrantOf(ApiKey key) => key.Role switch
    {
        KeyRole.Manager => new Grant(Role.ProgrammeManager),
        KeyRole.Partner => new Grant(Role.Coordinator, key.PartnerId),
        KeyRole.Auditor => new Grant(Role.Auditor),
        KeyRole.Reader => new Grant(Role.Reader),
        _ => throw new InvalidOperationException($"There is no key role {key.Role}."),
    };

    private async Task NoteUseAsync(AccountsDbContext db, ApiKey key, DateTimeOffset now)
    {
        var before = now - LastUsedAccuracy;
        if (key.LastUsedAt is null || key.LastUsedAt < before)
        {
            await db.Keys.Where(k => k.Id == key.Id && (k.LastUsedAt == null || k.LastUsedAt < before))
                .ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsedAt, now), Context.RequestAborted);
        }
    }
}
