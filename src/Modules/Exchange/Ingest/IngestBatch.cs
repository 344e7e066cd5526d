using VanLang.Data.Audit;
using VanLang.Data.Blobs;
using VanLang.Data.Storage;
using VanLang.Exchange.Board;
using VanLang.Exchange.Clocks;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Receipts;
using VanLang.Kernel;

namespace VanLang.Exchange.Ingest;

/// <summary>
/// The works of one transaction: decides each in turn, in memory, and gathers the rows to be written. Positions follow the order of
/// the works, so the log has no gaps; receipts are signed here because they state the position.
/// </summary>
internal sealed class IngestBatch(ExchangeDb db, BatchKnowledge known, ReceiptSigner signer, BlobStore blobs, DeadlineBook deadlines, long lastPosition)
{
    private readonly DateTimeOffset at = db.Node.Clock.Now;
    private readonly BatchRows rows = new(db, db.Node.Clock.Now);
    private long position = lastPosition;

    /// <summary>New packets, each with its place in the log.</summary>
    public IReadOnlyList<Packet> Packets => rows.Packets;

    /// <summary>Organisations whose inbox has something new.</summary>
    public IEnumerable<string> Recipients => rows.NewDeliveries.Select(d => d.RecipientCode).Distinct();

    public int AuditRows => rows.AuditRows;

    /// <summary>Counts what the batch does for the board.</summary>
    public Tally Count()
    {
        var tally = new Tally(db, at);
        rows.Packets.ForEach(tally.Count);
        foreach (var delivery in rows.NewDeliveries.Union(rows.ChangedDeliveries))
        {
            tally.Count(new Moved(delivery, known.Before(delivery)));
        }

        return tally;
    }

    /// <summary>Counts the clocks that the batch starts and stops.</summary>
    public DeadlineTally CountClocks() => DeadlineTally.Of(db, rows);

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
            case SweepWork sweep:
                sweep.Outcome = Decide(sweep);
                break;
            default:
                throw new NotSupportedException(work.GetType().Name);
        }
    }

    /// <summary>Hands all rows to the bulk writer; audit rows take the numbers up to <paramref name="lastAudit"/>.</summary>
    public AuditRow? Gather(BulkRows bulk, long lastAudit) => rows.Gather(bulk, lastAudit);

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

        // The one thing that deletes blobs does so under the same counter: what is there now stays until this commit.
        return work.BlobFound && !blobs.Exists(incoming.Digest) ? StoredPacket.BlobGone : Accept(work.Actor, incoming);
    }

    // No row that was committed names them, and none of this batch: packets are decided before and after it in the same order.
    private int Decide(SweepWork work)
    {
        var swept = work.Digests.Where(d => known.SameBytes(d) is null && blobs.RemoveOlder(d, work.KeptBefore)).ToList();
        CrashPoint.At("sweep.deleted");
        if (swept.Count > 0)
        {
            rows.AuditNote(work.Actor, "exchange.blobs.swept", "orphans", new { swept });
        }

        return swept.Count;
    }

    private StoredPacket Accept(Actor actor, IncomingPacket incoming)
    {
        var id = db.Node.Clock.NewId<PacketId>();
        position++;
        var (about, match, number) = Place(actor, incoming, id);
        var to = incoming.Recipients.Select(r => new Delivery(incoming, id, position, r, db.Node.Clock.NewId<DeliveryId>(), at).Owed(deadlines.Receive(incoming, r.Code, at))).ToList();
        var receipt = signer.Sign(new ReceiptContent(
            id.Value,
            incoming.Kind.Name(),
            incoming.SenderCode,
            incoming.DocumentId,
            incoming.Digest,
            incoming.Size,
            at,
            position,
            [.. to.Select(d => new ReceiptRecipient(d.AddressedAs, d.RecipientCode, d.Id.Value, d.Succeeds))]));
        var packet = new Packet(incoming, id, position, about, match, number, at, receipt, deadlines.Send(incoming));
        var files = incoming.Attachments.Select(a => new Attachment(packet.SenderCode, id, a)).ToList();

        var spokenOf = incoming.Kind is PacketKind.Document ? [] : incoming.Targets.Select((t, i) => new PacketTarget(packet, i + 1, t)).ToList();

        rows.Packets.Add(packet);
        rows.Attachments.AddRange(files);
        rows.Targets.AddRange(spokenOf);
        rows.NewDeliveries.UnionWith(to);
        known.Add(packet, to);
        if (match is PacketMatch.Unmatched)
        {
            known.AddUnmatched(packet, incoming.Targets);
        }

        var written = new List<object>();
        if (incoming.Status is { } report && match is PacketMatch.Matched && known.Delivery(about, actor) is { } reported)
        {
            packet.Became(known.Earlier(reported, report) ?? Take(reported, report, written));
        }

        MatchLate(incoming, id, written);
        CrashPoint.At("packet.signed");
        rows.Audit(actor, "exchange.packet.accepted", id.Value.ToString(), [packet, .. files, .. spokenOf, .. to, .. written, .. DocumentsOf(about, incoming)]);
        return new StoredPacket(packet, true, to);
    }

    // Which document the packet is or speaks of. A replacement is a document of its own as well, when its number is new.
    private (DocumentKey About, PacketMatch Match, int Number) Place(Actor actor, IncomingPacket incoming, PacketId id)
    {
        var own = incoming.Targets[0];
        if (incoming.Kind is PacketKind.Document)
        {
            AddDocument(own, id);
            return (own, PacketMatch.Itself, 0);
        }

        foreach (var target in incoming.Targets)
        {
            if (known.Document(target) is not { } document || !MaySpeakOf(actor, incoming, target))
            {
                continue;
            }

            var number = document.CountEvent();
            rows.CountedDocuments.Add(document);
            AddReplacing(incoming, id);
            return (target, PacketMatch.Matched, number);
        }

        AddReplacing(incoming, id);
        return (own, PacketMatch.Unmatched, 0);
    }

    // A stranger to a document learns nothing about it, not even that it exists: its packet is kept as unmatched.
    private bool MaySpeakOf(Actor actor, IncomingPacket incoming, DocumentKey target) =>
        incoming.Status is null || target.Sender == incoming.OwnCode || known.Delivery(target, actor) is not null;

    // The document has arrived after packets that speak of it: now they are what they would have been.
    private void MatchLate(IncomingPacket incoming, PacketId itself, List<object> written)
    {
        var key = new DocumentKey(incoming.OwnCode, incoming.DocumentId);
        if (incoming.Kind is not (PacketKind.Document or PacketKind.Replacement) || known.Document(key) is not { } document || !rows.NewDocuments.Contains(document))
        {
            return;
        }

        foreach (var packet in known.WaitingFor(incoming, key).Where(p => p.Id != itself))
        {
            var reported = packet.Kind is PacketKind.Status ? known.Delivery(key, packet.SenderCode) : null;
            if (packet.Kind is PacketKind.Status && reported is null)
            {
                continue; // A stranger's: it stays what it was.
            }

            packet.MatchedLate(key, document.CountEvent(), at);
            if (reported is not null && packet.WaitingReport is { } report)
            {
                packet.Became(known.Earlier(reported, report) ?? Take(reported, report, written));
            }

            rows.MatchedPackets.Add(packet);
            written.Add(packet);
            written.Add(document);
        }
    }

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
        rows.NewDocuments.Add(document);
        known.Add(document);
    }

    private IEnumerable<object> DocumentsOf(DocumentKey about, IncomingPacket incoming) =>
        new[] { about, new DocumentKey(incoming.OwnCode, incoming.DocumentId) }.Distinct().Select(known.Document).OfType<Document>()
            .Where(d => rows.NewDocuments.Contains(d) || rows.CountedDocuments.Contains(d));

    private Result<DeliveryOutcome> Decide(DeliveryWork work)
    {
        if (known.Delivery(work) is not { } delivery)
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
            rows.ChangedDeliveries.Add(delivery);
            var act = work switch
            {
                { Report: not null } => "exchange.delivery.status",
                { Queue: not null, Acknowledge: false } => "exchange.delivery.queue",
                _ => "exchange.delivery.arrived",
            };
            rows.Audit(work.Actor, act, delivery.Id.Value.ToString(), [.. written.Append(delivery).Distinct()]);
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
        CrashPoint.At("status.taken");
        rows.Statuses.Add(status);
        rows.ChangedDeliveries.Add(delivery);
        known.Add(delivery, status);
        written.Add(status);
        written.Add(delivery);
        return status;
    }
}
