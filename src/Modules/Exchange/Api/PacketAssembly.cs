using System.Security;
using System.Text;
using VanLang.Data.Blobs;
using VanLang.Data.Storage;
using VanLang.Exchange.Edxml;

namespace VanLang.Exchange.Api;

/// <summary>Lays files into a packet whose body names them but does not hold them.</summary>
internal sealed class PacketAssembly : IAsyncDisposable
{
    private const int Tail = 4096;

    private readonly byte[] end;

    private PacketAssembly(BlobWriteStream target, byte[] end)
    {
        Target = target;
        this.end = end;
    }

    public BlobWriteStream Target { get; }

    /// <summary>Copies the packet up to its root's end tag; null when there is none.</summary>
    public static async Task<PacketAssembly?> Begin(BlobWriteStream packet, BlobStore blobs, CancellationToken ct)
    {
        await using var from = packet.Read();
        var tail = new byte[Math.Min(Tail, from.Length)];
        from.Position = from.Length - tail.Length;
        await from.ReadExactlyAsync(tail, ct);
        var at = tail.AsSpan().LastIndexOf("</"u8);
        if (at < 0)
        {
            return null;
        }

        var target = blobs.Begin();
        from.Position = 0;
        var left = from.Length - tail.Length + at;
        var piece = new byte[64 * 1024];
        while (left > 0)
        {
            var count = await from.ReadAsync(piece.AsMemory(0, (int)Math.Min(piece.Length, left)), ct);
            await target.WriteAsync(piece.AsMemory(0, count), ct);
            left -= count;
        }

        var assembly = new PacketAssembly(target, tail[at..]);
        await assembly.Write($"<AttachmentEncoded xmlns=\"{EdxmlNames.National}\">", ct);
        return assembly;
    }

    public Task BeginFile(MultipartPart part, CancellationToken ct) => Write(
        $"<Attachment><ContentId>cid:{Escape(ContentIds.Normalize(part.Name))}</ContentId><AttachmentName>{Escape(part.FileName)}</AttachmentName><ContentType>{Escape(part.ContentType)}</ContentType>"
        + $"<edXML:ContentTransferEncoded xmlns:edXML=\"{EdxmlNames.National}\">", ct);

    public Task EndFile(CancellationToken ct) => Write("</edXML:ContentTransferEncoded></Attachment>", ct);

    public async Task<BlobWriteStream> End(CancellationToken ct)
    {
        await Write("</AttachmentEncoded>", ct);
        await Target.WriteAsync(end, ct);
        await Target.Finish(ct);
        CrashPoint.At("packet.assembled");
        return Target;
    }

    public ValueTask DisposeAsync() => Target.DisposeAsync();

    private Task Write(string text, CancellationToken ct) => Target.WriteAsync(Encoding.UTF8.GetBytes(text), ct).AsTask();

    private static string Escape(string text) => SecurityElement.Escape(text)!;
}
