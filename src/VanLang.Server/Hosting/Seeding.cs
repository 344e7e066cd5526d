using VanLang.Data;
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

    public static async Task Run(ServerSettings settings, Action<string> tell, CancellationToken ct)
    {
        var mark = Path.Combine(settings.DataFolder, Mark);
        await using (var app = VanLangServer.Build(settings with { Urls = "http://127.0.0.1:0" }))
        {
            await Migrate(app.Services, ct);
            await Each(app.Services, m => m.SeedCatalogue, null, ct);
        }

        if (!settings.Demo || File.Exists(mark))
        {
            return;
        }

        if (settings.Production)
        {
            throw new InvalidOperationException("Demo data is refused under VANLANG_MODE=production.");
        }

        var clock = new Clock(settings.Time);
        var firstDay = clock.Today.AddDays(-30);
        var start = new DateTimeOffset(firstDay.ToDateTime(new TimeOnly(7, 0)), Clock.NationalOffset);
        await using (var past = VanLangServer.Build(settings with { Urls = "http://127.0.0.1:0", Time = new SeedTime(start) }))
        {
            past.Services.GetRequiredService<Migrator>().TakeFolderIfNeeded();
            await past.StartAsync(ct);
            await Each(past.Services, m => m.SeedDemo, tell, ct);
            await past.StopAsync(ct);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(mark)!);
        await File.WriteAllTextAsync(mark, clock.Now.ToString("O"), ct);
    }

    public static Task Migrate(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<Migrator>().Migrate(ct);

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
