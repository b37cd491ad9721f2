using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TalentPortal.Data.Accounts;
using TalentPortal.Web.Platform.Keys;

namespace TalentPortal.Web.Platform.Access;

/// <summary>
/// Makes the actor from who is signed in and what is granted in the database at this moment. Within one HTTP request the answer is
/// remembered; in a circuit, which may live for hours, it never is.
/// </summary>
public sealed class CurrentActor(
    IDbContextFactory<AccountsDbContext> contexts,
    IHttpContextAccessor requests,
    CircuitMark circuit,
    IOptions<IdentityOptions> identity,
    AuthenticationStateProvider circuitState) : ICurrentActor
{
    private static readonly object Remembered = new();

    public async Task<Actor> GetAsync(CancellationToken cancellationToken)
    {
        var user = circuit.IsCircuit ? (await circuitState.GetAuthenticationStateAsync()).User : requests.HttpContext?.User;
        return await OfAsync(user, cancellationToken);
    }

    /// <summary>The actor behind a principal; anonymous for a suspended account, an ended session, or a principal of unknown origin.</summary>
    public async Task<Actor> OfAsync(ClaimsPrincipal? user, CancellationToken cancellationToken)
    {
        if (user?.Identity?.IsAuthenticated != true || !Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            return Actor.Anonymous;
        }

        var request = circuit.IsCircuit ? null : requests.HttpContext;
        if (request?.Items[Remembered] is Actor known && known.Id == id)
        {
            return known;
        }

        // A key was read by the authentication of this very request, which remembered it; without that memory it counts for nothing.
        var actor = user.Identity.AuthenticationType == ApiKeyAuthentication.SchemeName ? Actor.Anonymous : await OfAccountAsync(id, user, cancellationToken);
        if (request is not null)
        {
            Remember(request, actor);
        }

        return actor;
    }

    internal static void Remember(HttpContext request, Actor actor) => request.Items[Remembered] = actor;

    /// <summary>The stamp changes with the password and on suspension: sessions from before count for nothing at once.</summary>
    private async Task<Actor> OfAccountAsync(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await db.Users.AsNoTracking().Include(a => a.Grants)
            .SingleOrDefaultAsync(a => a.Id == id && a.SuspendedAt == null, cancellationToken);
        return account is null || account.SecurityStamp != user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType)
            ? Actor.Anonymous
            : new Actor(account.Id, account.DisplayName, false, [.. account.Grants.Select(g => new Grant(g.Role, g.PartnerId, g.Country, g.CohortId))]);
    }
}

/// <summary>How events name the actor: by id, so that no personal data stands in the trail.</summary>
public static class ActorReference
{
    public static string Reference(this Actor actor) =>
        actor switch
        {
            { IsSystem: true } => "system",
            { Id: null } => "anonymous",
            { IsKey: true } => $"key:{actor.Id}",
            _ => $"account:{actor.Id}",
        };
}
