using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VanLang.Data.Keys;
using VanLang.Data.Storage;

namespace VanLang.Data.Audit.Witnesses;

/// <summary>
/// All that a witness is: a key and a memory. Each log's notes lie in a file of their own, appended and synced before a signature
/// leaves the house; the log's keys are those that were met first, and their successors.
/// </summary>
public sealed class WitnessMemory
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string folder;
    private readonly ConcurrentDictionary<string, string?> last = [];
    private readonly Dictionary<string, long> lengths = [];

    public WitnessMemory(string folder, string keyFile, string name, DateTimeOffset now)
    {
        this.folder = folder;
        Name = name;
        Directory.CreateDirectory(folder);
        Key = ReadOrMake(keyFile, now);
        LogKeys = File.Exists(KeyFile) ? JsonSerializer.Deserialize<List<PublicKey>>(File.ReadAllBytes(KeyFile), Json)! : [];
    }

    public string Name { get; }

    public SigningKey Key { get; }

    /// <summary>Keys of the log that this witness believes.</summary>
    public IReadOnlyList<PublicKey> LogKeys { get; private set; }

    /// <summary>Nodes whose logs it has seen.</summary>
    public IEnumerable<string> Nodes => Directory.GetFiles(folder, "*.log").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal);

    private string KeyFile => Path.Combine(folder, "log-keys.json");

    /// <summary>The last note that it signed of a log, or the next before it is signed; null when it never saw one.</summary>
    public CosignedNote? Last(string node) => LastText(node) is { } text ? CosignedNote.Parse(text) ?? throw new AuditFaultException($"The memory of log {node} cannot be read.") : null;

    public string? LastText(string node) => last.GetOrAdd(node, n => CheckpointLog.LastAfterRepair(FileOf(n)));

    /// <summary>Everything it has signed of a log, as it can be handed to <c>verify --witness</c>.</summary>
    public string All(string node)
    {
        using var file = new FileStream(FileOf(node), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    public void Remember(string node, string note)
    {
        // The length that this process left the file with: a second witness on the same memory stops the later of the two.
        var file = FileOf(node);
        lengths[node] = CheckpointLog.Append(file, note, lengths.TryGetValue(node, out var known) ? known : CheckpointLog.LengthOf(file));
        last[node] = note;
    }

    public void Believe(IReadOnlyList<PublicKey> keys)
    {
        DurableFiles.Replace(KeyFile, JsonSerializer.SerializeToUtf8Bytes(keys, Json));
        LogKeys = keys;
    }

    /// <summary>Keeps a refusal beside the notes that it is about.</summary>
    public string Keep(SignedRefusal refusal)
    {
        var file = Path.Combine(folder, $"refusal-{refusal.Node}-{refusal.At.ToUnixTimeSeconds()}.txt");
        DurableFiles.Replace(file, Encoding.UTF8.GetBytes(refusal.Text));
        return file;
    }

    private string FileOf(string node) => Path.Combine(folder, node + ".log");

    private static SigningKey ReadOrMake(string file, DateTimeOffset now)
    {
        ECDsa key;
        if (File.Exists(file))
        {
            key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(file));
        }
        else
        {
            key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            DurableFiles.Replace(Path.GetFullPath(file), Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"), secret: true);
        }

        return new SigningKey(PublicKey.Of(key, now), key);
    }
}
