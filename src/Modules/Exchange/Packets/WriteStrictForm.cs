using VanLang.Data.Blobs;
using VanLang.Exchange.Edxml;
using VanLang.Kernel;

namespace VanLang.Exchange.Packets;

/// <summary>
/// Writes an accepted packet again in the strict national form, for systems that read nothing else. The sender's signature covers the bytes
/// as received, not these: the copy is signed by the axis with its packet key, published at /.well-known/exchange-packets.json.
/// </summary>
internal sealed class WriteStrictForm(OpenPacket packets, PacketSeal seal, BlobStore blobs, Clock clock)
{
    /// <summary>A temporary file with the strict form; the caller disposes it.</summary>
    public async Task<Result<BlobWriteStream>> Handle(PacketId id, Actor actor, CancellationToken ct, bool look = false)
    {
        var found = await packets.Handle(id, actor, ct, look);
        if (!found.TryGet(out var opened, out _))
        {
            return Result<BlobWriteStream>.Failed(found.Errors);
        }

        var contents = new Dictionary<int, BlobWriteStream>();
        var target = blobs.Begin();
        try
        {
            var written = await Write(opened, target, contents, ct);
            if (!written.IsOk)
            {
                await target.DisposeAsync();
                return Result<BlobWriteStream>.Failed(written.Errors);
            }

            await target.Finish(ct);
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
        finally
        {
            opened.Dispose();
            foreach (var content in contents.Values)
            {
                await content.DisposeAsync();
            }
        }
    }

    private async Task<Result> Write(OpenPacket.Opened opened, Stream target, Dictionary<int, BlobWriteStream> contents, CancellationToken ct)
    {
        var packet = await EdxmlContents.Read(opened.Bytes, clock, blobs.TemporaryFolder, (header, _) => ValueTask.FromResult<Stream>(new CountingStream(contents[header.Number] = blobs.Begin())), ct);
        foreach (var content in contents.Values)
        {
            await content.Finish(ct);
        }

        return packet.Status is { } status
            ? await EdxmlWriter.WriteAsync(target, status, seal.OfAxis(), ct)
            : await EdxmlWriter.WriteAsync(target, packet.Document!, [.. packet.Attachments.Select(a => Outgoing(a, contents[a.Number]))], seal.OfAxis(), ct);
    }

    private static OutgoingAttachment Outgoing(EdxmlAttachment attachment, BlobWriteStream content) =>
        new(attachment.Name, attachment.ContentType, attachment.ContentId, attachment.Description, attachment.Sha256, _ => ValueTask.FromResult<Stream>(content.Read()));
}
