using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VanLang.Data.Storage;

namespace VanLang.Data.Blobs;

/// <summary>The disk is full: nothing was kept, and it may be tried again when there is room.</summary>
public sealed class StorageFullException(IOException cause) : IOException("The disk that holds the blobs is full.", cause);

/// <summary>
/// The disk failed to make bytes durable. After a failed fsync the kernel may have dropped the bytes and report success the next
/// time, so the store believes nothing any more until the process has been started anew.
/// </summary>
public sealed class StorageBrokenException(Exception cause) : IOException("The disk that holds the blobs failed to sync; the process must be restarted.", cause);

/// <summary>
/// Content-addressed files under <c>data/blobs</c>. A blob is kept only when it is durable: bytes synced, then named by
/// their digest, directory synced. Many callers at once share the syncs.
/// </summary>
public sealed partial class BlobStore : IAsyncDisposable
{
    private const int GroupSize = 256;
    private const int ParallelSyncs = 16;

    /// <summary>From so many on one sync of the whole file system is cheaper than two of each file.</summary>
    private const int WholeFileSystem = 8;

    private readonly string root;
    private readonly string temporary;
    private readonly Action<string> syncFile;
    private readonly ILogger<BlobStore> logger;
    private readonly Channel<Pending> pending = Channel.CreateBounded<Pending>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly Task syncing;
    private readonly Lazy<DirectoryInfo> emptied;
    private long names;

    public BlobStore(IOptions<DatabaseOptions> options, ILogger<BlobStore> logger)
        : this(options.Value.DataFolder, logger, DurableSync.File, options.Value.Node)
    {
    }

    internal BlobStore(string dataFolder, ILogger<BlobStore> logger, Action<string> syncFile, string node = "n1")
    {
        root = Path.Combine(dataFolder, "blobs");
        temporary = Path.Combine(root, "tmp", node);
        this.logger = logger;
        this.syncFile = syncFile;
        emptied = new Lazy<DirectoryInfo>(EmptyTemporary);
        syncing = Task.Run(SyncLoop);
    }

    /// <summary>Where this node's work in progress may lie.</summary>
    public string TemporaryFolder => emptied.Value.FullName;

    /// <summary>Begins to write bytes.</summary>
    public BlobWriteStream Begin()
    {
        RefuseWhenBroken();
        var begun = new BlobWriteStream(Path.Combine(TemporaryFolder, $"{Environment.ProcessId:x}-{Interlocked.Increment(ref names):x}"));
        CrashPoint.At("blob.begun");
        return begun;
    }

    /// <summary>Makes written bytes durable under their digest, and answers the digest.</summary>
    public async Task<string> Keep(BlobWriteStream written, CancellationToken ct)
    {
        RefuseWhenBroken();
        var digest = await written.Finish(ct);
        var target = PathOf(digest);
        // A file of that name may be left from a crash before its sync: trusted only when its bytes are right.
        var there = File.Exists(target) && await Verify(digest, ct) && Touch(target, written.OnDisk());
        written.Found = there;
        var one = new Pending(there ? null : written.OnDisk(), target);
        CrashPoint.At(there ? "blob.found" : "blob.written");
        await pending.Writer.WriteAsync(one, ct);
        await one.Done.Task;
        CrashPoint.At("blob.kept");
        return digest;
    }

    /// <summary>Opens a blob; null when there is none.</summary>
    public FileStream? Read(string sha256)
    {
        try
        {
            return new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public bool Exists(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>True when the blob is there and its bytes are those of its name.</summary>
    public async Task<bool> Verify(string sha256, CancellationToken ct)
    {
        await using var file = Read(sha256);
        return file is not null && Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)) == sha256;
    }

    /// <summary>Digests of all blobs, for scrubbing and backup.</summary>
    public IEnumerable<string> All() => Directory.EnumerateDirectories(root)
        .Where(d => Path.GetFileName(d).Length == 2)
        .SelectMany(d => Directory.EnumerateFiles(d, "*", SearchOption.AllDirectories))
        .Select(f => Path.GetFileName(f));

    public async ValueTask DisposeAsync()
    {
        pending.Writer.TryComplete();
        await syncing;
    }

    internal static async Task Guard(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (IOException e) when (DurableSync.IsFull(e))
        {
            throw new StorageFullException(e);
        }
    }

    internal static void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e) when (DurableSync.IsFull(e))
        {
            throw new StorageFullException(e);
        }
    }

    internal string PathOf(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(root, sha256[..2], sha256[2..4], sha256)
        : throw new ArgumentException("The name of a blob is its SHA-256 in lower-case hexadecimal.", nameof(sha256));

    // At the first use, not at the start: a verb that only reads (verify, backup) runs beside the server and must not touch its work.
    private DirectoryInfo EmptyTemporary()
    {
        var own = Directory.CreateDirectory(temporary);
        foreach (var left in own.EnumerateFiles())
        {
            left.Delete(); // Left by a crash: nobody was told that they are kept.
        }

        return own;
    }

    private async Task SyncLoop()
    {
        var group = new List<Pending>(GroupSize);
        while (await pending.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < GroupSize && pending.Reader.TryRead(out var one))
            {
                group.Add(one);
            }

            Sync(group);
        }
    }

    // Answers only after all of it is durable. For many, names and bytes in one call: a crash before it may leave a name over torn
    // bytes, but no row names it, and Keep reads what it finds under a name before it trusts it.
    private void Sync(List<Pending> group)
    {
        try
        {
            RefuseWhenBroken();
            if (group.Count >= WholeFileSystem && syncFile == DurableSync.File && OperatingSystem.IsLinux())
            {
                NameAll(group);
                CrashPoint.At("blob.group-named");
                DurableFiles.SyncFileSystem(root);
                CrashPoint.At("blob.group-synced");
            }
            else
            {
                // Bytes before names.
                Each(group.FindAll(p => p.Temporary is not null), p => syncFile(p.Temporary!));
                CrashPoint.At("blob.synced");
                var folders = NameAll(group);
                CrashPoint.At("blob.named");
                Each([.. folders], DurableFiles.SyncFolder);
                CrashPoint.At("blob.name-synced");
            }

            group.ForEach(p => p.Done.TrySetResult());
        }
        catch (Exception e)
        {
            var cause = e is AggregateException { InnerExceptions: [var first, ..] } ? first : e;
            if (cause is IOException full && DurableSync.IsFull(full))
            {
                Fail(group, new StorageFullException(full));
                return;
            }

            if (cause is not StorageBrokenException)
            {
                Break(cause);
            }

            Fail(group, cause as StorageBrokenException ?? new StorageBrokenException(cause));
        }
    }

    private HashSet<string> NameAll(List<Pending> group)
    {
        var folders = new HashSet<string>();
        foreach (var one in group)
        {
            Name(one, folders);
        }

        return folders;
    }

    private static void Fail(List<Pending> group, Exception e) => group.ForEach(p => p.Done.TrySetException(e));

    private void Name(Pending one, HashSet<string> folders)
    {
        var folder = Path.GetDirectoryName(one.Target)!;
        folders.Add(folder);
        if (one.Temporary is null)
        {
            return;
        }

        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            folders.Add(Path.GetDirectoryName(folder)!);
            folders.Add(root);
        }

        File.Move(one.Temporary, one.Target, overwrite: true);
        CrashPoint.Renamed(one.Temporary, one.Target);
    }

    private static void Each<T>(List<T> items, Action<T> act)
    {
        if (items.Count == 1)
        {
            act(items[0]);
            return;
        }

        Parallel.ForEach(items, new ParallelOptions { MaxDegreeOfParallelism = ParallelSyncs }, act);
    }

    private sealed record Pending(string? Temporary, string Target)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
