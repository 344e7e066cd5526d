using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Archives;

/// <summary>Why the bytes of an old packet stay in the store.</summary>
internal enum Retention
{
    /// <summary>It waits for its document.</summary>
    Unmatched,

    /// <summary>A recipient has not taken it off its queue.</summary>
    Unacknowledged,

    /// <summary>A clock of the law still runs.</summary>
    OpenClock,

    /// <summary>The sender's request waits for an answer.</summary>
    Asked,

    /// <summary>Its document was recalled and is frozen (Decree 30/2020, App. VI, I.III.8).</summary>
    Recalled,

    /// <summary>Its document is held.</summary>
    Held,

    /// <summary>Its bytes are missing or damaged: a finding for <c>verify</c>, not for an archive.</summary>
    Damaged,
}

/// <summary>What the archive has to know of a packet.</summary>
internal sealed record ArchiveCandidate(string SenderCode, PacketId Id, long Position, PacketMatch Match, string AboutSender, string AboutDocument, string DocumentId, string Digest, long Size, DateTimeOffset AcceptedAt)
{
    public IEnumerable<DocumentKey> Documents => [new(AboutSender, AboutDocument), new(SenderCode, DocumentId)];

    public static IQueryable<ArchiveCandidate> From(IQueryable<Packet> packets) =>
        packets.Select(p => new ArchiveCandidate(p.SenderCode, p.Id, p.Position, p.Match, p.AboutSender, p.AboutDocument, p.DocumentId, p.Digest, p.Size, p.AcceptedAt));
}

/// <summary>
/// Which packets stay in the store, and why: asked once for the plan, and again by the ingest writer in the transaction that lets them go, so that a recall
/// or a hold in between is heeded.
/// </summary>
internal static class Retained
{
    public static async Task<Dictionary<PacketId, Retention>> Of(ExchangeDb db, IReadOnlyList<ArchiveCandidate> packets, CancellationToken ct)
    {
        var reasons = packets.Where(p => p.Match is PacketMatch.Unmatched).ToDictionary(p => p.Id, _ => Retention.Unmatched);
        var ids = packets.Select(p => p.Id).ToList();
        var deliveries = await db.Deliveries.AsNoTracking().Where(d => ids.Contains(d.PacketId))
            .Select(d => new { d.PacketId, d.State, d.AckedAt, d.SettledAt, Owed = d.ReceiptDue != null || d.RegisterDue != null }).ToListAsync(ct);
        foreach (var delivery in deliveries)
        {
            if (delivery.State is DeliveryState.ChangePending or DeliveryState.RecallPending or DeliveryState.Proposed)
            {
                reasons.TryAdd(delivery.PacketId, Retention.Asked);
            }
            else if (delivery.State is DeliveryState.Recalled)
            {
                reasons.TryAdd(delivery.PacketId, Retention.Recalled);
            }
            else if (delivery.AckedAt is null && delivery.State is not (DeliveryState.Withdrawn or DeliveryState.Updated or DeliveryState.Superseded))
            {
                reasons.TryAdd(delivery.PacketId, Retention.Unacknowledged);
            }
            else if (delivery.Owed && delivery.SettledAt is null)
            {
                reasons.TryAdd(delivery.PacketId, Retention.OpenClock);
            }
        }

        var recalled = await Recalled(db, packets, ct);
        var held = (await db.ArchiveHolds.AsNoTracking().ToListAsync(ct)).ConvertAll(h => h.Key).ToHashSet();
        foreach (var packet in packets)
        {
            if (packet.Documents.Any(recalled.Contains))
            {
                reasons[packet.Id] = Retention.Recalled;
            }

            if (packet.Documents.Any(held.Contains))
            {
                reasons[packet.Id] = Retention.Held;
            }
        }

        return reasons;
    }

    /// <summary>For people.</summary>
    public static (string Vi, string En) Words(this Retention reason) => reason switch
    {
        Retention.Unmatched => ("chưa khớp văn bản gốc", "waiting for its document"),
        Retention.Unacknowledged => ("nơi nhận chưa xác nhận", "not acknowledged by a recipient"),
        Retention.OpenClock => ("thời hạn luật định đang chạy", "under a running deadline"),
        Retention.Asked => ("yêu cầu của nơi gửi chưa được trả lời", "with a sender's request unanswered"),
        Retention.Recalled => ("văn bản bị thu hồi, giữ nguyên trạng", "frozen by a recall"),
        Retention.Held => ("đang được giữ lại", "under a hold"),
        Retention.Damaged => ("nội dung bị hỏng hoặc thiếu: chạy verify", "with damaged or missing content: run verify"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    private static async Task<HashSet<DocumentKey>> Recalled(ExchangeDb db, IReadOnlyList<ArchiveCandidate> packets, CancellationToken ct)
    {
        var keys = packets.SelectMany(p => p.Documents).Distinct().ToList();
        var senders = keys.Select(k => k.Sender).Distinct().ToList();
        var names = keys.Select(k => k.DocumentId).Distinct().ToList();
        return (await db.Documents.AsNoTracking().Where(d => d.RecalledBy != null && senders.Contains(d.SenderCode) && names.Contains(d.DocumentId)).ToListAsync(ct))
            .ConvertAll(d => new DocumentKey(d.SenderCode, d.DocumentId)).ToHashSet();
    }
}
