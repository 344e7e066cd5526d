using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;
using VanLang.Data.Audit;
using VanLang.Data.Leases;

namespace VanLang.Data.Storage;

/// <summary>A counter row, incremented in the transaction that uses the number: no gaps, and numbers in the order of commits.</summary>
public sealed class Counter
{
    public string Name { get; private set; } = "";

    public long Value { get; private set; }
}

internal sealed class CounterMap : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> builder)
    {
        builder.ToTable("counters");
        builder.HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(100);
        builder.Unaudited("A number is visible in the row that bears it.");
    }
}

/// <summary>Takes numbers from counter rows.</summary>
public static class Counters
{
    public static string AuditSeries(string node) => "audit:" + node;

    public static string EventSeries(string node) => "events:" + node;

    /// <summary>The version of a cache; see <see cref="CacheVersion"/>.</summary>
    public static string VersionSeries(string cache) => "version:" + cache;

    internal static long TakeNow(ModuleDb db, string name, long count)
    {
        using var command = Command(db, name, count);
        return Taken(db, command.ExecuteScalar());
    }

    internal static async Task<long> Take(ModuleDb db, string name, long count, CancellationToken ct)
    {
        await using var command = Command(db, name, count);
        return Taken(db, await command.ExecuteScalarAsync(ct));
    }

    // A node writes nothing without an audit row, and no audit row without its number: here a process that has lost the node's lease
    // is refused. The counter's row orders it: whatever the next holder writes in this module gets a higher number.
    private static DbCommand Command(ModuleDb db, string name, long count)
    {
        var lease = db.IsSqlite || name != AuditSeries(db.Node.Id) ? null : db.Node.Lease;
        var table = db.IsSqlite ? "counters" : $"\"{db.Module}\".counters";
        var given = lease is null ? "VALUES (@name, @count)" : $"SELECT @name, @count WHERE EXISTS (SELECT 1 FROM {LeaseTable.OnPostgres} WHERE name = @lease AND token = @token)";
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"INSERT INTO {table} (name, value) {given} ON CONFLICT (name) DO UPDATE SET value = {table}.value + excluded.value RETURNING value";
        Add(command, "@name", name);
        Add(command, "@count", count);
        if (lease is not null)
        {
            Add(command, "@lease", lease.Name);
            Add(command, "@token", lease.Token);
        }

        return command;
    }

    private static long Taken(ModuleDb db, object? value)
    {
        if (value is null or DBNull)
        {
            db.Node.LeaseDoubted.Raise();
            throw new LeaseLostException(db.Node.Lease?.Name ?? db.Node.Id);
        }

        return Convert.ToInt64(value);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
