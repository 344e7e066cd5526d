using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Changes;

/// <summary>A document, and the documents and versions beside it. Packets that the reader may not open are left out of the lists.</summary>
/// <param name="Versions">Packets of its versions, the first included, oldest first.</param>
/// <param name="Replaces">Documents that this one took the place of.</param>
/// <param name="ReplacedBy">The document that took its place.</param>
internal sealed record DocumentLinks(Document Document, IReadOnlyList<PacketId> Versions, IReadOnlyList<DocumentLinks.Link> Replaces, DocumentLinks.Link? ReplacedBy)
{
    internal sealed record Link(PacketId PacketId, string DocumentId, string Number, string Notation, string Subject);

    /// <summary>The newest version; the packet itself when there is none newer.</summary>
    public PacketId Newest => Versions.Count > 0 ? Versions[^1] : Document.PacketId;
}

/// <summary>Links a packet both ways: to the document that it replaced and to the one that replaced it, to older and newer versions.</summary>
internal sealed class LinkDocuments(ExchangeDb db)
{
    public async Task<DocumentLinks?> Handle(PacketId id, Actor actor, CancellationToken ct) =>
        await db.PacketsOf(actor).FirstOrDefaultAsync(p => p.Id == id, ct) is { } packet ? await Handle(packet, actor, ct) : null;

    public async Task<DocumentLinks?> Handle(Packet packet, Actor actor, CancellationToken ct)
    {
        var document = packet.Kind switch
        {
            PacketKind.Document or PacketKind.Replacement => await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.PacketId == packet.Id, ct),
            PacketKind.Update when packet.Match is PacketMatch.Matched => await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.SenderCode == packet.AboutSender && d.DocumentId == packet.AboutDocument, ct),
            _ => null,
        };
        if (document is null)
        {
            return null;
        }

        var (sender, name, first) = (document.SenderCode, document.DocumentId, document.PacketId);
        var versions = document.Updates == 0 ? [first] : await db.PacketsOf(actor)
            .Where(p => p.Id == first || (p.AboutSender == sender && p.AboutDocument == name && p.Kind == PacketKind.Update && p.Match == PacketMatch.Matched))
            .OrderBy(p => p.Position).Select(p => p.Id).ToListAsync(ct);
        var replaces = packet.Kind is not PacketKind.Replacement ? [] : await db.PacketsOf(actor)
            .Where(p => db.Documents.Any(d => d.ReplacedBy == packet.Id && d.PacketId == p.Id))
            .OrderBy(p => p.Position)
            .Select(p => new DocumentLinks.Link(p.Id, p.DocumentId, p.Number, p.Notation, p.Subject)).ToListAsync(ct);
        var by = document.ReplacedBy;
        var replacedBy = by is null ? null : await db.PacketsOf(actor)
            .Where(p => p.Id == by)
            .Select(p => new DocumentLinks.Link(p.Id, p.DocumentId, p.Number, p.Notation, p.Subject)).FirstOrDefaultAsync(ct);
        return new DocumentLinks(document, versions, replaces, replacedBy);
    }
}
