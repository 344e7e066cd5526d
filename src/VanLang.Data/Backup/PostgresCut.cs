using System.Data;
using Npgsql;
using VanLang.Data.Audit;

namespace VanLang.Data.Backup;

/// <summary>All modules' schemas in one REPEATABLE READ snapshot, copied table by table in COPY's binary form. No writer waits.</summary>
internal sealed class PostgresCut : DatabaseCut
{
    private readonly IReadOnlyList<string> modules;
    private readonly NpgsqlConnection connection;

    private PostgresCut(IReadOnlyList<string> modules, NpgsqlConnection connection) => (this.modules, this.connection) = (modules, connection);

    public static async Task<PostgresCut> Begin(IEnumerable<string> modules, DatabaseOptions options, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(options.Postgres + ";Pooling=false");
        await connection.OpenAsync(ct);
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var cut = new PostgresCut([.. modules.Order(StringComparer.Ordinal)], connection);
        await cut.Read("SELECT 1", r => r.GetInt32(0), ct); // The snapshot begins with the first read.
        return cut;
    }

    public override async Task<Dictionary<string, long>> LastCheckpoints(CancellationToken ct)
    {
        var rows = await Read(LastCheckpointsSql($"\"{AuditDb.Name}\".checkpoints"), r => (r.GetString(0), r.GetInt64(1)), ct);
        return rows.ToDictionary(r => r.Item1, r => r.Item2);
    }

    public override async Task<Dictionary<string, string>> Schemas(CancellationToken ct)
    {
        var schemas = new Dictionary<string, string>();
        foreach (var module in modules)
        {
            schemas[module] = (await Read($"SELECT \"MigrationId\" FROM \"{module}\".{DataRegistration.HistoryTable} ORDER BY 1", r => r.GetString(0), ct))[^1];
        }

        return schemas;
    }

    public override async Task Write(BackupArchive archive, string work, CancellationToken ct)
    {
        foreach (var table in await PostgresTables.Of(connection, modules, ct))
        {
            var copy = Path.Combine(work, "table");
            await using (var file = new FileStream(copy, FileMode.Create, FileAccess.Write))
            await using (var rows = await connection.BeginRawBinaryCopyAsync($"COPY {table.Quoted} ({table.Columns}) TO STDOUT (FORMAT BINARY)", ct))
            {
                await rows.CopyToAsync(file, ct);
            }

            await archive.Add($"postgres/{table.Schema}/{table.Name}.copy", copy, ct);
            File.Delete(copy);
        }
    }

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<List<T>> Read<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}

/// <summary>A table whose rows are backed up; columns that the database computes are left out.</summary>
internal sealed record PostgresTable(string Schema, string Name, string Columns)
{
    public string Quoted => $"\"{Schema}\".\"{Name}\"";
}

internal static class PostgresTables
{
    /// <summary>The modules' tables in a fixed order, without the migrations' own history.</summary>
    public static async Task<List<PostgresTable>> Of(NpgsqlConnection connection, IReadOnlyList<string> modules, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT n.nspname, c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY(@schemas) AND c.relname <> @history
            GROUP BY n.nspname, c.relname ORDER BY n.nspname, c.relname
            """,
            connection);
        command.Parameters.AddWithValue("schemas", modules.ToArray());
        command.Parameters.AddWithValue("history", DataRegistration.HistoryTable);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var tables = new List<PostgresTable>();
        while (await reader.ReadAsync(ct))
        {
            tables.Add(new PostgresTable(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return tables;
    }
}
