using Npgsql;

namespace VanLang.Data.Backup;

/// <summary>Fills freshly migrated schemas from the tables of a backup, all in one transaction.</summary>
internal sealed class PostgresRefill(DatabaseOptions options, IReadOnlyList<string> modules)
{
    public async Task RefuseIfPresent(CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await using var command = new NpgsqlCommand("SELECT nspname FROM pg_namespace WHERE nspname = ANY(@schemas) ORDER BY 1 LIMIT 1", connection);
        command.Parameters.AddWithValue("schemas", modules.ToArray());
        if (await command.ExecuteScalarAsync(ct) is string there)
        {
            throw new BackupException($"The database has a schema \"{there}\" already. A restore never overwrites data: use an empty database.");
        }
    }

    public async Task Fill(string folder, CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);

        // Rows come in the order of the tables' names, not of their references: the references go and come back.
        var references = await References(connection, ct);
        foreach (var (table, name, _) in references)
        {
            await Run(connection, $"ALTER TABLE {table} DROP CONSTRAINT {name}", ct);
        }

        foreach (var table in await PostgresTables.Of(connection, modules, ct))
        {
            await using var file = File.OpenRead(Path.Combine(folder, table.Schema, table.Name + ".copy"));
            await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY {table.Quoted} ({table.Columns}) FROM STDIN (FORMAT BINARY)", ct);
            await file.CopyToAsync(rows, ct);
        }

        foreach (var (table, name, definition) in references)
        {
            await Run(connection, $"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}", ct);
        }

        await MoveSequences(connection, ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<List<(string Table, string Name, string Definition)>> References(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE c.contype = 'f' AND n.nspname = ANY(@schemas)",
            connection);
        command.Parameters.AddWithValue("schemas", modules.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<(string, string, string)>();
        while (await reader.ReadAsync(ct))
        {
            found.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return found;
    }

    /// <summary>Identity columns go on after the highest value that was copied.</summary>
    private async Task MoveSequences(NpgsqlConnection connection, CancellationToken ct)
    {
        var statements = new List<string>();
        await using (var command = new NpgsqlCommand(
            "SELECT table_schema, table_name, column_name FROM information_schema.columns WHERE table_schema = ANY(@schemas) AND (is_identity = 'YES' OR column_default LIKE 'nextval(%')",
            connection))
        {
            command.Parameters.AddWithValue("schemas", modules.ToArray());
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var (schema, table, column) = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
                statements.Add($"SELECT setval(pg_get_serial_sequence('\"{schema}\".\"{table}\"', '{column}'), greatest((SELECT coalesce(max(\"{column}\"), 0) FROM \"{schema}\".\"{table}\"), 1), (SELECT count(*) > 0 FROM \"{schema}\".\"{table}\"))");
            }
        }

        foreach (var statement in statements)
        {
            await Run(connection, statement, ct);
        }
    }

    private async Task<NpgsqlConnection> Open(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(options.Postgres + ";Pooling=false");
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
