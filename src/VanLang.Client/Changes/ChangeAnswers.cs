namespace VanLang.Client;

/// <summary>What a recipient adds to its statement that a recalled document was destroyed.</summary>
/// <param name="Copies">Number of copies, 1 to 100,000; null when not known.</param>
/// <param name="Archived">The document had been archived; then <paramref name="CopyList"/> names the copies.</param>
/// <param name="CopyList">Which copies, and where they lay; at most 4,000 characters.</param>
/// <param name="At">When; null is the time of the report.</param>
public sealed record DestructionReport(int? Copies = null, bool Archived = false, string? CopyList = null, DateTimeOffset? At = null);

/// <summary>A statement of destruction as the list of deliveries shows it. Believe it only with its <paramref name="Statement"/> verified.</summary>
/// <param name="DestroyedBy">Who did it.</param>
/// <param name="Department">Unit.</param>
/// <param name="DestroyedAt">When, as the recipient states it.</param>
/// <param name="TakenAt">When the exchange took the statement.</param>
/// <param name="Digest">SHA-256 of the packet whose copy was destroyed.</param>
/// <param name="Files">SHA-256 of each of its files, in order.</param>
/// <param name="Copies">How many copies; null when not stated.</param>
/// <param name="Archived">The document had been archived already.</param>
/// <param name="CopyList">Which copies, and where they lay.</param>
/// <param name="Statement">All of it as a compact JWS of the exchange.</param>
public sealed record DestructionNotice(string DestroyedBy, string? Department, DateTimeOffset DestroyedAt, DateTimeOffset TakenAt, string Digest, IReadOnlyList<string> Files, int? Copies, bool Archived, string? CopyList, string Statement);

/// <summary>A document and what became of it.</summary>
/// <param name="DocumentId">To the letter.</param>
/// <param name="PacketId">Its first packet.</param>
/// <param name="RecalledBy">The packet that recalled it: it is frozen.</param>
/// <param name="RecalledAt">When it was recalled.</param>
/// <param name="ReplacedBy">The packet that took its place.</param>
/// <param name="Replaces">First packets of the documents that it took the place of.</param>
/// <param name="Versions">Packets of all its versions, the first included, oldest first.</param>
public sealed record DocumentProgress(string DocumentId, Guid PacketId, Guid? RecalledBy, DateTimeOffset? RecalledAt, Guid? ReplacedBy, IReadOnlyList<Guid> Replaces, IReadOnlyList<Guid> Versions);
