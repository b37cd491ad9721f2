using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Tests.Access;

/// <summary>Everything somebody could call, found by looking and not by remembering: endpoints of the running portal, pages, handlers and queries.</summary>
internal static class Enumeration
{
    /// <summary>The name of an endpoint in the table: <c>GET /path/{id}</c>, or <c>PAGE /path</c> for a component. Null for files, which are for everybody.</summary>
    public static IEnumerable<(string Key, RouteEndpoint Endpoint)> Of(IEnumerable<Endpoint> endpoints)
    {
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            {
                continue;
            }

            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (path.Length > 1)
            {
                path = path.TrimEnd('/');
            }

            if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            {
                yield return ($"PAGE {path}", endpoint);
                continue;
            }

            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
            {
                yield return ($"{method} {path}", endpoint);
            }
        }
    }

    /// <summary>The pages of an assembly by their routes.</summary>
    public static IEnumerable<string> Pages(IEnumerable<Type> types) => types.SelectMany(t => t.GetCustomAttributes<RouteAttribute>(inherit: false)).Select(r => $"PAGE {r.Template}");

    /// <summary>Every public method that is told who asks, as <c>Type.Method</c>: the services behind pages and endpoints.</summary>
    public static IEnumerable<string> Services(IEnumerable<Type> types) => types
        .Where(t => t is { IsVisible: true, IsClass: true } && !typeof(ComponentBase).IsAssignableFrom(t))
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsSpecialName && m.GetParameters().Any(p => p.ParameterType == typeof(Actor)))
            .Select(m => $"{t.Name}.{m.Name}"))
        .Distinct();

    /// <summary>What the table lacks and what it has too much; empty when it says everything and nothing else.</summary>
    public static IReadOnlyList<string> Differences(IEnumerable<string> found, IEnumerable<string> expected)
    {
        var (there, said) = (found.ToHashSet(StringComparer.Ordinal), expected.ToHashSet(StringComparer.Ordinal));
        return
        [
            .. there.Except(said).Order(StringComparer.Ordinal).Select(k => $"{k}: has no expectation. Say in Expectations who may call it."),
            .. said.Except(there).Order(StringComparer.Ordinal).Select(k => $"{k}: is expected but no longer there. Remove its line from Expectations."),
        ];
    }

    /// <summary>The policy an endpoint asks for: a permission, <see cref="Permissions.SignedIn"/> by default, or null where it is open.</summary>
    public static string? PolicyOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? null
        : endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).LastOrDefault(p => p is not null) ?? Permissions.SignedIn;
}
