using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Ingest;

/// <summary>
/// The deliveries of each document that a batch speaks of: of the document itself and of its later versions (type 2), in the order of the log. Notices of
/// a recall and statuses are not among them; a replacement is a document of its own.
/// </summary>
internal sealed class DocumentVersions(BatchKnowledge known)
{
    private readonly Dictionary<DocumentKey, List<Delivery>> byDocument = [];
    private readonly Dictionary<PacketId, DocumentKey> spoken = [];
    private readonly Dictionary<PacketId, List<Delivery>> waiting = [];
    private readonly Dictionary<PacketId, (string Digest, List<string> Files)> contents = [];

    /// <summary>Every version that was laid in for somebody.</summary>
    public IReadOnlyList<Delivery> Of(DocumentKey document) => byDocument.GetValueOrDefault(document) ?? [];

    /// <summary>The version that counts at a recipient; null when it has none (returned, taken back, recalled).</summary>
    public Delivery? Current(DocumentKey document, string recipient) => Of(document).LastOrDefault(d => d.RecipientCode == recipient && ChangeMachine.IsCurrent(d.State));

    /// <summary>
    /// What a report about a document is about: what waits for an answer, else what counts, else the last version. The reporter's own inbox goes before
    /// those that it continues.
    /// </summary>
    public Delivery? Reported(DocumentKey document, IReadOnlyList<string> inboxes) => inboxes.Select(inbox => Reported(document, inbox)).FirstOrDefault(d => d is not null);

    public Delivery? Reported(DocumentKey document, string inbox)
    {
        var own = Of(document).Where(d => d.RecipientCode == inbox).ToList();
        return own.Find(d => ChangeMachine.Waits(d.State)) ?? own.FindLast(d => ChangeMachine.IsCurrent(d.State)) ?? own.LastOrDefault();
    }

    /// <summary>The document that a delivery belongs to, or that its packet speaks of; null when it was not asked for.</summary>
    public DocumentKey? DocumentOf(Delivery delivery) => spoken.TryGetValue(delivery.PacketId, out var key) ? key : null;

    /// <summary>Digest of a packet and of its files.</summary>
    public (string Digest, IReadOnlyList<string> Files) Content(PacketId packet) => contents[packet];

    /// <summary>A packet of this batch.</summary>
    public void Add(Packet packet, IReadOnlyList<Delivery> to, IReadOnlyList<Attachment> files)
    {
        spoken[packet.Id] = Key(packet.Kind, packet.AboutSender, packet.AboutDocument, packet.DocumentId);
        if (packet.Kind is PacketKind.Document or PacketKind.Update or PacketKind.Replacement)
        {
            contents[packet.Id] = (packet.Digest, [.. files.Select(f => f.Sha256)]);
            if (packet.Match is PacketMatch.Unmatched && packet.Kind is PacketKind.Update)
            {
                waiting[packet.Id] = [.. to];
            }
            else
            {
                Add(spoken[packet.Id], to);
            }
        }
    }

    /// <summary>Deliveries of a new version that waits for its document.</summary>
    public IReadOnlyList<Delivery> Waiting(Packet packet) => packet.Kind is PacketKind.Update ? waiting.GetValueOrDefault(packet.Id) ?? [] : [];

    /// <summary>A packet that waited for its document speaks of it now.</summary>
    public void Matched(Packet packet, DocumentKey document)
    {
        spoken[packet.Id] = document;
        Add(document, Waiting(packet));
    }

    public async Task Load(ExchangeDb db, IReadOnlyList<IngestWork> works, IReadOnlyCollection<Packet> unmatched, CancellationToken ct)
    {
        var packets = works.OfType<PacketWork>().Where(w => w.Packet.Kind is not PacketKind.Document).ToList();
        var answers = works.OfType<DeliveryWork>().Where(w => w.Report is { } r && ChangeMachine.IsAnswer(r.Code)).Select(known.Delivery).OfType<Delivery>().ToList();
        await LoadSpoken(db, answers, ct);
        var keys = packets.SelectMany(w => w.Packet.Targets).Concat(answers.Select(DocumentOf).OfType<DocumentKey>()).ToHashSet();
        await known.LoadDocuments(db, keys, ct);

        // A recipient's report concerns its own deliveries; what a sender asks concerns everybody's.
        var everybody = packets.Exists(w => w.Packet.Kind is not PacketKind.Status || w.Packet.Status!.Code == ChangeMachine.TakeBackAsked);
        var recipients = everybody ? null : packets.SelectMany(w => w.Actor.ActsFor).Concat(answers.Select(d => d.RecipientCode)).Distinct().ToList();
        await LoadVersions(db, [.. keys.Select(known.Document).OfType<Document>()], recipients, ct);
        await LoadWaiting(db, [.. unmatched.Where(p => p.Kind is PacketKind.Update)], ct);
        if (answers.Count > 0 || packets.Exists(w => w.Packet.Status?.Code == ChangeMachine.Agreed))
        {
            await LoadContents(db, ct);
        }
    }

    private async Task LoadSpoken(ExchangeDb db, List<Delivery> answers, CancellationToken ct)
    {
        if (answers.Count == 0)
        {
            return;
        }

        var ids = answers.Select(d => d.PacketId).Distinct().ToList();
        foreach (var p in await db.Packets.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Kind, p.AboutSender, p.AboutDocument, p.DocumentId }).ToListAsync(ct))
        {
            spoken[p.Id] = Key(p.Kind, p.AboutSender, p.AboutDocument, p.DocumentId);
        }
    }

    private async Task LoadVersions(ExchangeDb db, List<Document> documents, List<string>? recipients, CancellationToken ct)
    {
        if (documents.Count == 0)
        {
            return;
        }

        var of = recipients is null ? db.Deliveries.AsNoTracking() : db.Deliveries.AsNoTracking().Where(d => recipients.Contains(d.RecipientCode));
        var originals = documents.ToDictionary(d => d.PacketId, d => new DocumentKey(d.SenderCode, d.DocumentId));
        var ids = originals.Keys.ToList();
        foreach (var delivery in await of.Where(d => ids.Contains(d.PacketId)).ToListAsync(ct))
        {
            Add(originals[delivery.PacketId], [known.Keep(delivery)]);
        }

        var updated = documents.Where(d => d.Updates > 0).ToList();
        if (updated.Count == 0)
        {
            return;
        }

        var (senders, names) = (updated.Select(d => d.SenderCode).Distinct().ToList(), updated.Select(d => d.DocumentId).Distinct().ToList());
        var later = await db.Packets.AsNoTracking()
            .Where(p => senders.Contains(p.AboutSender) && names.Contains(p.AboutDocument) && p.Kind == PacketKind.Update && p.Match == PacketMatch.Matched)
            .Join(of, p => p.Id, d => d.PacketId, (p, d) => new { p.AboutSender, p.AboutDocument, Delivery = d })
            .ToListAsync(ct);
        foreach (var one in later)
        {
            Add(new DocumentKey(one.AboutSender, one.AboutDocument), [known.Keep(one.Delivery)]);
        }
    }

    private async Task LoadWaiting(ExchangeDb db, List<Packet> updates, CancellationToken ct)
    {
        if (updates.Count == 0)
        {
            return;
        }

        var ids = updates.ConvertAll(p => p.Id);
        foreach (var delivery in await db.Deliveries.AsNoTracking().Where(d => ids.Contains(d.PacketId)).ToListAsync(ct))
        {
            waiting.TryAdd(delivery.PacketId, []);
            waiting[delivery.PacketId].Add(known.Keep(delivery));
        }
    }

    private async Task LoadContents(ExchangeDb db, CancellationToken ct)
    {
        var ids = byDocument.Values.Concat(waiting.Values).SelectMany(d => d).Select(d => d.PacketId).Distinct().ToList();
        var digests = await db.Packets.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Digest }).ToListAsync(ct);
        var files = (await db.Attachments.AsNoTracking().Where(a => ids.Contains(a.PacketId)).Select(a => new { a.PacketId, a.Number, a.Sha256 }).ToListAsync(ct)).ToLookup(a => a.PacketId);
        foreach (var packet in digests)
        {
            contents[packet.Id] = (packet.Digest, [.. files[packet.Id].OrderBy(f => f.Number).Select(f => f.Sha256)]);
        }
    }

    private static DocumentKey Key(PacketKind kind, string aboutSender, string about, string own) => new(aboutSender, kind is PacketKind.Replacement ? own : about);

    private void Add(DocumentKey document, IReadOnlyList<Delivery> deliveries)
    {
        if (!byDocument.TryGetValue(document, out var there))
        {
            byDocument[document] = there = [];
        }

        there.AddRange(deliveries.Where(d => !there.Contains(d)));
        there.Sort((a, b) => (a.Position, a.Id.Value).CompareTo((b.Position, b.Id.Value)));
    }
}
