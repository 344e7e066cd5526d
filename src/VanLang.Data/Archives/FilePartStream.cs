using Microsoft.Win32.SafeHandles;

namespace VanLang.Data.Archives;

/// <summary>A part of a file as a stream of its own: one packet in the middle of an archive, with ranges.</summary>
public sealed class FilePartStream : Stream
{
    private readonly SafeFileHandle handle;
    private readonly long offset;
    private long position;

    private FilePartStream(SafeFileHandle handle, long offset, long length) => (this.handle, this.offset, Length) = (handle, offset, length);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>Opens a part; null when the file is not there.</summary>
    public static FilePartStream? Open(string file, long offset, long length)
    {
        try
        {
            return new FilePartStream(File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous), offset, length);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var count = RandomAccess.Read(handle, buffer[..Wanted(buffer.Length)], offset + position);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await RandomAccess.ReadAsync(handle, buffer[..Wanted(buffer.Length)], offset + position, cancellationToken);
        position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => position,
        _ => Length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            handle.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Wanted(int room) => (int)Math.Clamp(Length - position, 0, room);
}
