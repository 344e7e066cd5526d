using System.Net;
using System.Net.Http.Headers;
using VanLang.Client.Packets;

namespace VanLang.Client.Transfer;

/// <summary>A packet that is written while it is sent.</summary>
internal sealed class PacketContent : HttpContent
{
    private readonly OutgoingPacket packet;
    private readonly IReadOnlyList<FileDigest> digests;
    private readonly IProgress<TransferProgress>? progress;
    private readonly long length;

    public PacketContent(OutgoingPacket packet, IReadOnlyList<FileDigest> digests, IProgress<TransferProgress>? progress)
    {
        this.packet = packet;
        this.digests = digests;
        this.progress = progress;
        length = PacketWriter.Length(packet, digests);
        Headers.ContentType = new MediaTypeHeaderValue("application/edxml+xml");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        PacketWriter.WriteAsync(packet, digests, new CountedStream(stream, "packet", length, progress), cancellationToken);

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}

/// <summary>A packet that exists already; its stream stays open for the next try.</summary>
internal sealed class StreamBody : HttpContent
{
    private readonly Stream packet;
    private readonly long start;
    private readonly IProgress<TransferProgress>? progress;

    public StreamBody(Stream packet, long start, IProgress<TransferProgress>? progress)
    {
        this.packet = packet;
        this.start = start;
        this.progress = progress;
        Headers.ContentType = new MediaTypeHeaderValue("application/edxml+xml");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        packet.Position = start;
        return packet.CopyToAsync(new CountedStream(stream, "packet", packet.Length - start, progress), 64 * 1024, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = packet.Length - start;
        return true;
    }
}

/// <summary>Passes bytes on and tells how many.</summary>
internal sealed class CountedStream(Stream target, string what, long total, IProgress<TransferProgress>? progress) : Stream
{
    private const long Step = 1024 * 1024;

    private long done;
    private long reported;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => done;
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await target.WriteAsync(buffer, cancellationToken);
        done += buffer.Length;
        if (progress is not null && (done - reported >= Step || done == total))
        {
            progress.Report(new TransferProgress(what, reported = done, total));
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => target.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => target.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
