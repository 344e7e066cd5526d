using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using VanLang.Data;
using VanLang.Data.Audit;
using VanLang.Kernel;
using VanLang.Server.Hosting;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Foundation.Tests.Audit;

/// <summary>
/// A platform with empty tables that does nothing by itself: tests write audit rows through the modules' own contexts, seal when
/// they want, and reach behind the application's back with plain SQL, as a database administrator could.
/// </summary>
public abstract class AuditHouse(DatabaseKind kind, bool migrated = true) : IAsyncLifetime
{
    private static readonly Actor Clerk = new(ActorKind.Person, "a-17", "Nguyễn Thị Hạnh", "G22.01", "Văn thư", new HashSet<string>());

    private WebApplication? app;
    private TestDatabase? database;
    private string? missing;
    private bool listening;

    public DatabaseKind Kind => kind;

    public TestDatabase Database => database ?? throw NotHere();

    public IServiceProvider Services => (app ?? throw NotHere()).Services;

    public string LogFile => Path.Combine(Database.DataFolder, "checkpoints", "n1.log");

    public async ValueTask InitializeAsync()
    {
        missing = TestDatabase.Missing(kind);
        if (missing is null)
        {
            database = await TestDatabase.Empty(kind);
            await Start();
            if (migrated)
            {
                await Services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);
            }
        }
        else if (Skip.Never)
        {
            Skip.Missing(missing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (database is not null)
        {
            await database.Drop();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Another process on the same data: nothing is remembered.</summary>
    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    /// <summary>Where it listens once told to; stays the same over restarts.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1:0");

    /// <summary>Serves, seals by itself, and does everything else that a running server does.</summary>
    public async Task Listen()
    {
        Services.GetRequiredService<Migrator>().TakeFolderIfNeeded();
        await app!.StartAsync();
        listening = true;
    }

    /// <summary>Writes one act in a module, as a use case does.</summary>
    public async Task Write(string module, int number)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = Services.GetServices<ModuleDatabase>().Single(m => m.Module == module).Open(scope.ServiceProvider);
        var reason = number % 3 == 0 ? null : $"Theo đề nghị của Phòng Văn thư ngày {number % 28 + 1:00}/11/2026";
        db.Audit(Clerk, module + ".packet.accepted", $"{number}/VPCP-TTĐT", reason, number % 4 == 0 ? null : new { số = number, tríchYếu = "V/v triển khai gửi, nhận văn bản điện tử" });
        await db.SaveChangesAsync();
    }

    public Task<long> Seal() => Services.GetRequiredService<Sealer>().SealAll(CancellationToken.None);

    public Task<VerificationReport> Verify(params string[] witnesses) => Services.GetRequiredService<AuditVerification>().Run(witnesses, null, CancellationToken.None);

    /// <summary>A log with rows of three modules, many checkpoints and an unsealed tail.</summary>
    public async Task WriteLog(int rounds, int tail)
    {
        var number = 0;
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                await Write("exchange", ++number);
            }

            await Write("organizations", ++number);
            await Seal();
        }

        for (var i = 0; i < tail; i++)
        {
            await Write("exchange", ++number);
        }
    }

    /// <summary>Eight rounds: 32 rows of the exchange, 8 of the organisations, 8 checkpoints at 5, 10 ... 40, a tail of 11.</summary>
    public async Task Fresh()
    {
        await using (await Stopped())
        {
            if (kind is DatabaseKind.Sqlite)
            {
                foreach (var file in Directory.GetFiles(Database.DataFolder, "*.db*"))
                {
                    File.Delete(file);
                }
            }

            foreach (var folder in (string[])["checkpoints", "keys"])
            {
                if (Directory.Exists(Path.Combine(Database.DataFolder, folder)))
                {
                    Directory.Delete(Path.Combine(Database.DataFolder, folder), recursive: true);
                }
            }
        }

        if (kind is DatabaseKind.Postgres)
        {
            foreach (var module in Services.GetServices<ModuleDatabase>())
            {
                await Sql(module.Module, $"DROP SCHEMA IF EXISTS \"{module.Module}\" CASCADE");
            }
        }

        await Services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);
        await WriteLog(8, 11);
        Assert.True((await Verify()).IsGood);
    }

    /// <summary>A connection of the administrator to a module's tables.</summary>
    public async Task<DbConnection> Open(string module)
    {
        DbConnection connection = kind is DatabaseKind.Sqlite
            ? new SqliteConnection($"Data Source={Path.Combine(Database.DataFolder, module + ".db")};Pooling=False;Default Timeout=30")
            : new NpgsqlConnection(Database.Postgres + $";Search Path={module};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Runs SQL as the administrator; returns the number of rows it touched.</summary>
    public async Task<int> Sql(string module, string sql)
    {
        await using var connection = await Open(module);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<long> Number(string module, string sql)
    {
        await using var connection = await Open(module);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Closes every pooled connection, so that files can be copied and replaced.</summary>
    public async Task<IAsyncDisposable> Stopped()
    {
        await Stop();
        SqliteConnection.ClearAllPools();
        return new Again(this);
    }

    private Task Start()
    {
        app = VanLangServer.Build(new ServerSettings
        {
            Urls = Address.ToString().TrimEnd('/'),
            DataFolder = Database.DataFolder,
            Postgres = Database.Postgres,
            Demo = false,
            Overrides = new Dictionary<string, string?> { ["Logging:Console:LogLevel:Default"] = "None" },
        });
        return Task.CompletedTask;
    }

    private async Task Stop()
    {
        if (app is not null)
        {
            if (listening)
            {
                await app.StopAsync();
                listening = false;
            }

            await app.DisposeAsync();
            app = null;
        }
    }

    private InvalidOperationException NotHere()
    {
        if (missing is not null)
        {
            Skip.Missing(missing);
        }

        return new InvalidOperationException("The house is closed.");
    }

    private sealed class Again(AuditHouse house) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await house.Start();
    }
}

public sealed class SqliteHouse() : AuditHouse(DatabaseKind.Sqlite);

public sealed class PostgresHouse() : AuditHouse(DatabaseKind.Postgres);

/// <summary>Nothing there yet: for restores.</summary>
public sealed class EmptyHouse(DatabaseKind kind) : AuditHouse(kind, migrated: false);
