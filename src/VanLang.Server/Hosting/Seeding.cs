using VanLang.Data;
using VanLang.Data.Leases;
using VanLang.Data.Storage;
using VanLang.Kernel;
using VanLang.Web.Modules;

namespace VanLang.Server.Hosting;

/// <summary>
/// First start: the catalogues of every module, then, in a demo, thirty days of invented work. The demo runs in a host of its
/// own whose time the modules move, through the same use cases and writers as real work, and leaves a mark when done.
/// </summary>
internal static class Seeding
{
    /// <summary>File in the data folder that says that the demo has been made.</summary>
    public const string Mark = "demo/seeded";

    /// <summary>Tables, the node's own name and catalogues, before a server listens; one node at a time.</summary>
    public static async Task Prepare(IServiceProvider services, CancellationToken ct)
    {
        await using var alone = await AdvisoryLock.Take(services.GetRequiredService<ServerSettings>().Postgres, AdvisoryLock.Purpose.Prepare, ct);
        await Migrate(services, ct);
        await services.GetRequiredService<NodeLease>().Take(ct);
        await Each(services, m => m.SeedCatalogue, null, ct);
    }

    /// <summary>The demo, when this is the first start. A folder that was begun without a demo never gets one: its time does not run back.</summary>
    public static async Task Demo(ServerSettings settings, Action<string> tell, CancellationToken ct)
    {
        var mark = Path.Combine(settings.DataFolder, Mark);
        if (File.Exists(mark))
        {
            return;
        }

        // Nodes that are started together share the folder and the database: the first one makes the demo, the others wait for it.
        await using var alone = await AdvisoryLock.Take(settings.Postgres, AdvisoryLock.Purpose.Demo, ct);
        if (File.Exists(mark))
        {
            return;
        }

        var clock = new Clock(settings.Time);
        if (settings.Demo)
        {
            if (settings.Production)
            {
                throw new InvalidOperationException("Demo data is refused under VANLANG_MODE=production.");
            }

            var firstDay = clock.Today.AddDays(-30);
            await Play(settings with { Urls = "http://127.0.0.1:0", Time = new SeedTime(new DateTimeOffset(firstDay.ToDateTime(new TimeOnly(7, 0)), Clock.NationalOffset)) }, tell, ct);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(mark)!);
        await File.WriteAllTextAsync(mark, settings.Demo ? clock.Now.ToString("O") : "none", ct);
    }

    public static Task Migrate(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<Migrator>().Migrate(ct);

    private static async Task Play(ServerSettings settings, Action<string> tell, CancellationToken ct)
    {
        await using (var catalogues = VanLangServer.Build(settings with { Time = new ServerSettings().Time }))
        {
            await Prepare(catalogues.Services, ct);
            await catalogues.Services.GetRequiredService<NodeLease>().StopAsync(ct);
        }

        await using (var past = VanLangServer.Build(settings))
        {
            past.Services.GetRequiredService<Migrator>().TakeFolderIfNeeded();
            await past.StartAsync(ct);
            await Each(past.Services, m => m.SeedDemo, tell, ct);
            await past.StopAsync(ct);
        }

        // A month of work leaves 150 MB that the server would carry until its first full collection.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static async Task Each(IServiceProvider services, Func<ModuleInfo, Func<IServiceProvider, CancellationToken, Task>?> part, Action<string>? tell, CancellationToken ct)
    {
        foreach (var module in services.GetRequiredService<IReadOnlyList<ModuleInfo>>())
        {
            if (part(module) is { } seed)
            {
                tell?.Invoke(module.Name);
                await using var scope = services.CreateAsyncScope();
                await seed(scope.ServiceProvider, ct);
            }
        }
    }
}
