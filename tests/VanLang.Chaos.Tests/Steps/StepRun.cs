using System.Security.Cryptography;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.Steps;

/// <summary>
/// Goes through steps in turn: starts the server with orders to die there, does what brings it there, sees it die, starts it with the
/// orders for the next one. What had no answer is sent again each time, so every start also repairs what the last death left.
/// </summary>
internal sealed class StepRun(ServerProcess server, StepPackets packets, int seed, CancellationToken ct)
{
    private const string Signature = "CRASH ";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly Random random = new(seed);
    private string? archive;

    /// <summary>Steps that were not reached, and what else was not as it should be.</summary>
    public List<string> Faults { get; } = [];

    public int Deaths { get; private set; }

    public int PowerCuts { get; private set; }

    /// <summary>What uploads were promised against what lies on the disk; the server is up again.</summary>
    public async Task Settle()
    {
        Faults.AddRange(await Uploads.Broken());
        Faults.AddRange(await Archives.Lost());
    }

    public async Task Die(string step)
    {
        var deed = StepList.All[step];
        var cut = Forced ?? random.Next(4) switch { 0 => "1", 1 => "2", _ => null };
        server.Set("VANLANG_CRASH", step);
        server.Set("VANLANG_POWER_CUT", cut);
        var before = Marks(step);
        try
        {
            await Do(deed, step);
        }
        finally
        {
            server.Set("VANLANG_CRASH", null);
            server.Set("VANLANG_POWER_CUT", null);
        }

        if (Marks(step) == before)
        {
            Faults.Add($"{step} was never reached.");
        }
        else
        {
            Deaths++;
            PowerCuts += cut is null ? 0 : 1;
        }
    }

    private async Task Do(Deed deed, string step)
    {
        switch (deed)
        {
            case Deed.Backup:
                var file = $"{server.Database.DataFolder}.{step}.tar";
                await Dies(step, "backup", file);
                if (step != "backup.named" && File.Exists(file))
                {
                    Faults.Add($"{step}: an unfinished backup has the name of a finished one.");
                }

                break;
            case Deed.Restore:
                await Restore(step);
                break;
            case Deed.RotateKey:
                await Dies(step, "key", "rotate", "receipt");
                break;
            case Deed.Archive:
                await Archive(step);
                break;
            case Deed.TakeOver:
                await TakeOver(step);
                break;
            default:
                await Serve(deed, step);
                break;
        }
    }

    private async Task Serve(Deed deed, string step)
    {
        string? orphan = null;
        if (deed is Deed.SweepBlobs or Deed.SweepUploads)
        {
            server.Set("Exchange__SweepSeconds", "2");
            server.Set("Exchange__OrphanHours", "1");
            orphan = deed is Deed.SweepBlobs ? Orphan() : null;
        }

        try
        {
            await server.Start();
            await Bring(deed, step);
            await Gone(step);
        }
        catch (InvalidOperationException) when (!server.Alive)
        {
            // It died while it started: as it was told to, or what the last death had left brought it there before it was ready. That it was this step, the mark tells.
        }
        finally
        {
            server.Set("Exchange__SweepSeconds", null);
            server.Set("Exchange__OrphanHours", null);
        }

        if (orphan is not null && File.Exists(orphan))
        {
            Faults.Add($"{step}: the orphan was not deleted before the step.");
        }
    }

    private async Task Bring(Deed deed, string step)
    {
        switch (deed)
        {
            case Deed.Send:
                await packets.Send(step, ct);
                break;
            case Deed.SendAgain:
                var bytes = await packets.Send(step, ct);
                await packets.Sender.PostOnce(bytes, ct);
                break;
            case Deed.SendMany:
                await packets.SendMany(48, step, ct);
                break;
            case Deed.Fetch:
                await packets.Send(step, ct);
                await packets.Reader.Once(() => new HttpRequestMessage(HttpMethod.Get, $"/api/exchange/v1/packets/{packets.Acks[^1].PacketId}"), ct);
                break;
            case Deed.Upload:
                await Uploads.Whole(step);
                break;
            case Deed.SweepUploads:
                await Uploads.Begin(1000);
                await Uploads.Expire();
                break;
            case Deed.Stop:
                await packets.Send(step, ct);
                await server.Terminate();
                break;
            default:
                break; // Start, Wait, SweepBlobs: time brings it there.
        }
    }

    /// <summary>Waits until the server is dead; kills it when it does not die by itself.</summary>
    private async Task Gone(string step)
    {
        var until = Environment.TickCount64 + (long)Longest.TotalMilliseconds;
        while (server.Alive && Environment.TickCount64 < until)
        {
            await Task.Delay(20, ct);
        }

        if (server.Alive)
        {
            Faults.Add($"{step}: the server lives on.");
            await server.Kill();
        }
    }

    /// <summary>A blob that no row names, last kept three hours ago.</summary>
    private string Orphan()
    {
        var bytes = new byte[1000];
        random.NextBytes(bytes);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var path = Path.Combine(server.Database.DataFolder, "blobs", digest[..2], digest[2..4], digest);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-3));
        return path;
    }

    private async Task Dies(string step, params string[] verb)
    {
        var (code, output) = await server.Verb(verb);
        if (!output.Contains(Signature + step, StringComparison.Ordinal))
        {
            Faults.Add($"{step}: {string.Join(' ', verb)} ended with {code}: {output}");
        }

        await File.AppendAllTextAsync(Remembered, output, ct);
    }

    private async Task Archive(string step)
    {
        await Archives.Lay(step);
        await Dies(step, "archive", "--before", StepArchive.Before);
        server.Set("VANLANG_CRASH", null);
        var (code, output) = await server.Verb("archive", "--before", StepArchive.Before);
        if (code != 0)
        {
            Faults.Add($"{step}: the next run ended with {code}: {output}");
        }
    }

    private async Task Restore(string step)
    {
        server.Set("VANLANG_CRASH", null);
        archive ??= await Whole();
        var empty = await TestDatabase.Empty(server.Database.Kind);
        await using var place = ServerProcess.Node(empty, new Dictionary<string, string> { ["VANLANG_CRASH"] = step });
        var (_, output) = await place.Verb("restore", archive);
        await File.AppendAllTextAsync(Remembered, output, ct);
        place.Set("VANLANG_CRASH", null);
        var (code, again) = await place.Verb("restore", archive);

        // Half restored is never taken for empty, and never for good.
        if (code != 0 && !again.Contains("is not empty", StringComparison.Ordinal) && !again.Contains("already", StringComparison.Ordinal))
        {
            Faults.Add($"{step}: the second restore ended with {code}: {again}");
        }

        if (step == "restore.unpacked" && code != 0)
        {
            Faults.Add($"{step}: nothing had been put in place, and yet: {again}");
        }

        await empty.Drop();
    }

    private async Task<string> Whole()
    {
        var file = $"{server.Database.DataFolder}.whole.tar";
        var (code, output) = await server.Verb("backup", file);
        return code == 0 ? file : throw new InvalidOperationException(output);
    }

    private async Task TakeOver(string step)
    {
        // The first node dies with its lease held; the second one, which takes over, dies while it does.
        server.Set("VANLANG_CRASH", null);
        server.Set("VANLANG_LEASE_SECONDS", "2");
        await server.Start();
        await packets.Send(step, ct);
        await server.Kill();
        await using var second = ServerProcess.Node(server.Database, new Dictionary<string, string> { ["VANLANG_NODE"] = "n2", ["VANLANG_LEASE_SECONDS"] = "2", ["VANLANG_CRASH"] = step });
        await second.Start();
        var until = Environment.TickCount64 + (long)Longest.TotalMilliseconds;
        while (second.Alive && Environment.TickCount64 < until)
        {
            await Task.Delay(20, ct);
        }

        await File.AppendAllTextAsync(Remembered, second.Printed, ct);
        server.Set("VANLANG_LEASE_SECONDS", null);
    }

    /// <summary>Every time a power cut of this kind: <c>VANLANG_CHAOS_POWER_CUT=1</c>.</summary>
    private static string? Forced => Environment.GetEnvironmentVariable("VANLANG_CHAOS_POWER_CUT") is { Length: > 0 } kind ? kind : null;

    private StepUploads Uploads { get; } = new(server, packets, ct);

    private StepArchive Archives { get; } = new(server, packets, ct);

    private string Remembered => server.Database.DataFolder + ".steps.log";

    private int Marks(string step) => (server.Printed + (File.Exists(Remembered) ? File.ReadAllText(Remembered) : "")).Split('\n').Count(l => l == Signature + step);
}
