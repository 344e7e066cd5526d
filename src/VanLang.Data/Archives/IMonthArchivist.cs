using VanLang.Data.Backup;
using VanLang.Kernel;

namespace VanLang.Data.Archives;

/// <summary>Moves the bytes of old packets out of the store into one archive file a month; what the verb <c>archive</c> asks for.</summary>
public interface IMonthArchivist
{
    /// <summary>Archives the months before one, or only says what it would archive.</summary>
    Task<Result<ArchiveRun>> Archive(string before, bool dryRun, Actor actor, IProgress<BackupProgress>? progress, CancellationToken ct);

    /// <summary>Keeps everything about a document (<c>CODE/IDENTIFIER</c>) in the store until it is let go.</summary>
    Task<Result> Hold(string document, string? reason, Actor actor, CancellationToken ct);

    /// <summary>Records how many months content stays online from a day on, by which text, and what in it is policy.</summary>
    Task<Result> Rule(int? months, DateOnly? from, string? basis, string? note, Actor actor, CancellationToken ct);

    /// <summary>Ends a hold.</summary>
    Task<Result> Release(string document, Actor actor, CancellationToken ct);
}

/// <summary>What a run has done, or would do.</summary>
/// <param name="Rule">The rule that allowed it, as cited.</param>
/// <param name="Finished">Archives of an earlier run, cut short, that this one saw through.</param>
/// <param name="Months">Month by month.</param>
public sealed record ArchiveRun(string Rule, IReadOnlyList<string> Finished, IReadOnlyList<ArchivedMonth> Months);

/// <summary>One month of a run.</summary>
/// <param name="Month">Such as 2023-11.</param>
/// <param name="File">Its archive; null when nothing could go, or on a dry run.</param>
/// <param name="Packets">Packets that went, or would go.</param>
/// <param name="Bytes">Their length together.</param>
/// <param name="KeptBack">Packets that stay in the store, by reason.</param>
public sealed record ArchivedMonth(string Month, string? File, int Packets, long Bytes, IReadOnlyList<KeptBack> KeptBack);

/// <summary>How many packets stay in the store for one reason.</summary>
public sealed record KeptBack(string Vi, string En, int Packets);

/// <summary>Says which archives its rows name, so that <c>verify</c> finds one that is missing or altered.</summary>
public interface IArchiveOwner
{
    IAsyncEnumerable<NamedArchive> All(CancellationToken ct);
}

/// <summary>An archive and the row that names it.</summary>
/// <param name="Table">Module and table, as reports show it.</param>
/// <param name="Name">Name of the file, and key of the row.</param>
/// <param name="Month">Its month.</param>
/// <param name="Packets">How many packets it holds.</param>
/// <param name="Sha256">Digest of the whole file.</param>
public sealed record NamedArchive(string Table, string Name, string Month, int Packets, string Sha256);
