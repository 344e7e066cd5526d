using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace VanLang.Web.Http;

/// <summary>
/// What holds for every address of the API: GET answers HEAD as well (RFC 9110, 9.3.2), a wrong method is 405 with the methods of that address
/// (RFC 9110, 15.5.6), and what is not there is 404. Without it the catch-all routes of pages and files would answer under /api.
/// </summary>
public static class ApiAddresses
{
    private static readonly string[] Roots = ["api", "connect", ".well-known", "health", "openapi"];

    /// <summary>Routes mapped on what this gives back answer HEAD wherever they answer GET.</summary>
    public static IEndpointRouteBuilder WithHead(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder route && IsApi(route.RoutePattern) && endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { HttpMethods: ["GET"] } methods)
            {
                endpoint.Metadata.Remove(methods);
                endpoint.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
            }
        });
        return group;
    }

    /// <summary>Answers for every address below the roots of the API that no route knows, or knows under other methods.</summary>
    public static void MapUnknownApi(this IEndpointRouteBuilder routes)
    {
        foreach (var root in Roots)
        {
            routes.Map($"/{root}/{{**path}}", Answer).WithMetadata(Unknown.Mark).AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static Task Answer(HttpContext http)
    {
        var known = http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Unknown>() is null && IsApi(e.RoutePattern) && Matches(http, e.RoutePattern))
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct().Order(StringComparer.Ordinal).ToList();
        if (known.Count == 0)
        {
            return Problems.From(WebErrors.NoAddress).ExecuteAsync(http);
        }

        // The method is right: the route itself was passed over for the type of the body.
        if (known.Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase))
        {
            return Problems.From(WebErrors.ContentType.With(http.Request.ContentType ?? "")).ExecuteAsync(http);
        }

        var allowed = string.Join(", ", known);
        http.Response.Headers.Allow = allowed;
        return Problems.From(WebErrors.Method.With(http.Request.Method, allowed)).ExecuteAsync(http);
    }

    private static bool IsApi(RoutePattern pattern) => Array.Exists(Roots, root => pattern.RawText?.TrimStart('/').StartsWith(root + "/", StringComparison.OrdinalIgnoreCase) == true);

    private static bool Matches(HttpContext http, RoutePattern pattern)
    {
        var values = new RouteValueDictionary();
        if (!new TemplateMatcher(new RouteTemplate(pattern), new RouteValueDictionary(pattern.Defaults)).TryMatch(http.Request.Path, values))
        {
            return false;
        }

        var factory = http.RequestServices.GetRequiredService<ParameterPolicyFactory>();
        return pattern.ParameterPolicies.All(p => p.Value.All(policy =>
            factory.Create(pattern.GetParameter(p.Key), policy) is not IRouteConstraint constraint || constraint.Match(http, null, p.Key, values, RouteDirection.IncomingRequest)));
    }

    private sealed class Unknown
    {
        public static readonly Unknown Mark = new();
    }
}
