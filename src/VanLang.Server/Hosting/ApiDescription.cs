using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace VanLang.Server.Hosting;

/// <summary>The OpenAPI description as a whole: what it is, how one signs in, and the form of a refusal.</summary>
internal static class ApiDescription
{
    /// <summary>Scheme of agencies' systems.</summary>
    public const string Agency = "agency";

    /// <summary>Name of the schema of every refusal.</summary>
    public const string Problem = "Problem";

    private const string Introduction = """
        Machine interface of VanLang. Agencies' systems sign in by client credentials with their own key (RFC 7523) and send the token as `Authorization: Bearer`.

        Every refusal is problem details (RFC 9457) with a stable `code`; the sentence follows `Accept-Language` (`vi`, `en`). What answers 429 or 503 says when to come back in `Retry-After`;
        sending the same packet again is always safe. Every code stands in docs/errors.md, the whole protocol in docs/protocol.md.
        """;

    public static void Add(OpenApiOptions options)
    {
        options.ShouldInclude = d => d.HttpMethod != HttpMethods.Head;
        options.AddOperationTransformer<OperationDescription>();
        options.AddDocumentTransformer((document, _, _) =>
        {
            Complete(document);
            return Task.CompletedTask;
        });
    }

    /// <summary>The permission that an endpoint asks for; null when it is everybody's.</summary>
    public static string? Permission(IList<object> metadata) => metadata.OfType<IAllowAnonymous>().Any()
        ? null
        : string.Join(" + ", metadata.OfType<IAuthorizeData>().Select(a => a.Policy).OfType<string>().Select(p => p.Replace("permission:", "", StringComparison.Ordinal)).Distinct());

    private static readonly Dictionary<string, string> Tags = new()
    {
        [TokenDescription.Tag] = "How a system gets its token, and what other systems need to let people sign in with VanLang.",
        ["Trục liên thông văn bản (exchange)"] = "Sending and receiving documents between agencies: packets, inbox, statuses, evidence, uploads, validation.",
        ["Organizations"] = "The directory of agencies by date: codes in both schemes, names, parents, successors; changes by cursor.",
        ["Pháp luật: thời hạn và ngày làm việc"] = "Working calendar and deadlines with their reasons.",
        ["Kiểm toán: điểm kiểm và chứng minh"] = "Signed checkpoints and proofs of the audit log, for witnesses and whoever checks evidence.",
    };

    private static void Complete(OpenApiDocument document)
    {
        TokenDescription.Add(document);
        document.Tags = Tags.Select(t => new OpenApiTag { Name = t.Key, Description = t.Value }).ToHashSet();
        document.Info = new OpenApiInfo
        {
            Title = "VanLang",
            Version = "v1",
            Description = Introduction,
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[Problem] = ProblemSchema();
        document.Components.Schemas.Remove("ProblemDetails");
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Agency] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.OAuth2,
                Description = "Client credentials with private_key_jwt: an assertion signed with the system's own key (ES256, typ client-authentication+jwt, aud = issuer, exp within the hour, a jti used once). No scope is needed.",
                Flows = new OpenApiOAuthFlows { ClientCredentials = new OpenApiOAuthFlow { TokenUrl = new Uri("/connect/token", UriKind.Relative), Scopes = new Dictionary<string, string>() } },
            },
            ["openid"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.OpenIdConnect,
                Description = "For other systems at which people sign in with their VanLang account: authorization code with PKCE.",
                OpenIdConnectUrl = new Uri("/.well-known/openid-configuration", UriKind.Relative),
            },
        };
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A refusal (RFC 9457). 'code' never changes its meaning; 'errors' holds every fault that was found, with what is known of its place.",
        Required = new HashSet<string> { "type", "title", "status", "detail", "code", "errors" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("Always about:blank."),
            ["title"] = Text("The kind of refusal in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["detail"] = Text("The sentence for the first fault."),
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Z]{3}-[0-9]{4}$", Description = "Stable code of the first fault." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "code", "text" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["code"] = Text("Stable code."),
                        ["text"] = Text("The sentence."),
                        ["field"] = Text("The part of the request."),
                        ["line"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "Line of the packet, from 1." },
                        ["column"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "Column, from 1." },
                        ["path"] = Text("Local names from the root of the packet."),
                    },
                },
            },
            ["traceId"] = Text("To be told to the administrator."),
        },
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
