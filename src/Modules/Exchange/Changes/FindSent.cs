using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Changes;

/// <summary>A document that the actor's organisation, or one that it continues, sent, found by any of its packets.</summary>
/// <param name="Packet">The packet asked for: the document itself or a later version.</param>
internal sealed record SentDocument(Packet Packet, Document Document)
{
    public DocumentKey Key => new(Document.SenderCode, Document.DocumentId);
}

/// <summary>Finds a sent document. What another sent is not found, whoever received it.</summary>
internal sealed class FindSent(ExchangeDb db)
{
    public async Task<Result<SentDocument>> Handle(PacketId id, Actor actor, CancellationToken ct)
    {
        if (actor.OrganizationCode is null)
        {
            return ExchangeErrors.NoOrganization;
        }

        if (await db.PacketsSentBy(actor).FirstOrDefaultAsync(p => p.Id == id, ct) is not { } packet)
        {
            return ExchangeErrors.PacketNotFound;
        }

        var document = packet.Kind switch
        {
            PacketKind.Document or PacketKind.Replacement => await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.PacketId == id, ct),
            PacketKind.Update when packet.Match is PacketMatch.Matched => await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.SenderCode == packet.AboutSender && d.DocumentId == packet.AboutDocument, ct),
            _ => null,
        };
        return document is null ? ChangeErrors.NotADocument : new SentDocument(packet, document);
    }

    /// <summary>All versions of the document at all recipients.</summary>
    public async Task<List<Delivery>> Versions(SentDocument sent, CancellationToken ct)
    {
        var key = sent.Key;
        var (original, sender, name) = (sent.Document.PacketId, key.Sender, key.DocumentId);
        return await db.Deliveries.AsNoTracking()
            .Where(d => d.PacketId == original || db.Packets.Any(p => p.Id == d.PacketId && p.AboutSender == sender && p.AboutDocument == name && p.Kind == PacketKind.Update && p.Match == PacketMatch.Matched))
            .OrderBy(d => d.Position).ThenBy(d => d.Id)
            .ToListAsync(ct);
    }

    /// <summary>The packet that the same call made before: repeating it changes nothing.</summary>
    public async Task<AcceptPacket.Accepted?> Repeated(string? key, PacketKind kind, SentDocument sent, Actor actor, CancellationToken ct)
    {
        if (key is null || actor.OrganizationCode is not { } own)
        {
            return null;
        }

        var about = sent.Key;
        var there = await db.Packets.AsNoTracking().FirstOrDefaultAsync(p => p.SenderCode == own && p.IdempotencyKey == key && p.Kind == kind && p.AboutSender == about.Sender && p.AboutDocument == about.DocumentId, ct);
        return there is null ? null : new AcceptPacket.Accepted(there, await db.Deliveries.AsNoTracking().Where(d => d.PacketId == there.Id).OrderBy(d => d.Id).ToListAsync(ct), false);
    }
}
