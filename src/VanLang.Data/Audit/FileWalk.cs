using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace VanLang.Data.Audit;

/// <summary>
/// SQLite's own check of a module's file: indexes against tables, pages against the tree. What the hashes of rows cannot see, a bent
/// index first of all, would make rows vanish from lists. PostgreSQL has page checksums for that (<c>initdb -k</c>).
/// </summary>
internal static class FileWalk
{
    public static async Task Run(ModuleDb db, VerificationReport report, CancellationToken ct)
    {
        if (!db.IsSqlite)
        {
            return;
        }

        await Guard(db.Module, report, async () =>
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = "PRAGMA integrity_check(20)";
            await using var found = await command.ExecuteReaderAsync(ct);
            while (await found.ReadAsync(ct))
            {
                if (found.GetString(0) is not "ok" and var said)
                {
                    report.Add($"{db.Module}.db", said, null, "tệp cơ sở dữ liệu bị hỏng", "the database file is damaged");
                }
            }
        });
    }

    /// <summary>A table that cannot even be read is a finding, not a crash.</summary>
    public static async Task Guard(string module, VerificationReport report, Func<Task> walk)
    {
        try
        {
            await walk();
        }
        catch (Exception e) when (e is DbException or FormatException or InvalidCastException or ArgumentException or OverflowException or System.Text.Json.JsonException)
        {
            report.Add(module, "*", null, $"không đọc được: {e.Message}", $"cannot be read: {e.Message}");
        }
    }
}
