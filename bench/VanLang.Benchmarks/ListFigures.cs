using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using VanLang.Data;
using VanLang.Exchange.Packets;
using VanLang.Testing;
using VanLang.Testing.Databases;
using VanLang.Testing.Http;

namespace VanLang.Benchmarks;

/// <summary>
/// What the lists cost at the server (the standard metric <c>http.server.request.duration</c>, from the first byte of the request to the
/// last of the answer), on a small and on a large database, asked in turn.
/// </summary>
internal static class ListFigures
{
    private const int Small = 10_000;
    private const int Times = 200;
    private const string Agency = "H41";

    private static readonly (string Name, string Path)[] Lists =
    [
        ("inbox page", "/exchange/inbox"),
        ("inbox page, from the middle", "/exchange/inbox?after={middle}"),
        ("inbox page, waiting", "/exchange/inbox?tab=waiting"),
        ("inbox page, closed", "/exchange/inbox?tab=closed"),
        ("outbox page", "/exchange/outbox"),
        ("inbox API", "/api/exchange/v1/inbox?limit=50&all=true"),
        ("outbox API", "/api/exchange/v1/outbox"),
        ("deadlines, own", "/exchange/deadlines?from=01/11/2026&to=24/11/2026"),
        ("deadlines, own, a year", "/exchange/deadlines?from=01/12/2025&to=24/11/2026"),
        ("deadlines, rows missed", "/exchange/deadlines/rows?state=missed&from=01/12/2025&to=24/11/2026"),
        ("deadlines, rows overdue", "/exchange/deadlines/rows?state=overdue&from=01/12/2025&to=24/11/2026"),
        ("deadlines, whole axis, a month", "operator:/exchange/deadlines?from=01/11/2026&to=24/11/2026"),
        ("deadlines, whole axis, a year", "operator:/exchange/deadlines?from=01/12/2025&to=24/11/2026"),
    ];

    public static async Task<int> Run(string[] args)
    {
        var large = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        foreach (var kind in BenchHouse.Kinds(args.ElementAtOrDefault(1)))
        {
            await using var few = await Open(kind, Small);
            await using var many = await Open(kind, large);
            Console.WriteLine($"{kind}: {Small} and {large} packets, 4 recipients each, {Times} pairs in turn, load {Figures.Load}");
            using var meter = new ServerTime();
            foreach (var (name, path) in Lists.Where(l => args.Length < 3 || l.Name.StartsWith(args[2], StringComparison.Ordinal)))
            {
                await Compare(kind, name, path, few, many, meter);
            }
        }

        return 0;
    }

    private static async Task<Asker> Open(DatabaseKind kind, int packets)
    {
        TestApp app = kind is DatabaseKind.Sqlite ? new SqliteApp() : new PostgresApp();
        await app.InitializeAsync();
        var watch = Stopwatch.StartNew();
        await BulkLedger.Fill(app.Services, packets);
        if (kind is DatabaseKind.Postgres)
        {
            // What autovacuum does in a database that was filled over months.
            await PostgresServer.Execute(app.Database.Postgres!, "VACUUM ANALYZE");
        }

        Console.WriteLine($"  {kind}: {packets} packets laid in within {watch.Elapsed.TotalSeconds:0} s");
        return new Asker(app, packets / 2, await app.SignIn("vanthu.h41"), await app.SignIn("quantri.hethong"), await app.Api(Agency));
    }

    private static async Task Compare(DatabaseKind kind, string name, string path, Asker few, Asker many, ServerTime meter)
    {
        var (a, b) = (new List<double>(), new List<double>());
        for (var i = -20; i < Times; i++)
        {
            var first = i % 2 == 0;
            var (x, y) = (await (first ? few : many).Ask(path, meter), await (first ? many : few).Ask(path, meter));
            if (i >= 0)
            {
                a.Add(first ? x : y);
                b.Add(first ? y : x);
            }
        }

        Console.WriteLine($"FIGURE list {kind} {name}: median {Figures.Median(a):0.0} -> {Figures.Median(b):0.0} ms, p95 {Figures.Share(a, 0.95):0.0} -> {Figures.Share(b, 0.95):0.0} ms (x{Figures.Share(b, 0.95) / Figures.Share(a, 0.95):0.00}; medians x{Figures.Median(b) / Figures.Median(a):0.00}), load {Figures.Load}");
    }

    private sealed class Asker(TestApp app, long middle, Browser browser, Browser system, HttpClient api) : IAsyncDisposable
    {
        public async Task<double> Ask(string path, ServerTime meter)
        {
            path = path.Replace("{middle}", LogCursor.Write(middle), StringComparison.Ordinal);
            meter.Forget();
            if (path.StartsWith("/api/", StringComparison.Ordinal))
            {
                using var answer = await api.GetAsync(path);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
            }
            else
            {
                var page = path.StartsWith("operator:", StringComparison.Ordinal) ? await system.Get(path["operator:".Length..]) : await browser.Get(path);
                if ((int)page.Status != 200)
                {
                    throw new InvalidOperationException($"{path} answered {page.Status}.");
                }
            }

            return await meter.Last();
        }

        public async ValueTask DisposeAsync()
        {
            browser.Dispose();
            system.Dispose();
            api.Dispose();
            await app.DisposeAsync();
        }
    }

    /// <summary>Hears the server's own measurement of the request that was answered last.</summary>
    private sealed class ServerTime : IDisposable
    {
        private readonly MeterListener listener = new();
        private TaskCompletionSource<double> next = new();

        public ServerTime()
        {
            listener.InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Name == "http.server.request.duration")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => next.TrySetResult(seconds * 1000));
            listener.Start();
        }

        public void Forget() => next = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<double> Last() => next.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public void Dispose() => listener.Dispose();
    }
}
