using System.Globalization;
using VanLang.Data.Backup;
using VanLang.Kernel;
using VanLang.Server.Hosting;

namespace VanLang.Server.Verbs;

/// <summary>Moves the bytes of old months into archive files, also while the server runs.</summary>
internal static class Archive
{
    private const int PerFile = 1000;

    public static async Task<int> Run(string[] args, CancellationToken ct)
    {
        var perFile = PerFile;
        if (args is not ["--before", var month, ..] || !DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var before)
            || (args.Length > 2 && (args is not [_, _, "--packets", var most] || !int.TryParse(most, CultureInfo.InvariantCulture, out perFile) || perFile is < 1 or > 100_000)))
        {
            await Console.Error.WriteLineAsync("Usage: archive --before YYYY-MM [--packets MOST-IN-A-FILE]");
            return 2;
        }

        await using var app = VanLangServer.Build(ServerSettings.FromEnvironment());
        var made = 0;
        foreach (var archive in app.Services.GetServices<IMonthArchive>())
        {
            foreach (var file in await archive.Run(before, perFile, Actor.Platform($"archive ({Environment.UserName})"), new ConsoleBar(), ct))
            {
                ConsoleBar.End();
                Console.WriteLine(file);
                made++;
            }
        }

        Console.WriteLine(made == 0 ? "Nothing to archive." : $"{made} archive files. Copy them and their .sha256 to another place; what they hold is read while they lie in the archive folder.");
        return 0;
    }
}
