using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace VanLang.Data.Storage;

/// <summary>One unchanging view of a module's tables for many reads, without holding up any writer.</summary>
internal static class ReadSnapshot
{
    public static async Task Begin(ModuleDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        if (db.IsSqlite)
        {
            // EF would begin IMMEDIATE and take the write lock from the server.
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            await db.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), ct);
        }
        else
        {
            await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);

            // It holds nobody up, and rests between its reads for as long as the others' are worked on.
            await using var rest = db.Database.GetDbConnection().CreateCommand();
            rest.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            rest.CommandText = "SET LOCAL idle_in_transaction_session_timeout = 0";
            await rest.ExecuteNonQueryAsync(ct);
        }

        // Both databases take the snapshot at the first read, not at BEGIN.
        await db.Set<Counter>().AnyAsync(ct);
    }
}
