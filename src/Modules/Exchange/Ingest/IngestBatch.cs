using System.Text.Json;
using VanLang.Data.Audit;
using VanLang.Data.Storage;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Receipts;
using VanLang.Kernel;

namespace VanLang.Exchange.Ingest;

/// <summary>
/// The works of one transaction: decides each in turn, in memory, and gathers the rows to be written. Positions follow the order of
/// the works, so the log has no gaps; receipts are signed here because they state the position.
/// </summary>
internal sealed class IngestBatch(ExchangeDb db, BatchKnowledge known, ReceiptSigner signer, long lastPosition)
{
    /// <summary>Row hashes that fit into one audit row.</summary>
    private const int HashesPerAuditRow = 120;

    private readonly DateTimeOffset at = db.Node.Clock.Now;
    private readonly List<Packet> packets = [];
    private readonly List<Attachment> attachments = [];
    private readonly List<DeliveryStatus> statuses = [];
    private readonly HashSet<Document> newDocuments = [];
    private readonly HashSet<Document> countedDocuments = [];
    private readonly HashSet<Delivery> newDeliveries = [];
    private readonly HashSet<Delivery> changedDeliveries = [];
    private readonly List<(Actor Actor, string Action, string Subject, string Detail)> audit = [];
    private long position = lastPosition;

    /// <summary>New packets, each with its place in the log.</summary>
    public IReadOnlyList<Packet> Packets => packets;

    /// <summary>Organisations whose inbox has something new.</summary>
    public IEnumerable<string> Recipients => newDeliveries.Select(d => d.RecipientCode).Distinct();

    public int AuditRows => audit.Count;

    public void Decide(IngestWork work)
    {
        switch (work)
        {
            case PacketWork packet:
                packet.Outcome = Decide(packet);
                break;
            case DeliveryWork delivery:
                delivery.Outcome = Decide(delivery);
                break;
            default:
                throw new NotSupportedException(work.GetType().Name);
        }
    }

    /// <summary>Hands all rows to the bulk writer; audit rows take the numbers up to <paramref name="lastAudit"/>.</summary>
    public AuditRow? Gather(BulkRows rows, long lastAudit)
    {
        rows.Insert(packets);
        rows.Insert(attachments);
        rows.Insert<Document>([.. newDocuments]);
        rows.Update<Document>([.. countedDocuments.Except(newDocuments)], nameof(Document.Events));
        rows.Insert<Delivery>([.. newDeliveries]);
        rows.Update<Delivery>(
            [.. changedDeliveries.Except(newDeliveries)],
            nameof(Delivery.State),
            nameof(Delivery.Lane),
            nameof(Delivery.StateAt),
            nameof(Delivery.AckedAt),
            nameof(Delivery.Queue),
            nameof(Delivery.Assignee),
            nameof(Delivery.AssigneeId),
            nameof(Delivery.DueDate),
            nameof(Delivery.Statuses),
            nameof(Delivery.Version));
        rows.Insert(statuses);
        var first = lastAudit - audit.Count + 1;
        var trail = audit.Select((a, i) => AuditRow.ForWriter(db.Module, db.Node.Id, first + i, at, a.Actor, a.Action, a.Subject, a.Detail)).ToList();
        rows.Insert(trail);
        return trail.LastOrDefault();
    }

    private Result<StoredPacket> Decide(PacketWork work)
    {
        var incoming = work.Packet;
        if (known.SameBytes(incoming.Digest) is { } same)
        {
            return new StoredPacket(same, false, null);
        }

        if (known.SameKey(incoming) is { } other)
        {
            return ExchangeErrors.KeyReused.With(incoming.IdempotencyKey!).Fact("packetId", other.Id.Value.ToString());
        }

        var own = incoming.Targets[0];
        if (incoming.Kind is PacketKind.Document && known.Document(own) is { } taken)
        {
            return ExchangeErrors.DocumentExists.With(own.DocumentId).Fact("packetId", taken.PacketId.Value.ToString());
        }

        return Accept(work.Actor, incoming);
    }

    private StoredPacket Accept(Actor actor, IncomingPacket incoming)
    {
        var id = db.Node.Clock.NewId<PacketId>();
        position++;
        var (about, match, number) = Place(incoming, id);
        var to = incoming.Recipients.Select(r => new Delivery(incoming, id, position, r, db.Node.Clock.NewId<DeliveryId>(), at)).ToList();
        var receipt = signer.Sign(new ReceiptContent(
            id.Value,
            incoming.Kind.Name(),
            incoming.SenderCode,
            incoming.DocumentId,
            incoming.Digest,
            incoming.Size,
            at,
            position,
            [.. to.Select(d => new ReceiptRecipient(d.AddressedAs, d.RecipientCode, d.Id.Value))]));
        var packet = new Packet(incoming, id, position, about, match, number, at, receipt);
        var files = incoming.Attachments.Select(a => new Attachment(packet.SenderCode, id, a)).ToList();

        packets.Add(packet);
        attachments.AddRange(files);
        newDeliveries.UnionWith(to);
        known.Add(packet, to);
        var written = new List<object>();
        if (incoming.Status is { } report && match is PacketMatch.Matched && known.Delivery(about, incoming.SenderCode) is { } reported)
        {
            packet.Became(known.Earlier(reported, report) ?? Take(reported, report, written));
        }

        Audit(actor, "exchange.packet.accepted", id.Value.ToString(), [packet, .. files, .. to, .. written, .. DocumentsOf(about, incoming)]);
        return new StoredPacket(packet, true, to);
    }

    // Which document the packet is or speaks of. A replacement is a document of its own as well, when its number is new.
    private (DocumentKey About, PacketMatch Match, int Number) Place(IncomingPacket incoming, PacketId id)
    {
        var own = incoming.Targets[0];
        if (incoming.Kind is PacketKind.Document)
        {
            AddDocument(own, id);
            return (own, PacketMatch.Itself, 0);
        }

        foreach (var target in incoming.Targets)
        {
            if (known.Document(target) is not { } document || !MaySpeakOf(incoming, target))
            {
                continue;
            }

            var number = document.CountEvent();
            countedDocuments.Add(document);
            AddReplacing(incoming, id);
            return (target, PacketMatch.Matched, number);
        }

        AddReplacing(incoming, id);
        return (own, PacketMatch.Unmatched, 0);
    }

    // A stranger to a document learns nothing about it, not even that it exists: its packet is kept as unmatched.
    private bool MaySpeakOf(IncomingPacket incoming, DocumentKey target) =>
        incoming.Status is null || target.Sender == incoming.OwnCode || known.Delivery(target, incoming.SenderCode) is not null;

    private void AddReplacing(IncomingPacket incoming, PacketId id)
    {
        var own = new DocumentKey(incoming.OwnCode, incoming.DocumentId);
        if (incoming.Kind is PacketKind.Replacement && known.Document(own) is null)
        {
            AddDocument(own, id);
        }
    }

    private void AddDocument(DocumentKey key, PacketId id)
    {
        var document = new Document(key.Sender, key.DocumentId, id);
        newDocuments.Add(document);
        known.Add(document);
    }

    private IEnumerable<object> DocumentsOf(DocumentKey about, IncomingPacket incoming) =>
        new[] { about, new DocumentKey(incoming.OwnCode, incoming.DocumentId) }.Distinct().Select(known.Document).OfType<Document>()
            .Where(d => newDocuments.Contains(d) || countedDocuments.Contains(d));

    private Result<DeliveryOutcome> Decide(DeliveryWork work)
    {
        if (known.Delivery(work.RecipientCode, work.DeliveryId) is not { } delivery)
        {
            return ExchangeErrors.DeliveryNotFound;
        }

        var written = new List<object>();
        if (work.Acknowledge && delivery.Acknowledge(at))
        {
            written.Add(delivery);
        }

        if (work.Queue is { } queue && delivery.Say(queue))
        {
            written.Add(delivery);
        }

        if ((work.Acknowledge || work.Fetched) && delivery.State is DeliveryState.Queued)
        {
            Take(delivery, new StatusReport(StatusMachine.Arrived, null, StatusStaff.Nobody, StatusSource.Axis), written);
        }

        var outcome = Report(work, delivery, written);
        if (written.Count > 0)
        {
            changedDeliveries.Add(delivery);
            Audit(work.Actor, work.Report is null ? work is { Queue: not null, Acknowledge: false } ? "exchange.delivery.queue" : "exchange.delivery.arrived" : "exchange.delivery.status", delivery.Id.Value.ToString(), [.. written.Append(delivery).Distinct()]);
        }

        return outcome;
    }

    private Result<DeliveryOutcome> Report(DeliveryWork work, Delivery delivery, List<object> written)
    {
        if (work.Report is not { } report)
        {
            return new DeliveryOutcome(delivery, null, written.Count > 0);
        }

        if (known.Earlier(delivery, report) is { } earlier)
        {
            return new DeliveryOutcome(delivery, earlier.Id, false);
        }

        var reassigned = report.Code == StatusMachine.AssignedTo && delivery.Lane is DeliveryLane.Working;
        if (work.RefuseLate is { } late && !reassigned && !StatusMachine.Take(delivery.State, report.Code).Applied)
        {
            return late;
        }

        var status = Take(delivery, report, written);
        return new DeliveryOutcome(delivery, status.Id, status.Applied);
    }

    private DeliveryStatus Take(Delivery delivery, StatusReport report, List<object> written)
    {
        var status = delivery.Take(report, db.Node.Clock.NewGuid(), at);
        statuses.Add(status);
        changedDeliveries.Add(delivery);
        known.Add(delivery, status);
        written.Add(status);
        written.Add(delivery);
        return status;
    }

    private void Audit(Actor actor, string action, string subject, IReadOnlyList<object> written)
    {
        foreach (var part in written.Distinct().Chunk(HashesPerAuditRow))
        {
            var rows = part.ToDictionary(r => ExchangeProofs.Name(db, r), r => ExchangeProofs.Hash(db, r));
            audit.Add((actor, action, subject, JsonSerializer.Serialize(new { rows })));
        }
    }
}
