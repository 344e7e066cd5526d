using System.Collections.Concurrent;
using VanLang.Kernel;

namespace VanLang.Access.SignIns;

/// <summary>
/// Counts attempts by kind and key in fixed windows, in memory: a node that is asked too often by one address says so before
/// it works. The lockout of an account is kept in the database, so a restart frees nobody from that.
/// </summary>
internal sealed class AttemptWindow(Clock clock)
{
    private const int SweepAt = 10_000;

    private readonly ConcurrentDictionary<(string Kind, string Key), (DateTimeOffset Until, int Count)> windows = new();

    /// <summary>Counts one more and returns how many there were in this window, this one included.</summary>
    public int Count(string kind, string key, TimeSpan window)
    {
        var now = clock.Now;
        if (windows.Count > SweepAt)
        {
            foreach (var (old, state) in windows)
            {
                if (state.Until <= now)
                {
                    windows.TryRemove(old, out _);
                }
            }
        }

        return windows.AddOrUpdate((kind, key), _ => (now + window, 1), (_, w) => w.Until <= now ? (now + window, 1) : (w.Until, w.Count + 1)).Count;
    }

    /// <summary>How many there were in this window.</summary>
    public int Seen(string kind, string key) => windows.TryGetValue((kind, key), out var w) && w.Until > clock.Now ? w.Count : 0;

    public void Forget(string kind, string key) => windows.TryRemove((kind, key), out _);
}
