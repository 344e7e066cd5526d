namespace VanLang.Client.Changes;

/// <summary>
/// What the exchange signed when a recipient stated that it had destroyed its copy of a recalled document (Decision 28/2018, art. 9(2)). Only
/// <see cref="Receipts.ReceiptKeys.VerifyDestruction"/> makes one, so whoever holds it holds a verified one.
/// </summary>
/// <param name="Recipient">Canonical code of the organisation that destroyed it.</param>
/// <param name="DeliveryId">The delivery whose copy was destroyed.</param>
/// <param name="RecallPacketId">The packet that recalled the document.</param>
/// <param name="StatusId">The entry of the timeline (15) that states it.</param>
/// <param name="Digest">SHA-256 of the packet whose copy was destroyed, lower-case hexadecimal.</param>
/// <param name="Files">SHA-256 of each of its files, in order.</param>
/// <param name="Copies">How many copies; null when not stated.</param>
/// <param name="Archived">The document had been archived already.</param>
/// <param name="CopyList">Which copies, and where they lay.</param>
/// <param name="DestroyedBy">Who did it.</param>
/// <param name="Department">Unit of who did it.</param>
/// <param name="DestroyedAt">When, as the recipient states it.</param>
/// <param name="TakenAt">When the exchange took the statement and closed the copy.</param>
public sealed record DestructionStatement(
    string Recipient, Guid DeliveryId, Guid RecallPacketId, Guid StatusId, string Digest, IReadOnlyList<string> Files, int? Copies, bool Archived, string? CopyList, string DestroyedBy, string? Department, DateTimeOffset DestroyedAt, DateTimeOffset TakenAt)
{
    /// <summary>The header <c>typ</c> that it must bear.</summary>
    public const string Type = "exchange-destruction+jwt";
}
