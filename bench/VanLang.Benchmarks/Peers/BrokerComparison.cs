using System.Globalization;
using VanLang.Data;

namespace VanLang.Benchmarks.Peers;

/// <summary>
/// Durable ingest of 4 KB packets with 4 recipients by 64 clients that each await their answer, against a RabbitMQ quorum queue with 64
/// publishers that each await their confirm and a consumer that acknowledges each, and against the raw insert rate of the same
/// PostgreSQL. All in turn in one run; what counts is the median of the rounds' ratios.
/// </summary>
internal static class BrokerComparison
{
    private const int Clients = 64;
    private const int Outstanding = 64;

    private sealed record Way(string Name, Func<TimeSpan, Task<double>> PerSecond);

    public static async Task<int> Run(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var span = TimeSpan.FromSeconds(args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 3);
        if (!RabbitServer.Installed)
        {
            await Console.Error.WriteLineAsync("rabbitmq-server is not installed: bench/peers installs it.");
            return 2;
        }

        Console.WriteLine($"4 KB packets, 4 recipients, {Clients} clients, {rounds} rounds of {span.TotalSeconds} s a way, {Environment.ProcessorCount} cores, load {Figures.Load}");
        await using var rabbit = await RabbitServer.Start(Path.Combine(Path.GetTempPath(), $"vanlang-bench-{Environment.ProcessId}-rabbit"));
        await using var one = await QuorumQueues.Open(1, Clients);
        await using var four = await QuorumQueues.Open(4, Clients);
        foreach (var kind in BenchHouse.Kinds(args.ElementAtOrDefault(2)))
        {
            await Compare(kind, rounds, span, one, four);
        }

        return 0;
    }

    private static async Task Compare(DatabaseKind kind, int rounds, TimeSpan span, QuorumQueues one, QuorumQueues four)
    {
        await using var house = await BenchHouse.Open(kind);
        var arena = new IngestArena(house.Services, kind);
        await Figures.PerSecond(Clients, TimeSpan.FromSeconds(10), _ => arena.Ours());
        await using var raw = house.Postgres is { } postgres ? await RawRows.Open(postgres.Connection("vanlang")) : null;
        List<Way> ways =
        [
            new("ingest", s => Figures.PerSecond(Clients, s, _ => arena.Ours())),
            new("quorum queue", s => Publish(one, s)),
            new("4 quorum queues", s => Publish(four, s)),
            new("quorum queue, pipelined", s => Pipeline(one, s)),
        ];
        if (raw is not null)
        {
            ways.Add(new("raw rows", async s => RawRows.PacketsPerCommit * await Figures.PerSecond(1, s, _ => raw.Write())));
            Console.WriteLine($"  raw: {raw.RowsPerCommit} rows for {RawRows.PacketsPerCommit} packets in a commit");
        }

        foreach (var way in ways.Skip(1))
        {
            await way.PerSecond(TimeSpan.FromSeconds(1));
        }

        var figures = ways.ToDictionary(w => w.Name, _ => new List<double>());
        var fsync = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            fsync.Add(Figures.Fsync(house.Folder));
            foreach (var way in i % 2 == 0 ? ways : Enumerable.Reverse(ways))
            {
                figures[way.Name].Add(await way.PerSecond(span));
            }

            Console.WriteLine($"  {kind} round {i + 1}: {string.Join(", ", ways.Select(w => $"{w.Name} {figures[w.Name][i]:0}/s"))}, fsync of 4 KB {fsync[i]:0.00} ms");
        }

        var ours = figures["ingest"];
        Console.WriteLine($"FIGURE peers {kind}: ingest {Figures.Median(ours):0}/s; "
            + string.Join("; ", ways.Skip(1).Select(w => Ratio(w.Name, ours, figures[w.Name])))
            + $"; fsync {Figures.Median(fsync):0.00} ms, load {Figures.Load}");
    }

    private static string Ratio(string name, List<double> ours, List<double> theirs)
    {
        var ratios = ours.Zip(theirs, (a, b) => a / b).ToList();
        return $"{Figures.Median(ratios):0.00}x {name} ({ratios.Min():0.00} to {ratios.Max():0.00}; {Figures.Median(theirs):0}/s)";
    }

    private static async Task<double> Publish(QuorumQueues queues, TimeSpan span)
    {
        var rate = await Figures.PerSecond(Clients, span, n => queues.Publish(n, Body()));
        await queues.Drain();
        return rate;
    }

    private static async Task<double> Pipeline(QuorumQueues queues, TimeSpan span)
    {
        var rate = Outstanding * await Figures.PerSecond(Clients, span, n => Task.WhenAll(Enumerable.Range(0, Outstanding).Select(_ => queues.Publish(n, Body()))));
        await queues.Drain();
        return rate;
    }

    private static byte[] Body()
    {
        var body = new byte[4096];
        Random.Shared.NextBytes(body);
        return body;
    }
}
