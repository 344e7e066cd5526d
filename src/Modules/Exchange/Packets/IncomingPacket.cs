using VanLang.Exchange.Deliveries;

namespace VanLang.Exchange.Packets;

/// <summary>A packet that has passed every check except those that need the other packets: what the ingest writer receives.</summary>
internal sealed record IncomingPacket
{
    public required PacketKind Kind { get; init; }

    public required string SenderCode { get; init; }

    /// <summary>Canonical code of the organisation that bears <see cref="SenderAs"/>; differs from the sender when that one continues it.</summary>
    public required string OwnCode { get; init; }

    public required string SenderAs { get; init; }

    public required string SenderName { get; init; }

    public required string DocumentId { get; init; }

    /// <summary>The document that the packet is (type 0) or may speak of, in the order in which they are looked for; at least one.</summary>
    public required IReadOnlyList<DocumentKey> Targets { get; init; }

    public required string Subject { get; init; }

    public string Number { get; init; } = "";

    public string Notation { get; init; } = "";

    public DateOnly? PromulgationDate { get; init; }

    public string TypeName { get; init; } = "";

    public string SignerName { get; init; } = "";

    public DateOnly? DueDate { get; init; }

    public int Priority { get; init; }

    public string? Reason { get; init; }

    public required string Digest { get; init; }

    public required long Size { get; init; }

    public string? IdempotencyKey { get; init; }

    public required string Signature { get; init; }

    public string? SignatureDetail { get; init; }

    public string? Warnings { get; init; }

    public required string Search { get; init; }

    public required IReadOnlyList<IncomingRecipient> Recipients { get; init; }

    public required IReadOnlyList<IncomingAttachment> Attachments { get; init; }

    /// <summary>What a status packet reports.</summary>
    public StatusReport? Status { get; init; }
}

/// <summary>What makes a document unique for ever.</summary>
/// <param name="Sender">Canonical code of the organisation that bears the sender's code; stays when it is merged.</param>
/// <param name="DocumentId">To the letter.</param>
internal readonly record struct DocumentKey(string Sender, string DocumentId);

/// <summary>One organisation that receives the packet.</summary>
/// <param name="Code">Canonical code of the organisation that it is delivered to.</param>
/// <param name="Name">Its name on the day.</param>
/// <param name="As">The code, or codes when several were continued by one organisation, as the packet writes them.</param>
/// <param name="Addressed">Canonical codes of the organisations that bear these codes, in the same order.</param>
internal sealed record IncomingRecipient(string Code, string Name, string As, string Addressed)
{
    /// <summary>One more code of the packet that leads to the same organisation; written twice, it is one.</summary>
    public IncomingRecipient And(string code, string canonical) =>
        As.Split(Addressees.Separator).Contains(code) ? this : this with { As = As + Addressees.Separator + code, Addressed = Addressed + Addressees.Separator + canonical };
}

/// <summary>
/// The addressees that one delivery stands for. Several of them may have been merged into the organisation that receives: the sender is told each, as it
/// wrote it and as the directory knows it.
/// </summary>
internal static class Addressees
{
    public const string Separator = ", ";

    /// <summary>Each code as written, with the ended organisation that bore it; null when the addressee itself receives.</summary>
    public static IEnumerable<(string As, string? Succeeds)> Of(string addressedAs, string addressed, string recipient) =>
        addressedAs.Split(Separator).Zip(addressed.Split(Separator), (code, canonical) => (code, canonical == recipient ? null : canonical));

    /// <summary>Canonical codes of the ended organisations among them; null when there are none.</summary>
    public static string? Ended(string addressed, string recipient) =>
        addressed.Split(Separator).Where(c => c != recipient).Distinct().ToList() is { Count: > 0 } ended ? string.Join(Separator, ended) : null;
}

internal sealed record IncomingAttachment(int Number, string Name, string ContentType, string Description, long Size, string Sha256, string StoredSha256);
