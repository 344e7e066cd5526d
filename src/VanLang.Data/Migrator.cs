using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VanLang.Data.Storage;

namespace VanLang.Data;

/// <summary>The stored schema is not the one of this version.</summary>
public sealed class SchemaMismatchException(string message) : Exception(message);

/// <summary>Brings every module's tables up to this version, once at a time over all nodes.</summary>
public sealed class Migrator(IServiceScopeFactory scopes, IEnumerable<ModuleDatabase> modules, IOptions<DatabaseOptions> options) : IDisposable
{
    private FileStream? folderLock;

    /// <summary>
    /// Migrates all modules. On SQLite this process takes the data folder for itself first: a second server on the same files
    /// would break the single writer, and a lock row left by a crash would make the framework wait for ever.
    /// </summary>
    public async Task Migrate(CancellationToken ct)
    {
        // Keys, blobs and tokens lie there on both databases.
        Directory.CreateDirectory(options.Value.DataFolder);
        if (options.Value.Kind is DatabaseKind.Sqlite)
        {
            TakeFolder();
            await Each(ClearStaleLock, ct);
            await Each(MigrateOne, ct);
            return;
        }

        await using var alone = await AdvisoryLock.Take(options.Value.Postgres, AdvisoryLock.Purpose.Migrate, ct);
        await Each(MigrateOne, ct);
    }

    /// <summary>Takes the data folder when the data lies in it; see <see cref="TakeFolder"/>.</summary>
    public void TakeFolderIfNeeded()
    {
        if (options.Value.Kind is DatabaseKind.Sqlite)
        {
            TakeFolder();
        }
    }

    /// <summary>Takes the data folder for this process; throws when another one holds it.</summary>
    public void TakeFolder()
    {
        if (folderLock is not null)
        {
            return;
        }

        Directory.CreateDirectory(options.Value.DataFolder);
        try
        {
            folderLock = new FileStream(Path.Combine(options.Value.DataFolder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"The data folder {options.Value.DataFolder} is in use by another VanLang process.", e);
        }
    }

    public void Dispose() => folderLock?.Dispose();

    private async Task Each(Func<ModuleDb, CancellationToken, Task> act, CancellationToken ct)
    {
        foreach (var module in modules)
        {
            await using var scope = scopes.CreateAsyncScope();
            await act(module.Open(scope.ServiceProvider), ct);
        }
    }

    private static async Task MigrateOne(ModuleDb db, CancellationToken ct)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        var unknown = (await db.Database.GetAppliedMigrationsAsync(ct)).FirstOrDefault(m => !known.Contains(m));
        if (unknown is not null)
        {
            throw new SchemaMismatchException($"The tables of {db.Module} were made by another version ({unknown}). Before the first release there is no upgrade: start with ./run --fresh, which begins with an empty data folder.");
        }

        CrashPoint.At("migrate.module");
        await db.Database.MigrateAsync(ct);
    }

    private static async Task ClearStaleLock(ModuleDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        command.CommandText = "DELETE FROM __EFMigrationsLock";
        try
        {
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (SqliteException)
        {
            // No such table before the first migration.
        }
    }
}
