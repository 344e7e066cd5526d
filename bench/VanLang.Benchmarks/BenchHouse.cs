using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Access;
using VanLang.Access.Clients;
using VanLang.Data;
using VanLang.Kernel;
using VanLang.Server.Hosting;
using VanLang.Testing;
using VanLang.Testing.Databases;
using VanLang.Web.Modules;

namespace VanLang.Benchmarks;

/// <summary>A server in this process on an empty folder and, where asked for, a PostgreSQL of its own with fsync; all of it gone at the end.</summary>
internal sealed class BenchHouse : IAsyncDisposable
{
    private readonly WebApplication app;

    private BenchHouse(WebApplication app, DatabaseKind kind, string folder, PostgresServer? postgres)
    {
        this.app = app;
        Kind = kind;
        Folder = folder;
        Postgres = postgres;
    }

    public DatabaseKind Kind { get; }

    public string Folder { get; }

    public PostgresServer? Postgres { get; }

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Urls.First());

    /// <summary>The databases that are here; a missing one is said.</summary>
    public static IEnumerable<DatabaseKind> Kinds(string? only = null)
    {
        foreach (var kind in (DatabaseKind[])[DatabaseKind.Sqlite, DatabaseKind.Postgres])
        {
            if (only is not null && !kind.ToString().Equals(only, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (kind is DatabaseKind.Postgres && !PostgresServer.Installed)
            {
                Console.WriteLine("PostgreSQL: not installed, left out.");
                continue;
            }

            yield return kind;
        }
    }

    public static async Task<BenchHouse> Open(DatabaseKind kind)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"vanlang-bench-{Environment.ProcessId}-{kind}");
        PostgresServer? postgres = null;
        if (kind is DatabaseKind.Postgres)
        {
            await (await PostgresServer.Create(folder + "-server")).DisposeAsync();
            postgres = await PostgresServer.Start(folder + "-server", durable: true);
            await postgres.Execute("CREATE DATABASE vanlang");
        }

        return new BenchHouse(await Start(folder, postgres?.Connection("vanlang")), kind, folder, postgres);
    }

    /// <summary>A client of an agency with its token, registered in this house the way an administrator does.</summary>
    public async Task<HttpClient> Client(string organization)
    {
        await using var scope = Services.CreateAsyncScope();
        var administrator = new Actor(ActorKind.Person, "bench", "Đo năng lực", organization, null, new HashSet<string> { AccessPermissions.AllOrganizations });
        var made = await scope.ServiceProvider.GetRequiredService<RegisterClient>().Handle(
            new RegisterClient.Input($"bench-{organization.ToLowerInvariant()}", "Hệ thống đo năng lực", organization, null, null, MakeKey: true), administrator, CancellationToken.None);
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await new DemoClient(made.Value.ClientId, organization, made.Value.PrivateKeyPem!).Token(Address, TimeProvider.System));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (Postgres is not null)
        {
            await Postgres.DisposeAsync();
        }

        foreach (var left in (string[])[Folder, Folder + "-server"])
        {
            if (Directory.Exists(left))
            {
                Directory.Delete(left, recursive: true);
            }
        }
    }

    private static async Task<WebApplication> Start(string folder, string? postgres)
    {
        Directory.CreateDirectory(folder);
        var app = VanLangServer.Build(new ServerSettings
        {
            Urls = "http://127.0.0.1:0",
            DataFolder = folder,
            Postgres = postgres,
            Overrides = new Dictionary<string, string?> { ["Logging:Console:LogLevel:Default"] = "None" },
        });
        await app.Services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);
        foreach (var module in app.Services.GetRequiredService<IReadOnlyList<ModuleInfo>>())
        {
            await using var scope = app.Services.CreateAsyncScope();
            await (module.SeedCatalogue?.Invoke(scope.ServiceProvider, CancellationToken.None) ?? Task.CompletedTask);
        }

        await app.StartAsync();
        return app;
    }
}
