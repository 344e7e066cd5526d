using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using VanLang.Data.Storage;

namespace VanLang.Data.Backup;

/// <summary>Writes files one after the other into a tar archive, hashing while it reads. Complete or absent: renamed when synced.</summary>
internal sealed class BackupArchive : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string target;
    private readonly string draft;
    private readonly FileStream stream;
    private readonly TarWriter tar;
    private readonly IProgress<BackupProgress>? progress;
    private long written;

    public BackupArchive(string target, IProgress<BackupProgress>? progress)
    {
        this.target = Path.GetFullPath(target);
        this.progress = progress;
        draft = this.target + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly; // It holds private keys.
        }

        stream = new FileStream(draft, options);
        tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true);
    }

    public Dictionary<string, BackupFile> Files { get; } = [];

    /// <summary>Adds a file of the disk, or its first bytes.</summary>
    public async Task Add(string name, string path, CancellationToken ct, long? length = null)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: true);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var hashed = new HashingStream(file, hash, Math.Min(length ?? file.Length, file.Length));
        var mode = OperatingSystem.IsWindows() ? OwnerOnly : File.GetUnixFileMode(path);
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = hashed, Mode = mode }, ct);
        Files.Add(name, new BackupFile(hashed.Length, Convert.ToHexStringLower(hash.GetHashAndReset())));
        written += hashed.Length;
        progress?.Report(new BackupProgress(written, name));
    }

    /// <summary>Writes the manifest, makes all durable and gives the archive its name.</summary>
    public async Task<BackupManifest> Finish(BackupManifest manifest, CancellationToken ct)
    {
        using var bytes = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, BackupManifest.Json));
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, BackupManifest.Name) { DataStream = bytes, Mode = OwnerOnly }, ct);
        await tar.DisposeAsync();
        stream.Flush(flushToDisk: true);
        await stream.DisposeAsync();
        CrashPoint.At("backup.synced");
        File.Move(draft, target);
        CrashPoint.At("backup.named");
        DurableFiles.SyncFolder(Path.GetDirectoryName(target)!);
        await ArchiveSum.Write(target, ct);
        return manifest;
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        File.Delete(draft);
    }

    /// <summary>Reads a bounded part of a file and hashes what passes; its length is known, which tar wants first.</summary>
    private sealed class HashingStream(FileStream inner, IncrementalHash hash, long length) : Stream
    {
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var count = inner.Read(buffer[..(int)Math.Min(buffer.Length, length - position)]);
            hash.AppendData(buffer[..count]);
            position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, length - position)], cancellationToken);
            hash.AppendData(buffer.Span[..count]);
            position += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
