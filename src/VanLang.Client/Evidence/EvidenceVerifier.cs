using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VanLang.Client.Receipts;

namespace VanLang.Client.Evidence;

/// <summary>
/// Checks an evidence of the exchange without the exchange: every file against the signed list, the receipt, the checkpoint with its witnesses, the place of every audit row in the
/// log, and that the rows state exactly these records. It needs nothing but the evidence, and to be worth something the names of the exchange's keys, kept from elsewhere.
/// </summary>
public sealed class EvidenceVerifier
{
    private readonly EvidenceFiles files;
    private readonly EvidenceKeys keys;
    private readonly bool trusted;
    private readonly List<EvidenceStep> steps = [];
    private readonly Dictionary<string, JsonElement> told = new(StringComparer.Ordinal);
    private Dictionary<string, string> sums = new(StringComparer.Ordinal);
    private Dictionary<string, NotedLog> logs = new(StringComparer.Ordinal);
    private Receipt? receipt;
    private int deliveries;
    private int statuses;

    private EvidenceVerifier(EvidenceFiles files, IReadOnlyCollection<string> trusted)
    {
        this.files = files;
        this.trusted = trusted.Count > 0;
        keys = new EvidenceKeys(files, trusted.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Checks a ZIP as the exchange gave it out.</summary>
    /// <param name="zip">The ZIP; it must be seekable.</param>
    /// <param name="trustedKeys">Names (RFC 7638 thumbprints) of the keys that the reader trusts; empty to take the evidence's own.</param>
    /// <exception cref="InvalidDataException">It is no ZIP.</exception>
    public static EvidenceReport VerifyZip(Stream zip, IReadOnlyCollection<string> trustedKeys)
    {
        using var files = EvidenceFiles.OfZip(zip);
        return new EvidenceVerifier(files, trustedKeys).Report();
    }

    /// <summary>Checks an evidence that was unpacked.</summary>
    /// <param name="folder">Where its files lie, and nothing else.</param>
    /// <param name="trustedKeys">Names of the keys that the reader trusts; empty to take the evidence's own.</param>
    public static EvidenceReport VerifyFolder(string folder, IReadOnlyCollection<string> trustedKeys)
    {
        using var files = EvidenceFiles.OfFolder(folder);
        return new EvidenceVerifier(files, trustedKeys).Report();
    }

    private EvidenceReport Report()
    {
        Step("files", EvidenceFiles.Sums, Files);
        Step("receipt", "receipt.jws", CheckReceipt);
        Step("checkpoint", SignedNotes.File, Checkpoint);
        Step("rows", "proof/", Rows);
        Step("growth", "proof/", Growth);
        Step("records", "proof/packet.json", Records);
        return new EvidenceReport(
            steps.TrueForAll(s => s.Holds), trusted, receipt?.PacketId, receipt?.DocumentId, receipt?.Digest, receipt?.AcceptedAt, deliveries, statuses,
            [.. logs.Values.Select(l => new EvidenceLog(l.Log, l.Size, l.Witnesses))], [.. keys.Used], steps);
    }

    private void Step(string name, string file, Func<string> check)
    {
        try
        {
            steps.Add(new EvidenceStep(name, true, check(), null));
        }
        catch (EvidenceFault e)
        {
            steps.Add(new EvidenceStep(name, false, e.Message, e.File));
        }
        catch (ExchangeException e)
        {
            steps.Add(new EvidenceStep(name, false, e.Message, file));
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException or OverflowException or CryptographicException or IndexOutOfRangeException or InvalidDataException or NotSupportedException)
        {
            steps.Add(new EvidenceStep(name, false, $"it is not of the form of an evidence: {e.Message}", file));
        }
    }

    // The signed list covers every file, and nothing lies beside it.
    private string Files()
    {
        if (files.Twice is { } twice)
        {
            throw new EvidenceFault(twice, "the name stands twice in the ZIP");
        }

        var list = files.Read(EvidenceFiles.Sums);
        var lines = Encoding.UTF8.GetString(list).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var kid = lines.FirstOrDefault(l => l.StartsWith("# key ", StringComparison.Ordinal))?[6..] ?? throw new EvidenceFault(EvidenceFiles.Sums, "it names no key");
        keys.Signed("receipt", kid, list, files.Read(EvidenceFiles.SumsSignature), DSASignatureFormat.Rfc3279DerSequence);
        sums = lines.Where(l => l[0] != '#').ToDictionary(l => l[66..], l => l[..64], StringComparer.Ordinal);
        foreach (var name in files.Names.Where(n => n is not (EvidenceFiles.Sums or EvidenceFiles.SumsSignature)).Union(sums.Keys).Order(StringComparer.Ordinal))
        {
            if (!sums.TryGetValue(name, out var digest))
            {
                throw new EvidenceFault(name, "the signed list does not know this file");
            }

            if (!files.Names.Contains(name))
            {
                throw new EvidenceFault(name, "the file is missing");
            }

            if (files.Digest(name) != digest)
            {
                throw new EvidenceFault(name, "the file was changed: its SHA-256 is not the one in the signed list");
            }
        }

        return $"{sums.Count} files as the signed list says";
    }

    private string CheckReceipt()
    {
        var text = files.Text("receipt.jws");
        var stated = ReceiptKeys.Parse(files.Text("keys/receipt.jwks.json")).Verify(text);
        var parts = text.Split('.');
        var kid = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement.GetProperty("kid").GetString()!;
        keys.Signed("receipt", kid, Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), Base64Url.DecodeFromChars(parts[2]), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        receipt = stated;
        return $"signed by the exchange for {stated.DocumentId}";
    }

    private string Checkpoint()
    {
        logs = SignedNotes.Verify(files.Text(SignedNotes.File), keys);
        var witnesses = logs.Values.Sum(l => l.Witnesses.Count);
        return $"{string.Join(", ", logs.Values.Select(l => $"{l.Log} of {l.Size} rows"))}, {witnesses} {(witnesses == 1 ? "witness" : "witnesses")}";
    }

    // Each audit row is hashed anew and must stand at its place in the log of the checkpoint.
    private string Rows()
    {
        foreach (var name in files.Like("proof/leaf-", ".json"))
        {
            var proof = files.Json(name);
            var log = Log(proof, name);
            using var hash = new FieldHash();
            hash.Text("audit-row/1");
            JsonElement? detail = null;
            foreach (var field in proof.GetProperty("row").EnumerateArray())
            {
                hash.Value(field[1].GetString()!, field[2]);
                detail = field[0].GetString() == "detail" ? field[2] : detail;
            }

            if (!MerkleProof.Same(MerkleProof.Climb(proof.GetProperty("seq").GetInt64(), log.Size, Path(proof), MerkleProof.Leaf(hash.Done())), log.Root))
            {
                throw new EvidenceFault(name, $"the row does not stand at place {proof.GetProperty("seq").GetInt64()} of the log {log.Log}");
            }

            told[name] = JsonDocument.Parse(detail?.GetString() ?? throw new EvidenceFault(name, "the row tells of no records")).RootElement.GetProperty("rows");
        }

        return told.Count > 0 ? $"{told.Count} audit rows stand in the log" : throw new EvidenceFault("proof/", "there is no proof of an audit row");
    }

    private string Growth()
    {
        var count = 0;
        foreach (var name in files.Like("proof/growth-", ".json"))
        {
            var proof = files.Json(name);
            var log = Log(proof, name);
            var (from, root) = (proof.GetProperty("from").GetInt64(), Convert.FromBase64String(proof.GetProperty("fromRoot").GetString()!));
            if (!MerkleProof.Grew(from, log.Size, Path(proof), root, log.Root))
            {
                throw new EvidenceFault(name, $"the log {log.Log} is not the continuation of the one of {from} rows");
            }

            if (proof.GetProperty("fromNote").GetString() is { Length: > 0 } note && (SignedNotes.Verify(note, keys).GetValueOrDefault(log.Log) is not { } old || old.Size != from || !MerkleProof.Same(old.Root, root)))
            {
                throw new EvidenceFault(name, "the earlier checkpoint is of another log");
            }

            count++;
        }

        return count == 0 ? "no earlier checkpoint is claimed" : $"the log only grew since {count} earlier checkpoints";
    }

    // The rows state the hash of each record; the records are the packet, its files, its deliveries and their statuses.
    private string Records()
    {
        var packet = files.Json("proof/packet.json").GetProperty("records").EnumerateArray().ToList();
        var fans = files.Json("statuses.json").GetProperty("deliveries").EnumerateArray().ToList();
        deliveries = fans.Count;
        statuses = fans.Sum(f => f.GetProperty("statuses").GetArrayLength());
        foreach (var record in packet)
        {
            Record(record, "proof/packet.json");
        }

        foreach (var record in fans.SelectMany(f => f.GetProperty("statuses").EnumerateArray().Prepend(f.GetProperty("record"))))
        {
            Record(record, "statuses.json");
        }

        var fields = packet[0].GetProperty("fields").EnumerateArray().ToDictionary(f => f[0].GetString()!, f => f[2].ValueKind is JsonValueKind.String ? f[2].GetString() : null);
        var digest = fields.GetValueOrDefault("Digest");
        if (digest is null || digest != sums.GetValueOrDefault(EvidenceFiles.Packet, digest))
        {
            throw new EvidenceFault(EvidenceFiles.Packet, "the packet is not the one that was recorded");
        }

        if (receipt is null || digest != receipt.Digest || fields.GetValueOrDefault("Receipt") != files.Text("receipt.jws"))
        {
            throw new EvidenceFault("receipt.jws", "the receipt is not the one of this packet");
        }

        return string.Create(CultureInfo.InvariantCulture, $"packet, {packet.Count - 1} files, {deliveries} deliveries and {statuses} statuses as the log states");
    }

    private void Record(JsonElement record, string file)
    {
        var name = record.GetProperty("name").GetString()!;
        using var hash = new FieldHash();
        hash.Text("row/1").Text(record.GetProperty("type").GetString()!);
        foreach (var field in record.GetProperty("fields").EnumerateArray())
        {
            hash.Text(field[0].GetString()!).Value(field[1].GetString()!, field[2]);
        }

        var proof = record.GetProperty("proof").GetString()!;
        if (!told.TryGetValue(proof, out var rows) || !rows.TryGetProperty(name, out var stated) || stated.GetString() != Convert.ToBase64String(hash.Done()))
        {
            throw new EvidenceFault(file, $"the record {name} is not what the audit row in {proof} states");
        }
    }

    private NotedLog Log(JsonElement proof, string file) => logs.GetValueOrDefault(proof.GetProperty("log").GetString()!) ?? throw new EvidenceFault(file, "there is no checkpoint of its log");

    private static List<byte[]> Path(JsonElement proof) => [.. proof.GetProperty("path").EnumerateArray().Select(h => Convert.FromBase64String(h.GetString()!))];
}
