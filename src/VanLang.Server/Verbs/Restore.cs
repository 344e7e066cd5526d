using VanLang.Data.Backup;
using VanLang.Kernel;
using VanLang.Server.Hosting;

namespace VanLang.Server.Verbs;

/// <summary>Puts a backup into an empty data folder and verifies it.</summary>
internal static class Restore
{
    public static async Task<int> Run(string[] args, CancellationToken ct)
    {
        if (args.Length != 1)
        {
            await Console.Error.WriteLineAsync("Usage: restore FILE");
            return 2;
        }

        await using var app = VanLangServer.Build(ServerSettings.FromEnvironment());
        var bar = new ConsoleBar();
        var report = await app.Services.GetRequiredService<RestoreBackup>().Read(args[0], Actor.Platform($"restore ({Environment.UserName})"), bar, bar, ct);
        ConsoleBar.End();
        Console.WriteLine(report.ToText("vi"));
        Console.WriteLine(report.ToText("en"));
        return report.ExitCode;
    }
}
