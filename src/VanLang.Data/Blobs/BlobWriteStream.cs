using System.Security.Cryptography;
using VanLang.Data.Storage;

namespace VanLang.Data.Blobs;

/// <summary>
/// Bytes on their way into the store: hashed while they are written to a temporary file. Disposed without
/// <see cref="BlobStore.Keep"/>, nothing of them remains.
/// </summary>
public sealed class BlobWriteStream : Stream
{
    private readonly FileStream file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long length;
    private bool closed;

    internal BlobWriteStream(string path)
    {
        Path = path;
        file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 64 * 1024,
        });
        CrashPoint.Writing(path, created: true);
    }

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

    /// <summary>The temporary file; whoever moves it away keeps it.</summary>
    public string Path { get; }

    /// <summary>Ends the writing and gives the digest.</summary>
    public async Task<string> Finish(CancellationToken ct)
    {
        if (Sha256 is null)
        {
            await BlobStore.Guard(() => file.FlushAsync(ct));
            await CloseFile();
            Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        return Sha256;
    }

    /// <summary>Reads what was written, before it is kept.</summary>
    public FileStream Read() => new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        hash.AppendData(buffer.Span);
        length += buffer.Length;
        await BlobStore.Guard(() => file.WriteAsync(buffer, cancellationToken).AsTask());
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        hash.AppendData(buffer, offset, count);
        length += count;
        BlobStore.Guard(() => file.Write(buffer, offset, count));
    }

    public override void Flush() => BlobStore.Guard(file.Flush);

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
            await file.DisposeAsync();
        }
        catch (IOException) when (Sha256 is null)
        {
            // On a full disk the buffer cannot be flushed; Finish has told the caller, or nobody wants the bytes.
        }
    }

    private static void CloseQuietly(FileStream stream)
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // As in CloseFile.
        }
    }

    private void Forget()
    {
        hash.Dispose();
        File.Delete(Path);
    }
}
