using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VanLang.Data.Archives;
using VanLang.Data.Audit;
using VanLang.Data.Storage;
using VanLang.Kernel;

namespace VanLang.Data.Backup;

/// <summary>
/// One consistent backup of everything into one archive, also beside a running server: the tables of all modules at one
/// instant, then the files. Blobs come last: they are written before the rows that name them and never change, so every blob
/// that the cut names is there.
/// </summary>
public sealed class TakeBackup(IServiceScopeFactory scopes, IEnumerable<ModuleDatabase> modules, IOptions<DatabaseOptions> options, ArchiveFolder archives, Clock clock)
{
    private static readonly string[] DatabaseEndings = [".db", ".db-wal", ".db-shm", ".db-journal"];

    /// <summary>Writes the archive; refuses an existing file.</summary>
    public async Task<BackupManifest> Write(string file, Actor actor, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        if (File.Exists(file))
        {
            throw new BackupException($"{file} is there already; a backup never replaces another one.");
        }

        // A blob that went into an archive between the cut of the rows and the copy of the blobs would be in neither.
        using var alone = archives.TryHold() ?? throw new BackupException("An archive run or another backup is at work on this data folder; take the backup when it has ended.");
        await Note(file, actor, ct);
        CrashPoint.At("backup.noted");
        var work = file + ".work";
        Directory.CreateDirectory(work);
        await using var archive = new BackupArchive(file, progress);
        try
        {
            var names = modules.Select(m => m.Module).ToList();
            await using DatabaseCut cut = options.Value.Kind is DatabaseKind.Sqlite
                ? await SqliteCut.Begin(names, options.Value, ct)
                : await PostgresCut.Begin(names, options.Value, ct);
            var at = clock.Now;
            CrashPoint.At("backup.cut");
            var schemas = await cut.Schemas(ct);
            await AddCheckpointLogs(archive, await cut.LastCheckpoints(ct), ct);
            await cut.Write(archive, work, ct);
            CrashPoint.At("backup.tables-copied");
            await AddFiles(archive, ct);
            CrashPoint.At("backup.files-copied");
            return await archive.Finish(new BackupManifest(BackupManifest.CurrentFormat, options.Value.Kind, at, cut.Held.TotalMilliseconds, schemas, archive.Files), ct);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Who took everything away is an act of its own; the note is in the backup too.</summary>
    private async Task Note(string file, Actor actor, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var audit = scope.ServiceProvider.GetRequiredService<AuditDb>();
        audit.Audit(actor, "audit.backup.taken", Path.GetFileName(file));
        await audit.SaveChangesAsync(ct);
    }

    /// <summary>The server goes on appending: what lies beyond the cut's last checkpoint would contradict the tables.</summary>
    private async Task AddCheckpointLogs(BackupArchive archive, Dictionary<string, long> last, CancellationToken ct)
    {
        foreach (var (node, size) in last)
        {
            var log = CheckpointLog.FileOf(options.Value, node);
            var end = 0L;
            await foreach (var (note, after) in CheckpointLog.Read(log, ct))
            {
                if (Checkpoint.Title(note) is not { } title || title.Size > size)
                {
                    break;
                }

                end = after;
            }

            if (end > 0)
            {
                await archive.Add($"data/checkpoints/{node}.log", log, ct, end);
            }
        }
    }

    private async Task AddFiles(BackupArchive archive, CancellationToken ct)
    {
        var root = options.Value.DataFolder;
        foreach (var path in Files(root).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
            if (name.StartsWith("checkpoints/", StringComparison.Ordinal) || DatabaseEndings.Any(e => name.EndsWith(e, StringComparison.Ordinal)))
            {
                continue;
            }

            try
            {
                await archive.Add("data/" + name, path, ct);
            }
            catch (FileNotFoundException)
            {
                // Renamed or retired since it was listed, before a byte of it was read.
            }
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder)
        .Where(f => Path.GetFileName(f) is not ".lock" && !f.EndsWith(".draft", StringComparison.Ordinal))
        .Concat(Directory.EnumerateDirectories(folder).Where(d => Path.GetFileName(d) is not "tmp").SelectMany(Files));
}
