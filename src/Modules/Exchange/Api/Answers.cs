using VanLang.Exchange.Changes;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Api;

/// <summary>One recipient of a packet, as its sender is told.</summary>
/// <param name="OrganId">The code as the packet writes it.</param>
/// <param name="DeliveredTo">Canonical code of the organisation that received; another one when the addressee was merged.</param>
/// <param name="Succeeds">Canonical code of the ended organisation that was addressed; null when the addressee itself receives.</param>
internal sealed record RecipientAnswer(string OrganId, string DeliveredTo, string Name, Guid DeliveryId, DeliveryState State, string? Succeeds)
{
    /// <summary>One for each code the packet writes: two of them may have been merged into one delivery.</summary>
    public static IReadOnlyList<RecipientAnswer> Of(IEnumerable<Delivery> deliveries) =>
        [.. deliveries.SelectMany(d => Addressees.Of(d.AddressedAs, d.AddressedCodes, d.RecipientCode)
            .Select(a => new RecipientAnswer(a.As, d.RecipientCode, d.RecipientName, d.Id.Value, d.State, a.Succeeds)))];
}

/// <summary>An accepted document, or a later act on one.</summary>
/// <param name="Digest">SHA-256 of the packet as received, lower-case hexadecimal.</param>
/// <param name="Event">0 for the document itself, then 1, 2 ... for each later packet about it.</param>
/// <param name="Matched">False when the document that the packet speaks of is not known to the exchange.</param>
/// <param name="Signature">What became of the package signature.</param>
/// <param name="Receipt">Compact JWS; its keys are published at /.well-known/exchange-receipts.json.</param>
internal sealed record PacketAnswer(
    Guid PacketId,
    string Kind,
    string DocumentId,
    string Digest,
    long Size,
    DateTimeOffset AcceptedAt,
    long Position,
    int Event,
    bool Matched,
    IReadOnlyList<RecipientAnswer> Recipients,
    string Signature,
    IReadOnlyList<Remark> Warnings,
    string Receipt)
{
    public static PacketAnswer Of(AcceptPacket.Accepted accepted)
    {
        var packet = accepted.Packet;
        return new PacketAnswer(
            packet.Id.Value,
            packet.Kind.Name(),
            packet.DocumentId,
            packet.Digest,
            packet.Size,
            packet.AcceptedAt.InVietnam(),
            packet.Position,
            packet.EventNumber,
            packet.Match is not PacketMatch.Unmatched,
            RecipientAnswer.Of(accepted.Deliveries),
            packet.Signature,
            Remark.Read(packet.Warnings),
            packet.Receipt);
    }
}

/// <summary>An accepted status packet.</summary>
/// <param name="StatusId">Entry of the timeline; the packet's own id when it could not be matched to a delivery.</param>
/// <param name="Applied">True when the state moved on; false for repeats, late reports and unmatched ones.</param>
/// <param name="Matched">False when the document is not known to the exchange, or not to this sender.</param>
internal sealed record StatusPacketAnswer(Guid StatusId, bool Applied, bool Matched, Guid PacketId, string DocumentId, string Digest, DateTimeOffset AcceptedAt, string Receipt)
{
    public static StatusPacketAnswer Of(Packet packet) => new(
        packet.StatusId ?? packet.Id.Value,
        packet.StatusApplied,
        packet.Match is not PacketMatch.Unmatched,
        packet.Id.Value,
        packet.DocumentId,
        packet.Digest,
        packet.AcceptedAt.InVietnam(),
        packet.Receipt);
}

/// <summary>One delivery in an inbox.</summary>
/// <param name="From">Canonical code of the sender.</param>
/// <param name="AddressedAs">The recipient's code as the packet writes it.</param>
/// <param name="DeliveredTo">Canonical code of the inbox: the own organisation, or an ended one that it continues.</param>
/// <param name="Succeeds">Canonical codes of the ended organisations that were addressed; null when the addressee itself received.</param>
/// <param name="Kind">document, recall, update, replacement or status.</param>
internal sealed record InboxItem(
    Guid DeliveryId,
    Guid PacketId,
    string DocumentId,
    string From,
    string FromName,
    string AddressedAs,
    string DeliveredTo,
    string? Succeeds,
    string Subject,
    int Priority,
    string Kind,
    DeliveryState State,
    DateTimeOffset ReceivedAt,
    bool Acknowledged)
{
    public static InboxItem Of(PollInbox.Row row) => new(
        row.DeliveryId.Value,
        row.PacketId.Value,
        row.DocumentId,
        row.From,
        row.FromName,
        row.AddressedAs,
        row.DeliveredTo,
        Addressees.Ended(row.AddressedCodes, row.DeliveredTo),
        row.Subject,
        row.Priority,
        row.Kind.Name(),
        row.State,
        row.ReceivedAt.InVietnam(),
        row.AckedAt is not null);
}

/// <summary>A part of a list.</summary>
/// <param name="Next">Where the next part begins; always there, so that one can come back later for what is new.</param>
internal sealed record ListAnswer<T>(IReadOnlyList<T> Items, string Next);

/// <summary>One packet in an outbox.</summary>
/// <param name="From">Canonical code of the organisation that sent it: the own one, or an ended one that it continues.</param>
internal sealed record OutboxItem(Guid PacketId, string Kind, string From, string DocumentId, string Subject, string Number, string Notation, int Priority, string Digest, DateTimeOffset AcceptedAt, int Recipients, bool Matched)
{
    public static OutboxItem Of(ListSent.Row row) => new(
        row.Id.Value,
        row.Kind.Name(),
        row.SenderCode,
        row.DocumentId,
        row.Subject,
        row.Number,
        row.Notation,
        row.Priority,
        row.Digest,
        row.AcceptedAt.InVietnam(),
        row.Recipients,
        row.Match is not PacketMatch.Unmatched);
}

/// <summary>One entry of a recipient's timeline.</summary>
/// <param name="Applied">False when it is history only.</param>
internal sealed record TimelineEntry(Guid StatusId, string Code, string? Reason, StatusStaff Staff, DateTimeOffset At, DateTimeOffset? SaidAt, StatusSource Source, bool Applied)
{
    public static TimelineEntry Of(DeliveryStatus status) => new(
        status.Id,
        status.Code,
        status.Reason,
        new StatusStaff(status.StaffDepartment, status.StaffName, status.StaffEmail, status.StaffMobile),
        status.At.InVietnam(),
        status.SaidAt?.InVietnam(),
        status.Source,
        status.Applied);
}

/// <summary>How far one recipient has come.</summary>
/// <param name="ArrivedAt">When the recipient had it in hands; null when it was never delivered.</param>
/// <param name="Before">How far the recipient itself has come, while the sender asks for something or after it was done.</param>
/// <param name="Request">What the sender asks or did: takeBack, update, replacement or recall; null when nothing.</param>
/// <param name="RequestPacketId">The packet that asks or did it.</param>
/// <param name="Destruction">The recipient's statement that it destroyed its copy.</param>
internal sealed record DeliveryAnswer(
    Guid DeliveryId,
    string OrganId,
    string DeliveredTo,
    string Name,
    string? Succeeds,
    DeliveryState State,
    DateTimeOffset StateAt,
    DateTimeOffset? AcknowledgedAt,
    DateTimeOffset? ArrivedAt,
    DeliveryState? Before,
    DeliveryAsk? Request,
    Guid? RequestPacketId,
    DestructionAnswer? Destruction,
    IReadOnlyList<TimelineEntry> Timeline)
{
    public static DeliveryAnswer Of(ListPacketDeliveries.Fan fan) => new(
        fan.Delivery.Id.Value,
        fan.Delivery.AddressedAs,
        fan.Delivery.RecipientCode,
        fan.Delivery.RecipientName,
        fan.Delivery.Succeeds,
        fan.Delivery.State,
        fan.Delivery.StateAt.InVietnam(),
        fan.Delivery.AckedAt?.InVietnam(),
        fan.Delivery.ArrivedAt?.InVietnam(),
        fan.Delivery.Before,
        fan.Delivery.Ask,
        fan.Delivery.RequestId?.Value,
        fan.Destruction is { } destroyed ? DestructionAnswer.Of(destroyed) : null,
        [.. fan.Timeline.Select(TimelineEntry.Of)]);
}

/// <summary>A recipient's statement that it destroyed its copy of a recalled document.</summary>
/// <param name="Digest">SHA-256 of the packet whose copy was destroyed.</param>
/// <param name="Files">SHA-256 of each of its files, in order.</param>
/// <param name="Statement">All of this as a compact JWS of the exchange, <c>typ</c> <c>exchange-destruction+jwt</c>; its keys are those of receipts.</param>
internal sealed record DestructionAnswer(string DestroyedBy, string? Department, DateTimeOffset DestroyedAt, DateTimeOffset TakenAt, string Digest, IReadOnlyList<string> Files, int? Copies, bool Archived, string? CopyList, string Statement)
{
    public static DestructionAnswer Of(Destruction d) => new(
        d.DestroyedBy,
        d.Department,
        d.DestroyedAt.InVietnam(),
        d.At.InVietnam(),
        d.Digest,
        d.Files.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        d.Copies,
        d.Archived,
        d.CopyList,
        d.Statement);
}

/// <summary>The document that a packet is a version of, and what became of it.</summary>
/// <param name="DocumentId">To the letter.</param>
/// <param name="PacketId">Its first packet.</param>
/// <param name="RecalledBy">The packet that recalled it: it is frozen.</param>
/// <param name="ReplacedBy">The packet, a document of its own, that took its place.</param>
/// <param name="Replaces">First packets of the documents that this one took the place of.</param>
/// <param name="Versions">Packets of all its versions, the first included, oldest first.</param>
internal sealed record DocumentAnswer(string DocumentId, Guid PacketId, Guid? RecalledBy, DateTimeOffset? RecalledAt, Guid? ReplacedBy, IReadOnlyList<Guid> Replaces, IReadOnlyList<Guid> Versions)
{
    public static DocumentAnswer Of(DocumentLinks links) => new(
        links.Document.DocumentId,
        links.Document.PacketId.Value,
        links.Document.RecalledBy?.Value,
        links.Document.RecalledAt?.InVietnam(),
        links.Document.ReplacedBy?.Value,
        [.. links.Replaces.Select(r => r.PacketId.Value)],
        [.. links.Versions.Select(v => v.Value)]);
}

/// <summary>The outcome of an acknowledgement.</summary>
internal sealed record AckAnswer(Guid DeliveryId, DeliveryState State, DateTimeOffset AcknowledgedAt)
{
    public static AckAnswer Of(Delivery delivery) => new(delivery.Id.Value, delivery.State, delivery.AckedAt!.Value.InVietnam());
}

/// <summary>A status as an agency's system reports it.</summary>
/// <param name="Destruction">With code 15 after a recall: what was destroyed.</param>
internal sealed record StatusRequest(string? Code, string? Reason, StatusStaff? Staff, DestructionRequest? Destruction = null);

/// <summary>Statement that the recipient's copies of a recalled document were destroyed. Who did it stands in <c>staff.name</c>.</summary>
/// <param name="Copies">Number of copies, 1 to 100,000; left out when not known.</param>
/// <param name="Archived">The document had been archived; then <paramref name="CopyList"/> names the copies.</param>
/// <param name="At">When, as the recipient states it; left out it is the time of the report.</param>
internal sealed record DestructionRequest(int? Copies = null, bool Archived = false, string? CopyList = null, DateTimeOffset? At = null);

/// <summary>The outcome of a report.</summary>
internal sealed record StatusAnswer(Guid StatusId, bool Applied, DeliveryState State)
{
    public static StatusAnswer Of(DeliveryOutcome outcome) => new(outcome.StatusId!.Value, outcome.Applied, outcome.Delivery.State);
}
