namespace VanLang.Client.Receipts;

/// <summary>One recipient in a receipt.</summary>
/// <param name="OrganId">The code, or codes divided by commas when several were continued by one organisation, as the packet writes them.</param>
/// <param name="DeliveredTo">Canonical code of the organisation that received.</param>
/// <param name="DeliveryId">Its delivery.</param>
public sealed record ReceiptRecipient(string OrganId, string DeliveredTo, Guid DeliveryId);

/// <summary>What a receipt states, and the exchange signed: this packet was accepted, at this time, at this place of the log, for these recipients.</summary>
/// <param name="PacketId">The exchange's id.</param>
/// <param name="Kind">document, recall, update, replacement or status.</param>
/// <param name="From">Canonical code of the sender.</param>
/// <param name="DocumentId">The document, to the letter.</param>
/// <param name="Digest">SHA-256 of the packet's bytes, lower-case hexadecimal.</param>
/// <param name="Size">Bytes of the packet.</param>
/// <param name="AcceptedAt">Time of acceptance.</param>
/// <param name="Position">Place in the exchange's log.</param>
/// <param name="Recipients">Who received it.</param>
public sealed record Receipt(Guid PacketId, string Kind, string From, string DocumentId, string Digest, long Size, DateTimeOffset AcceptedAt, long Position, IReadOnlyList<ReceiptRecipient> Recipients);
