using System.Text.Json;
using VanLang.Data.Audit;
using VanLang.Data.Storage;
using VanLang.Exchange.Archives;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Ingest;

/// <summary>The rows that one transaction of the ingest writer makes and changes, and the audit rows that prove them.</summary>
internal sealed class BatchRows(ExchangeDb db, DateTimeOffset at, long lastStatus)
{
    /// <summary>Row hashes that fit into one audit row.</summary>
    private const int HashesPerAuditRow = 120;

    private readonly List<(Actor Actor, string Action, string Subject, string Detail)> audit = [];

    private long status = lastStatus;

    public List<Packet> Packets { get; } = [];

    public List<Attachment> Attachments { get; } = [];

    public List<PacketTarget> Targets { get; } = [];

    public List<DeliveryStatus> Statuses { get; } = [];

    public List<Destruction> Destructions { get; } = [];

    public List<MonthArchive> Archives { get; } = [];

    public List<ArchivedPacket> ArchivedPackets { get; } = [];

    public HashSet<Packet> MatchedPackets { get; } = [];

    public HashSet<Document> NewDocuments { get; } = [];

    public HashSet<Document> CountedDocuments { get; } = [];

    public HashSet<Delivery> NewDeliveries { get; } = [];

    public HashSet<Delivery> ChangedDeliveries { get; } = [];

    public int AuditRows => audit.Count;

    /// <summary>Organisations that have news: in their inbox, or of what they sent and received.</summary>
    public IEnumerable<string> Concerned => NewDeliveries.Select(d => d.RecipientCode).Concat(Statuses.SelectMany(s => new[] { s.SenderCode, s.RecipientCode })).Distinct();

    /// <summary>Hands all rows to the bulk writer; audit rows take the numbers up to <paramref name="lastAudit"/>.</summary>
    public AuditRow? Gather(BulkRows bulk, long lastAudit)
    {
        bulk.Insert(Packets);
        bulk.Update<Packet>(
            [.. MatchedPackets.Except(Packets)],
            nameof(Packet.Match),
            nameof(Packet.AboutSender),
            nameof(Packet.AboutDocument),
            nameof(Packet.EventNumber),
            nameof(Packet.StatusId),
            nameof(Packet.StatusApplied),
            nameof(Packet.MatchedAt),
            nameof(Packet.Version));
        bulk.Insert(Attachments);
        bulk.Insert(Targets);
        bulk.Insert<Document>([.. NewDocuments]);
        bulk.Update<Document>([.. CountedDocuments.Except(NewDocuments)], nameof(Document.Events), nameof(Document.Updates), nameof(Document.RecalledBy), nameof(Document.RecalledAt), nameof(Document.ReplacedBy));
        bulk.Insert<Delivery>([.. NewDeliveries]);
        bulk.Update<Delivery>(
            [.. ChangedDeliveries.Except(NewDeliveries)],
            nameof(Delivery.State),
            nameof(Delivery.Lane),
            nameof(Delivery.StateAt),
            nameof(Delivery.ArrivedAt),
            nameof(Delivery.Before),
            nameof(Delivery.Ask),
            nameof(Delivery.RequestId),
            nameof(Delivery.AckedAt),
            nameof(Delivery.Queue),
            nameof(Delivery.Assignee),
            nameof(Delivery.AssigneeId),
            nameof(Delivery.DueDate),
            nameof(Delivery.SettledAt),
            nameof(Delivery.Settlement),
            nameof(Delivery.Statuses),
            nameof(Delivery.Version));
        bulk.Insert(Statuses);
        bulk.Insert(Destructions);
        bulk.Insert(Archives);
        bulk.Insert(ArchivedPackets);
        var first = lastAudit - audit.Count + 1;
        var trail = audit.Select((a, i) => AuditRow.ForWriter(db.Module, db.Node.Id, first + i, at, a.Actor, a.Action, a.Subject, a.Detail)).ToList();
        bulk.Insert(trail);
        return trail.LastOrDefault();
    }

    /// <summary>An act that changed no row.</summary>
    public void AuditNote(Actor actor, string action, string subject, object detail) => audit.Add((actor, action, subject, JsonSerializer.Serialize(detail)));

    /// <summary>Lays the hashes of rows that were written into an audit row, or into several.</summary>
    public void Audit(Actor actor, string action, string subject, IReadOnlyList<object> written)
    {
        // Before it is hashed, and whoever wrote it: every status has its place.
        foreach (var one in written.OfType<DeliveryStatus>().Where(s => s.Position == 0))
        {
            one.Position = ++status;
        }

        foreach (var part in written.Distinct().Chunk(HashesPerAuditRow))
        {
            var hashes = part.ToDictionary(r => ExchangeProofs.Name(db, r), r => ExchangeProofs.Hash(db, r));
            audit.Add((actor, action, subject, JsonSerializer.Serialize(new { rows = hashes })));
        }
    }
}
