using System.Text.Json;
using VanLang.Exchange.Clocks;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Receipts;
using VanLang.Kernel;

namespace VanLang.Exchange.Packets;

/// <summary>A packet that the axis has accepted.</summary>
internal readonly record struct PacketId(Guid Value) : ITypedId<PacketId>
{
    public static PacketId From(Guid value) => new(value);
}

/// <summary>What a packet is: a new document, one of the three later acts on a document (business types 1 to 3), or a status.</summary>
internal enum PacketKind
{
    Document = 0,
    Recall = 1,
    Update = 2,
    Replacement = 3,
    Status = 4,
}

internal static class PacketKinds
{
    /// <summary>As the API writes it.</summary>
    public static string Name(this PacketKind kind) => kind switch
    {
        PacketKind.Document => "document",
        PacketKind.Recall => "recall",
        PacketKind.Update => "update",
        PacketKind.Replacement => "replacement",
        PacketKind.Status => "status",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

/// <summary>Whether the document that a later packet speaks of is known.</summary>
internal enum PacketMatch
{
    /// <summary>The packet is the document.</summary>
    Itself,

    /// <summary>It belongs to a document on the axis.</summary>
    Matched,

    /// <summary>The axis does not know the document: kept, and shown to the sender.</summary>
    Unmatched,
}

/// <summary>
/// One accepted packet. Never changed after acceptance but for one thing: a packet whose document was not known is matched when the document arrives. What
/// else happens to it stands in its deliveries. The bytes are in the blob of its digest.
/// </summary>
internal sealed class Packet
{
    /// <summary>Canonical code of the organisation that sent it; first in the key, so that rows can be distributed by it.</summary>
    public string SenderCode { get; private set; } = "";

    public PacketId Id { get; private set; }

    /// <summary>Place in the axis's log: without gaps, in the order of commits.</summary>
    public long Position { get; private set; }

    public PacketKind Kind { get; private set; }

    public PacketMatch Match { get; private set; }

    /// <summary>The sender's code as the packet writes it.</summary>
    public string SenderAs { get; private set; } = "";

    /// <summary>The directory's name of the sender on the day of acceptance; the name in the packet is free text.</summary>
    public string SenderName { get; private set; } = "";

    /// <summary>To the letter: the identifier is opaque.</summary>
    public string DocumentId { get; private set; } = "";

    /// <summary>Canonical sender of the document that the packet is, or speaks of.</summary>
    public string AboutSender { get; private set; } = "";

    /// <summary>Identifier of the document that the packet is, or speaks of; a replacement bears its own and names another.</summary>
    public string AboutDocument { get; private set; } = "";

    /// <summary>0 for the document itself, then 1, 2, 3 ... for each later packet about it; 0 when unmatched.</summary>
    public int EventNumber { get; private set; }

    /// <summary>Trích yếu; of a status packet its description.</summary>
    public string Subject { get; private set; } = "";

    public string Number { get; private set; } = "";

    public string Notation { get; private set; } = "";

    public DateOnly? PromulgationDate { get; private set; }

    public string TypeName { get; private set; } = "";

    public string SignerName { get; private set; } = "";

    public DateOnly? DueDate { get; private set; }

    /// <summary>Độ khẩn, 0 to 4.</summary>
    public int Priority { get; private set; }

    /// <summary>Reason of a recall, update or replacement.</summary>
    public string? Reason { get; private set; }

    /// <summary>Status code of a status packet.</summary>
    public string? StatusCode { get; private set; }

    /// <summary>The entry of the timeline that a status packet became.</summary>
    public Guid? StatusId { get; private set; }

    public bool StatusApplied { get; private set; }

    /// <summary>JSON: the report of a status packet that waits for its document.</summary>
    public string? Waiting { get; private set; }

    /// <summary>When the document arrived that this packet had spoken of before; null for all others.</summary>
    public DateTimeOffset? MatchedAt { get; private set; }

    /// <summary>Grows when the packet is matched later.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>SHA-256 of the bytes as received, lower-case hexadecimal: the name of the blob.</summary>
    public string Digest { get; private set; } = "";

    public long Size { get; private set; }

    /// <summary>Compact JWS, as first answered: whoever sends the same again gets the same receipt.</summary>
    public string Receipt { get; private set; } = "";

    public DateTimeOffset AcceptedAt { get; private set; }

    /// <summary>When it had to be sent at the latest; null where no limit holds.</summary>
    public DateTimeOffset? SendDue { get; private set; }

    /// <summary>Whether it was sent in time.</summary>
    public DutyClock? SendClock => SendDue is { } due ? new DutyClock(Duty.Send, due, AcceptedAt, null) : null;

    public string? IdempotencyKey { get; private set; }

    /// <summary>Outcome of the package signature, as <see cref="Signing.Xml.XmlSignatureOutcome"/> names it.</summary>
    public string Signature { get; private set; } = "";

    /// <summary>JSON: fault, detail, algorithm and certificate of the signature.</summary>
    public string? SignatureDetail { get; private set; }

    /// <summary>JSON: what was tolerated or is remarkable, each with code, sentences and place.</summary>
    public string? Warnings { get; private set; }

    public int Recipients { get; private set; }

    public int Attachments { get; private set; }

    /// <summary>Folded subject, number, notation, sender and identifier, for search without diacritics.</summary>
    public string Search { get; private set; } = "";

    private Packet()
    {
    }

    /// <summary>The row of an accepted packet.</summary>
    public Packet(IncomingPacket incoming, PacketId id, long position, DocumentKey about, PacketMatch match, int eventNumber, DateTimeOffset acceptedAt, string receipt, DateTimeOffset? sendDue = null)
    {
        SenderCode = incoming.SenderCode;
        Id = id;
        Position = position;
        Kind = incoming.Kind;
        Match = match;
        SenderAs = incoming.SenderAs;
        SenderName = incoming.SenderName;
        DocumentId = incoming.DocumentId;
        AboutSender = about.Sender;
        AboutDocument = about.DocumentId;
        EventNumber = eventNumber;
        Subject = incoming.Subject;
        Number = incoming.Number;
        Notation = incoming.Notation;
        PromulgationDate = incoming.PromulgationDate;
        TypeName = incoming.TypeName;
        SignerName = incoming.SignerName;
        DueDate = incoming.DueDate;
        Priority = incoming.Priority;
        Reason = incoming.Reason;
        StatusCode = incoming.Status?.Code;
        Digest = incoming.Digest;
        Size = incoming.Size;
        Receipt = receipt;
        AcceptedAt = acceptedAt;
        SendDue = sendDue;
        IdempotencyKey = incoming.IdempotencyKey;
        Signature = incoming.Signature;
        SignatureDetail = incoming.SignatureDetail;
        Warnings = incoming.Warnings;
        Recipients = incoming.Recipients.Count;
        Attachments = incoming.Attachments.Count;
        Search = incoming.Search;
        Waiting = match is PacketMatch.Unmatched && incoming.Status is { } report ? JsonSerializer.Serialize(report, ReceiptSigner.Json) : null;
    }

    /// <summary>The report that waits for its document.</summary>
    public StatusReport? WaitingReport => Waiting is null ? null : JsonSerializer.Deserialize<StatusReport>(Waiting, ReceiptSigner.Json);

    /// <summary>The document has arrived after this packet.</summary>
    public void MatchedLate(DocumentKey about, int eventNumber, DateTimeOffset at)
    {
        Match = PacketMatch.Matched;
        AboutSender = about.Sender;
        AboutDocument = about.DocumentId;
        EventNumber = eventNumber;
        MatchedAt = at;
        Version++;
    }

    /// <summary>Notes what a status packet became, before the row is written or written anew.</summary>
    public void Became(DeliveryStatus status)
    {
        StatusId = status.Id;
        StatusApplied = status.Applied;
    }
}

/// <summary>One file of a packet. Its content stays in the packet's blob and is taken out when asked for.</summary>
internal sealed class Attachment
{
    public string SenderCode { get; private set; } = "";

    public PacketId PacketId { get; private set; }

    /// <summary>From 1, in the order of the packet.</summary>
    public int Number { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>As the sender wrote it.</summary>
    public string ContentType { get; private set; } = "";

    public string Description { get; private set; } = "";

    /// <summary>Bytes of what a person opens.</summary>
    public long Size { get; private set; }

    /// <summary>SHA-256 of what a person opens.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>SHA-256 of what the packet holds, base64 removed; differs when it is wrapped in a ZIP.</summary>
    public string StoredSha256 { get; private set; } = "";

    private Attachment()
    {
    }

    public Attachment(string senderCode, PacketId packetId, IncomingAttachment incoming)
    {
        SenderCode = senderCode;
        PacketId = packetId;
        Number = incoming.Number;
        Name = incoming.Name;
        ContentType = incoming.ContentType;
        Description = incoming.Description;
        Size = incoming.Size;
        Sha256 = incoming.Sha256;
        StoredSha256 = incoming.StoredSha256;
    }
}
