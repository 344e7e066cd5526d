using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Packets;

/// <summary>Opens one file of a packet, as a person wants it: out of base64 and ZIP.</summary>
internal sealed class OpenAttachment(ExchangeDb db, OpenPacket packets, AttachmentCache cache)
{
    internal sealed record Opened(Attachment Attachment, FileStream Content);

    public async Task<Result<Opened>> Handle(PacketId id, int number, Actor actor, CancellationToken ct, bool look = false)
    {
        var attachment = await db.PacketsOf(actor).Where(p => p.Id == id)
            .Join(db.Attachments.AsNoTracking(), p => new { p.SenderCode, p.Id }, a => new { a.SenderCode, Id = a.PacketId }, (_, a) => a)
            .FirstOrDefaultAsync(a => a.Number == number, ct);

        // A client that reads a large file in ranges must not make us hash its packet for each of them.
        var packet = await packets.Handle(id, actor, ct, look, verify: attachment is null || !cache.Holds(attachment.Sha256));
        if (!packet.TryGet(out var opened, out _))
        {
            return Result<Opened>.Failed(packet.Errors);
        }

        using (opened)
        {
            return attachment is null ? ExchangeErrors.AttachmentNotFound.With(number) : new Opened(attachment, await cache.Open(opened.Bytes, attachment, ct));
        }
    }
}
