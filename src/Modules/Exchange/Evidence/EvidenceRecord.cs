using System.Text.Json;
using System.Text.Json.Serialization;
using VanLang.Data.Audit;
using VanLang.Exchange.Ingest;

namespace VanLang.Exchange.Evidence;

/// <summary>One row of the exchange with all its fields, and the file that proves it: whoever hashes the fields again finds the hash in that audit row.</summary>
/// <param name="Name">How the audit row names the row and its state.</param>
/// <param name="Fields">Name, kind and value of each, in the order in which they are hashed.</param>
/// <param name="Proof">File in the evidence; set once the row's audit row is known.</param>
internal sealed record EvidenceRecord(string Name, string Type, string Proof, IReadOnlyList<object?[]> Fields)
{
    [JsonIgnore]
    public object Row { get; init; } = new();

    public static EvidenceRecord Of(ExchangeDb db, object row)
    {
        var type = db.Model.FindEntityType(row.GetType())!;
        return new EvidenceRecord(ExchangeProofs.Name(db, row), row.GetType().Name, "", [.. RowHash.Fields(type, row).Select(f => new[] { f.Name, f.Kind, f.Json })]) { Row = row };
    }
}

/// <summary>One audit row as its file holds it.</summary>
internal sealed record EvidenceLeaf(string Log, long Seq, long Size, IReadOnlyList<object?[]> Row, IReadOnlyList<byte[]> Path)
{
    public static EvidenceLeaf Of(AuditEntry entry, InclusionProof proof) =>
        new(Checkpoint.Origin(entry.Node), entry.Seq, proof.Size, [.. AuditHash.Fields(entry).Select(f => new[] { f.Name, f.Kind, f.Json })], proof.Path);

    public static string File(AuditEntry entry) => $"proof/leaf-{entry.Node}-{entry.Seq}.json";

    /// <summary>The rows that an audit row of the ingest writer tells of.</summary>
    public static IEnumerable<string> Tells(AuditEntry entry)
    {
        if (entry.Detail is null || !entry.Detail.StartsWith("{\"rows\":", StringComparison.Ordinal))
        {
            yield break;
        }

        using var detail = JsonDocument.Parse(entry.Detail);
        foreach (var row in detail.RootElement.GetProperty("rows").EnumerateObject())
        {
            yield return row.Name;
        }
    }
}

/// <summary>That a log began with an earlier one.</summary>
internal sealed record EvidenceGrowth(string Log, long From, byte[] FromRoot, string? FromNote, long To, IReadOnlyList<byte[]> Path)
{
    public static EvidenceGrowth Of(ProvedGrowth growth) =>
        new(Checkpoint.Origin(growth.Proof.Node), growth.Proof.From, growth.Proof.FromRoot, growth.FromNote, growth.Proof.To, growth.Proof.Path);
}
