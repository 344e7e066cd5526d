namespace VanLang.Exchange.Edxml;

/// <summary>
/// Counts what the XML parser takes. The parser holds one tag, comment or attribute whole in memory, however long it is:
/// so each step of the parser gets a budget of bytes, and the packet as a whole a limit.
/// </summary>
internal sealed class PacketStream(Stream packet, EdxmlLimits limits) : Stream
{
    // The parser reads ahead by its own buffer, which is no fault of the tag it is at.
    private const int ReadAhead = 128 * 1024;

    private const int HeadBytes = 4096;

    private readonly byte[] head = new byte[HeadBytes];
    private int headLength;
    private long left = limits.TagBytes + ReadAhead;

    /// <summary>True when reading never waits: the parser then goes without its asynchronous buffers of 192 KB.</summary>
    public bool InMemory => packet is MemoryStream;

    public long Taken { get; private set; }

    /// <summary>The first bytes, for errors that the parser does not place.</summary>
    public ReadOnlySpan<byte> Head => head.AsSpan(0, headLength);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Taken;
        set => throw new NotSupportedException();
    }

    /// <summary>Called before each step of the parser.</summary>
    public void NextStep() => left = limits.TagBytes + ReadAhead;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Count(buffer, packet.Read(buffer));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(buffer, await packet.ReadAsync(buffer, cancellationToken));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Count(Memory<byte> buffer, int read) => Count(buffer.Span, read);

    private int Count(ReadOnlySpan<byte> buffer, int read)
    {
        var kept = Math.Min(read, head.Length - headLength);
        if (kept > 0)
        {
            buffer[..kept].CopyTo(head.AsSpan(headLength));
            headLength += kept;
        }

        Taken += read;
        left -= read;
        if (Taken > limits.PacketBytes)
        {
            throw new PacketRefused(EdxmlErrors.PacketTooLarge.With(limits.PacketBytes));
        }

        return left >= 0 ? read : throw new PacketRefused(EdxmlErrors.TagTooLong.With(limits.TagBytes));
    }
}
