using System.Globalization;
using System.Text;
using Npgsql;

namespace VanLang.Benchmarks.Peers;

/// <summary>
/// The upper limit: the rows of accepted packets, written by multi-row INSERT statements into tables of the same shape and indexes of
/// the same PostgreSQL, one durable commit for 64 packets, nothing read, checked, hashed or signed.
/// </summary>
internal sealed class RawRows : IAsyncDisposable
{
    public const int PacketsPerCommit = 64;

    private sealed record Table(string Name, string[] Columns, List<object[]> Rows);

    private readonly NpgsqlConnection connection;
    private readonly List<Table> tables = [];
    private long batch;

    private RawRows(NpgsqlConnection connection) => this.connection = connection;

    public int RowsPerCommit => tables.Sum(t => t.Rows.Count);

    /// <summary>Takes 64 packets that were accepted before as the pattern.</summary>
    public static async Task<RawRows> Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString + ";Max Auto Prepare=20;Auto Prepare Min Usages=2");
        await connection.OpenAsync();
        var raw = new RawRows(connection);
        await raw.Execute("CREATE SCHEMA raw");
        const string pattern = "(SELECT id FROM exchange.packets ORDER BY position LIMIT 64)";
        foreach (var (name, where) in (IEnumerable<(string, string)>)
        [
            ("packets", $"id IN {pattern}"),
            ("attachments", $"packet_id IN {pattern}"),
            ("documents", $"packet_id IN {pattern}"),
            ("deliveries", $"packet_id IN {pattern}"),
            ("audit_rows", $"subject IN (SELECT id::text FROM exchange.packets ORDER BY position LIMIT 64)"),
        ])
        {
            await raw.Execute($"CREATE TABLE raw.{name} (LIKE exchange.{name} INCLUDING ALL)");
            raw.tables.Add(await raw.Read(name, where));
        }

        return raw;
    }

    /// <summary>Writes the rows of 64 packets under new keys, and commits.</summary>
    public async Task Write()
    {
        var n = ++batch;
        var ids = new Dictionary<Guid, Guid>();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var commands = new NpgsqlBatch(connection, transaction);
        foreach (var table in tables)
        {
            commands.BatchCommands.Add(Insert(table, n, ids));
        }

        await commands.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    private static NpgsqlBatchCommand Insert(Table table, long n, Dictionary<Guid, Guid> ids)
    {
        var sql = new StringBuilder($"INSERT INTO raw.{table.Name} ({string.Join(',', table.Columns)}) VALUES ");
        var command = new NpgsqlBatchCommand();
        foreach (var row in table.Rows)
        {
            sql.Append(command.Parameters.Count == 0 ? "(" : ",(");
            for (var i = 0; i < row.Length; i++)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = Renew(table.Columns[i], row[i], n, ids) });
                sql.Append(i == 0 ? "$" : ",$").Append(command.Parameters.Count.ToString(CultureInfo.InvariantCulture));
            }

            sql.Append(')');
        }

        command.CommandText = sql.ToString();
        return command;
    }

    // Keys must be new in every batch; everything else stays.
    private static object Renew(string column, object value, long n, Dictionary<Guid, Guid> ids) => (column, value) switch
    {
        (_, Guid id) => ids.TryGetValue(id, out var renewed) ? renewed : ids[id] = Guid.CreateVersion7(),
        ("position" or "number", long number) => number + (n * 1_000_000),
        ("document_id", string text) => $"{text}/{n}",
        ("digest", string digest) => string.Concat(digest.AsSpan(0, 48), n.ToString("x16", CultureInfo.InvariantCulture)),
        _ => value,
    };

    private async Task<Table> Read(string name, string where)
    {
        await using var command = new NpgsqlCommand($"SELECT * FROM exchange.{name} WHERE {where}", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return new Table(name, columns, rows);
    }

    private async Task Execute(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
