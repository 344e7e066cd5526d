using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;
using VanLang.Data.Audit;

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

    /// <summary>The upsert that takes <c>@count</c> numbers from <c>@name</c> and returns the last one; for writers with their own commands too.</summary>
    public static string Sql(string table) =>
        $"INSERT INTO {table} (name, value) VALUES (@name, @count) ON CONFLICT (name) DO UPDATE SET value = {table}.value + excluded.value RETURNING value";

    internal static long TakeNow(ModuleDb db, string name, long count)
    {
        using var command = Command(db, name, count);
        return Convert.ToInt64(command.ExecuteScalar());
    }

    internal static async Task<long> Take(ModuleDb db, string name, long count, CancellationToken ct)
    {
        await using var command = Command(db, name, count);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct));
    }

    private static DbCommand Command(ModuleDb db, string name, long count)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = Sql(db.IsSqlite ? "counters" : $"\"{db.Module}\".counters");
        Add(command, "@name", name);
        Add(command, "@count", count);
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
