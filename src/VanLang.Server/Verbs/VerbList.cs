using VanLang.Data;

namespace VanLang.Server.Verbs;

/// <summary>The verbs of the one binary. Unknown ones print the list and end with 2.</summary>
internal static class VerbList
{
    private sealed record Verb(string Usage, string Meaning, Func<string[], CancellationToken, Task<int>> Run);

    private static readonly Dictionary<string, Verb> All = new()
    {
        ["serve"] = new("serve", "migrates, seeds on first start and serves (the default)", Serve.Run),
        ["drop-schemas"] = new("drop-schemas", "removes the modules' schemas from a demo PostgreSQL database", DropSchemas.Run),
        ["migrate"] = new("migrate", "brings the tables up to this version and ends", Migrate.Run),
        ["witness"] = new("witness --of URL --key FILE", "keeps watch over another installation's log and cosigns its checkpoints", Witness.Run),
        ["verify"] = new("verify [--witness FILE-OR-URL | --archive FILE]", "proves the audit and names the first bad row; exit code 1 when there is one", Verify.Run),
        ["backup"] = new("backup FILE", "writes one consistent archive, also while the server runs", Backup.Run),
        ["restore"] = new("restore FILE", "fills an empty data folder from a backup and verifies it", Restore.Run),
        ["archive"] = new("archive --before YYYY-MM", "moves the content of old packets into one file a month; --dry-run only says so", Archive.Run),
        ["key"] = new("key list|rotate|public NAME", "shows or replaces signing keys", Key.Run),
    };

    public static async Task<int> Run(string[] args)
    {
        using var end = new CancellationTokenSource();
        var name = args.FirstOrDefault() ?? "serve";
        if (!All.TryGetValue(name, out var verb))
        {
            await Console.Error.WriteLineAsync($"Unknown verb '{name}'. Known verbs:");
            foreach (var known in All.Values)
            {
                await Console.Error.WriteLineAsync($"  {known.Usage,-28} {known.Meaning}");
            }

            return 2;
        }

        try
        {
            return await verb.Run(args[Math.Min(1, args.Length)..], end.Token);
        }
        catch (SchemaMismatchException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 3;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
