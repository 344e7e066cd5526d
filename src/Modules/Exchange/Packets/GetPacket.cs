using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Archives;
using VanLang.Exchange.Changes;
using VanLang.Kernel;

namespace VanLang.Exchange.Packets;

/// <summary>
/// One packet as its page shows it: facts, files, where it has gone, and the other packets about the same document. A recipient sees its
/// own delivery only, and neither the others' handling nor their staff.
/// </summary>
internal sealed class GetPacket(ExchangeDb db, ListPacketDeliveries deliveries, OpenPacket open, LinkDocuments link)
{
    internal sealed record Related(PacketId Id, PacketKind Kind, string Subject, DateTimeOffset AcceptedAt, int EventNumber, string? StatusCode, string SenderName);

    internal sealed record View(Packet Packet, IReadOnlyList<Attachment> Attachments, IReadOnlyList<ListPacketDeliveries.Fan> Fan, IReadOnlyList<Related> Others, bool Sent)
    {
        /// <summary>The delivery to the actor's own organisation, or to one that it continues; null for a mere sender.</summary>
        public ListPacketDeliveries.Fan? Own { get; init; }

        /// <summary>The document that it is a version of, and what became of it; null for a status or a recall.</summary>
        public DocumentLinks? Links { get; init; }

        /// <summary>Where its bytes have gone; null while they are in the store.</summary>
        public MonthArchive? Archive { get; init; }
    }

    public async Task<Result<View>> Handle(PacketId id, Actor actor, CancellationToken ct)
    {
        if (await db.PacketsOf(actor).FirstOrDefaultAsync(p => p.Id == id, ct) is not { } packet)
        {
            return await open.Gone(id, actor, ct) ?? ExchangeErrors.PacketNotFound;
        }

        var sent = actor.Kind is ActorKind.System || actor.IsOf(packet.SenderCode);
        var attachments = await db.Attachments.AsNoTracking().Where(a => a.SenderCode == packet.SenderCode && a.PacketId == id).OrderBy(a => a.Number).ToListAsync(ct);
        var fan = await deliveries.Of(id, sent ? null : actor.ActsFor, ct);
        var others = await db.PacketsOf(actor)
            .Where(p => p.AboutSender == packet.AboutSender && p.AboutDocument == packet.AboutDocument && p.Id != id)
            .OrderBy(p => p.Position)
            .Take(100)
            .Select(p => new Related(p.Id, p.Kind, p.Subject, p.AcceptedAt, p.EventNumber, p.StatusCode, p.SenderName))
            .ToListAsync(ct);
        return new View(packet, attachments, fan, others, sent) { Own = fan.FirstOrDefault(f => actor.IsOf(f.Delivery.RecipientCode)), Links = await link.Handle(packet, actor, ct), Archive = await db.ArchivedPackets.AsNoTracking().Where(a => a.SenderCode == packet.SenderCode && a.PacketId == id).Join(db.MonthArchives, a => a.Archive, m => m.Name, (_, m) => m).AsNoTracking().FirstOrDefaultAsync(ct) };
    }
}
