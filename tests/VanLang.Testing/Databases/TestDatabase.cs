using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using VanLang.Data;
using VanLang.Kernel;
using VanLang.Server.Hosting;
using VanLang.Web.Modules;

namespace VanLang.Testing.Databases;

/// <summary>
/// A data folder, and on PostgreSQL a database, of its own: migrated, with the catalogues and the demo's people, accounts and clients,
/// without documents. Copied from a template that is made once per build, so that it costs about 0.1 s.
/// </summary>
/// <param name="Kind">Which database.</param>
/// <param name="DataFolder">Absolute path.</param>
/// <param name="Postgres">Connection string, null on SQLite.</param>
public sealed record TestDatabase(DatabaseKind Kind, string DataFolder, string? Postgres)
{
    /// <summary>Modules whose demo data every test may count on. Exchange's thirty days of documents are not among them.</summary>
    private static readonly string[] WithDemo = ["organizations", "workdays", "access"];

    private static readonly Lazy<Task<TestDatabase>> SqliteTemplate = new(MakeSqliteTemplate);
    private static readonly Lazy<Task<PostgresTemplate>> Template = new(MakePostgresTemplate);
    private static int next;

    private sealed record PostgresTemplate(string DataFolder, string Database, Func<string, string> Connection)
    {
        public string Admin => Connection("postgres");
    }

    /// <summary>Why this database cannot be had here; null when it can.</summary>
    public static string? Missing(DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => null,
        _ when External == "none" => "PostgreSQL (VANLANG_TEST_POSTGRES=none)",
        _ => External is not null || PostgresServer.Installed ? null : "PostgreSQL",
    };

    /// <summary>A server given from outside, instead of one of our own; "none" for a run without PostgreSQL.</summary>
    private static string? External => Environment.GetEnvironmentVariable("VANLANG_TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    /// <summary>A copy for one test class.</summary>
    public static async Task<TestDatabase> Create(DatabaseKind kind)
    {
        var folder = TestFolder.Fresh("data");
        if (kind is DatabaseKind.Sqlite)
        {
            TestFolder.Copy((await SqliteTemplate.Value).DataFolder, folder);
            return new TestDatabase(kind, folder, null);
        }

        var template = await Template.Value;
        TestFolder.Copy(template.DataFolder, folder);
        var database = $"t_{Environment.ProcessId}_{Interlocked.Increment(ref next)}";
        await PostgresServer.Execute(template.Admin, $"CREATE DATABASE {database} TEMPLATE {template.Database}");
        return new TestDatabase(kind, folder, template.Connection(database));
    }

    /// <summary>
    /// A copy for a server that will be killed: PostgreSQL runs on a cluster of its own with fsync, and the folder is marked as
    /// seeded, so that a server process starts on it as it is.
    /// </summary>
    /// <param name="cluster">Called with the folder of PostgreSQL's own cluster before it is filled: for a volume of its own.</param>
    public static async Task<TestDatabase> Durable(DatabaseKind kind, Func<string, Task>? cluster = null)
    {
        var copy = await Create(kind);
        Directory.CreateDirectory(Path.Combine(copy.DataFolder, "demo"));
        await File.WriteAllTextAsync(Path.Combine(copy.DataFolder, Seeding.Mark), TestClock.Start.ToString("O"));
        if (kind is DatabaseKind.Sqlite || External is not null)
        {
            return copy;
        }

        var own = TestFolder.Fresh("durable");
        var template = Path.Combine(await TestFolder.Once("postgres", _ => throw new InvalidOperationException("The template was made by Create.")), "server");
        if (cluster is not null)
        {
            await cluster(own);
            TestFolder.Copy(template + "/.", own + "/.");
        }
        else
        {
            TestFolder.Copy(template, own);
        }

        var server = await PostgresServer.Start(own, durable: true);
        return copy with { Postgres = server.Connection("template_vanlang"), Own = server };
    }

    /// <summary>A server of this database alone, stopped with it.</summary>
    private PostgresServer? Own { get; init; }

    /// <summary>Starts the database's own server again when it has ended by itself, as a supervisor would.</summary>
    public async Task Revive()
    {
        if (Own is { Alive: false })
        {
            await Own.Again();
        }
    }

    /// <summary>An empty folder, and on PostgreSQL an empty database: for tests of the first start.</summary>
    public static async Task<TestDatabase> Empty(DatabaseKind kind)
    {
        var folder = TestFolder.Fresh("empty");
        Directory.CreateDirectory(folder);
        if (kind is DatabaseKind.Sqlite)
        {
            return new TestDatabase(kind, folder, null);
        }

        var template = await Template.Value;
        var database = $"e_{Environment.ProcessId}_{Interlocked.Increment(ref next)}";
        await PostgresServer.Execute(template.Admin, $"CREATE DATABASE {database}");
        return new TestDatabase(kind, folder, template.Connection(database));
    }

    /// <summary>Removes the database and the folder.</summary>
    public async Task Drop()
    {
        if (Own is not null)
        {
            await Own.DisposeAsync();
        }
        else if (Postgres is not null)
        {
            var name = new NpgsqlConnectionStringBuilder(Postgres).Database;
            await PostgresServer.Execute((await Template.Value).Admin, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }

        if (Directory.Exists(DataFolder))
        {
            Directory.Delete(DataFolder, recursive: true);
        }
    }

    private static async Task<TestDatabase> MakeSqliteTemplate()
    {
        var folder = await TestFolder.Once("sqlite", making => Seed(making, null));
        return new TestDatabase(DatabaseKind.Sqlite, folder, null);
    }

    private static async Task<PostgresTemplate> MakePostgresTemplate()
    {
        if (External is { } given)
        {
            // Data folder and database belong together (keys in one, rows in the other), so both carry the build's name.
            string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(given) { Database = database }.ConnectionString;
            var database = "vanlang_template_" + TestFolder.BuildHash;
            var folder = await TestFolder.Once("external", async making =>
            {
                await PostgresServer.Execute(ConnectionTo("postgres"), $"DROP DATABASE IF EXISTS {database}", $"CREATE DATABASE {database}");
                await Seed(making, ConnectionTo(database));
            });
            return new PostgresTemplate(folder, database, ConnectionTo);
        }

        var made = await TestFolder.Once("postgres", async making =>
        {
            Directory.CreateDirectory(making);
            await using var server = await PostgresServer.Create(Path.Combine(making, "server"));
            await server.Execute("CREATE DATABASE template_vanlang");
            await Seed(Path.Combine(making, "data"), server.Connection("template_vanlang"));
        });
        var own = TestFolder.Fresh("postgres");
        TestFolder.Copy(Path.Combine(made, "server"), own);
        var running = await PostgresServer.Start(own);
        return new PostgresTemplate(Path.Combine(made, "data"), "template_vanlang", running.Connection);
    }

    /// <summary>What a first start does, up to the people; the same migrator and the modules' own seeds.</summary>
    private static async Task Seed(string folder, string? postgres)
    {
        var start = TestClock.Start.AddDays(-30);
        Directory.CreateDirectory(folder);
        var settings = new ServerSettings { Urls = "http://127.0.0.1:0", DataFolder = folder, Postgres = postgres, Demo = true, Time = new SeedTime(start), Overrides = TestApp.Quiet };
        await using (var app = VanLangServer.Build(settings))
        {
            await app.Services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);
            await app.StartAsync();
            foreach (var seed in Seeds(app.Services))
            {
                await using var scope = app.Services.CreateAsyncScope();
                await seed(scope.ServiceProvider, CancellationToken.None);
            }

            await app.StopAsync();
        }

        NpgsqlConnection.ClearAllPools();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(Path.Combine(folder, ".lock"));
    }

    private static IEnumerable<Func<IServiceProvider, CancellationToken, Task>> Seeds(IServiceProvider services)
    {
        var modules = services.GetRequiredService<IReadOnlyList<ModuleInfo>>();
        var catalogues = modules.Select(m => m.SeedCatalogue);
        var demo = modules.Where(m => WithDemo.Contains(m.Name)).Select(m => m.SeedDemo);
        return catalogues.Concat(demo).OfType<Func<IServiceProvider, CancellationToken, Task>>();
    }
}
