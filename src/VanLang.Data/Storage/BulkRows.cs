using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace VanLang.Data.Storage;

/// <summary>
/// Writes many rows of mapped entities without the change tracker: prepared commands on SQLite, one round trip with arrays on
/// PostgreSQL. Columns, types and conversions come from the model, so a new property cannot be forgotten here. For writers that
/// audit by themselves; everything else saves through the context.
/// </summary>
public sealed class BulkRows(ModuleDb db) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> prepared = [];
    private readonly List<(Statement Statement, IReadOnlyList<object> Rows)> waiting = [];
    private readonly Dictionary<(Type, string), Statement> statements = [];

    /// <summary>Rows to be added by the next <see cref="Write"/>.</summary>
    public void Insert<T>(IReadOnlyList<T> rows)
        where T : class
    {
        if (rows.Count > 0)
        {
            waiting.Add((Get(typeof(T), ""), rows));
        }
    }

    /// <summary>Rows whose named properties the next <see cref="Write"/> sets, found by their key.</summary>
    public void Update<T>(IReadOnlyList<T> rows, params string[] properties)
        where T : class
    {
        if (rows.Count > 0)
        {
            waiting.Add((Get(typeof(T), string.Join(',', properties)), rows));
        }
    }

    /// <summary>Writes what is waiting, in the order in which it was given, inside the context's transaction.</summary>
    public async Task Write(CancellationToken ct)
    {
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Rows in bulk are written inside a transaction.");
        try
        {
            if (db.IsSqlite)
            {
                WriteOneByOne((SqliteTransaction)transaction);
            }
            else
            {
                await WriteArrays((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)transaction, ct);
            }
        }
        finally
        {
            waiting.Clear();
        }
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }
    }

    private void WriteOneByOne(SqliteTransaction transaction)
    {
        foreach (var (statement, rows) in waiting)
        {
            var command = Prepare(statement, transaction);
            foreach (var row in rows)
            {
                for (var i = 0; i < statement.Columns.Count; i++)
                {
                    command.Parameters[i].Value = statement.Columns[i].Value(row) ?? DBNull.Value;
                }

                Expect(command.ExecuteNonQuery(), 1, statement);
            }
        }
    }

    private async Task WriteArrays(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var (statement, rows) in waiting)
        {
            var command = new NpgsqlBatchCommand(statement.PostgresSql);
            foreach (var column in statement.Columns)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = column.Array(rows), DataTypeName = column.ArrayType });
            }

            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(ct);
        for (var i = 0; i < waiting.Count; i++)
        {
            Expect((int)batch.BatchCommands[i].RecordsAffected, waiting[i].Rows.Count, waiting[i].Statement);
        }
    }

    private static void Expect(int written, int wanted, Statement statement)
    {
        if (written != wanted)
        {
            throw new DBConcurrencyException($"{statement.Table}: {written} of {wanted} rows were written.");
        }
    }

    private SqliteCommand Prepare(Statement statement, SqliteTransaction transaction)
    {
        if (!prepared.TryGetValue(statement.SqliteSql, out var command))
        {
            command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
            command.CommandText = statement.SqliteSql;
            for (var i = 0; i < statement.Columns.Count; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = "@p" + i });
            }

            prepared[statement.SqliteSql] = command;
        }

        command.Transaction = transaction;
        return command;
    }

    private Statement Get(Type entity, string properties)
    {
        if (!statements.TryGetValue((entity, properties), out var statement))
        {
            var type = db.Model.FindEntityType(entity) ?? throw new ArgumentException($"{entity.Name} is not mapped.", nameof(entity));
            statements[(entity, properties)] = statement = properties.Length == 0 ? Statement.Insert(type) : Statement.Update(type, properties.Split(','));
        }

        return statement;
    }

    private sealed record Statement(string Table, string SqliteSql, string PostgresSql, IReadOnlyList<BulkColumn> Columns)
    {
        public static Statement Insert(IEntityType type)
        {
            var columns = type.GetProperties().Select(p => new BulkColumn(p)).ToList();
            var names = string.Join(", ", columns.Select(c => c.Name));
            return new Statement(
                type.GetTableName()!,
                $"INSERT INTO {type.GetTableName()} ({names}) VALUES ({string.Join(", ", columns.Select((_, i) => "@p" + i))})",
                $"INSERT INTO {Qualified(type)} ({names}) SELECT * FROM unnest({Placeholders(columns)})",
                columns);
        }

        public static Statement Update(IEntityType type, string[] properties)
        {
            var key = type.FindPrimaryKey()!.Properties.Select(p => new BulkColumn(p)).ToList();
            var set = properties.Select(p => new BulkColumn(type.FindProperty(p) ?? throw new ArgumentException($"{type.ClrType.Name} has no {p}.", nameof(properties)))).ToList();
            List<BulkColumn> columns = [.. key, .. set];
            return new Statement(
                type.GetTableName()!,
                $"UPDATE {type.GetTableName()} SET {string.Join(", ", set.Select((c, i) => $"{c.Name} = @p{i + key.Count}"))} WHERE {string.Join(" AND ", key.Select((c, i) => $"{c.Name} = @p{i}"))}",
                $"UPDATE {Qualified(type)} AS t SET {string.Join(", ", set.Select(c => $"{c.Name} = u.{c.Name}"))} FROM unnest({Placeholders(columns)}) AS u({string.Join(", ", columns.Select(c => c.Name))}) WHERE {string.Join(" AND ", key.Select(c => $"t.{c.Name} = u.{c.Name}"))}",
                columns);
        }

        private static string Qualified(IEntityType type) => $"\"{type.GetSchema()}\".{type.GetTableName()}";

        private static string Placeholders(List<BulkColumn> columns) => string.Join(", ", columns.Select((_, i) => "$" + (i + 1)));
    }
}

/// <summary>One mapped column: how a row's value is taken and turned into what the database stores.</summary>
internal sealed class BulkColumn
{
    private readonly IClrPropertyGetter getter;
    private readonly Func<object?, object?>? convert;
    private readonly Type element;

    public BulkColumn(IProperty property)
    {
        var mapping = property.GetRelationalTypeMapping();
        Name = property.GetColumnName();
        getter = property.GetGetter();
        convert = mapping.Converter?.ConvertToProvider;
        var stored = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        stored = Nullable.GetUnderlyingType(stored) ?? stored;
        element = stored.IsValueType ? typeof(Nullable<>).MakeGenericType(stored) : stored;
        var type = mapping.StoreType;
        ArrayType = (type.StartsWith("character varying", StringComparison.Ordinal) ? "text" : type) + "[]";
    }

    public string Name { get; }

    public string ArrayType { get; }

    public object? Value(object row)
    {
        var value = getter.GetClrValue(row);
        return value is null || convert is null ? value : convert(value);
    }

    public Array Array(IReadOnlyList<object> rows)
    {
        var values = System.Array.CreateInstance(element, rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            values.SetValue(Value(rows[i]), i);
        }

        return values;
    }
}
