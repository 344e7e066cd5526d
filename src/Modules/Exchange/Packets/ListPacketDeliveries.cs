using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Deliveries;
using VanLang.Kernel;

namespace VanLang.Exchange.Packets;

/// <summary>
/// Where a packet has gone and how far each recipient has come: the sender sees every recipient's timeline, a recipient only its own.
/// Two commands, whatever the number of recipients, and a third for statements of destruction.
/// </summary>
internal sealed class ListPacketDeliveries(ExchangeDb db)
{
    internal sealed record Fan(Delivery Delivery, IReadOnlyList<DeliveryStatus> Timeline)
    {
        /// <summary>The recipient's statement that it destroyed its copy; null when there is none.</summary>
        public Destruction? Destruction { get; init; }
    }

    public async Task<Result<List<Fan>>> Handle(PacketId id, Actor actor, CancellationToken ct)
    {
        var sender = await db.PacketsOf(actor).Where(p => p.Id == id).Select(p => p.SenderCode).FirstOrDefaultAsync(ct);
        if (sender is null)
        {
            // Of what a recipient destroyed or gave back, it keeps how that went.
            var own = await Of(id, actor.ActsFor, ct);
            return own.Count > 0 ? own : ExchangeErrors.PacketNotFound;
        }

        return await Of(id, actor.Kind is ActorKind.System || actor.IsOf(sender) ? null : actor.ActsFor, ct);
    }

    /// <summary>All recipients, or only these.</summary>
    public async Task<List<Fan>> Of(PacketId id, IReadOnlyList<string>? only, CancellationToken ct)
    {
        var of = db.Deliveries.AsNoTracking().Where(d => d.PacketId == id);
        if (only is not null)
        {
            of = of.Where(d => only.Contains(d.RecipientCode));
        }

        var deliveries = await of.OrderBy(d => d.Id).ToListAsync(ct);
        var timeline = await of
            .Join(db.DeliveryStatuses.AsNoTracking(), d => new { d.RecipientCode, DeliveryId = d.Id }, s => new { s.RecipientCode, s.DeliveryId }, (_, s) => s)
            .ToListAsync(ct);
        var statuses = timeline.ToLookup(s => s.DeliveryId);
        Dictionary<DeliveryId, Destruction> destroyed = [];
        if (deliveries.Exists(d => d.State is DeliveryState.Recalled))
        {
            destroyed = await of.Join(db.Destructions.AsNoTracking(), d => new { d.RecipientCode, DeliveryId = d.Id }, x => new { x.RecipientCode, x.DeliveryId }, (_, x) => x).ToDictionaryAsync(x => x.DeliveryId, ct);
        }

        return deliveries.ConvertAll(d => new Fan(d, [.. statuses[d.Id].OrderBy(s => s.Number)]) { Destruction = destroyed.GetValueOrDefault(d.Id) });
    }
}
