using VanLang.Kernel;

namespace VanLang.Data.Backup;

/// <summary>Moves the bytes of old months out of the store into files that stand for themselves; a module that keeps such bytes registers one.</summary>
public interface IMonthArchive
{
    /// <summary>Archives everything before a month, file by file, beside a running server; returns the files that were made.</summary>
    Task<IReadOnlyList<string>> Run(DateOnly before, int perFile, Actor actor, IProgress<BackupProgress>? progress, CancellationToken ct);

    /// <summary>What is wrong with an archive file, from the file and nothing else; empty when all of it is as it was written.</summary>
    Task<IReadOnlyList<string>> Check(string file, CancellationToken ct);
}
