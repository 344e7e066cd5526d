using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Server.Hosting;
using VanLang.Testing.Databases;
using VanLang.Web.Modules;

namespace VanLang.Benchmarks;

/// <summary>
/// The same packets through the ingest writer and through one EF transaction each, by 64 clients that each await their answer, both
/// durable. Pairs in turn on one database; what is reported is the median of the pairs' ratios.
/// </summary>
internal static class IngestComparison
{
    private const int Clients = 64;

    private sealed record Round(double Ours, double Plain, double Fsync)
    {
        public double Ratio => Ours / Plain;
    }

    public static async Task<int> Run(string[] args)
    {
        var pairs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
        var seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 3;
        Console.WriteLine($"4 KB packets, 4 recipients, {Clients} clients, {pairs} pairs of {seconds} s, {Environment.ProcessorCount} cores");
        foreach (var kind in (DatabaseKind[])[DatabaseKind.Sqlite, DatabaseKind.Postgres])
        {
            if (kind is DatabaseKind.Postgres && !PostgresServer.Installed)
            {
                Console.WriteLine("PostgreSQL: not installed, left out.");
                continue;
            }

            await Compare(kind, pairs, TimeSpan.FromSeconds(seconds));
        }

        return 0;
    }

    private static async Task Compare(DatabaseKind kind, int pairs, TimeSpan span)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"vanlang-bench-{Environment.ProcessId}-{kind}");
        PostgresServer? postgres = null;
        if (kind is DatabaseKind.Postgres)
        {
            await (await PostgresServer.Create(folder + "-server")).DisposeAsync();
            postgres = await PostgresServer.Start(folder + "-server", durable: true);
            await postgres.Execute("CREATE DATABASE vanlang");
        }

        try
        {
            await using var app = await Start(folder, postgres?.Connection("vanlang"));
            var arena = new IngestArena(app.Services, kind);
            await Measure(arena.Ours, TimeSpan.FromSeconds(1));
            await Measure(arena.Plain, TimeSpan.FromSeconds(1));
            var rounds = new List<Round>();
            for (var i = 0; i < pairs; i++)
            {
                var fsync = Fsync(folder);
                var first = i % 2 == 0; // who begins changes, or the one in front would always meet the colder disk
                var (a, b) = first ? (arena.Ours, arena.Plain) : ((Func<Task>)arena.Plain, (Func<Task>)arena.Ours);
                var (x, y) = (await Measure(a, span), await Measure(b, span));
                rounds.Add(first ? new Round(x, y, fsync) : new Round(y, x, fsync));
                Console.WriteLine($"  {kind} pair {i + 1}: ingest {rounds[^1].Ours:0}/s, EF {rounds[^1].Plain:0}/s, ratio {rounds[^1].Ratio:0.0}, fsync of 4 KB {fsync:0.00} ms");
            }

            Console.WriteLine($"{kind}: ratio {Median(rounds.Select(r => r.Ratio)):0.0} (median of {pairs}; {rounds.Min(r => r.Ratio):0.0} to {rounds.Max(r => r.Ratio):0.0}), ingest {Median(rounds.Select(r => r.Ours)):0}/s, EF {Median(rounds.Select(r => r.Plain)):0}/s, fsync {Median(rounds.Select(r => r.Fsync)):0.00} ms");
            await app.StopAsync();
        }
        finally
        {
            if (postgres is not null)
            {
                await postgres.DisposeAsync();
            }

            foreach (var left in (string[])[folder, folder + "-server"])
            {
                if (Directory.Exists(left))
                {
                    Directory.Delete(left, recursive: true);
                }
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

    private static async Task<double> Measure(Func<Task> once, TimeSpan span)
    {
        var watch = Stopwatch.StartNew();
        var done = 0;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < span)
            {
                await once();
                Interlocked.Increment(ref done);
            }
        })));
        return done / watch.Elapsed.TotalSeconds;
    }

    private static double Fsync(string folder)
    {
        var path = Path.Combine(folder, "fsync-probe");
        var times = new List<double>();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write))
        {
            for (var i = 0; i < 15; i++)
            {
                file.Write(new byte[4096]);
                var watch = Stopwatch.StartNew();
                file.Flush(flushToDisk: true);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        File.Delete(path);
        return Median(times);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
