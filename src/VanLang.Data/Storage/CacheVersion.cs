using Microsoft.EntityFrameworkCore;

namespace VanLang.Data.Storage;

/// <summary>
/// The version of what nodes keep in memory of a module's tables: a counter that moves in the commit of each change that outdates it
/// (<c>ModuleDb.Outdates</c>). Asked for once a second it is the truth about changes made elsewhere; signals are only hints.
/// </summary>
public static class CacheVersion
{
    /// <summary>How often a node looks.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>The version now; 0 when nothing was ever changed.</summary>
    public static Task<long> Read(ModuleDb db, string cache, CancellationToken ct)
    {
        var name = Counters.VersionSeries(cache);
        return db.Set<Counter>().AsNoTracking().Where(c => c.Name == name).Select(c => c.Value).SingleOrDefaultAsync(ct);
    }
}
