using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using VanLang.Data;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.Flips;

/// <summary>A bit of a value in a row, changed past the program, as the database's superuser.</summary>
internal sealed record RowFlip(string What, Func<Task> Undo);

/// <summary>
/// Chooses a row of a proved table, one of its columns that is not null, and flips one bit of its value. Values that the database itself would
/// not take (text that is no UTF-8, a date without end) are not tried: no broken disk can make the database give them out either.
/// </summary>
internal sealed class RowFlips : IAsyncDisposable
{
    private static readonly (string Module, string Table)[] Proved =
    [
        ("exchange", "packets"), ("exchange", "attachments"), ("exchange", "documents"), ("exchange", "deliveries"),
        ("exchange", "audit_rows"), ("audit", "entries"), ("audit", "checkpoints"), ("audit", "subtrees"),
    ];

    private readonly bool sqlite;
    private readonly Dictionary<string, DbConnection> connections = [];

    private RowFlips(bool sqlite) => this.sqlite = sqlite;

    public static async Task<RowFlips> Open(TestDatabase database, CancellationToken ct)
    {
        var flips = new RowFlips(database.Kind is DatabaseKind.Sqlite);
        foreach (var module in Proved.Select(p => p.Module).Distinct())
        {
            DbConnection connection = flips.sqlite
                ? new SqliteConnection($"Data Source={Path.Combine(database.DataFolder, module + ".db")};Pooling=False;Default Timeout=30")
                : new NpgsqlConnection(database.Postgres + ";Pooling=false");
            await connection.OpenAsync(ct);
            flips.connections[module] = connection;
        }

        return flips;
    }

    /// <summary>Values of text in packets, as bytes, long enough to be found in the file.</summary>
    public static async Task<List<byte[]>> Texts(string file, CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        // Packed anew with what is free wiped: bytes that are found then are read by somebody, and no leavings of a page that was split.
        foreach (var sql in (string[])["PRAGMA secure_delete = ON", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"])
        {
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(ct);
        }

        command.CommandText = "SELECT digest FROM packets UNION ALL SELECT document_id FROM packets UNION ALL SELECT sha256 FROM attachments";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var values = new List<byte[]>();
        while (await reader.ReadAsync(ct))
        {
            values.Add(Encoding.UTF8.GetBytes(reader.GetString(0)));
        }

        return values;
    }

    public async Task<RowFlip> FlipOne(Random random, CancellationToken ct)
    {
        while (true)
        {
            var (module, table) = Proved[random.Next(Proved.Length)];
            if (await TryFlip(connections[module], module, table, random, ct) is { } flip)
            {
                return flip;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections.Values)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<RowFlip?> TryFlip(DbConnection connection, string module, string table, Random random, CancellationToken ct)
    {
        var name = sqlite ? table : $"\"{module}\".{table}";
        var row = sqlite ? "rowid" : "ctid::text";
        var count = Convert.ToInt64(await Scalar(connection, $"SELECT count(*) FROM {name}", ct), CultureInfo.InvariantCulture);
        if (count == 0)
        {
            return null;
        }

        var columns = await Columns(connection, module, table, ct);
        var column = $"\"{columns[random.Next(columns.Count)]}\""; // One is called "index".
        var skip = random.NextInt64(count);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {row}, {column} FROM {name} LIMIT 1 OFFSET {skip.ToString(CultureInfo.InvariantCulture)}";
        object key, value;
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            if (!await reader.ReadAsync(ct) || await reader.IsDBNullAsync(1, ct))
            {
                return null;
            }

            (key, value) = (reader.GetValue(0), reader.GetValue(1));
        }

        if (Other(value, random) is not { } other)
        {
            return null;
        }

        // On PostgreSQL a changed row lies elsewhere: it is found again by where the change has put it.
        var moved = await Update(connection, name, column, other, key, ct);
        return moved is null ? null : new RowFlip($"{module}.{table} {column}: {value} -> {other}", async () => await Update(connection, name, column, value, moved, ct));
    }

    private async Task<object?> Update(DbConnection connection, string name, string column, object value, object key, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sqlite ? $"UPDATE {name} SET {column} = @value WHERE rowid = @key RETURNING rowid" : $"UPDATE {name} SET {column} = @value WHERE ctid = @key::tid RETURNING ctid::text";
        foreach (var (parameter, given) in ((string, object)[])[("@value", value), ("@key", key)])
        {
            var p = command.CreateParameter();
            (p.ParameterName, p.Value) = (parameter, given);
            command.Parameters.Add(p);
        }

        try
        {
            return await command.ExecuteScalarAsync(ct);
        }
        catch (DbException)
        {
            return null; // A key that is taken, a length that is not allowed: not a state that a disk can bring about.
        }
    }

    private static object? Other(object value, Random random) => value switch
    {
        long number => number ^ (1L << random.Next(40)),
        int number => number ^ (1 << random.Next(20)),
        bool flag => !flag,
        byte[] { Length: > 0 } bytes => Flipped(bytes, random),
        string { Length: > 0 } text => Flipped(text, random),
        Guid id => new Guid(Flipped(id.ToByteArray(), random)),
        DateTime time => time.AddMicroseconds(1 << random.Next(20)),
        DateOnly day => day.AddDays(1 << random.Next(8)),
        _ => null,
    };

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        var other = (byte[])bytes.Clone();
        other[random.Next(other.Length)] ^= (byte)(1 << random.Next(8));
        return other;
    }

    // One of the low bits of an ASCII character, so that it stays text.
    private static string? Flipped(string text, Random random)
    {
        var at = random.Next(text.Length);
        var other = (char)(text[at] ^ (1 << random.Next(4)));
        return text[at] < 32 || text[at] > 126 || other < 32 || other > 126 ? null : text[..at] + other + text[(at + 1)..];
    }

    private async Task<List<string>> Columns(DbConnection connection, string module, string table, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sqlite ? $"SELECT name FROM pragma_table_info('{table}')" : $"SELECT column_name FROM information_schema.columns WHERE table_schema = '{module}' AND table_name = '{table}'";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task<object?> Scalar(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(ct);
    }
}
