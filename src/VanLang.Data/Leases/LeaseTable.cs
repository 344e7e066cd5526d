using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using VanLang.Data.Audit;

namespace VanLang.Data.Leases;

/// <summary>The statements on the table of leases, each of them whole in itself. Time is always that of the database.</summary>
internal static class LeaseTable
{
    /// <summary>On PostgreSQL every module's transaction can see the table; on SQLite it lies in another file.</summary>
    public const string OnPostgres = $"\"{AuditDb.Name}\".leases";

    /// <summary>Takes what nobody holds, or what a process held that is known to be dead; null when it is held.</summary>
    public static async Task<long?> Take(AuditDb db, string name, string owner, string incarnation, TimeSpan length, string? dead, CancellationToken ct)
    {
        var sql = $"""
            INSERT INTO {Table(db)} (name, owner, incarnation, until, token) VALUES (@name, @owner, @incarnation, {In(db)}, 1)
            ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, incarnation = excluded.incarnation, until = excluded.until, token = {Table(db)}.token + 1
            WHERE {Table(db)}.until <= {Now(db)} OR {Table(db)}.incarnation = @dead
            RETURNING token
            """;
        await using var command = await Command(db, sql, ct, ("@name", name), ("@owner", owner), ("@incarnation", incarnation), ("@length", (long)length.TotalMilliseconds), ("@dead", dead ?? "-"));
        return await command.ExecuteScalarAsync(ct) is { } token ? Convert.ToInt64(token) : null;
    }

    /// <summary>Prolongs; false when somebody else has taken it since. One that ran out unnoticed goes on.</summary>
    public static async Task<bool> Renew(AuditDb db, string name, long token, TimeSpan length, CancellationToken ct)
    {
        await using var command = await Command(db, $"UPDATE {Table(db)} SET until = {In(db)} WHERE name = @name AND token = @token", ct, ("@name", name), ("@token", token), ("@length", (long)length.TotalMilliseconds));
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>Lets it go; the token stays, so that it never repeats.</summary>
    public static async Task Release(AuditDb db, string name, long token, CancellationToken ct)
    {
        await using var command = await Command(db, $"UPDATE {Table(db)} SET until = {Now(db)}, owner = '', incarnation = '' WHERE name = @name AND token = @token", ct, ("@name", name), ("@token", token));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>After a restore: whoever held anything did so in another database.</summary>
    public static async Task ReleaseAll(AuditDb db, CancellationToken ct)
    {
        await using var command = await Command(db, $"UPDATE {Table(db)} SET until = {Now(db)}, owner = '', incarnation = '', token = token + 1", ct);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// True when the token is still the last one, and from then until the end of the transaction nobody can take the lease. On SQLite,
    /// where one process has the whole folder, there is nobody who could.
    /// </summary>
    public static async Task<bool> Hold(ModuleDb db, string name, long token, CancellationToken ct)
    {
        if (db.IsSqlite)
        {
            return true;
        }

        await using var command = await Command(db, $"SELECT 1 FROM {OnPostgres} WHERE name = @name AND token = @token FOR SHARE", ct, ("@name", name), ("@token", token));
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>Leases with this beginning whose holder has not been heard of in time.</summary>
    public static async Task<List<string>> Lapsed(AuditDb db, string beginning, CancellationToken ct)
    {
        await using var command = await Command(db, $"SELECT name FROM {Table(db)} WHERE name LIKE @beginning AND owner <> '' AND until <= {Now(db)} ORDER BY name", ct, ("@beginning", beginning + "%"));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task<DbCommand> Command(ModuleDb db, string sql, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        await db.Database.OpenConnectionAsync(ct);
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static string Table(ModuleDb db) => db.IsSqlite ? "leases" : OnPostgres;

    private static string Now(ModuleDb db) => db.IsSqlite ? "CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER)" : "clock_timestamp()";

    private static string In(ModuleDb db) => db.IsSqlite ? "CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER) + @length * 1000" : "clock_timestamp() + @length * interval '1 millisecond'";
}
