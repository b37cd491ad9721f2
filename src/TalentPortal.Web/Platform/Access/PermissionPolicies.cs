using Microsoft.AspNetCore.Authorization;

namespace TalentPortal.Web.Platform.Access;

/// <summary>Asks for one permission of <see cref="Permissions"/>.</summary>
public sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;

/// <summary>Decides by the grants as they stand now, never by what a cookie once said.</summary>
public sealed class PermissionHandler(CurrentActor actors) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        var actor = await actors.OfAsync(context.User, CancellationToken.None);
        if (actor.IsSignedIn && actor.Allows(requirement.Permission))
        {
            context.Succeed(requirement);
        }
    }
}

/// <summary>A policy per permission; whatever names none needs an open account.</summary>
public static class PermissionPolicies
{
    public static IServiceCollection AddPermissionPolicies(this IServiceCollection services)
    {
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        var authorization = services.AddAuthorizationBuilder();
        foreach (var permission in Permissions.All)
        {
            authorization.AddPolicy(permission, Policy(permission));
        }

        authorization.AddPolicy(Permissions.SignedIn, Policy(Permissions.SignedIn))
            .SetDefaultPolicy(Policy(Permissions.SignedIn))
            .SetFallbackPolicy(Policy(Permissions.SignedIn));
        return services;
    }

    private static AuthorizationPolicy Policy(string permission) =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(permission)).Build();
}
