using System.Buffers;
using System.Buffers.Text;

namespace VanLang.Exchange.Edxml;

/// <summary>What the forward-only streams of the writer have in common. They do not own what they write to.</summary>
internal abstract class WriteOnlyStream : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // The compressor flushes when it is closed; there is nothing to flush here.
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public abstract override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Response bodies take asynchronous writes only.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

internal sealed class CountingStream(Stream target) : WriteOnlyStream
{
    public long Count { get; private set; }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count += buffer.Length;
        return target.WriteAsync(buffer, cancellationToken);
    }

    // A ZIP is unpacked without waiting; whether that may be is for the target to say, and a file takes it.
    public override void Write(byte[] buffer, int offset, int count)
    {
        Count += count;
        target.Write(buffer, offset, count);
    }
}

/// <summary>Writes base64 of what it is given, without line breaks.</summary>
internal sealed class Base64Stream(Stream target) : WriteOnlyStream
{
    private const int Step = 48 * 1024;

    private readonly byte[] waiting = new byte[3];
    private int count;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (count is > 0 and < 3 && !buffer.IsEmpty)
        {
            waiting[count++] = buffer.Span[0];
            buffer = buffer[1..];
        }

        if (count == 3)
        {
            await EncodeAsync(waiting, cancellationToken);
            count = 0;
        }

        var whole = buffer.Length - (buffer.Length % 3);
        for (var at = 0; at < whole; at += Step)
        {
            await EncodeAsync(buffer[at..Math.Min(at + Step, whole)], cancellationToken);
        }

        buffer[whole..].CopyTo(waiting.AsMemory(count));
        count += buffer.Length - whole;
    }

    /// <summary>Writes the last one or two bytes with their padding.</summary>
    public async ValueTask CompleteAsync(CancellationToken ct)
    {
        await EncodeAsync(waiting.AsMemory(0, count), ct);
        count = 0;
    }

    private async ValueTask EncodeAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        var text = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(bytes.Length));
        try
        {
            Base64.EncodeToUtf8(bytes.Span, text, out _, out var written);
            await target.WriteAsync(text.AsMemory(0, written), ct);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }
}
