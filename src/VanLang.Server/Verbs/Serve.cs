using System.Diagnostics;
using VanLang.Data.Blobs;
using VanLang.Data.Leases;
using VanLang.Server.Hosting;

namespace VanLang.Server.Verbs;

internal static class Serve
{
    /// <summary>Exit code of a process whose node was taken over: a supervisor starts it anew.</summary>
    private const int TakenOver = 75;

    /// <summary>Exit code of a process whose disk failed to sync (EX_IOERR).</summary>
    private const int DiskFailed = 74;

    public static async Task<int> Run(string[] args, CancellationToken ct)
    {
        var settings = ServerSettings.FromEnvironment();
        var watch = Stopwatch.StartNew();
        await Seeding.Demo(settings, module => Console.WriteLine($"  demo data: {module} ..."), ct);

        await using var app = VanLangServer.Build(settings);
        await Seeding.Prepare(app.Services, ct);
        await app.StartAsync(ct);
        app.Services.GetRequiredService<Readiness>().Ready();
        Tell(app, settings, watch.Elapsed);
        await app.WaitForShutdownAsync(ct);
        return app.Services.GetRequiredService<BlobStore>().Broken is not null ? DiskFailed
            : app.Services.GetRequiredService<NodeLease>().Lost ? TakenOver : 0;
    }

    private static void Tell(WebApplication app, ServerSettings settings, TimeSpan took)
    {
        Console.WriteLine();
        Console.WriteLine($"VanLang serves at {string.Join(", ", app.Urls)} (ready after {took.TotalSeconds:0.0} s). Ctrl+C ends it.");
        Console.WriteLine($"  data folder   {settings.DataFolder}{(settings.Postgres is null ? " (SQLite)" : " (PostgreSQL)")}");
        var setup = Path.Combine(settings.DataFolder, "setup-token");
        if (File.Exists(setup))
        {
            Console.WriteLine($"  first administrator (link works once, for a day)   {File.ReadAllText(setup).Trim()}");
        }

        if (settings.Demo)
        {
            var accounts = Path.Combine(settings.DataFolder, "demo", "accounts.txt");
            Console.WriteLine($"  client keys   {Path.Combine(settings.DataFolder, "demo", "clients")}/<code>.json");
            if (File.Exists(accounts))
            {
                Console.WriteLine();
                Console.WriteLine(File.ReadAllText(accounts));
            }
        }
    }
}
