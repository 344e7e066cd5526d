using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VanLang.Foundation.Tests.Api.Operations;

/// <summary>Holds a value against a schema of the description: the part of JSON Schema 2020-12 that descriptions of this server use. A keyword it does not know is a fault.</summary>
internal sealed class SchemaCheck(JsonObject document)
{
    private static readonly HashSet<string> Silent = ["description", "default", "examples", "example", "title", "format", "$ref", "x-permission"];

    /// <summary>Faults, each with its place; none when the value fits.</summary>
    public IEnumerable<string> Faults(JsonNode? value, JsonNode? schema, string place = "$")
    {
        if (schema is not JsonObject rules)
        {
            return schema is null || schema.GetValueKind() is JsonValueKind.True ? [] : [$"{place}: nothing fits 'false'"];
        }

        if (rules["$ref"] is { } reference)
        {
            return Faults(value, Resolve(reference.GetValue<string>()), place);
        }

        return rules.SelectMany(rule => rule.Key switch
        {
            "type" => Types(rule.Value!).Any(t => Is(value, t)) ? [] : [$"{place}: {Kind(value)} is not {rule.Value!.ToJsonString()}"],
            "properties" => value is JsonObject o ? rule.Value!.AsObject().Where(p => o.ContainsKey(p.Key)).SelectMany(p => Faults(o[p.Key], p.Value, $"{place}.{p.Key}")) : [],
            "required" => value is JsonObject o ? rule.Value!.AsArray().Select(n => n!.GetValue<string>()).Where(n => !o.ContainsKey(n)).Select(n => $"{place}: {n} is missing") : [],
            "items" => value is JsonArray a ? a.SelectMany((item, i) => Faults(item, rule.Value, $"{place}[{i.ToString(CultureInfo.InvariantCulture)}]")) : [],
            "enum" => rule.Value!.AsArray().Any(e => JsonNode.DeepEquals(e, value)) ? [] : [$"{place}: {value} is not one of {rule.Value.ToJsonString()}"],
            "oneOf" or "anyOf" => rule.Value!.AsArray().Any(s => !Faults(value, s, place).Any()) ? [] : [$"{place}: fits none of {rule.Key}"],
            "pattern" => value is JsonValue v && v.TryGetValue<string>(out var text) && !Regex.IsMatch(text, rule.Value!.GetValue<string>()) ? [$"{place}: {text} does not match {rule.Value}"] : [],
            _ when Silent.Contains(rule.Key) => Format(value, rule, place),
            _ => [$"{place}: the keyword {rule.Key} is not known to this check"],
        });
    }

    private JsonNode? Resolve(string reference) => reference[2..].Split('/').Aggregate((JsonNode?)document, (node, part) => node?[part]);

    private static IEnumerable<string> Format(JsonNode? value, KeyValuePair<string, JsonNode?> rule, string place)
    {
        if (rule.Key != "format" || value is not JsonValue v || !v.TryGetValue<string>(out var text))
        {
            return [];
        }

        var fits = rule.Value!.GetValue<string>() switch
        {
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && text.Contains('T', StringComparison.Ordinal),
            "byte" => Convert.TryFromBase64String(text, new byte[text.Length], out _),
            _ => true,
        };
        return fits ? [] : [$"{place}: {text} is no {rule.Value}"];
    }

    private static IEnumerable<string> Types(JsonNode types) => types is JsonArray many ? many.Select(t => t!.GetValue<string>()) : [types.GetValue<string>()];

    private static bool Is(JsonNode? value, string type) => (value?.GetValueKind() ?? JsonValueKind.Null, type) switch
    {
        (JsonValueKind.Null, "null") or (JsonValueKind.String, "string") or (JsonValueKind.Object, "object") or (JsonValueKind.Array, "array") => true,
        (JsonValueKind.True or JsonValueKind.False, "boolean") or (JsonValueKind.Number, "number") => true,
        (JsonValueKind.Number, "integer") => long.TryParse(value!.ToJsonString(), out _),
        _ => false,
    };

    private static string Kind(JsonNode? value) => value is null ? "null" : value.GetValueKind().ToString();
}
