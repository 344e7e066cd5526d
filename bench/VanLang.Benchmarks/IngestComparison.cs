using System.Globalization;
using VanLang.Data;

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
        Console.WriteLine($"4 KB packets, 4 recipients, {Clients} clients, {pairs} pairs of {seconds} s, {Environment.ProcessorCount} cores, load {Figures.Load}");
        foreach (var kind in BenchHouse.Kinds())
        {
            await Compare(kind, pairs, TimeSpan.FromSeconds(seconds));
        }

        return 0;
    }

    private static async Task Compare(DatabaseKind kind, int pairs, TimeSpan span)
    {
        await using var house = await BenchHouse.Open(kind);
        var arena = new IngestArena(house.Services, kind);
        await Measure(arena.Ours, TimeSpan.FromSeconds(1));
        await Measure(arena.Plain, TimeSpan.FromSeconds(1));
        var rounds = new List<Round>();
        for (var i = 0; i < pairs; i++)
        {
            var fsync = Figures.Fsync(house.Folder);
            var first = i % 2 == 0; // who begins changes, or the one in front would always meet the colder disk
            var (a, b) = first ? (arena.Ours, arena.Plain) : ((Func<Task>)arena.Plain, (Func<Task>)arena.Ours);
            var (x, y) = (await Measure(a, span), await Measure(b, span));
            rounds.Add(first ? new Round(x, y, fsync) : new Round(y, x, fsync));
            Console.WriteLine($"  {kind} pair {i + 1}: ingest {rounds[^1].Ours:0}/s, EF {rounds[^1].Plain:0}/s, ratio {rounds[^1].Ratio:0.0}, fsync of 4 KB {fsync:0.00} ms");
        }

        Console.WriteLine($"{kind}: ratio {Figures.Median(rounds.Select(r => r.Ratio)):0.0} (median of {pairs}; {rounds.Min(r => r.Ratio):0.0} to {rounds.Max(r => r.Ratio):0.0}), ingest {Figures.Median(rounds.Select(r => r.Ours)):0}/s, EF {Figures.Median(rounds.Select(r => r.Plain)):0}/s, fsync {Figures.Median(rounds.Select(r => r.Fsync)):0.00} ms");
    }

    private static Task<double> Measure(Func<Task> once, TimeSpan span) => Figures.PerSecond(Clients, span, _ => once());
}
