using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>One thing a stranger can ask of the server.</summary>
/// <param name="Verb">HTTP verb.</param>
/// <param name="Pattern">Route.</param>
/// <param name="Policy"><c>anonymous</c>, <c>signed-in</c>, <c>permission:x</c>, another policy's name, or <c>MISSING</c>.</param>
/// <param name="IsPage">A page for people; the rest is for machines.</param>
internal sealed record Route(string Verb, string Pattern, string Policy, bool IsPage)
{
    public override string ToString() => $"{Verb,-6} {Pattern}  {Policy}";
}

/// <summary>Every route of a running server; the framework's own and the static files, which are public, are left out.</summary>
internal static class RouteList
{
    public static List<Route> Of(EndpointDataSource source) => [.. source.Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.RoutePattern.RawText?.StartsWith("/_framework/", StringComparison.Ordinal) != true && e.RoutePattern.RawText != "{**path:file}").SelectMany(Routes)
        .Distinct().OrderBy(r => r.Pattern, StringComparer.Ordinal).ThenBy(r => r.Verb, StringComparer.Ordinal)];

    private static IEnumerable<Route> Routes(RouteEndpoint endpoint)
    {
        var page = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
        var verbs = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"];
        var pattern = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
        return verbs.Select(v => new Route(v, pattern, Policy(endpoint.Metadata), page));
    }

    private static string Policy(Microsoft.AspNetCore.Http.EndpointMetadataCollection metadata)
    {
        if (metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return "anonymous";
        }

        var demands = metadata.GetOrderedMetadata<IAuthorizeData>();
        return demands.Count == 0 ? "MISSING" : string.Join(" + ", demands.Select(d => d.Policy ?? "signed-in").Distinct());
    }
}
