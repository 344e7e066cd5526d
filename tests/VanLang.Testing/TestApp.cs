using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VanLang.Data;
using VanLang.Server.Hosting;
using VanLang.Testing.Databases;
using VanLang.Testing.Http;
using Xunit;

namespace VanLang.Testing;

/// <summary>
/// The real server on a free port, with a database of its own, shared by the tests of one class:
/// <code>
/// public abstract class InboxTests(TestApp app) { [Fact] public async Task ... }
/// public sealed class InboxOnSqlite(SqliteApp app) : InboxTests(app), IClassFixture&lt;SqliteApp&gt;;
/// public sealed class InboxOnPostgres(PostgresApp app) : InboxTests(app), IClassFixture&lt;PostgresApp&gt;;
/// </code>
/// Nothing of ours is replaced but the time, which the test may move.
/// </summary>
public abstract class TestApp(DatabaseKind kind) : IAsyncLifetime
{
    private WebApplication? running;
    private TestDatabase? database;
    private string? missing;

    public static Dictionary<string, string?> Quiet { get; } = new() { ["Logging:Console:LogLevel:Default"] = "None" };

    /// <summary>Password of every demo account (Organizations.Contracts lists them).</summary>
    public const string Password = "VanLang@2026";

    /// <summary>Which database this is.</summary>
    public DatabaseKind Kind => kind;

    /// <summary>The server's time.</summary>
    public TestClock Clock { get; } = new();

    /// <summary>What the server logged.</summary>
    public LogCapture Log { get; } = new();

    /// <summary>The database behind the server.</summary>
    public TestDatabase Database => database ?? throw NotHere();

    /// <summary>The running server's services.</summary>
    public IServiceProvider Services => (running ?? throw NotHere()).Services;

    /// <summary>Address of the server, without a slash at the end.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>For a subclass that wants other settings.</summary>
    protected virtual ServerSettings Configure(ServerSettings settings) => settings;

    /// <summary>For a subclass that needs rows before the server starts to listen.</summary>
    protected virtual Task Prepare(IServiceProvider services) => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        missing = TestDatabase.Missing(kind);
        if (missing is null)
        {
            database = await TestDatabase.Create(kind);
            await Start();
        }
        else if (Skip.Never)
        {
            Skip.Missing(missing);
        }
    }

    /// <summary>Stops the server in order and starts it again on the same data.</summary>
    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (database is not null)
        {
            await database.Drop();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Work on the services of the server, in a scope of its own.</summary>
    public async Task<T> In<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Work on the services of the server, in a scope of its own.</summary>
    public async Task In<TService>(Func<TService, Task> work)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>A browser without script: keeps cookies, follows no redirect, submits the forms it finds.</summary>
    public Browser Browser() => new(Services is null ? throw NotHere() : Address);

    /// <summary>A browser signed in through the real sign-in page.</summary>
    public async Task<Browser> SignIn(string userName, string? password = null)
    {
        var browser = Browser();
        await browser.SignIn(userName, password ?? Password);
        return browser;
    }

    /// <summary>An API client with the token of a demo agency, such as G22; see <see cref="DemoClient"/>.</summary>
    public async Task<HttpClient> Api(string organCode)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Token(organCode));
        return client;
    }

    /// <summary>A fresh access token of a demo agency, by client credentials with its own key.</summary>
    public Task<string> Token(string organCode) => DemoClient.Read(Database.DataFolder, organCode).Token(Address, Clock);

    /// <summary>A plain HTTP client: no cookies, no redirects, nobody signed in.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Services is null ? throw NotHere() : Address };

    private async Task Start()
    {
        var settings = Configure(new ServerSettings
        {
            Urls = "http://127.0.0.1:0",
            PublicUrl = "http://127.0.0.1",
            DataFolder = Database.DataFolder,
            LeaseSeconds = 60, // A machine that runs many tests at once may stand still for longer than the usual ten.
            Postgres = Database.Postgres,
            Demo = true,
            Time = Clock,
            Overrides = Quiet,
        });
        running = VanLangServer.Build(settings);
        running.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        running.Services.GetRequiredService<Migrator>().TakeFolderIfNeeded();
        await Prepare(running.Services);
        await running.StartAsync();
        running.Services.GetRequiredService<Readiness>().Ready();
        Address = new Uri(running.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    private async Task Stop()
    {
        if (running is not null)
        {
            await running.StopAsync();
            await running.DisposeAsync();
            running = null;
        }
    }

    private InvalidOperationException NotHere()
    {
        if (missing is not null)
        {
            Skip.Missing(missing);
        }

        return new InvalidOperationException("The server is not running.");
    }
}

/// <summary>The server on SQLite.</summary>
public class SqliteApp() : TestApp(DatabaseKind.Sqlite);

/// <summary>The server on PostgreSQL.</summary>
public class PostgresApp() : TestApp(DatabaseKind.Postgres);
