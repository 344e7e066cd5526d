using System.Globalization;
using VanLang.Data.Archives;
using VanLang.Kernel;
using VanLang.Server.Hosting;

namespace VanLang.Server.Verbs;

/// <summary>Moves the bytes of old packets into one file a month, also while the server runs.</summary>
internal static class Archive
{
    public static async Task<int> Run(string[] args, CancellationToken ct)
    {
        if (args is not (["--before", _] or ["--before", _, "--dry-run"] or ["--dry-run", "--before", _] or ["--hold", _, "--reason", _] or ["--release", _] or ["--rule", _, "--from", _, "--basis", _, "--note", _]))
        {
            await Console.Error.WriteLineAsync("Usage: archive --before YYYY-MM [--dry-run] | archive --hold CODE/DOCUMENT --reason TEXT | archive --release CODE/DOCUMENT | archive --rule MONTHS --from YYYY-MM-DD --basis TEXT --note TEXT");
            return 2;
        }

        await using var app = VanLangServer.Build(ServerSettings.FromEnvironment());
        var archivist = app.Services.GetRequiredService<IMonthArchivist>();
        var actor = Actor.Platform($"archive ({Environment.UserName})");
        switch (args)
        {
            case ["--hold", var held, "--reason", var reason]:
                return Answer(await archivist.Hold(held, reason, actor, ct), $"{held}: held. Nothing about it is archived until it is released.");
            case ["--rule", var months, "--from", var from, "--basis", var basis, "--note", var note]:
                return Answer(await archivist.Rule(Number(months), Day(from), basis, note, actor, ct), $"From {from} on content stays online for {months} months.");
            case ["--release", var released]:
                return Answer(await archivist.Release(released, actor, ct), $"{released}: released.");
        }

        var dryRun = args.Contains("--dry-run");
        var done = await archivist.Archive(args[Array.IndexOf(args, "--before") + 1], dryRun, actor, new ConsoleBar(), ct);
        ConsoleBar.End();
        if (!done.TryGet(out var run, out var error))
        {
            return Refuse(error);
        }

        Tell(run, dryRun, app.Services.GetRequiredService<ArchiveFolder>());
        return 0;
    }

    private static void Tell(ArchiveRun run, bool dryRun, ArchiveFolder folder)
    {
        Console.WriteLine($"Rule: {run.Rule}");
        foreach (var name in run.Finished)
        {
            Console.WriteLine($"{name}: begun by an earlier run that was cut short, now complete.");
        }

        foreach (var month in run.Months)
        {
            var what = month.File is { } file ? folder.PathOf(file) : dryRun && month.Packets > 0 ? "would be archived" : "nothing to archive";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{month.Month}: {month.Packets:#,0} packets, {month.Bytes / 1048576.0:#,0.0} MB: {what}"));
            foreach (var kept in month.KeptBack)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kept.Packets:#,0} stay online: {kept.En} ({kept.Vi})"));
            }
        }

        if (run.Months.Count == 0)
        {
            Console.WriteLine("No packet of that time is in the store.");
        }
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static int Answer(Result done, string said)
    {
        if (!done.IsOk)
        {
            return Refuse(done.Error);
        }

        Console.WriteLine(said);
        return 0;
    }

    private static int Refuse(Error error)
    {
        Console.Error.WriteLine($"{error.Code}: {error.Sentence("vi")}");
        Console.Error.WriteLine($"{error.Code}: {error.Sentence("en")}");
        return 1;
    }
}
