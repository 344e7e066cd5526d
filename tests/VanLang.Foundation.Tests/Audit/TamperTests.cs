using System.Data.Common;
using System.Diagnostics;
using VanLang.Data.Audit;

namespace VanLang.Foundation.Tests.Audit;

/// <summary>
/// Row T1 of the reliability targets: change any column of any row, as the database's superuser, and verification finds it and
/// names the row. Every column of 60 rows a table; ./test chaos sets VANLANG_TAMPER_ROWS higher.
/// </summary>
public abstract class TamperTests(AuditHouse house)
{
    private const int Rounds = 60;
    private const int Tail = 12;

    private static readonly int Rows = int.TryParse(Environment.GetEnvironmentVariable("VANLANG_TAMPER_ROWS"), out var rows) ? rows : 60;

    private static readonly string[] RowColumns = ["number", "at", "actor_kind", "actor_id", "actor_name", "organization", "position", "action", "subject", "reason", "detail", "hash", "node"];

    [Fact]
    public async Task Untouched_log_verifies()
    {
        await EnsureLog();

        var report = await house.Verify();

        Assert.True(report.IsGood, report.ToText("en"));
        Assert.Equal(0, report.ExitCode);
        var exchange = report.Modules.Single(m => m.Module == "exchange");
        Assert.Equal(((Rounds * 4) + Tail, Rounds * 4, Tail), (exchange.Rows, exchange.Sealed, exchange.Tail));
        var log = Assert.Single(report.Logs);
        Assert.Equal((Rounds * 5, Rounds, 0), (log.Entries, log.Checkpoints, log.Uncheckpointed));
        Assert.Contains("nothing has been changed", report.ToText("en"));
        Assert.Contains("không có gì bị thay đổi", report.ToText("vi"));
    }

    [Fact]
    public Task Any_column_of_a_modules_row_is_found_and_named() => Tamper(
        "exchange", "audit_rows", "node, number", RowColumns, (r, column) => Named(r, "exchange.audit_rows", "n1/" + r.Key[1], column is "number" or "node" ? null : column));

    [Fact]
    public Task Any_column_of_a_sealed_entry_is_found_and_named() => Tamper(
        "audit",
        "entries",
        "node, seq",
        [.. RowColumns.Where(c => c != "hash"), "row_hash", "chain_hash", "folded", "module", "seq"],
        // The last entry given to another node is missing at the end of its log: the module's row without an entry is what can be named.
        (r, column) => Named(r, "audit.entries", "n1/" + r.Key[1], column is "number" or "node" or "module" or "seq" ? null : column)
            || (column == "node" && r.Key[1]!.ToString() == ((Rounds * 5) - 1).ToString(System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public Task Any_column_of_a_checkpoint_is_found_and_named() => Tamper(
        "audit",
        "checkpoints",
        "node, size",
        ["node", "size", "root", "head", "at", "kid", "signature"],
        (r, column) => Named(r, "audit.checkpoints", "n1/" + r.Key[1], column is "node" or "size" ? null : column));

    [Fact]
    public Task Any_column_of_a_kept_subtree_is_found_and_named() => Tamper(
        "audit", "subtrees", "node, level, \"index\"", ["node", "level", "\"index\"", "root"], (r, _) => Named(r, "audit.subtrees", $"n1/{r.Key[1]}/{r.Key[2]}", null));

    [Fact]
    public async Task A_bent_counter_is_found()
    {
        await EnsureLog();
        foreach (var by in (int[])[-5, -1, 1, 1000])
        {
            await house.Sql("exchange", $"UPDATE counters SET value = value + {by} WHERE name = 'audit:n1'");

            var report = await house.Verify();

            await house.Sql("exchange", $"UPDATE counters SET value = value - {by} WHERE name = 'audit:n1'");
            Assert.Equal(1, report.ExitCode);
            Assert.Equal(by < 0 ? "exchange.counters" : "exchange.audit_rows", report.First!.Table);
        }
    }

    private static bool Named(Tampered tampered, string table, string key, string? column) =>
        tampered.Report.Faults.Any(f => f.Table == table && f.Key == key && (column is null || f.Column == column || (f.Column is null && IsTail(tampered))));

    // A row that is not sealed yet has no copy that could tell which column was changed.
    private static bool IsTail(Tampered tampered) => tampered.Report.First!.En.Contains("own hash", StringComparison.Ordinal);

    private async Task Tamper(string module, string table, string keyColumns, string[] columns, Func<Tampered, string, bool> named)
    {
        await EnsureLog();
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var keys = await Keys(module, table, keyColumns);
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(keys));
        var (changes, misses, unnamed) = (0, new List<string>(), new List<string>());
        var watch = Stopwatch.StartNew();

        foreach (var key in keys.Take(Rows))
        {
            foreach (var column in columns)
            {
                var undo = await Change(module, table, keyColumns, key, column);
                changes++;
                var tampered = new Tampered(await house.Verify(), key);
                await undo();
                var place = $"{table} [{string.Join('/', key)}] {column} (seed {seed})";
                if (tampered.Report.IsGood || tampered.Report.ExitCode == 0)
                {
                    misses.Add(place);
                }
                else if (!named(tampered, column))
                {
                    unnamed.Add(place + ": " + tampered.Report.ToText("en"));
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"FIGURE T1 {house.Kind} {module}.{table}: {Math.Min(Rows, keys.Count)} rows, {changes} changes, {misses.Count} missed, {unnamed.Count} not named, seed {seed}, {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.Empty(misses);
        Assert.Empty(unnamed);
        Assert.True((await house.Verify()).IsGood, "The log was not put back.");
    }

    private async Task EnsureLog()
    {
        if (await house.Number("exchange", "SELECT count(*) FROM audit_rows") == 0)
        {
            await house.WriteLog(Rounds, Tail);
        }
    }

    private async Task<List<object[]>> Keys(string module, string table, string keyColumns)
    {
        await using var connection = await house.Open(module);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {keyColumns} FROM {table} ORDER BY {keyColumns}";
        await using var reader = await command.ExecuteReaderAsync();
        var keys = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var key = new object[reader.FieldCount];
            reader.GetValues(key);
            keys.Add(key);
        }

        return keys;
    }

    private async Task<Func<Task>> Change(string module, string table, string keyColumns, object[] key, string column)
    {
        await using var connection = await house.Open(module);
        var names = keyColumns.Split(", ");
        var where = string.Join(" AND ", names.Select((n, i) => $"{n} = @k{i}"));
        await using var read = Command(connection, $"SELECT {column} FROM {table} WHERE {where}", key, null);
        var before = (await read.ExecuteScalarAsync())!;
        var after = Other(before, column);
        await using var update = Command(connection, $"UPDATE {table} SET {column} = @v WHERE {where}", key, after);
        Assert.Equal(1, await update.ExecuteNonQueryAsync());

        return async () =>
        {
            await using var again = await house.Open(module);
            var now = names.Select((n, i) => n == column ? after : key[i]).ToArray();
            await using var back = Command(again, $"UPDATE {table} SET {column} = @v WHERE {where}", now, before);
            Assert.Equal(1, await back.ExecuteNonQueryAsync());
        };
    }

    private static object Other(object value, string column) => value switch
    {
        DBNull => "thêm vào",
        string text when column == "actor_kind" => text == "Person" ? "System" : "Person",
        string text => text[^1] == 'x' ? text[..^1] + "y" : text[..Math.Max(1, text.Length - (text.Length > 30 ? 1 : 0))] + "x",
        long number when column is "number" or "seq" or "size" => number + 1_000_000,
        int small => small + 1,
        long number => number + 1,
        DateTime at => at.AddMicroseconds(1),
        byte[] bytes => bytes.Select((b, i) => i == bytes.Length / 2 ? (byte)(b ^ 1) : b).ToArray(),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
    };

    private static DbCommand Command(DbConnection connection, string sql, object[] key, object? value)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, one) in key.Select((k, i) => ($"@k{i}", k)).Concat(value is null ? [] : [("@v", value)]))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = one;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private sealed record Tampered(VerificationReport Report, object[] Key);
}

public sealed class TamperOnSqlite(SqliteHouse house) : TamperTests(house), IClassFixture<SqliteHouse>;

public sealed class TamperOnPostgres(PostgresHouse house) : TamperTests(house), IClassFixture<PostgresHouse>;
