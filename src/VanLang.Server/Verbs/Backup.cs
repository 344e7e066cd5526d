using System.Globalization;
using VanLang.Data.Archives;
using VanLang.Data.Backup;
using VanLang.Kernel;
using VanLang.Server.Hosting;

namespace VanLang.Server.Verbs;

/// <summary>One consistent archive of everything, also while the server runs.</summary>
internal static class Backup
{
    public static async Task<int> Run(string[] args, CancellationToken ct)
    {
        if (args.Length != 1)
        {
            await Console.Error.WriteLineAsync("Usage: backup FILE");
            return 2;
        }

        await using var app = VanLangServer.Build(ServerSettings.FromEnvironment());
        var manifest = await app.Services.GetRequiredService<TakeBackup>().Write(args[0], Actor.Platform($"backup ({Environment.UserName})"), new ConsoleBar(), ct);
        ConsoleBar.End();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{args[0]}: {manifest.Files.Count:#,0} files, {manifest.Files.Values.Sum(f => f.Size) / 1048576.0:#,0.0} MB, as of {manifest.At:yyyy-MM-dd HH:mm:ss} UTC; writers were held for {manifest.HeldMilliseconds:0.0} ms. It holds private keys: keep it where you keep secrets."));
        var folder = app.Services.GetRequiredService<ArchiveFolder>();
        if (!folder.IsInside)
        {
            Console.WriteLine($"The archives of old months in {folder.Path} are not in it; their rows, which name each with its SHA-256, are.");
        }

        return 0;
    }
}
