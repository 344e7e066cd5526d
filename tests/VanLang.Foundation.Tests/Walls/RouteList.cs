using System.Text.RegularExpressions;
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
internal sealed partial record Route(string Verb, string Pattern, string Policy, bool IsPage)
{
    /// <summary>An address of this route: parameters of the right form, and nothing behind them.</summary>
    public string Address => Parameter().Replace(Pattern, m => m.Groups["kind"].Value switch
    {
        "guid" => "019a0000-0000-7000-8000-000000000000",
        "int" or "long" => "1",
        _ => m.Groups["name"].Value.Contains("year", StringComparison.OrdinalIgnoreCase) ? "2026" : "khong-co",
    });

    /// <summary>For agencies' systems and other machines, described in OpenAPI.</summary>
    public bool IsApi => Pattern.StartsWith("/api/", StringComparison.Ordinal) && !Pattern.Contains("{**", StringComparison.Ordinal);

    public override string ToString() => $"{Verb,-6} {Pattern}  {Policy}";

    [GeneratedRegex(@"\{\**(?<name>\w+)(:(?<kind>\w+)[^}]*)?\??\}")]
    private static partial Regex Parameter();
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
