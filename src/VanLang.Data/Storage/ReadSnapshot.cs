using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

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
        }

        // Both databases take the snapshot at the first read, not at BEGIN.
        await db.Set<Counter>().AnyAsync(ct);
    }
}
