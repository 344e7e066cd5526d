using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace VanLang.Data.Audit;

/// <summary>Writes many entries in the current transaction: prepared inserts on SQLite, binary COPY on PostgreSQL.</summary>
internal static class EntryWriter
{
    private const string Columns = StoredAuditRow.Columns + ", row_hash, module, seq, chain_hash, folded";

    public static Task Write(AuditDb db, IReadOnlyList<StoredEntry> entries, CancellationToken ct) =>
        db.IsSqlite ? Insert(db, entries, ct) : Copy(db, entries, ct);

    private static async Task Insert(AuditDb db, IReadOnlyList<StoredEntry> entries, CancellationToken ct)
    {
        await using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        var names = Columns.Split(", ").Select(c => "@" + c).ToList();
        command.CommandText = $"INSERT INTO entries ({Columns}) VALUES ({string.Join(", ", names)})";
        names.ForEach(n => command.Parameters.Add(new SqliteParameter { ParameterName = n }));
        foreach (var entry in entries)
        {
            var values = Values(entry, entry.Row.AtMicroseconds);
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task Copy(AuditDb db, IReadOnlyList<StoredEntry> entries, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {AuditTables.Table(db, "entries")} ({Columns}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var entry in entries)
        {
            await copy.StartRowAsync(ct);
            foreach (var value in Values(entry, DateTime.UnixEpoch.AddTicks(entry.Row.AtMicroseconds * TimeSpan.TicksPerMicrosecond)))
            {
                await Write(copy, value, ct);
            }
        }

        await copy.CompleteAsync(ct);
    }

    private static Task Write(NpgsqlBinaryImporter copy, object? value, CancellationToken ct) => value switch
    {
        null => copy.WriteNullAsync(ct),
        string text => copy.WriteAsync(text, NpgsqlDbType.Varchar, ct),
        long number => copy.WriteAsync(number, NpgsqlDbType.Bigint, ct),
        byte[] bytes => copy.WriteAsync(bytes, NpgsqlDbType.Bytea, ct),
        DateTime instant => copy.WriteAsync(instant, NpgsqlDbType.TimestampTz, ct),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
    };

    private static object?[] Values(StoredEntry entry, object at)
    {
        var row = entry.Row;
        return [row.Node, row.Number, at, row.ActorKind, row.ActorId, row.ActorName, row.Organization, row.Position, row.Action, row.Subject, row.Reason, row.Detail, row.Hash, entry.Module, entry.Seq, entry.ChainHash, entry.Folded];
    }
}
