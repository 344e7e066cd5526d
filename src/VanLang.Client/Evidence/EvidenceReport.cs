namespace VanLang.Client.Evidence;

/// <summary>One step of the check.</summary>
/// <param name="Name">files, receipt, checkpoint, rows, growth, records or packet.</param>
/// <param name="Holds">True when it is proved.</param>
/// <param name="Text">What was found, in plain words.</param>
/// <param name="File">The file that is wrong; null when the step holds.</param>
public sealed record EvidenceStep(string Name, bool Holds, string Text, string? File);

/// <summary>A log whose signed checkpoint covers the rows of the evidence.</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Size">Rows that the checkpoint covers.</param>
/// <param name="Witnesses">Who has cosigned it.</param>
public sealed record EvidenceLog(string Log, long Size, IReadOnlyList<string> Witnesses);

/// <summary>What an evidence proves, or where it fails.</summary>
/// <param name="Proved">True when every step holds.</param>
/// <param name="Trusted">True when every signature was held against keys that the caller keeps; false when the only keys were those in the evidence itself.</param>
/// <param name="PacketId">The packet.</param>
/// <param name="DocumentId">The document, to the letter.</param>
/// <param name="Digest">SHA-256 of the packet's bytes.</param>
/// <param name="AcceptedAt">When the exchange took it.</param>
/// <param name="Deliveries">Deliveries whose records are proved.</param>
/// <param name="Statuses">Statuses whose records are proved.</param>
/// <param name="Logs">Logs with their size.</param>
/// <param name="Keys">Names of the keys that signed: what each is for, and its RFC 7638 thumbprint.</param>
/// <param name="Steps">Every step, in order.</param>
public sealed record EvidenceReport(
    bool Proved, bool Trusted, Guid? PacketId, string? DocumentId, string? Digest, DateTimeOffset? AcceptedAt, int Deliveries, int Statuses,
    IReadOnlyList<EvidenceLog> Logs, IReadOnlyList<string> Keys, IReadOnlyList<EvidenceStep> Steps);

/// <summary>A file of the evidence is not what it should be.</summary>
internal sealed class EvidenceFault(string file, string what) : Exception(what)
{
    public string File => file;
}
