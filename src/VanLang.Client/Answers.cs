namespace VanLang.Client;

/// <summary>One recipient of a packet.</summary>
/// <param name="OrganId">The code as the packet writes it.</param>
/// <param name="DeliveredTo">Canonical code of the organisation that received; another one when the addressee was merged.</param>
/// <param name="Name">Name of that organisation in the directory.</param>
/// <param name="DeliveryId">Its delivery.</param>
/// <param name="State"><c>queued</c>, <c>delivered</c>, <c>rejected</c>, <c>received</c>, <c>assigned</c>, <c>processing</c>, <c>done</c> and what later versions add.</param>
/// <param name="Succeeds">Canonical code of the ended organisation that was addressed; null otherwise.</param>
public sealed record SentRecipient(string OrganId, string DeliveredTo, string Name, Guid DeliveryId, string State, string? Succeeds);

/// <summary>Something that the exchange tolerated.</summary>
/// <param name="Code">Stable code, such as <c>EDX-1012</c>.</param>
/// <param name="Vi">The sentence in Vietnamese.</param>
/// <param name="En">The sentence in English.</param>
public sealed record PacketRemark(string Code, string Vi, string En);

/// <summary>An accepted packet. Its receipt has been verified against the exchange's published keys.</summary>
/// <param name="PacketId">The exchange's id.</param>
/// <param name="DocumentId">The document it is, or speaks of.</param>
/// <param name="Digest">SHA-256 of the packet's bytes, lower-case hexadecimal; equal to what this client sent.</param>
/// <param name="AcceptedAt">Time of acceptance.</param>
/// <param name="Receipt">Compact JWS (RFC 7515): keep it. It proves the acceptance to anybody.</param>
public sealed record SentPacket(Guid PacketId, string DocumentId, string Digest, DateTimeOffset AcceptedAt, string Receipt)
{
    /// <summary>False when the same packet had been accepted before and its stored receipt came back.</summary>
    public bool New { get; init; }

    /// <summary>document, recall, update, replacement or status.</summary>
    public string Kind { get; init; } = "status";

    /// <summary>Bytes of the packet.</summary>
    public long Size { get; init; }

    /// <summary>Place in the exchange's log; 0 for a status packet.</summary>
    public long Position { get; init; }

    /// <summary>False when the document it speaks of is not known to the exchange.</summary>
    public bool Matched { get; init; }

    /// <summary>Who received it.</summary>
    public IReadOnlyList<SentRecipient> Recipients { get; init; } = [];

    /// <summary>What was tolerated.</summary>
    public IReadOnlyList<PacketRemark> Warnings { get; init; } = [];

    /// <summary>Verdict on the package signature.</summary>
    public string? Signature { get; init; }

    /// <summary>For a status packet: the entry of the timeline.</summary>
    public Guid? StatusId { get; init; }

    /// <summary>For a status packet: true when the state moved on.</summary>
    public bool? Applied { get; init; }

    /// <summary>What the receipt states.</summary>
    public Receipts.Receipt? Proof { get; init; }
}

/// <summary>A part of a list.</summary>
/// <param name="Items">The entries, in the order of the log.</param>
/// <param name="Next">Cursor behind the last entry; opaque. Keep it to go on later, even when there were no entries.</param>
public sealed record ExchangePage<T>(IReadOnlyList<T> Items, string Next);

/// <summary>One delivery in the inbox.</summary>
/// <param name="DeliveryId">Handle for <see cref="ExchangeClient.AcknowledgeAsync"/> and <see cref="ExchangeClient.ReportStatusAsync"/>.</param>
/// <param name="PacketId">Handle for the packet's bytes and files.</param>
/// <param name="DocumentId">The document, to the letter.</param>
/// <param name="From">Canonical code of the sender.</param>
/// <param name="FromName">Name of the sender in the directory.</param>
/// <param name="AddressedAs">The recipient's code as the packet writes it.</param>
/// <param name="Subject">Trích yếu.</param>
/// <param name="Priority">Độ khẩn, 0 to 4.</param>
/// <param name="Kind">document, recall, update, replacement or status.</param>
/// <param name="State">As in <see cref="SentRecipient.State"/>.</param>
/// <param name="ReceivedAt">When the exchange accepted it.</param>
/// <param name="Acknowledged">True when it was taken off the queue before.</param>
public sealed record InboxItem(
    Guid DeliveryId, Guid PacketId, string DocumentId, string From, string FromName, string AddressedAs, string Subject, int Priority, string Kind, string State, DateTimeOffset ReceivedAt, bool Acknowledged);

/// <summary>One packet that was sent.</summary>
/// <param name="PacketId">Handle for <see cref="ExchangeClient.DeliveriesAsync"/>.</param>
/// <param name="Kind">document, recall, update, replacement or status.</param>
/// <param name="DocumentId">The document, to the letter.</param>
/// <param name="Subject">Trích yếu.</param>
/// <param name="Number">Số.</param>
/// <param name="Notation">Ký hiệu.</param>
/// <param name="Priority">Độ khẩn, 0 to 4.</param>
/// <param name="Digest">SHA-256 of the packet, lower-case hexadecimal.</param>
/// <param name="AcceptedAt">Time of acceptance.</param>
/// <param name="Recipients">How many received it.</param>
/// <param name="Matched">False when the document it speaks of is not known.</param>
public sealed record OutboxItem(
    Guid PacketId, string Kind, string DocumentId, string Subject, string Number, string Notation, int Priority, string Digest, DateTimeOffset AcceptedAt, int Recipients, bool Matched);

/// <summary>Who handles a document at its recipient; every part may be left out.</summary>
/// <param name="Department">Unit.</param>
/// <param name="Name">Person.</param>
/// <param name="Email">Mail address.</param>
/// <param name="Mobile">Telephone.</param>
public sealed record StatusStaff(string? Department = null, string? Name = null, string? Email = null, string? Mobile = null);

/// <summary>One entry of a recipient's timeline.</summary>
/// <param name="StatusId">Its id.</param>
/// <param name="Code">01 arrived, 02 returned, 03 registered, 04 assigned, 05 in progress, 06 done (national list); 13, 15, 16 for requests.</param>
/// <param name="Reason">Why, where a reason was given.</param>
/// <param name="Staff">Who reported; null when nobody is named.</param>
/// <param name="At">When the exchange learnt of it.</param>
/// <param name="SaidAt">The time that the report itself states.</param>
/// <param name="Applied">False when it is history only (late or repeated).</param>
public sealed record TimelineEntry(Guid StatusId, string Code, string? Reason, StatusStaff? Staff, DateTimeOffset At, DateTimeOffset? SaidAt, bool Applied);

/// <summary>One status in the feed.</summary>
/// <param name="StatusId">Its id.</param>
/// <param name="PacketId">The packet that it speaks of.</param>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="DocumentId">The document, to the letter.</param>
/// <param name="From">Canonical code of the agency that sent the document.</param>
/// <param name="Recipient">Canonical code of the agency that reported.</param>
/// <param name="Code">As in <see cref="TimelineEntry.Code"/>.</param>
/// <param name="Reason">Why, where a reason was given.</param>
/// <param name="Staff">Who reported.</param>
/// <param name="At">When the exchange learnt of it.</param>
/// <param name="SaidAt">The time that the report itself states.</param>
/// <param name="Applied">False when it is history only.</param>
public sealed record StatusNews(
    Guid StatusId, Guid PacketId, Guid DeliveryId, string DocumentId, string From, string Recipient, string Code, string? Reason, StatusStaff? Staff, DateTimeOffset At, DateTimeOffset? SaidAt, bool Applied);

/// <summary>How far one recipient has come.</summary>
/// <param name="DeliveryId">Its delivery.</param>
/// <param name="OrganId">The code as the packet writes it.</param>
/// <param name="DeliveredTo">Canonical code of the organisation that received.</param>
/// <param name="Name">Its name.</param>
/// <param name="Succeeds">Code of the ended organisation that was addressed; null otherwise.</param>
/// <param name="State">As in <see cref="SentRecipient.State"/>.</param>
/// <param name="StateAt">When it reached this state.</param>
/// <param name="AcknowledgedAt">When its system took it over; null before.</param>
/// <param name="Timeline">All reports, oldest first.</param>
public sealed record DeliveryProgress(
    Guid DeliveryId, string OrganId, string DeliveredTo, string Name, string? Succeeds, string State, DateTimeOffset StateAt, DateTimeOffset? AcknowledgedAt, IReadOnlyList<TimelineEntry> Timeline)
{
    /// <summary>When the recipient had it in hands; null when it was never delivered.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>How far the recipient itself has come, while the sender asks for something or after it was done.</summary>
    public string? Before { get; init; }

    /// <summary>What the sender asks or did: <c>take-back</c>, <c>update</c>, <c>replacement</c> or <c>recall</c>; null when nothing.</summary>
    public string? Request { get; init; }

    /// <summary>The packet that asks or did it.</summary>
    public Guid? RequestPacketId { get; init; }

    /// <summary>The recipient's statement that it destroyed its copy; verify it with <see cref="ExchangeClient.VerifyDestructionAsync"/>.</summary>
    public DestructionNotice? Destruction { get; init; }
}

/// <summary>A delivery that was taken off the queue.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="State">Its state now.</param>
/// <param name="AcknowledgedAt">When; of the first time, when it was acknowledged before.</param>
public sealed record Acknowledgement(Guid DeliveryId, string State, DateTimeOffset AcknowledgedAt);

/// <summary>A report that was taken.</summary>
/// <param name="StatusId">Entry of the timeline.</param>
/// <param name="Applied">True when the state moved on; false for repeats and late reports, which are kept as history.</param>
/// <param name="State">The state now.</param>
public sealed record StatusOutcome(Guid StatusId, bool Applied, string State);

/// <summary>A file that was fetched; its digest was checked.</summary>
/// <param name="Name">Name as the sender gave it; never a path.</param>
/// <param name="Path">Where it lies now.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record FetchedFile(string Name, string Path, long Length, string Sha256);

/// <summary>An organisation of the directory.</summary>
/// <param name="Code">Canonical code, such as <c>H41</c>.</param>
/// <param name="Name">Its name today.</param>
public sealed record DirectoryEntry(string Code, string Name);

/// <summary>How far a transfer has come.</summary>
/// <param name="What">Name of the file, or <c>packet</c>.</param>
/// <param name="Done">Bytes so far.</param>
/// <param name="Total">Bytes in all; null when not known yet.</param>
public readonly record struct TransferProgress(string What, long Done, long? Total);
