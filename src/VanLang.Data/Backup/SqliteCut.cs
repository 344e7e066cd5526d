using System.Diagnostics;
using Microsoft.Data.Sqlite;
using VanLang.Data.Audit;

namespace VanLang.Data.Backup;

/// <summary>
/// Every module's file at one instant: all write locks are taken in a fixed order, then a read snapshot of each file begins, then
/// the locks are let go. Writers wait for milliseconds, the copies are made from the snapshots.
/// </summary>
internal sealed class SqliteCut : DatabaseCut
{
    private readonly List<(string Module, SqliteConnection Connection, SqliteTransaction Snapshot)> files = [];

    public static async Task<SqliteCut> Begin(IEnumerable<string> modules, DatabaseOptions options, CancellationToken ct)
    {
        var cut = new SqliteCut();
        var locks = new List<(SqliteConnection Connection, SqliteTransaction Lock)>();
        try
        {
            var readers = new List<(string, SqliteConnection)>();
            foreach (var module in modules.Order(StringComparer.Ordinal))
            {
                readers.Add((module, await Open(options, module, ct)));
            }

            foreach (var module in modules.Order(StringComparer.Ordinal))
            {
                locks.Add((await Open(options, module, ct), null!));
            }

            var watch = Stopwatch.StartNew();
            for (var i = 0; i < locks.Count; i++)
            {
                locks[i] = (locks[i].Connection, locks[i].Connection.BeginTransaction(deferred: false));
            }

            foreach (var (module, connection) in readers)
            {
                var snapshot = connection.BeginTransaction(deferred: true);
                cut.files.Add((module, connection, snapshot));
                await using var first = connection.CreateCommand();
                first.Transaction = snapshot;
                first.CommandText = "SELECT count(*) FROM sqlite_master";
                await first.ExecuteScalarAsync(ct); // The snapshot begins with the first read.
            }

            foreach (var (_, held) in locks)
            {
                await held.RollbackAsync(ct);
            }

            cut.Held = watch.Elapsed;
            return cut;
        }
        catch
        {
            await cut.DisposeAsync();
            throw;
        }
        finally
        {
            foreach (var (connection, held) in locks)
            {
                if (held is not null)
                {
                    await held.DisposeAsync();
                }

                await connection.DisposeAsync();
            }
        }
    }

    public override async Task<Dictionary<string, long>> LastCheckpoints(CancellationToken ct)
    {
        var rows = await Read(files.Single(f => f.Module == AuditDb.Name), LastCheckpointsSql("checkpoints"), r => (r.GetString(0), r.GetInt64(1)), ct);
        return rows.ToDictionary(r => r.Item1, r => r.Item2);
    }

    public override async Task<Dictionary<string, string>> Schemas(CancellationToken ct)
    {
        var schemas = new Dictionary<string, string>();
        foreach (var file in files)
        {
            schemas[file.Module] = (await Read(file, $"SELECT \"MigrationId\" FROM {DataRegistration.HistoryTable} ORDER BY 1", r => r.GetString(0), ct))[^1];
        }

        return schemas;
    }

    public override async Task Write(BackupArchive archive, string work, CancellationToken ct)
    {
        foreach (var (module, connection, _) in files)
        {
            // VACUUM INTO refuses to run inside a transaction; the backup API reads through the one that holds the snapshot.
            var copy = Path.Combine(work, module + ".db");
            await using (var target = new SqliteConnection($"Data Source={copy};Pooling=False"))
            {
                await target.OpenAsync(ct);
                connection.BackupDatabase(target);
                await using var single = target.CreateCommand();
                single.CommandText = "PRAGMA journal_mode=DELETE"; // one file, without a log beside it
                await single.ExecuteNonQueryAsync(ct);
            }

            await archive.Add($"data/{module}.db", copy, ct);
            File.Delete(copy);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var (_, connection, snapshot) in files)
        {
            await snapshot.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    private static async Task<SqliteConnection> Open(DatabaseOptions options, string module, CancellationToken ct)
    {
        var file = options.FileOf(module);
        if (!File.Exists(file))
        {
            throw new BackupException($"There is no {file}: nothing to back up.");
        }

        var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=60");
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task<List<T>> Read<T>((string Module, SqliteConnection Connection, SqliteTransaction Snapshot) file, string sql, Func<SqliteDataReader, T> read, CancellationToken ct)
    {
        await using var command = file.Connection.CreateCommand();
        command.Transaction = file.Snapshot;
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
