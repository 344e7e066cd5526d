using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace VanLang.Access.Pages.Audit;

/// <summary>One changed column of an audit row's detail.</summary>
internal sealed record AuditChange(string Row, string Kind, string? Column, string? Old, string? New);

/// <summary>The detail of an audit row, taken apart for reading: what the use case told, and what changed, old and new.</summary>
internal sealed record AuditDetail(string? Told, IReadOnlyList<AuditChange> Changes)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static AuditDetail Of(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return new AuditDetail(null, []);
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("told", out var told))
            {
                return new AuditDetail(JsonSerializer.Serialize(root, Readable), []);
            }

            var changes = root.TryGetProperty("changes", out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray().SelectMany(Columns).ToList() : [];
            return new AuditDetail(told.ValueKind is JsonValueKind.Null ? null : JsonSerializer.Serialize(told, Readable), changes);
        }
        catch (JsonException)
        {
            return new AuditDetail(json, []); // Cut at its longest: shown as it is.
        }
    }

    private static IEnumerable<AuditChange> Columns(JsonElement change)
    {
        var row = change.GetProperty("row").GetString() ?? "";
        var kind = change.GetProperty("kind").GetString() ?? "";
        if (!change.TryGetProperty("values", out var values) || values.ValueKind is not JsonValueKind.Object)
        {
            return [new AuditChange(row, kind, null, null, null)];
        }

        return values.EnumerateObject().Select(v => v.Value.GetArrayLength() == 2
            ? new AuditChange(row, kind, v.Name, Text(v.Value[0]), Text(v.Value[1]))
            : new AuditChange(row, kind, v.Name, null, Text(v.Value[0]))).ToList();
    }

    private static string? Text(JsonElement value) => value.ValueKind is JsonValueKind.Null ? null : value.ToString();
}
