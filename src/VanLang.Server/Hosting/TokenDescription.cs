using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace VanLang.Server.Hosting;

/// <summary>The addresses of the OpenID provider, which the token service answers itself and the framework therefore does not describe.</summary>
internal static class TokenDescription
{
    public const string Tag = "Đăng nhập và mã truy cập (tokens)";

    private const string Form = "application/x-www-form-urlencoded";

    private const string TokenRequest = """
        {"grant_type":"client_credentials","client_id":"qlvb-g22","client_assertion_type":"urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
         "client_assertion":"eyJhbGciOiJFUzI1NiIsInR5cCI6ImNsaWVudC1hdXRoZW50aWNhdGlvbitqd3QifQ.eyJpc3MiOiJxbHZiLWcyMiJ9.MEUCIQ"}
        """;

    private const string TokenAnswer = """{"access_token":"eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJxbHZiLWcyMiJ9.MEUCIQ","token_type":"Bearer","expires_in":900}""";

    private const string InvalidClient = """{"error":"invalid_client","error_description":"The client assertion was used before."}""";

    private const string TooMany = """{"error":"temporarily_unavailable","error_description":"Too many requests. Wait and try again."}""";

    private const string InvalidRequest = """{"error":"unsupported_grant_type","error_description":"The specified 'grant_type' is not supported."}""";

    public static void Add(OpenApiDocument document)
    {
        Path(document, "/connect/token", HttpMethod.Post, Token(document));
        Path(document, "/connect/userinfo", HttpMethod.Get, UserInfo(document));
        Path(document, "/.well-known/openid-configuration", HttpMethod.Get, Read("GetOpenIdConfiguration", "Issuer, addresses and abilities of the token service (OpenID Connect Discovery 1.0)", Object("issuer", "token_endpoint", "jwks_uri"), """{"issuer":"https://truc.example.gov.vn/","authorization_endpoint":"https://truc.example.gov.vn/connect/authorize","token_endpoint":"https://truc.example.gov.vn/connect/token","jwks_uri":"https://truc.example.gov.vn/.well-known/jwks","userinfo_endpoint":"https://truc.example.gov.vn/connect/userinfo","grant_types_supported":["client_credentials","authorization_code","refresh_token"],"scopes_supported":["openid","profile","offline_access"],"token_endpoint_auth_methods_supported":["private_key_jwt"]}""", document));
        Path(document, "/.well-known/jwks", HttpMethod.Get, Read("GetTokenKeys", "Public keys of the tokens (JWK Set, RFC 7517)", Object("keys"), """{"keys":[{"kty":"EC","use":"sig","alg":"ES256","kid":"2026-11-a1b2c3","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}""", document));
    }

    // What another system asks with the token of a person who consented; a system's own token is no person's.
    private static OpenApiOperation UserInfo(OpenApiDocument document)
    {
        var operation = Operation(document, "GetUserInfo", "Who signed in at another system: subject, and with the scope profile name, agency and sign-in name (OpenID Connect Core 1.0, 5.3)", null, new OpenApiResponses
        {
            ["200"] = Response("As it is now.", Fields(Object("sub"), ("sub", "The person's account."), ("name", "Full name."), ("preferred_username", "Sign-in name."), ("organ_id", "Code of the agency.")),
                """{"sub":"019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c01","name":"Trần Thị Lan Anh","preferred_username":"vanthu.g22","organ_id":"G22"}"""),
            ["400"] = Response("No token.", Fault(), """{"error":"missing_token","error_description":"The security token is missing."}"""),
            ["401"] = Response("The token is no active person's.", Fault(), """{"error":"invalid_token","error_description":"The token is no active person's."}"""),
        });
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("openid", document)] = ["openid"] }];
        return operation;
    }

    private static OpenApiOperation Token(OpenApiDocument document) => Operation(document, "RequestToken", "An access token for an agency's system, which proves itself with its own key",
        "The assertion is a JWT: header alg ES256, typ client-authentication+jwt; claims iss = sub = client_id, aud = the issuer, exp at most one hour ahead, jti used once. Headers that bring or name another key are refused. The token lives 15 minutes; ask for a new one after four fifths of that.",
        new OpenApiResponses
        {
            ["200"] = Response("The token.", Fields(Object("access_token", "token_type"), ("access_token", "To be sent as Authorization: Bearer."), ("token_type", "Bearer.")), TokenAnswer),
            ["400"] = Response("The request is not right (RFC 6749, 5.2).", Fault(), InvalidRequest),
            ["401"] = Response("The client is not known, is locked, or its assertion does not hold.", Fault(), InvalidClient),
            ["429"] = TooManyAtOnce(),
        }, new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Form] = new() { Schema = Fields(Object("grant_type", "client_assertion_type", "client_assertion"), ("grant_type", "client_credentials."), ("client_id", "The system's id; it must be the assertion's subject."), ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer."), ("client_assertion", "The signed assertion.")), Example = JsonNode.Parse(TokenRequest) },
            },
        });

    private static OpenApiResponse TooManyAtOnce()
    {
        var response = Response("Too many ask at once.", Fault(), TooMany);
        OperationDescription.Header(response, "Retry-After", "2", "Seconds to wait.");
        return response;
    }

    private static OpenApiOperation Read(string id, string summary, OpenApiSchema schema, string example, OpenApiDocument document) =>
        Operation(document, id, summary, null, new OpenApiResponses { ["200"] = Response("As it is now; to be kept for an hour at most.", schema, example) });

    private static OpenApiOperation Operation(OpenApiDocument document, string id, string summary, string? text, OpenApiResponses responses, OpenApiRequestBody? body = null) => new()
    {
        OperationId = id,
        Summary = summary,
        Description = text,
        Tags = new HashSet<OpenApiTagReference> { new(Tag, document) },
        Security = [],
        Responses = responses,
        RequestBody = body,
    };

    private static OpenApiResponse Response(string text, OpenApiSchema schema, string example) => new()
    {
        Description = text,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema, Example = JsonNode.Parse(example) } },
    };

    private static OpenApiSchema Fault() => Fields(Object("error"), ("error", "Code of RFC 6749."), ("error_description", "A sentence in English."));

    private static OpenApiSchema Fields(OpenApiSchema schema, params (string Name, string Text)[] fields)
    {
        schema.Properties = fields.ToDictionary(f => f.Name, IOpenApiSchema (f) => new OpenApiSchema { Type = JsonSchemaType.String, Description = f.Text });
        return schema;
    }

    private static OpenApiSchema Object(params string[] required) => new() { Type = JsonSchemaType.Object, Required = required.ToHashSet() };

    private static void Path(OpenApiDocument document, string path, HttpMethod method, OpenApiOperation operation)
    {
        document.Paths.TryAdd(path, new OpenApiPathItem());
        ((OpenApiPathItem)document.Paths[path]).AddOperation(method, operation);
    }
}
