using VanLang.Data.Audit;
using VanLang.Data.Blobs;
using VanLang.Data.Storage;
using VanLang.Exchange.Archives;
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
internal sealed class IngestBatch(ExchangeDb db, BatchKnowledge known, ReceiptSigner signer, BlobStore blobs, DeadlineBook deadlines, long lastPosition, long lastStatus)
{
    private readonly DateTimeOffset at = db.Node.Clock.Now;
    private readonly BatchRows rows = new(db, db.Node.Clock.Now, lastStatus);
    private long position = lastPosition;

    private ChangeDecisions Changes => field ??= new ChangeDecisions(db, known, rows, signer);

    private DeliveryDecisions Deliveries => field ??= new DeliveryDecisions(db, known, rows, Changes);

    /// <summary>New packets, each with its place in the log.</summary>
    public IReadOnlyList<Packet> Packets => rows.Packets;

    public int Statuses => rows.Statuses.Count;

    public IEnumerable<string> Recipients => rows.Concerned;

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
                delivery.Outcome = Deliveries.Decide(delivery);
                break;
            case SweepWork sweep:
                sweep.Outcome = Decide(sweep);
                break;
            case ArchiveWork archive:
                archive.Outcome = known.Archives.Decide(archive, rows);
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

        if (Spoken(work.Actor, incoming) is { } about && (Changes.Refuse(work.Actor, incoming, about) ?? Late(work, about)) is { } refused)
        {
            return refused;
        }

        // The one thing that deletes blobs does so under the same counter: what is there now stays until this commit.
        return work.BlobFound && !blobs.Exists(incoming.Digest) ? StoredPacket.BlobGone : Accept(work.Actor, incoming);
    }

    // A person at a page is told when the state has moved on; a system's late answer is kept as history.
    private Error? Late(PacketWork work, DocumentKey about) =>
        work.RefuseLate is { } late && work.Packet.Status is { } report && ChangeMachine.IsAnswer(report.Code) && Changes.Waiting(about, work.Actor.ActsFor).Count == 0 ? late : null;

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
        if (match is PacketMatch.Matched && packet.Kind is PacketKind.Update)
        {
            Changes.Propose(about, to, laidIn: false);
        }

        known.Add(packet, to, files);
        if (match is PacketMatch.Unmatched)
        {
            known.AddUnmatched(packet, incoming.Targets);
        }

        var written = new List<object>();
        if (match is PacketMatch.Matched)
        {
            Act(packet, incoming.Status, actor.ActsFor, about, to, Documents(packet, incoming, about), written);
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

        if (Spoken(actor, incoming) is { } target)
        {
            var document = known.Document(target)!;
            var number = document.CountEvent();
            rows.CountedDocuments.Add(document);
            AddReplacing(incoming, id);
            return (target, PacketMatch.Matched, number);
        }

        AddReplacing(incoming, id);
        return (own, PacketMatch.Unmatched, 0);
    }

    // The document that a later packet speaks of: the first of those it may mean that is there.
    private DocumentKey? Spoken(Actor actor, IncomingPacket incoming)
    {
        foreach (var target in incoming.Kind is PacketKind.Document ? [] : incoming.Targets)
        {
            if (known.Document(target) is not null && MaySpeakOf(actor, incoming, target))
            {
                return target;
            }
        }

        return null;
    }

    // A replacement may name several documents; each counts it.
    private List<Document> Documents(Packet packet, IncomingPacket incoming, DocumentKey about)
    {
        List<Document> documents = [known.Document(about)!];
        if (packet.Kind is PacketKind.Replacement)
        {
            foreach (var further in Changes.Replaced(incoming).Except(documents).ToList())
            {
                further.CountEvent();
                rows.CountedDocuments.Add(further);
                documents.Add(further);
            }
        }

        return documents;
    }

    // What a matched packet does: the sender's acts on its document, or a recipient's report of it.
    private void Act(Packet packet, StatusReport? report, IReadOnlyList<string> inboxes, DocumentKey about, IReadOnlyList<Delivery> to, IReadOnlyList<Document> documents, List<object> written)
    {
        if (report is null || (report.Code == ChangeMachine.TakeBackAsked && inboxes.Contains(about.Sender)))
        {
            Changes.Apply(packet, report, to, documents, written);
            written.AddRange(documents);
        }
        else if (Deliveries.Report(about, inboxes, report, written) is { } status)
        {
            packet.Became(status);
        }
    }

    // A stranger to a document learns nothing about it, not even that it exists: its packet is kept as unmatched.
    private bool MaySpeakOf(Actor actor, IncomingPacket incoming, DocumentKey target) =>
        incoming.Status is null || target.Sender == incoming.OwnCode || known.Versions.Reported(target, actor.ActsFor) is not null;

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
            if (packet.Kind is PacketKind.Status && packet.SenderCode != key.Sender && known.Versions.Reported(key, packet.SenderCode) is null)
            {
                continue; // A stranger's: it stays what it was.
            }

            if ((document.RecalledBy is not null && packet.Kind is not PacketKind.Status) || (document.ReplacedBy is not null && packet.Kind is PacketKind.Update or PacketKind.Replacement))
            {
                continue; // Recalled or replaced before it came: nothing more is done with it.
            }

            packet.MatchedLate(key, document.CountEvent(), at);
            var versions = known.Versions.Waiting(packet);
            written.AddRange(Changes.Propose(key, versions, laidIn: true));
            known.Versions.Matched(packet, key);
            Act(packet, packet.WaitingReport, [packet.SenderCode], key, versions, [document], written);

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
}
