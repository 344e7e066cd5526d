using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace VanLang.Data.Audit;

/// <summary>Reads the audit's tables as they lie, page by page in key order: flat memory, and one command at a time as Npgsql wants it.</summary>
internal static class AuditTables
{
    public const int PageSize = 2000;

    private const string EntryColumns = StoredAuditRow.Columns + ", row_hash, module, seq, chain_hash, folded";

    /// <summary>A module's rows of one node after a number.</summary>
    public static Task<List<StoredAuditRow>> RowsAfter(ModuleDb db, string node, long number, int limit, CancellationToken ct) => Read(
        db,
        $"SELECT {StoredAuditRow.Columns}, hash FROM {Table(db, "audit_rows")} WHERE node = @node AND number > @number ORDER BY number LIMIT {limit}",
        Row,
        ct,
        ("@node", node),
        ("@number", number));

    /// <summary>All rows of a module and node by number.</summary>
    public static IAsyncEnumerable<StoredAuditRow> Rows(ModuleDb db, string node, CancellationToken ct) => Paged<StoredAuditRow>(
        (last, token) => RowsAfter(db, node, last?.Number ?? long.MinValue, PageSize, token), ct);

    /// <summary>The sealed copies of a module's rows of a node by number.</summary>
    public static IAsyncEnumerable<StoredEntry> EntriesOf(AuditDb db, string module, string node, CancellationToken ct) => Paged<StoredEntry>(
        (last, token) => Read(
            db,
            $"SELECT {EntryColumns} FROM {Table(db, "entries")} WHERE node = @node AND module = @module AND number > @number ORDER BY number LIMIT {PageSize}",
            Entry,
            token,
            ("@node", node),
            ("@module", module),
            ("@number", last?.Row.Number ?? long.MinValue)),
        ct);

    /// <summary>All entries of a node by place.</summary>
    public static IAsyncEnumerable<StoredEntry> Entries(AuditDb db, string node, CancellationToken ct) => Paged<StoredEntry>(
        (last, token) => Read(
            db,
            $"SELECT {EntryColumns} FROM {Table(db, "entries")} WHERE node = @node AND seq > @seq ORDER BY seq LIMIT {PageSize}",
            Entry,
            token,
            ("@node", node),
            ("@seq", last?.Seq ?? long.MinValue)),
        ct);

    /// <summary>The entry at a place.</summary>
    public static async Task<StoredEntry?> EntryAt(AuditDb db, string node, long seq, CancellationToken ct) => (await Read(
        db,
        $"SELECT {EntryColumns} FROM {Table(db, "entries")} WHERE node = @node AND seq = @seq",
        Entry,
        ct,
        ("@node", node),
        ("@seq", seq))).FirstOrDefault();

    /// <summary>All checkpoints of a node by size.</summary>
    public static IAsyncEnumerable<Checkpoint> Checkpoints(AuditDb db, string node, CancellationToken ct) => Paged<Checkpoint>(
        (last, token) => CheckpointsAfter(db, node, last?.Size ?? long.MinValue, token), ct);

    /// <summary>A node's checkpoints after a size.</summary>
    public static Task<List<Checkpoint>> CheckpointsAfter(AuditDb db, string node, long size, CancellationToken ct) => Read(
        db,
        $"SELECT node, size, root, head, at, kid, signature FROM {Table(db, "checkpoints")} WHERE node = @node AND size > @size ORDER BY size LIMIT {PageSize}",
        r => Checkpoint.Stored(r.GetString(0), r.GetInt64(1), Bytes(r, 2), Bytes(r, 3), DateTimeOffset.UnixEpoch.AddTicks(Microseconds(r, 4) * TimeSpan.TicksPerMicrosecond), r.GetString(5), Bytes(r, 6)),
        ct,
        ("@node", node),
        ("@size", size));

    /// <summary>A node's last checkpoint.</summary>
    public static async Task<Checkpoint?> LastCheckpoint(AuditDb db, string node, CancellationToken ct)
    {
        var sizes = await Read(db, $"SELECT max(size) FROM {Table(db, "checkpoints")} WHERE node = @node", r => r.IsDBNull(0) ? -1 : r.GetInt64(0), ct, ("@node", node));
        return sizes[0] < 0 ? null : (await CheckpointsAfter(db, node, sizes[0] - 1, ct))[0];
    }

    /// <summary>A node's kept subtree roots by level and index.</summary>
    public static IAsyncEnumerable<StoredSubtree> Subtrees(AuditDb db, string node, CancellationToken ct) => Paged<StoredSubtree>(
        (last, token) => Read(
            db,
            $"SELECT level, \"index\", root FROM {Table(db, "subtrees")} WHERE node = @node AND (level, \"index\") > (@level, @index) ORDER BY level, \"index\" LIMIT {PageSize}",
            r => new StoredSubtree(r.GetInt32(0), r.GetInt64(1), Bytes(r, 2)),
            token,
            ("@node", node),
            ("@level", last?.Level ?? int.MinValue),
            ("@index", last?.Index ?? long.MinValue)),
        ct);

    /// <summary>How many rows a table has.</summary>
    public static async Task<long> Count(ModuleDb db, string table, CancellationToken ct) =>
        (await Read(db, $"SELECT count(*) FROM {Table(db, table)}", r => r.GetInt64(0), ct))[0];

    /// <summary>Every node that has sealed rows of a module.</summary>
    public static Task<List<string>> NodesOf(AuditDb db, string module, CancellationToken ct) =>
        Read(db, $"SELECT DISTINCT node FROM {Table(db, "entries")} WHERE module = @module", r => r.GetString(0), ct, ("@module", module));

    /// <summary>Every node that a table knows.</summary>
    public static Task<List<string>> Nodes(ModuleDb db, string table, CancellationToken ct) =>
        Read(db, $"SELECT DISTINCT node FROM {Table(db, table)}", r => r.GetString(0), ct);

    /// <summary>Row hashes of entries in a range of places.</summary>
    public static Task<List<byte[]>> RowHashes(AuditDb db, string node, long from, long to, CancellationToken ct) => Read(
        db,
        $"SELECT row_hash FROM {Table(db, "entries")} WHERE node = @node AND seq >= @from AND seq < @to ORDER BY seq",
        r => Bytes(r, 0),
        ct,
        ("@node", node),
        ("@from", from),
        ("@to", to));

    /// <summary>Kept subtree roots in a range of one level.</summary>
    public static Task<List<byte[]>> SubtreeRoots(AuditDb db, string node, int level, long from, long to, CancellationToken ct) => Read(
        db,
        $"SELECT root FROM {Table(db, "subtrees")} WHERE node = @node AND level = @level AND \"index\" >= @from AND \"index\" < @to ORDER BY \"index\"",
        r => Bytes(r, 0),
        ct,
        ("@node", node),
        ("@level", level),
        ("@from", from),
        ("@to", to));

    /// <summary>The audit counters of a module: node to the last number taken.</summary>
    public static async Task<Dictionary<string, long>> Counters(ModuleDb db, CancellationToken ct)
    {
        var series = Storage.Counters.AuditSeries("");
        var rows = await Read(db, $"SELECT name, value FROM {Table(db, "counters")} WHERE name LIKE '{series}%'", r => (Node: r.GetString(0)[series.Length..], Value: r.GetInt64(1)), ct);
        return rows.ToDictionary(r => r.Node, r => r.Value);
    }

    /// <summary>The highest number of a module's rows that the node has sealed; 0 when none.</summary>
    public static async Task<long> LastSealed(AuditDb db, string node, string module, CancellationToken ct) => (await Read(
        db,
        $"SELECT coalesce(max(number), 0) FROM {Table(db, "entries")} WHERE node = @node AND module = @module",
        r => r.GetInt64(0),
        ct,
        ("@node", node),
        ("@module", module)))[0];

    /// <summary>How many entries the node's log has, and the chain's head.</summary>
    public static async Task<(long Size, byte[] Head)> Head(AuditDb db, string node, CancellationToken ct)
    {
        var rows = await Read(db, $"SELECT seq, chain_hash FROM {Table(db, "entries")} WHERE node = @node ORDER BY seq DESC LIMIT 1", r => (r.GetInt64(0) + 1, Bytes(r, 1)), ct, ("@node", node));
        return rows.Count == 0 ? (0, StoredEntry.ChainStart) : rows[0];
    }

    public static string Table(ModuleDb db, string table) => db.IsSqlite ? table : $"\"{db.Module}\".{table}";

    private static StoredAuditRow Row(DbDataReader r) => new(
        r.GetString(0), r.GetInt64(1), Microseconds(r, 2), r.GetString(3), r.GetString(4), r.GetString(5), Text(r, 6), Text(r, 7), r.GetString(8), r.GetString(9), Text(r, 10), Text(r, 11), Bytes(r, 12));

    private static StoredEntry Entry(DbDataReader r) => new(Row(r), r.GetString(13), r.GetInt64(14), Bytes(r, 15), r.GetString(16));

    private static string? Text(DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static byte[] Bytes(DbDataReader r, int column) => r.IsDBNull(column) ? [] : r.GetFieldValue<byte[]>(column);

    private static long Microseconds(DbDataReader r, int column) => r is Microsoft.Data.Sqlite.SqliteDataReader
        ? r.GetInt64(column)
        : (r.GetFieldValue<DateTime>(column).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static async IAsyncEnumerable<T> Paged<T>(Func<T?, CancellationToken, Task<List<T>>> page, [EnumeratorCancellation] CancellationToken ct)
    {
        var last = default(T);
        while (true)
        {
            var rows = await page(last, ct);
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < PageSize)
            {
                yield break;
            }

            last = rows[^1];
        }
    }

    private static async Task<List<T>> Read<T>(ModuleDb db, string sql, Func<DbDataReader, T> read, CancellationToken ct, params (string Name, object Value)[] arguments)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = sql;
            foreach (var (name, value) in arguments)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value;
                command.Parameters.Add(parameter);
            }

            var rows = new List<T>();
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}

/// <summary>A kept subtree root as it lies in the database.</summary>
internal sealed record StoredSubtree(int Level, long Index, byte[] Root);
