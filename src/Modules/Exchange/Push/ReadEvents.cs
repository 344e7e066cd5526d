using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Push;

/// <summary>Makes events out of what the log has: no row is written for an event, before or after.</summary>
internal static class ReadEvents
{
    /// <summary>The next part of both orders into a lane; at most two commands.</summary>
    public static async Task Into(PushLane lane, ExchangeDb db, LogEnds ends, CancellationToken ct)
    {
        var wanted = lane.Webhook.Wanted.ToHashSet();
        var (code, arrivals, statuses) = (lane.Webhook.OrganizationCode, lane.Arrivals.Read, lane.Statuses.Read);
        var more = false;
        if (arrivals < ends.Position)
        {
            var rows = await db.Deliveries.AsNoTracking()
                .Where(d => d.RecipientCode == code && d.Position > arrivals && d.Position <= ends.Position).OrderBy(d => d.Position).Take(PushLane.ReadAhead)
                .Join(db.Packets.AsNoTracking(), d => new { d.SenderCode, Id = d.PacketId }, p => new { p.SenderCode, p.Id }, (d, p) => new { d.Id, d.PacketId, d.Position, d.Kind, d.SenderCode, d.QueuedAt, d.Priority, p.DocumentId, p.Digest })
                .OrderBy(r => r.Position).ToListAsync(ct);
            foreach (var row in rows)
            {
                if (EventKinds.Of(row.Kind) is { } kind && wanted.Contains(kind.Name))
                {
                    var content = new { packetId = row.PacketId.Value, deliveryId = row.Id.Value, position = row.Position, kind = row.Kind.Name(), from = row.SenderCode, documentId = row.DocumentId, digest = row.Digest, priority = row.Priority, after = LogCursor.Write(row.Position - 1) };
                    Put(lane, lane.Arrivals, row.Position, PushEvent.Of(row.Id.Value, kind.Name, row.QueuedAt, content));
                }
            }

            var full = rows.Count == PushLane.ReadAhead;
            lane.Arrivals.ReadTo(full ? rows[^1].Position : ends.Position);
            more |= full;
        }

        if (statuses < ends.Status)
        {
            var rows = !wanted.Contains(EventKinds.StatusChanged) ? [] : await db.DeliveryStatuses.AsNoTracking()
                .Where(s => s.SenderCode == code && s.Position > statuses && s.Position <= ends.Status).OrderBy(s => s.Position).Take(PushLane.ReadAhead)
                .Join(db.Deliveries.AsNoTracking(), s => new { s.RecipientCode, Id = s.DeliveryId }, d => new { d.RecipientCode, d.Id }, (s, d) => new { s, d.PacketId })
                .Join(db.Packets.AsNoTracking(), x => new { x.s.SenderCode, Id = x.PacketId }, p => new { p.SenderCode, p.Id }, (x, p) => new { x.s.Id, x.s.Position, x.s.DeliveryId, x.PacketId, x.s.RecipientCode, x.s.Code, x.s.Applied, x.s.At, p.DocumentId })
                .OrderBy(r => r.Position).ToListAsync(ct);
            foreach (var row in rows)
            {
                var content = new { statusId = row.Id, packetId = row.PacketId.Value, deliveryId = row.DeliveryId.Value, documentId = row.DocumentId, recipient = row.RecipientCode, code = row.Code, applied = row.Applied, after = LogCursor.Write(row.Position - 1) };
                Put(lane, lane.Statuses, row.Position, PushEvent.Of(row.Id, EventKinds.StatusChanged, row.At, content));
            }

            var full = rows.Count == PushLane.ReadAhead;
            lane.Statuses.ReadTo(full ? rows[^1].Position : ends.Status);
            more |= full;
        }

        lane.HasNews = more;
    }

    /// <summary>Agencies among these that have news between two ends of the log.</summary>
    public static async Task<HashSet<string>> Agencies(ExchangeDb db, IReadOnlyCollection<string> codes, LogEnds from, LogEnds to, CancellationToken ct)
    {
        var found = new HashSet<string>();
        if (to.Position > from.Position)
        {
            found.UnionWith(await db.Deliveries.AsNoTracking().Where(d => codes.Contains(d.RecipientCode) && d.Position > from.Position && d.Position <= to.Position).Select(d => d.RecipientCode).Distinct().ToListAsync(ct));
        }

        if (to.Status > from.Status)
        {
            found.UnionWith(await db.DeliveryStatuses.AsNoTracking().Where(s => codes.Contains(s.SenderCode) && s.Position > from.Status && s.Position <= to.Status).Select(s => s.SenderCode).Distinct().ToListAsync(ct));
        }

        return found;
    }

    private static void Put(PushLane lane, PushTrack track, long position, PushEvent happened)
    {
        track.Begin(position);
        lane.Waiting.Enqueue(new PushTask(happened, track, position));
    }
}
