using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Packets;

/// <summary>Opens one file of a packet, as a person wants it: out of base64 and ZIP.</summary>
internal sealed class OpenAttachment(ExchangeDb db, OpenPacket packets, AttachmentCache cache)
{
    internal sealed record Opened(Attachment Attachment, FileStream Content);

    public async Task<Result<Opened>> Handle(PacketId id, int number, Actor actor, CancellationToken ct, bool look = false)
    {
        var packet = await packets.Handle(id, actor, ct, look);
        if (!packet.TryGet(out var opened, out _))
        {
            return Result<Opened>.Failed(packet.Errors);
        }

        using (opened)
        {
            var sender = opened.Packet.SenderCode;
            var attachment = await db.Attachments.AsNoTracking().FirstOrDefaultAsync(a => a.SenderCode == sender && a.PacketId == id && a.Number == number, ct);
            if (attachment is null)
            {
                return ExchangeErrors.AttachmentNotFound.With(number);
            }

            return new Opened(attachment, await cache.Open(opened.Bytes, attachment, ct));
        }
    }
}
