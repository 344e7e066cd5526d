using Microsoft.Playwright;
using VanLang.Data;
using VanLang.EndToEnd.Tests.Browsing;
using VanLang.Testing;
using VanLang.Testing.Databases;

[assembly: AssemblyFixture(typeof(Demo))]

namespace VanLang.EndToEnd.Tests.Browsing;

/// <summary>
/// The platform as a newcomer has it: <c>./run</c> in an empty data folder, demo data through the real pipeline, and a real browser.
/// Started once, when the first test asks.
/// </summary>
public sealed class Demo : IAsyncLifetime
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<DatabaseKind, ServerProcess> servers = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The running platform.</summary>
    public async Task<ServerProcess> Server(DatabaseKind kind = DatabaseKind.Sqlite)
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        await gate.WaitAsync();
        try
        {
            return servers.TryGetValue(kind, out var running) ? running : servers[kind] = await ServerProcess.ByRun(await TestDatabase.Empty(kind));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A new window of a browser that has never been here.</summary>
    /// <param name="width">1440 for a desk, 390 for a telephone.</param>
    /// <param name="script">Whether script runs.</param>
    /// <param name="on">Which platform: the one on SQLite, or the one on PostgreSQL.</param>
    public async Task<Window> Open(int width = 1440, bool script = true, DatabaseKind on = DatabaseKind.Sqlite)
    {
        var running = await Server(on);
        var context = await (await Browser()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = running.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = script,
            Locale = "vi-VN",
            TimezoneId = "Asia/Ho_Chi_Minh",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(20_000);
        return new Window(context, await context.NewPageAsync());
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        foreach (var (kind, server) in servers)
        {
            // What the server said is wanted most when a journey failed, and its folder goes away.
            Directory.CreateDirectory(Repository.At("artifacts", "tests"));
            await File.WriteAllTextAsync(Repository.At("artifacts", "tests", kind is DatabaseKind.Sqlite ? "demo-server.log" : "demo-server-postgres.log"), server.Printed);
            await server.DisposeAsync();
        }

        gate.Dispose();
    }

    private async Task<IBrowser> Browser()
    {
        if (Chromium() is not { } executable)
        {
            Skip.Missing("Chromium");
            throw new InvalidOperationException("Not reached: a missing tool skips or fails.");
        }

        await gate.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = executable,
                Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
        finally
        {
            gate.Release();
        }
    }

    private static string? Chromium()
    {
        string?[] places = [Environment.GetEnvironmentVariable("VANLANG_TEST_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
        return places.FirstOrDefault(p => p is { Length: > 0 } && File.Exists(p));
    }
}
