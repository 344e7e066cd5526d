using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VanLang.Foundation.Tests.Api.Operations;

/// <summary>One operation as the published description tells it: what a stranger knows of the API.</summary>
internal sealed partial record Operation(string Id, string Verb, string Path, JsonObject Description)
{
    /// <summary>Names of the parts of the path that the caller fills in.</summary>
    public IReadOnlyList<string> PathParameters { get; } = [.. Part().Matches(Path).Select(m => m.Groups[1].Value)];

    /// <summary>Content type and example of the body; null when there is none.</summary>
    public (string Type, string Example)? Body
    {
        get
        {
            if (Description["requestBody"]?["content"] is not JsonObject contents)
            {
                return null;
            }

            var (type, content) = contents.First();
            return (type, content?["example"] switch
            {
                JsonValue text when text.TryGetValue<string>(out var written) => written,
                { } json => json.ToJsonString(),
                null => "{}",
            });
        }
    }

    /// <summary>Statuses that the description announces.</summary>
    public IReadOnlySet<string> Statuses => Description["responses"]!.AsObject().Select(r => r.Key).ToHashSet();

    /// <summary>The query that the examples of the parameters make; only what is needed, unless all is wanted.</summary>
    public string Query(Func<JsonObject, bool> wanted)
    {
        var parts = Parameters("query").Where(wanted).Select(p => $"{p["name"]}={Uri.EscapeDataString(p["example"]?.ToString() ?? "")}").ToList();
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    /// <summary>Parameters in the path, the query or the header.</summary>
    public IEnumerable<JsonObject> Parameters(string place) => (Description["parameters"]?.AsArray() ?? []).Select(p => p!.AsObject()).Where(p => p["in"]!.GetValue<string>() == place);

    public override string ToString() => $"{Id}  {Verb} {Path}";

    /// <summary>Every operation of a description.</summary>
    public static IReadOnlyList<Operation> Of(JsonObject document) =>
    [
        .. from path in document["paths"]!.AsObject()
           from item in path.Value!.AsObject()
           where item.Value is JsonObject operation && operation.ContainsKey("responses")
           select new Operation(item.Value!["operationId"]?.GetValue<string>() ?? "", item.Key.ToUpperInvariant(), path.Key, item.Value.AsObject()),
    ];

    /// <summary>The description that the server publishes.</summary>
    public static async Task<JsonObject> Document(HttpClient client) => JsonNode.Parse(await client.GetStreamAsync("/openapi/v1.json"))!.AsObject();

    /// <summary>The path with its parts filled in.</summary>
    public string Fill(IReadOnlyDictionary<string, string> values) => Part().Replace(Path, m => values[m.Groups[1].Value]);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Part();
}
