using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Archives;
using VanLang.Exchange.Board;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Ingest;

/// <summary>
/// What the tables know of the works of one batch, read after the log's counter is held, so that no other node can change it before
/// the commit. The batch adds what it decides, so that its later works see its earlier ones.
/// </summary>
internal sealed class BatchKnowledge
{
    private readonly Dictionary<string, Packet> byDigest = [];
    private readonly Dictionary<(string Sender, string Key), Packet> byKey = [];
    private readonly Dictionary<DocumentKey, Document> documents = [];
    private readonly HashSet<DocumentKey> asked = [];
    private readonly Dictionary<(string Recipient, DeliveryId Id), Delivery> deliveries = [];
    private readonly Dictionary<DeliveryId, List<DeliveryStatus>> statuses = [];
    private readonly Dictionary<DocumentKey, List<Packet>> unmatched = [];
    private readonly Dictionary<DeliveryId, Stage> before = [];

    private BatchKnowledge() => Versions = new DocumentVersions(this);

    /// <summary>The deliveries of the documents that the batch speaks of.</summary>
    public DocumentVersions Versions { get; }

    /// <summary>What is archived, for works that archive.</summary>
    public ArchiveKnowledge Archives { get; private set; } = new();

    public static async Task<BatchKnowledge> Load(ExchangeDb db, IReadOnlyList<IngestWork> works, CancellationToken ct)
    {
        var knowledge = new BatchKnowledge();
        var packets = works.OfType<PacketWork>().Select(w => w.Packet).ToList();
        await knowledge.LoadDigests(db, [.. works.OfType<SweepWork>().SelectMany(w => w.Digests)], ct);
        if (packets.Count > 0)
        {
            await knowledge.LoadPackets(db, packets, ct);
            await knowledge.LoadDocuments(db, [.. packets.SelectMany(p => p.Targets)], ct);
            await knowledge.LoadUnmatched(db, packets, ct);
        }

        await knowledge.LoadDeliveries(db, [.. works.OfType<DeliveryWork>()], ct);
        await knowledge.Versions.Load(db, works, [.. knowledge.unmatched.Values.SelectMany(p => p).DistinctBy(p => p.Id)], ct);
        await knowledge.LoadStatuses(db, ct);
        knowledge.Archives = await ArchiveKnowledge.Load(db, works, ct);
        return knowledge;
    }

    public Packet? SameBytes(string digest) => byDigest.GetValueOrDefault(digest);

    public Packet? SameKey(IncomingPacket packet) => packet.IdempotencyKey is null ? null : byKey.GetValueOrDefault((packet.SenderCode, packet.IdempotencyKey));

    public Document? Document(DocumentKey key) => documents.GetValueOrDefault(key);

    /// <summary>The delivery that a work speaks of: to the organisation named, or to one that the actor's continues.</summary>
    public Delivery? Delivery(DeliveryWork work) => Inboxes(work).Select(r => deliveries.GetValueOrDefault((r, work.DeliveryId))).FirstOrDefault(d => d is not null);

    /// <summary>The state in which the tables had it; null for a delivery that the batch itself laid in.</summary>
    public Stage? Before(Delivery delivery) => before.TryGetValue(delivery.Id, out var stage) ? stage : null;

    /// <summary>An earlier report that says the same.</summary>
    public DeliveryStatus? Earlier(Delivery delivery, StatusReport report) => statuses.GetValueOrDefault(delivery.Id)?.Find(s => report.Says(s));

    public void Add(Packet packet, IReadOnlyList<Delivery> to, IReadOnlyList<Attachment> files)
    {
        Add(packet);
        foreach (var delivery in to)
        {
            deliveries[(delivery.RecipientCode, delivery.Id)] = delivery;
        }

        Versions.Add(packet, to, files);
    }

    private void Add(Packet packet)
    {
        byDigest[packet.Digest] = packet;
        if (packet.IdempotencyKey is not null)
        {
            byKey[(packet.SenderCode, packet.IdempotencyKey)] = packet;
        }
    }

    /// <summary>Packets that spoke of a document before it was there, in the order of the log.</summary>
    public IReadOnlyList<Packet> WaitingFor(IncomingPacket document, DocumentKey key) => NamesOf(document, key)
        .SelectMany(name => unmatched.GetValueOrDefault(name) ?? [])
        .Where(p => p.Match is PacketMatch.Unmatched && (p.PromulgationDate is null || p.AboutDocument == key.DocumentId || p.PromulgationDate == document.PromulgationDate))
        .Distinct().OrderBy(p => p.Position).ToList();

    public void AddUnmatched(Packet packet, IEnumerable<DocumentKey> targets)
    {
        foreach (var target in targets)
        {
            if (!unmatched.TryGetValue(target, out var waiting))
            {
                unmatched[target] = waiting = [];
            }

            if (waiting.TrueForAll(p => p.Id != packet.Id))
            {
                waiting.Add(packet);
            }
        }
    }

    public void Add(Document document) => documents[new DocumentKey(document.SenderCode, document.DocumentId)] = document;

    public void Add(Delivery delivery, DeliveryStatus status) => Statuses(delivery.Id).Add(status);

    private async Task LoadDigests(ExchangeDb db, List<string> digests, CancellationToken ct)
    {
        if (digests.Count == 0)
        {
            return;
        }

        foreach (var packet in await db.Packets.AsNoTracking().Where(p => digests.Contains(p.Digest)).ToListAsync(ct))
        {
            Add(packet);
        }
    }

    private async Task LoadPackets(ExchangeDb db, List<IncomingPacket> packets, CancellationToken ct)
    {
        var digests = packets.ConvertAll(p => p.Digest);
        var keys = packets.Where(p => p.IdempotencyKey is not null).Select(p => p.IdempotencyKey).Distinct().ToList();
        var senders = packets.Select(p => p.SenderCode).Distinct().ToList();
        var known = keys.Count == 0
            ? await db.Packets.AsNoTracking().Where(p => digests.Contains(p.Digest)).ToListAsync(ct)
            : await db.Packets.AsNoTracking().Where(p => digests.Contains(p.Digest) || (senders.Contains(p.SenderCode) && keys.Contains(p.IdempotencyKey))).ToListAsync(ct);
        foreach (var packet in known)
        {
            Add(packet);
        }
    }

    /// <summary>Reads the documents of these names that are not read yet.</summary>
    public async Task LoadDocuments(ExchangeDb db, IReadOnlyCollection<DocumentKey> keys, CancellationToken ct)
    {
        var wanted = keys.Where(asked.Add).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        var senders = wanted.Select(t => t.Sender).Distinct().ToList();
        var ids = wanted.Select(t => t.DocumentId).Distinct().ToList();
        foreach (var document in await db.Documents.AsNoTracking().Where(d => senders.Contains(d.SenderCode) && ids.Contains(d.DocumentId)).ToListAsync(ct))
        {
            documents.TryAdd(new DocumentKey(document.SenderCode, document.DocumentId), document);
        }
    }

    private async Task LoadUnmatched(ExchangeDb db, List<IncomingPacket> packets, CancellationToken ct)
    {
        var names = packets.Where(p => p.Kind is PacketKind.Document or PacketKind.Replacement).SelectMany(p => NamesOf(p, new DocumentKey(p.OwnCode, p.DocumentId))).Distinct().ToList();
        if (names.Count == 0)
        {
            return;
        }

        var senders = names.Select(n => n.Sender).Distinct().ToList();
        var ids = names.Select(n => n.DocumentId).Distinct().ToList();
        var found = await db.PacketTargets.AsNoTracking()
            .Where(t => senders.Contains(t.AboutSender) && ids.Contains(t.AboutDocument))
            .Join(db.Packets.AsNoTracking().Where(p => p.Match == PacketMatch.Unmatched), t => new { t.SenderCode, Id = t.PacketId }, p => new { p.SenderCode, p.Id }, (t, p) => new { Target = t, Packet = p })
            .ToListAsync(ct);
        var one = new Dictionary<PacketId, Packet>();
        foreach (var row in found)
        {
            AddUnmatched(one.TryAdd(row.Packet.Id, row.Packet) ? row.Packet : one[row.Packet.Id], [row.Target.Key]);
        }
    }

    // What a packet may call a document: its identifier, or in a status packet number and notation, with or without the sender's code.
    private static IEnumerable<DocumentKey> NamesOf(IncomingPacket document, DocumentKey key)
    {
        var cited = $"{document.Number}/{document.Notation}";
        return [key, new DocumentKey("", key.DocumentId), new DocumentKey(key.Sender, cited), new DocumentKey("", cited)];
    }

    /// <summary>One object for a row, however often it is found.</summary>
    public Delivery Keep(Delivery delivery)
    {
        if (!deliveries.TryAdd((delivery.RecipientCode, delivery.Id), delivery))
        {
            return deliveries[(delivery.RecipientCode, delivery.Id)];
        }

        before[delivery.Id] = Stage.Of(delivery);
        return delivery;
    }

    private async Task LoadDeliveries(ExchangeDb db, List<DeliveryWork> works, CancellationToken ct)
    {
        if (works.Count == 0)
        {
            return;
        }

        var recipients = works.SelectMany(Inboxes).Distinct().ToList();
        var ids = works.Select(w => w.DeliveryId).Distinct().ToList();
        foreach (var delivery in await db.Deliveries.AsNoTracking().Where(d => recipients.Contains(d.RecipientCode) && ids.Contains(d.Id)).ToListAsync(ct))
        {
            Keep(delivery);
        }
    }

    private async Task LoadStatuses(ExchangeDb db, CancellationToken ct)
    {
        var reported = deliveries.Values.Where(d => d.Statuses > 0).ToList();
        if (reported.Count == 0)
        {
            return;
        }

        var recipients = reported.Select(d => d.RecipientCode).Distinct().ToList();
        var ids = reported.ConvertAll(d => d.Id);
        foreach (var status in await db.DeliveryStatuses.AsNoTracking().Where(s => recipients.Contains(s.RecipientCode) && ids.Contains(s.DeliveryId)).ToListAsync(ct))
        {
            Statuses(status.DeliveryId).Add(status);
        }
    }

    private static IEnumerable<string> Inboxes(DeliveryWork work) => work.Actor.Continues.Prepend(work.RecipientCode);

    private List<DeliveryStatus> Statuses(DeliveryId id) => statuses.TryGetValue(id, out var there) ? there : statuses[id] = [];
}
