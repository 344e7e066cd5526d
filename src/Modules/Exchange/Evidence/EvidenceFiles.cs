using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VanLang.Data.Keys;
using VanLang.Exchange.Deliveries;

namespace VanLang.Exchange.Evidence;

/// <summary>A small file of the evidence.</summary>
internal sealed record EvidenceFile(string Name, byte[] Content);

/// <summary>Lays gathered evidence into files. The same rows and the same checkpoint give the same bytes.</summary>
internal static class EvidenceFiles
{
    public const string Packet = "packet.edxml";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static IReadOnlyList<EvidenceFile> Of(GatheredEvidence evidence, PublicKey receiptKey, PublicKey sumsKey, string issuer)
    {
        var checkpointKeys = evidence.Logs.SelectMany(l => l.Keys).DistinctBy(k => k.Kid).ToList();
        var witnessKeys = evidence.Logs.SelectMany(l => l.WitnessKeys).DistinctBy(k => k.Kid).ToList();
        List<PublicKey> receiptKeys = [.. new[] { receiptKey, sumsKey }.DistinctBy(k => k.Kid)];
        return
        [
            new("README.md", Encoding.UTF8.GetBytes(Readme(evidence, receiptKey, sumsKey, checkpointKeys, issuer))),
            new("receipt.jws", Encoding.ASCII.GetBytes(evidence.Packet.Receipt)),
            .. evidence.Missing is { } missing ? new[] { new EvidenceFile("packet.missing.txt", Encoding.UTF8.GetBytes($"{missing.Sentence("vi")}\n{missing.Sentence("en")}\n")) } : [],
            Of("statuses.json", Statuses(evidence)),
            Of("proof/packet.json", new { records = evidence.PacketRecords }),
            .. evidence.Leaves.Select(l => Of(EvidenceLeaf.File(l.Key), EvidenceLeaf.Of(l.Key, l.Value))),
            .. evidence.Logs.SelectMany(l => l.Growth).Select(g => Of($"proof/growth-{g.Proof.Node}-{g.Proof.From}-{g.Proof.To}.json", EvidenceGrowth.Of(g))),
            new("checkpoint.txt", Encoding.UTF8.GetBytes(string.Join('\n', evidence.Logs.Select(l => l.Note)))),
            .. Keys("receipt", receiptKeys),
            .. Keys("checkpoint", checkpointKeys),
            .. Keys("witness", witnessKeys),
            new("verify.py", Embedded("verify.py")),
        ];
    }

    private static EvidenceFile Of(string name, object content) => new(name, [.. JsonSerializer.SerializeToUtf8Bytes(content, Json), (byte)'\n']);

    private static IEnumerable<EvidenceFile> Keys(string use, List<PublicKey> keys) => keys.Count == 0
        ? []
        : [.. keys.Select(k => new EvidenceFile($"keys/{use}-{k.Kid}.pem", Encoding.ASCII.GetBytes(k.ToPem()))), Of($"keys/{use}.jwks.json", new { keys = keys.Select(k => k.ToJwk()) })];

    private static object Statuses(GatheredEvidence evidence) => new
    {
        packetId = evidence.Packet.Id.Value,
        documentId = evidence.Packet.DocumentId,
        seenBy = evidence.AsSender ? "sender" : "recipient",
        deliveries = evidence.Deliveries.Select(d => (Row: (Delivery)d.Delivery.Row, d.Delivery, d.Statuses)).Select(d => new
        {
            recipient = d.Row.RecipientCode,
            name = d.Row.RecipientName,
            state = d.Row.State.ToString(),
            record = d.Delivery,
            statuses = d.Statuses,
        }),
    };

    private static string Readme(GatheredEvidence evidence, PublicKey receiptKey, PublicKey sumsKey, List<PublicKey> checkpointKeys, string issuer)
    {
        var missing = evidence.Missing is { } error ? $"**{error.Sentence("vi")} {error.Sentence("en")}**\n\n" : "";
        return new StringBuilder(Encoding.UTF8.GetString(Embedded("readme.md")))
            .Replace("{PACKET}", evidence.Packet.Id.Value.ToString())
            .Replace("{DOCUMENT}", evidence.Packet.DocumentId.Replace('`', '\'').ReplaceLineEndings(" "))
            .Replace("{RECEIPT_KID}", receiptKey.Kid)
            .Replace("{SUMS_KID}", sumsKey.Kid)
            .Replace("{CHECKPOINT_KID}", checkpointKeys[0].Kid)
            .Replace("{KIDS}", string.Join(' ', new[] { receiptKey.Kid, sumsKey.Kid }.Concat(checkpointKeys.Select(k => k.Kid)).Concat(evidence.Logs.SelectMany(l => l.WitnessKeys).Select(k => k.Kid)).Distinct()))
            .Replace("{ISSUER}", issuer)
            .Replace("{MISSING}", missing)
            .ToString();
    }

    private static byte[] Embedded(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("VanLang.Exchange.Evidence." + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
