using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using VanLang.Data.Audit;
using VanLang.Exchange.Archives;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Tests.Archives;
using VanLang.Exchange.Tests.Packets;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Ingest;

/// <summary>Row T1 of the reliability targets for the exchange's own tables: 60 rows a table, every column among them.</summary>
public abstract class ExchangeProofTests(TestApp app)
{
    private const int Changes = 60;

    [Fact]
    public async Task Rows_as_written_are_proved()
    {
        await Fill();

        var report = await Verify();

        Assert.True(report.IsGood, report.ToText("en"));
        Assert.True(report.Records > 40);
    }

    [Theory]
    [InlineData(typeof(Packet))]
    [InlineData(typeof(Attachment))]
    [InlineData(typeof(Document))]
    [InlineData(typeof(PacketTarget))]
    [InlineData(typeof(Delivery))]
    [InlineData(typeof(DeliveryStatus))]
    [InlineData(typeof(Destruction))]
    [InlineData(typeof(MonthArchive))]
    [InlineData(typeof(ArchivedPacket))]
    public async Task Any_changed_column_is_found_and_its_row_named(Type entity)
    {
        await Fill();
        var type = await Model(entity);
        var rows = await Rows(type);
        var columns = type.GetProperties().ToList();
        var random = new Random(20261124);
        for (var i = 0; i < Math.Max(Changes, columns.Count); i++)
        {
            var column = columns[i % columns.Count];
            var row = rows[random.Next(rows.Count)];
            var before = row.Values[column.GetColumnName()];

            await Set(type, column, row, Other(column, before));
            var report = await Verify();
            await Set(type, column, row, before, wasOther: Other(column, before));

            Assert.True(report.Faults.Any(f => f.Table == "exchange." + entity.Name && f.Key == row.Key), $"{column.Name} of {row.Key}: {report.ToText("en")}");
        }

        Assert.True((await Verify()).IsGood);
    }

    [Fact]
    public async Task A_deleted_row_is_found_and_named()
    {
        await Fill();
        var id = await app.In<ExchangeDb, DeliveryStatus>(db => db.DeliveryStatuses.OrderBy(s => s.Id).FirstAsync());
        var everything = await app.In<ExchangeDb, DeliveryStatus>(async db =>
        {
            await db.Database.ExecuteSqlAsync(Delete(db, id.Id));
            return id;
        });

        var report = await Verify();

        await app.In<ExchangeDb>(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            using var rows = new VanLang.Data.Storage.BulkRows(db);
            rows.Insert<DeliveryStatus>([everything]);
            await rows.Write(CancellationToken.None);
            await transaction.CommitAsync();
        });
        Assert.Contains(report.Faults, f => f.Table == "exchange.DeliveryStatus" && f.Key == $"{id.RecipientCode}/{id.DeliveryId.Value}/{id.Number}" && f.En.StartsWith("the record is gone", StringComparison.Ordinal));
        Assert.True((await Verify()).IsGood);
    }

    private static FormattableString Delete(ExchangeDb db, Guid id) => db.IsSqlite
        ? (FormattableString)$"DELETE FROM delivery_statuses WHERE id = {id}"
        : $"DELETE FROM exchange.delivery_statuses WHERE id = {id}";

    private async Task Fill()
    {
        if (await app.In<ExchangeDb, bool>(db => db.Packets.AnyAsync()))
        {
            return;
        }

        for (var i = 0; i < 4; i++)
        {
            var sent = await app.Deliver("G22", Agencies.Document("G22", ["H41", "H26", "G12"]), key: "key-" + i);
            await app.Deliver("H41", Events.Status("H41", Agencies.NextNumber(), "03"));
            foreach (var delivery in sent.Deliveries)
            {
                await app.Report(delivery, StatusMachine.Registered);
                await app.Report(delivery, StatusMachine.AssignedTo);
            }

            await app.Recall(sent.Packet);
            await app.Destroy(sent.Deliveries[0]);
        }

        await app.Lay("2021-01");
        await app.Lay("2021-02");
        Agencies.Ok(await app.Archive("2021-03"));
    }

    private Task<VerificationReport> Verify() => app.In<AuditVerification, VerificationReport>(v => v.Run([], null, CancellationToken.None));

    private Task<IEntityType> Model(Type entity) => app.In<ExchangeDb, IEntityType>(db => Task.FromResult(db.Model.FindEntityType(entity)!));

    private sealed record Raw(string Key, Dictionary<string, object?> Values);

    private Task<List<Raw>> Rows(IEntityType type) => app.In<ExchangeDb, List<Raw>>(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {Table(db, type)}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Raw>();
        while (await reader.ReadAsync())
        {
            var values = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i));
            rows.Add(new Raw(string.Join('/', type.FindPrimaryKey()!.Properties.Select(p => Text(values[p.GetColumnName()]))), values));
        }

        return rows;
    });

    // Keys are shown as the program writes them: UUIDs in lower case, which SQLite stores in upper case.
    private static string Text(object? value) => value switch
    {
        string text when Guid.TryParse(text, out var id) => id.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Table(ExchangeDb db, IEntityType type) => db.IsSqlite ? type.GetTableName()! : $"exchange.{type.GetTableName()}";

    private Task Set(IEntityType type, IProperty column, Raw row, object? value, object? wasOther = null) => app.In<ExchangeDb>(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        var key = type.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName()).ToList();
        command.CommandText = $"UPDATE {Table(db, type)} SET {column.GetColumnName()} = @v WHERE {string.Join(" AND ", key.Select((k, i) => $"{k} = @k{i}"))}";
        Add("@v", value);
        for (var i = 0; i < key.Count; i++)
        {
            Add("@k" + i, wasOther is not null && key[i] == column.GetColumnName() ? wasOther : row.Values[key[i]]);
        }

        Assert.Equal(1, await command.ExecuteNonQueryAsync());

        void Add(string name, object? given)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = given ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
    });

    // Another value that the column may hold; for names of enumerations one of the program's, or one that it never had.
    private static object Other(IProperty column, object? before) => (before, column.ClrType) switch
    {
        (string id, _) when Guid.TryParse(id, out var parsed) => (parsed.ToByteArray() is var bytes && (bytes[0] ^= 1) >= 0 ? new Guid(bytes) : parsed).ToString().ToUpperInvariant(),
        (Guid id, _) => id.ToByteArray() is var bytes && (bytes[0] ^= 1) >= 0 ? new Guid(bytes) : id,
        (string name, var kind) when (Nullable.GetUnderlyingType(kind) ?? kind) is { IsEnum: true } names => Enum.GetNames(names).First(n => n != name),
        (string text, _) => text.Length >= 35 && column.GetMaxLength() <= text.Length ? "x" + text[1..] : text + "x",
        (bool flag, _) => !flag,
        (long flag, var kind) when kind == typeof(bool) => 1 - flag,
        (int number, _) => number + 1000,
        (long number, _) => number + 1000,
        (DateTime instant, _) => instant.AddMicroseconds(1),
        (DateOnly date, _) => date.AddDays(1),
        (null, var type) => New(Nullable.GetUnderlyingType(type) ?? type, column),
        _ => throw new NotSupportedException($"{column.Name}: {before.GetType().Name}"),
    };

    private static object New(Type type, IProperty column) => type switch
    {
        _ when type == typeof(string) => "x",
        { IsEnum: true } => Enum.GetNames(type)[0],
        _ when type == typeof(int) => 7,
        _ when type == typeof(Guid) || type == typeof(PacketId) => column.GetColumnType() == "TEXT" ? Guid.CreateVersion7().ToString().ToUpperInvariant() : Guid.CreateVersion7(),
        _ when type == typeof(DateTimeOffset) => column.GetColumnType() == "INTEGER" ? 1_795_000_000_000_000L : DateTime.SpecifyKind(new DateTime(2026, 11, 24), DateTimeKind.Utc),
        _ when type == typeof(DateOnly) => column.GetColumnType() == "TEXT" ? "2026-11-24" : new DateOnly(2026, 11, 24),
        _ => throw new NotSupportedException(type.Name),
    };
}

public sealed class ExchangeProofsOnSqlite(SqliteApp app) : ExchangeProofTests(app), IClassFixture<SqliteApp>;

public sealed class ExchangeProofsOnPostgres(PostgresApp app) : ExchangeProofTests(app), IClassFixture<PostgresApp>;
