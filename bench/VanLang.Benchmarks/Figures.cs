using System.Diagnostics;

namespace VanLang.Benchmarks;

/// <summary>What every measurement here needs: middle values, tails, and how fast the disk is in the same minute.</summary>
internal static class Figures
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    public static double Share(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }

    /// <summary>Median milliseconds of a 4 KB write with fsync.</summary>
    public static double Fsync(string folder)
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

    /// <summary>How often a second something is done by so many clients that each await their answer.</summary>
    public static async Task<double> PerSecond(int clients, TimeSpan span, Func<int, Task> once)
    {
        var watch = Stopwatch.StartNew();
        var done = 0;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(n => Task.Run(async () =>
        {
            while (watch.Elapsed < span)
            {
                await once(n);
                Interlocked.Increment(ref done);
            }
        })));
        return done / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Waiting processes of the machine over the last minute: figures under load say so.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
}
