using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VanLang.Data.Audit;
using VanLang.Data.Leases;
using VanLang.Data.Storage;
using VanLang.Kernel;

namespace VanLang.Data.Backup;

/// <summary>Puts a backup back into an empty data folder (and, on PostgreSQL, a database without our schemas), then verifies it.</summary>
public sealed class RestoreBackup(
    IServiceScopeFactory scopes,
    IEnumerable<ModuleDatabase> modules,
    Migrator migrator,
    AuditVerification verification,
    IOptions<DatabaseOptions> options)
{
    /// <summary>Restores; throws <see cref="BackupException"/> before anything is put in place when the archive is not whole.</summary>
    public async Task<VerificationReport> Read(string file, Actor actor, IProgress<BackupProgress>? progress, IProgress<VerificationProgress>? verifying, CancellationToken ct)
    {
        var target = options.Value.DataFolder;
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any(e => Path.GetFileName(e) is not ".lock"))
        {
            throw new BackupException($"{target} is not empty. A restore never overwrites data: move the folder away first.");
        }

        if (await ArchiveSum.Holds(file, ct) == false)
        {
            throw new BackupException($"{file} is not what was written: it does not fit {Path.GetFileName(file)}.sha256.");
        }

        var work = target.TrimEnd(Path.DirectorySeparatorChar) + ".restore";
        if (Directory.Exists(work))
        {
            Directory.Delete(work, recursive: true);
        }

        Directory.CreateDirectory(work);
        try
        {
            var manifest = await Unpack(file, work, progress, ct);
            CrashPoint.At("restore.unpacked");
            Refuse(manifest);
            if (manifest.Kind is DatabaseKind.Postgres)
            {
                await new PostgresRefill(options.Value, [.. manifest.Schemas.Keys]).RefuseIfPresent(ct);
            }

            Directory.CreateDirectory(target);
            if (Directory.Exists(Path.Combine(work, "data")))
            {
                foreach (var entry in Directory.EnumerateFileSystemEntries(Path.Combine(work, "data")))
                {
                    Directory.Move(entry, Path.Combine(target, Path.GetFileName(entry)));
                }
            }

            CrashPoint.At("restore.moved");
            await migrator.Migrate(ct);
            if (manifest.Kind is DatabaseKind.Postgres)
            {
                await new PostgresRefill(options.Value, [.. manifest.Schemas.Keys]).Fill(Path.Combine(work, "postgres"), ct);
            }

            CrashPoint.At("restore.filled");
            await ForgetHolders(ct);
            var report = await verification.Run([], verifying, ct);
            CrashPoint.At("restore.verified");
            if (report.IsGood)
            {
                await Note(file, manifest, actor, ct);
            }

            return report;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Unpacks into a work folder and holds every file against its hash; one missing or bent file refuses the whole.</summary>
    private static async Task<BackupManifest> Unpack(string file, string work, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        var found = new Dictionary<string, BackupFile>();
        BackupManifest? manifest = null;
        var total = 0L;
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        await using var tar = new TarReader(stream);
        try
        {
            while (await tar.GetNextEntryAsync(copyData: false, ct) is { } entry)
            {
                if (entry.Name == BackupManifest.Name)
                {
                    manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(entry.DataStream!, BackupManifest.Json, ct);
                    continue;
                }

                var path = Path.GetFullPath(Path.Combine(work, entry.Name));
                if (entry.EntryType is not TarEntryType.RegularFile || !path.StartsWith(work + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                {
                    throw new BackupException($"The archive holds {entry.Name}, which no backup of VanLang holds.");
                }

                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await entry.ExtractToFileAsync(path, overwrite: false, ct);
                await using var written = File.OpenRead(path);
                found[entry.Name] = new BackupFile(written.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(written, ct)));
                total += written.Length;
                progress?.Report(new BackupProgress(total, entry.Name));
            }
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException or JsonException or FormatException)
        {
            throw new BackupException($"{file} is cut short or is not a backup of VanLang ({e.Message}).");
        }

        if (manifest is null)
        {
            throw new BackupException($"{file} has no manifest: it is cut short or is not a backup of VanLang.");
        }

        var wrong = manifest.Files.FirstOrDefault(f => found.GetValueOrDefault(f.Key) != f.Value).Key ?? found.Keys.FirstOrDefault(k => !manifest.Files.ContainsKey(k));
        return wrong is null ? manifest : throw new BackupException($"{wrong} in the archive does not fit its SHA-256 in the manifest.");
    }

    private void Refuse(BackupManifest manifest)
    {
        if (manifest.Format != BackupManifest.CurrentFormat)
        {
            throw new BackupException($"The backup has format {manifest.Format}, this version reads {BackupManifest.CurrentFormat}.");
        }

        if (manifest.Kind != options.Value.Kind)
        {
            throw new BackupException($"The backup was cut from {manifest.Kind} and is restored to {manifest.Kind} only; this platform is set to {options.Value.Kind}.");
        }

        var names = modules.Select(m => m.Module).ToHashSet();
        if (!names.SetEquals(manifest.Schemas.Keys))
        {
            throw new BackupException($"The backup holds the modules {string.Join(", ", manifest.Schemas.Keys.Order())}, this version has {string.Join(", ", names.Order())}.");
        }
    }

    // The nodes of the other installation hold nothing here.
    private async Task ForgetHolders(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await LeaseTable.ReleaseAll(scope.ServiceProvider.GetRequiredService<AuditDb>(), ct);
    }

    private async Task Note(string file, BackupManifest manifest, Actor actor, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var audit = scope.ServiceProvider.GetRequiredService<AuditDb>();
        audit.Audit(actor, "audit.backup.restored", Path.GetFileName(file), detail: new { cut = manifest.At });
        await audit.SaveChangesAsync(ct);
    }
}
