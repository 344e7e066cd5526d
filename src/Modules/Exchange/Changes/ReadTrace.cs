using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Changes;

/// <summary>
/// What a recipient keeps of a document that it destroyed or gave back: which document it was, by its number and sender, and how that went. Neither its
/// subject nor its files (Decree 30/2020, App. VI, I.III.8: the metadata of the process stays, the document and its own metadata go).
/// </summary>
internal sealed class ReadTrace(ExchangeDb db, ListPacketDeliveries deliveries)
{
    /// <param name="Request">The packet that recalled or took back; null when it is not the reader's to see.</param>
    internal sealed record Trace(string Number, string Notation, DateOnly? PromulgationDate, string SenderName, ListPacketDeliveries.Fan Fan, PacketId? Request);

    public async Task<Trace?> Handle(PacketId id, Actor actor, CancellationToken ct)
    {
        if ((await deliveries.Of(id, actor.ActsFor, ct)).Find(f => ChangeMachine.IsGone(f.Delivery.State)) is not { } fan)
        {
            return null;
        }

        var request = fan.Delivery.RequestId;
        var seen = request is not null && await db.PacketsOf(actor).AnyAsync(p => p.Id == request, ct);
        return await db.Packets.AsNoTracking().Where(p => p.Id == id)
            .Select(p => new Trace(p.Number, p.Notation, p.PromulgationDate, p.SenderName, fan, seen ? request : null))
            .FirstAsync(ct);
    }
}
