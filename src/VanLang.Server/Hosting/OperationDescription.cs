using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using VanLang.Kernel;
using VanLang.Web.Http;

namespace VanLang.Server.Hosting;

/// <summary>One operation: who may, what it takes with examples, and every status it may answer, the refusals with their code in both languages.</summary>
internal sealed class OperationDescription : IOpenApiOperationTransformer
{
    private static readonly string[] Languages = ["vi", "en"];

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        var permission = ApiDescription.Permission(metadata);
        Secure(operation, permission, context.Document!);
        Take(operation, metadata);
        Answer(operation, metadata);
        Refuse(operation, metadata, permission, context.Description.ParameterDescriptions.Any(p => p.Type is not null && p.Type != typeof(string)), context.Document!);
        return Task.CompletedTask;
    }

    private static void Secure(OpenApiOperation operation, string? permission, OpenApiDocument document)
    {
        operation.Security = permission is null ? [] : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiDescription.Agency, document)] = [] }];
        if (permission is not null)
        {
            operation.AddExtension("x-permission", new JsonNodeExtension(JsonValue.Create(permission)));
        }
    }

    private static void Take(OpenApiOperation operation, IList<object> metadata)
    {
        foreach (var facts in metadata.OfType<ParameterFacts>())
        {
            if (operation.Parameters?.OfType<OpenApiParameter>().FirstOrDefault(p => p.Name == facts.Name) is not { } parameter)
            {
                throw new InvalidOperationException($"{operation.OperationId} has no parameter {facts.Name}.");
            }

            parameter.Description = facts.Text;
            parameter.Example = JsonSerializer.SerializeToNode(facts.Example);
        }

        foreach (var facts in metadata.OfType<HeaderFacts>().Where(h => h.Status is null))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter { Name = facts.Name, In = ParameterLocation.Header, Required = facts.Required, Description = facts.Text, Example = JsonValue.Create(facts.Example), Schema = TextSchema() });
        }

        if (metadata.OfType<TextBody>().LastOrDefault() is { } text)
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["text/plain"] = new() { Schema = TextSchema(), Example = JsonValue.Create(text.Content) } } };
        }

        if (metadata.OfType<RequestExample>().LastOrDefault() is { } example && operation.RequestBody?.Content is { } contents)
        {
            contents.Values.First().Example = Node(example.Content);
        }
    }

    private static void Answer(OpenApiOperation operation, IList<object> metadata)
    {
        foreach (var example in metadata.OfType<AnswerExample>())
        {
            foreach (var content in Response(operation, example.Status).Content?.Values ?? [])
            {
                content.Example = Node(example.Content);
            }
        }

        foreach (var facts in metadata.OfType<HeaderFacts>().Where(h => h.Status is not null))
        {
            Header(Response(operation, facts.Status!.Value), facts.Name, facts.Example, facts.Text);
        }
    }

    private static void Refuse(OpenApiOperation operation, IList<object> metadata, string? permission, bool typed, OpenApiDocument document)
    {
        var errors = metadata.OfType<FailureFacts>().SelectMany(f => f.Errors.Select(e => (Status: f.Status ?? Problems.Status(e.Kind), Error: e))).ToLookup(e => e.Status, e => e.Error);
        var statuses = operation.Responses!.Keys.Select(k => int.Parse(k, CultureInfo.InvariantCulture)).Where(s => s >= 400)
            .Concat(errors.Select(e => e.Key)).Concat(permission is null ? [405] : [401, 403, 405]).Concat(typed ? [400] : []);
        foreach (var status in statuses.Distinct().Order().ToList())
        {
            var response = Response(operation, status);
            if (response.Content?.ContainsKey("application/json") == true)
            {
                continue; // A refusal in a form of its own, with an example of its own.
            }

            var shown = errors[status].Concat(errors[status].Any() && status is not (401 or 403) ? [] : CommonFailures.Of(status));
            response.Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new()
                {
                    Schema = new OpenApiSchemaReference(ApiDescription.Problem, document),
                    Examples = shown.DistinctBy(e => e.Code).SelectMany(e => Languages.Select(l => (Name: $"{e.Code}-{l}", Example: Shown(e, status, l)))).ToDictionary(e => e.Name, IOpenApiExample (e) => e.Example),
                },
            };
            Headers(response, status);
        }
    }

    private static OpenApiExample Shown(Error error, int status, string language)
    {
        var value = Problems.Example(error, language);
        value["status"] = status;
        return new OpenApiExample { Summary = error.Sentence(language), Value = value };
    }

    private static void Headers(OpenApiResponse response, int status)
    {
        switch (status)
        {
            case StatusCodes.Status401Unauthorized:
                Header(response, "WWW-Authenticate", "Bearer realm=\"vanlang\", error=\"invalid_token\"", "How to sign in (RFC 6750).");
                break;
            case StatusCodes.Status405MethodNotAllowed:
                Header(response, "Allow", "GET, HEAD", "Methods of this address.");
                break;
            case StatusCodes.Status429TooManyRequests:
                Header(response, "Retry-After", "60", "Seconds to wait.");
                break;
            case StatusCodes.Status503ServiceUnavailable:
                Header(response, "Retry-After", "30", "Seconds to wait; then send the same request again.");
                break;
        }
    }

    private static OpenApiResponse Response(OpenApiOperation operation, int status)
    {
        var key = status.ToString(CultureInfo.InvariantCulture);
        if (operation.Responses!.TryGetValue(key, out var found))
        {
            return (OpenApiResponse)found;
        }

        var made = new OpenApiResponse { Description = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status) };
        operation.Responses[key] = made;
        return made;
    }

    public static void Header(OpenApiResponse response, string name, string example, string text)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader { Description = text, Example = JsonValue.Create(example), Schema = TextSchema() };
    }

    private static JsonNode? Node(string example) => example.StartsWith('{') || example.StartsWith('[') ? JsonNode.Parse(example) : JsonValue.Create(example);

    private static OpenApiSchema TextSchema() => new() { Type = JsonSchemaType.String };
}
