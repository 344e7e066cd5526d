using VanLang.Data.Archives;
using VanLang.Data.Audit;
using VanLang.Data.Keys;
using VanLang.Server.Hosting;

namespace VanLang.Server.Verbs;

/// <summary>Proves the audit beside a running server; what other parties kept is given as a file or as the address of a witness.</summary>
internal static class Verify
{
    public static async Task<int> Run(string[] args, CancellationToken ct)
    {
        if (args is ["--archive", var archive])
        {
            return await CheckArchive(archive, ct);
        }

        var fetched = new List<string>();
        try
        {
            var witnesses = new List<string>();
            foreach (var given in args.Where(a => a != "--witness"))
            {
                if (!Uri.TryCreate(given, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                {
                    witnesses.Add(given);
                    continue;
                }

                fetched.Add(await Fetch(address, ct));
                witnesses.Add(fetched[^1]);
            }

            if (witnesses.Find(w => !File.Exists(w)) is { } missing)
            {
                await Console.Error.WriteLineAsync($"There is no checkpoint file {missing}.");
                return 2;
            }

            await using var app = VanLangServer.Build(ServerSettings.FromEnvironment());
            var report = await app.Services.GetRequiredService<AuditVerification>().Run(witnesses, new ConsoleBar(), ct);
            ConsoleBar.End();
            Console.WriteLine(report.ToText("vi"));
            Console.WriteLine(report.ToText("en"));
            return report.ExitCode;
        }
        catch (HttpRequestException e)
        {
            await Console.Error.WriteLineAsync($"The witness does not answer: {e.Message}");
            return 2;
        }
        finally
        {
            fetched.ForEach(File.Delete);
        }
    }

    // From the file and the published keys alone: no database is opened.
    private static async Task<int> CheckArchive(string file, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"There is no archive file {file}.");
            return 2;
        }

        await using var app = VanLangServer.Build(ServerSettings.FromEnvironment());
        var check = await ArchiveReader.Check(file, app.Services.GetRequiredService<KeyRing>().Public(KeyPurpose.Receipt), ct);
        foreach (var fault in check.Faults)
        {
            Console.WriteLine($"{file}: {fault.Entry} {fault.Vi}");
            Console.WriteLine($"{file}: {fault.Entry} {fault.En}");
        }

        if (check.IsGood)
        {
            Console.WriteLine($"{file}: {check.Manifest!.Month}, {check.Packets.Count} packets, signed by {check.Manifest.Kid}: nothing has been changed.");
        }

        return check.IsGood ? 0 : 1;
    }

    private static async Task<string> Fetch(Uri witness, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        var file = Path.Combine(Path.GetTempPath(), $"witness-{witness.Host}-{witness.Port}-{Environment.ProcessId}.notes");
        await File.WriteAllBytesAsync(file, await http.GetByteArrayAsync(new Uri(witness.ToString().TrimEnd('/') + "/checkpoints"), ct), ct);
        return file;
    }
}
