using System.Buffers;
using System.Security.Cryptography;
using VanLang.Data.Storage;

namespace VanLang.Data.Blobs;

/// <summary>
/// Bytes on their way into the store, hashed while they are written: in memory while they are few, so that most packets are read and
/// checked without a file and what is refused never touches the disk; from there on in a temporary file. Disposed without
/// <see cref="BlobStore.Keep"/>, nothing of them remains. What <see cref="Read()"/> answers ends with it: the memory goes to others.
/// </summary>
public sealed class BlobWriteStream : Stream
{
    /// <summary>What stays in memory until it is kept: a packet with a scanned letter of a few pages.</summary>
    internal const int MemoryBytes = 512 * 1024;

    private const int FirstBytes = 16 * 1024;
    private const int FileBufferBytes = 64 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[]? memory = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private FileStream? file;
    private long length;
    private bool onDisk;
    private bool touched; // A full disk may leave a file that is not all there.
    private bool closed;

    internal BlobWriteStream(string path) => Path = path;

    /// <summary>SHA-256 of the bytes, lower-case hexadecimal; set by <see cref="Finish"/>.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>True when <see cref="BlobStore.Keep"/> found the blob there: these bytes lie in the temporary file still.</summary>
    public bool Found { get; internal set; }

    public override long Length => length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !closed;

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    private string Path { get; }

    /// <summary>Ends the writing and gives the digest.</summary>
    public async Task<string> Finish(CancellationToken ct)
    {
        if (Sha256 is null)
        {
            if (file is not null)
            {
                await BlobStore.Guard(() => file.FlushAsync(ct));
            }

            await CloseFile();
            Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        return Sha256;
    }

    /// <summary>Reads what was written, before it is kept.</summary>
    public Stream Read() => memory is not null
        ? new MemoryStream(memory, 0, (int)length, writable: false)
        : new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileBufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (FitsInMemory(buffer.Length))
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        hash.AppendData(buffer.Span);
        return new ValueTask(BlobStore.Guard(async () =>
        {
            await Spill().WriteAsync(buffer, cancellationToken);
            length += buffer.Length;
        }));
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        hash.AppendData(buffer);
        if (FitsInMemory(buffer.Length))
        {
            buffer.CopyTo(Room(buffer.Length));
            length += buffer.Length;
            return;
        }

        try
        {
            Spill().Write(buffer);
            length += buffer.Length;
        }
        catch (IOException e) when (DurableSync.IsFull(e))
        {
            throw new StorageFullException(e);
        }
    }

    public override void Flush() => BlobStore.Guard(() => file?.Flush());

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await CloseFile();
        Forget();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !closed)
        {
            closed = true;
            CloseQuietly(file);
            hash.Dispose();
            Forget();
        }

        base.Dispose(disposing);
    }

    private async ValueTask CloseFile()
    {
        if (closed)
        {
            return;
        }

        closed = true;
        try
        {
            await (file?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (IOException) when (Sha256 is null)
        {
            // On a full disk the buffer cannot be flushed; Finish has told the caller, or nobody wants the bytes.
        }
    }

    /// <summary>The temporary file with all the bytes, written now when they were in memory; whoever moves it away keeps it.</summary>
    public string OnDisk()
    {
        if (!onDisk)
        {
            touched = true;
            BlobStore.Guard(() =>
            {
                using var handle = File.OpenHandle(Path, FileMode.Create, FileAccess.Write);
                CrashPoint.Writing(Path, created: true);
                RandomAccess.Write(handle, memory.AsSpan(0, (int)length), 0);
            });
            onDisk = true;
        }

        return Path;
    }

    private bool FitsInMemory(int count) => memory is not null && length + count <= MemoryBytes;

    // As large as the bytes ask for, doubled, out of the pool: a thousand packets a second leave nothing for the collector.
    private Span<byte> Room(int count)
    {
        var needed = (int)length + count;
        if (needed > memory!.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Min(memory.Length * 2, MemoryBytes)));
            memory.AsSpan(0, (int)length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(memory);
            memory = larger;
        }

        return memory.AsSpan((int)length, count);
    }

    private void GiveBack()
    {
        if (memory is { } lent)
        {
            memory = null;
            ArrayPool<byte>.Shared.Return(lent);
        }
    }

    private FileStream Spill()
    {
        if (file is null)
        {
            touched = true;
            file = new FileStream(Path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = FileBufferBytes });
            CrashPoint.Writing(Path, created: true);
            onDisk = true;
            file.Write(memory.AsSpan(0, (int)length));
            GiveBack();
        }

        return file;
    }

    private static void CloseQuietly(FileStream? stream)
    {
        try
        {
            stream?.Dispose();
        }
        catch (IOException)
        {
            // As in CloseFile.
        }
    }

    private void Forget()
    {
        hash.Dispose();
        GiveBack();
        if (touched)
        {
            File.Delete(Path);
        }
    }
}
