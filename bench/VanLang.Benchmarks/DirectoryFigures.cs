using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Storage;
using VanLang.Organizations;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Registry;

namespace VanLang.Benchmarks;

/// <summary>
/// The directory at the size of the nation's (111,339 units in October 2025, exchange.md 4.5): how long it takes until it stands in
/// memory, how much it takes there, and what the first questions cost.
/// </summary>
internal static class DirectoryFigures
{
    private const int Provinces = 34;
    private const int Batch = 5000;
    private const int Repeats = 9;
    private static readonly DateOnly Since = new(2025, 7, 1);

    public static async Task<int> Run(string[] args)
    {
        var units = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 120_000;
        foreach (var kind in BenchHouse.Kinds(args.ElementAtOrDefault(1)))
        {
            await using var house = await BenchHouse.Open(kind);
            await Fill(house, units);
            var times = new List<double>();
            OrganizationDirectory? kept = null;
            var processor = new List<double>();
            var before = Memory();
            for (var i = 0; i < Repeats; i++)
            {
                kept?.Dispose();
                var spent = Processor();
                kept = new OrganizationDirectory(house.Services.GetRequiredService<IServiceScopeFactory>());
                var watch = Stopwatch.StartNew();
                await kept.Current(CancellationToken.None);
                times.Add(watch.Elapsed.TotalMilliseconds);
                processor.Add(Processor() - spent);
            }

            var grown = Memory() - before;
            var today = Since.AddDays(1);
            var view = await Time(async () => await kept!.All(today, CancellationToken.None));
            var search = await Time(async () => await kept!.Search("uy ban xa 1234", today, 20, CancellationToken.None));
            var resolve = await Time(async () => await kept!.Resolve(["G22", "Z1.2.3", "Z5.4.3", "Z9.9.9"], today, CancellationToken.None));
            var count = (await kept!.Current(CancellationToken.None)).Count;
            Console.WriteLine($"FIGURE directory {kind}: {count} organisations loaded in {Figures.Median(times):0} ms (median of {times.Count}, first {times[0]:0}, least {times.Min():0}), processor time {Figures.Median(processor):0} ms (least {processor.Min():0}), {grown:0} MB of heap, tree of a day {view:0} ms, search {search:0} ms, four codes {resolve:0.000} ms, load {Figures.Load}");
        }

        return 0;
    }

    // Provinces, their communes and departments, and units below those, each with a name, a code of the older scheme and a parent.
    private static async Task Fill(BenchHouse house, int units)
    {
        var all = new List<Organization>(units);
        var now = house.Services.GetRequiredService<Kernel.Clock>().Now;
        for (var n = 0; all.Count < units; n++)
        {
            var province = $"Z{(n % Provinces) + 1}";
            var place = n / Provinces;
            var (code, parent, level) = place == 0 ? (province, null, 1)
                : place <= 120 ? ($"{province}.{place}", province, 2)
                : ($"{province}.{(place % 120) + 1}.{place / 120}", $"{province}.{(place % 120) + 1}", 3);
            var unit = Organization.Register(code, level, new NameInput($"Ủy ban nhân dân xã Phú Thịnh số {n}, tỉnh {province}", $"Xã {n}", OrganizationKind.Commune), parent, Since, null, now);
            unit.AddIdentifier(IdentifierScheme.Qcvn102, string.Join('.', code.Split('.').Reverse()) + ".00", Since, null, "Đo năng lực", null, now);
            all.Add(unit);
        }

        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrganizationsDb>();
        using var rows = new BulkRows(db);
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var some in all.OrderBy(o => o.Level).Chunk(Batch))
        {
            rows.Insert(some);
            rows.Insert<OrganizationName>([.. some.SelectMany(o => o.Names)]);
            rows.Insert<OrganizationIdentifier>([.. some.SelectMany(o => o.Identifiers)]);
            rows.Insert<OrganizationParent>([.. some.SelectMany(o => o.Parents)]);
            await rows.Write(CancellationToken.None);
        }

        await transaction.CommitAsync();
    }

    private static double Memory() => GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;

    // What this process computed, on both cores: the figure that other builds on the machine disturb least.
    private static double Processor() => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    private static async Task<double> Time(Func<Task> once)
    {
        var watch = Stopwatch.StartNew();
        await once();
        return watch.Elapsed.TotalMilliseconds;
    }
}
