using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using VanLang.Data.Storage;
using VanLang.Kernel;

namespace VanLang.Data.Keys;

/// <summary>What keys are for; each purpose has its own, so that one leak does not open the others.</summary>
public static class KeyPurpose
{
    /// <summary>Signs the audit's checkpoints.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>Signs the exchange's receipts.</summary>
    public const string Receipt = "receipt";

    /// <summary>Signs tokens of the OpenID provider.</summary>
    public const string Token = "token";

    /// <summary>Seals packets composed on the platform's own pages.</summary>
    public const string Packet = "packet";

    /// <summary>Signs the events that are pushed to agencies' systems.</summary>
    public const string Event = "event";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Checkpoint, Receipt, Token, Packet, Event];
}

/// <summary>
/// The node's signing keys under <c>data/keys</c>. Each purpose has one current key, made at first use; rotation keeps the
/// public half of the old one for ever and destroys its private half, so that nobody can sign backwards.
/// A rotation by the verb <c>key rotate</c> beside a running server is seen within a second.
/// </summary>
public sealed partial class KeyRing(IOptions<DatabaseOptions> options, Clock clock)
{
    private const long LookAgainMilliseconds = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock gate = new();
    private readonly Dictionary<string, Loaded> loaded = [];

    private string Folder => Path.Combine(options.Value.DataFolder, "keys");

    /// <summary>The key that signs now; the first of a purpose is made here.</summary>
    public SigningKey Current(string purpose) => Load(purpose).Key;

    /// <summary>Every key of a purpose, the current one first: what is published, and what old signatures are checked with.</summary>
    public IReadOnlyList<PublicKey> Public(string purpose) => Load(purpose).All;

    /// <summary>The key with this thumbprint; null when the purpose never had it.</summary>
    public PublicKey? Find(string purpose, string kid) => Public(purpose).FirstOrDefault(k => k.Kid == kid);

    /// <summary>Retires the current key and makes a new one; the new one signs from now on.</summary>
    public SigningKey Rotate(string purpose)
    {
        lock (gate)
        {
            using var held = HoldFolder();
            var known = ReadList(purpose);
            var fresh = Make(purpose, known);
            CrashPoint.At("key.made");
            foreach (var old in known.Where(k => k.Retired is null))
            {
                File.Delete(PrivateFile(purpose, old.Kid));
            }

            CrashPoint.At("key.destroyed");

            DurableFiles.SyncFolder(Folder);
            return (loaded[purpose] = fresh).Key;
        }
    }

    private Loaded Load(string purpose)
    {
        lock (gate)
        {
            if (loaded.TryGetValue(purpose, out var there) && (Environment.TickCount64 - there.LookedAt < LookAgainMilliseconds || there.IsStill(Stamp(purpose))))
            {
                return there;
            }

            using var held = HoldFolder();
            var known = ReadList(purpose);
            return loaded[purpose] = known.Count == 0 ? Make(purpose, known) : Read(purpose, known);
        }
    }

    private Loaded Read(string purpose, List<PublicKey> known)
    {
        var current = known.Single(k => k.Retired is null);
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(PrivateFile(purpose, current.Kid)));
        if (PublicKey.Of(key, current.Created).Kid != current.Kid)
        {
            throw new CryptographicException($"The file of key {current.Kid} ({purpose}) holds another key.");
        }

        return new Loaded(new SigningKey(current, key), known, Stamp(purpose));
    }

    private Loaded Make(string purpose, List<PublicKey> known)
    {
        var now = clock.Now;
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var half = PublicKey.Of(key, now);

        // The private half first: a crash in between leaves a file that nobody names, never a name without its file.
        DurableFiles.Replace(PrivateFile(purpose, half.Kid), System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"), secret: true);
        List<PublicKey> all = [half, .. known.Select(k => k.Retired is null ? k with { Retired = now } : k)];
        DurableFiles.Replace(ListFile(purpose), JsonSerializer.SerializeToUtf8Bytes(all, Json));
        return new Loaded(new SigningKey(half, key), all, Stamp(purpose));
    }

    private List<PublicKey> ReadList(string purpose)
    {
        var file = ListFile(purpose);
        return File.Exists(file) ? JsonSerializer.Deserialize<List<PublicKey>>(File.ReadAllBytes(file), Json)! : [];
    }

    private FileStream HoldFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(Path.Combine(Folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 200)
            {
                Thread.Sleep(10); // Another process makes or rotates a key: milliseconds.
            }
        }
    }

    private (DateTime Written, long Length) Stamp(string purpose)
    {
        var file = new FileInfo(ListFile(purpose));
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    private string ListFile(string purpose) => Path.Combine(Folder, Checked(purpose) + ".json");

    private string PrivateFile(string purpose, string kid) => Path.Combine(Folder, $"{Checked(purpose)}-{kid}.pem");

    private static string Checked(string purpose) =>
        PurposeName().IsMatch(purpose) ? purpose : throw new ArgumentException($"'{purpose}' cannot name a purpose of keys.", nameof(purpose));

    [GeneratedRegex("^[a-z][a-z0-9-]{0,19}$")]
    private static partial Regex PurposeName();

    private sealed class Loaded(SigningKey key, IReadOnlyList<PublicKey> all, (DateTime, long) stamp)
    {
        public SigningKey Key => key;

        public IReadOnlyList<PublicKey> All => all;

        /// <summary>When the file was last looked at, in milliseconds of the machine's own steady clock.</summary>
        public long LookedAt { get; private set; } = Environment.TickCount64;

        public bool IsStill((DateTime, long) found)
        {
            LookedAt = Environment.TickCount64;
            return found == stamp;
        }
    }
}
