using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using VanLang.Data;
using VanLang.Data.Audit;
using VanLang.Data.Leases;
using VanLang.Kernel;
using VanLang.Server.Hosting;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Foundation.Tests.Leases;

/// <summary>Two nodes of one PostgreSQL and one data folder, in this process: their leases last a second.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    private static readonly Actor Clerk = new(ActorKind.Person, "a-17", "Nguyễn Thị Hạnh", "G22.01", "Văn thư", new HashSet<string>());

    private readonly List<WebApplication> built = [];
    private TestDatabase? database;
    private string? missing;

    public TestDatabase Database => database ?? throw NotHere();

    public async ValueTask InitializeAsync()
    {
        missing = TestDatabase.Missing(DatabaseKind.Postgres);
        if (missing is null)
        {
            database = await TestDatabase.Empty(DatabaseKind.Postgres);
            await Node("n1").Services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);
        }
        else if (Skip.Never)
        {
            Skip.Missing(missing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in built)
        {
            await app.DisposeAsync();
        }

        if (database is not null)
        {
            await database.Drop();
        }
    }

    /// <summary>A process on the database; it does nothing by itself until it is started.</summary>
    public WebApplication Node(string name, int leaseSeconds = 1)
    {
        var app = VanLangServer.Build(new ServerSettings
        {
            Urls = "http://127.0.0.1:0",
            DataFolder = Database.DataFolder,
            Postgres = Database.Postgres,
            Node = name,
            LeaseSeconds = leaseSeconds,
            Demo = false,
            Overrides = new Dictionary<string, string?> { ["Logging:Console:LogLevel:Default"] = "None" },
        });
        built.Add(app);
        return app;
    }

    /// <summary>Writes one act, as a use case does.</summary>
    public static async Task Write(WebApplication node, string subject)
    {
        await using var scope = node.Services.CreateAsyncScope();
        var db = node.Services.GetServices<ModuleDatabase>().Single(m => m.Module == "exchange").Open(scope.ServiceProvider);
        db.Audit(Clerk, "exchange.packet.accepted", subject);
        await db.SaveChangesAsync();
    }

    /// <summary>Gives a node its name without prolonging it: as if the process were stopped right after its start.</summary>
    public static async Task FallAsleep(WebApplication app)
    {
        var node = app.Services.GetRequiredService<DataNode>();
        node.Lease = await Leases(app).TryTake("node:" + node.Id, CancellationToken.None) ?? throw new InvalidOperationException(node.Id + " is held.");
    }

    public static LeaseBook Leases(WebApplication node) => node.Services.GetRequiredService<LeaseBook>();

    public static Task<VerificationReport> Verify(WebApplication node) => node.Services.GetRequiredService<AuditVerification>().Run([], null, CancellationToken.None);

    public async Task<long> Number(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.Postgres + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>What time does to a lease that nobody prolongs.</summary>
    public Task LetLapse(string name) => PostgresServer.Execute(Database.Postgres!, $"UPDATE audit.leases SET until = now() - interval '1 second' WHERE name = '{name}'");

    private InvalidOperationException NotHere()
    {
        if (missing is not null)
        {
            Skip.Missing(missing);
        }

        return new InvalidOperationException("The nodes are not there.");
    }
}
