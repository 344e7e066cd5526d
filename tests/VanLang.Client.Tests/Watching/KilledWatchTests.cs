using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using VanLang.Client.Packets;
using VanLang.Data;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Client.Tests.Watching;

/// <summary>
/// Two agents between two drop folders, both killed again and again while documents flow: every document arrives once, whatever a system takes out of
/// the folder in between.
/// </summary>
public abstract class KilledWatchTests(DatabaseKind kind)
{
    private const int Documents = 60;
    private const int Kills = 10;

    [Fact]
    public async Task Agents_killed_ten_times_lose_nothing_and_double_nothing()
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        var seed = Random.Shared.Next(1, 1_000_000);
        var random = new Random(seed);
        await using var server = await ServerProcess.Start(await TestDatabase.Durable(kind));
        var root = Directory.CreateTempSubdirectory("vanlang-watch-").FullName;
        var (sending, receiving) = (Path.Combine(root, "g22"), Path.Combine(root, "h41"));
        Directory.CreateDirectory(Path.Combine(sending, "out"));
        using var over = new CancellationTokenSource();
        var taken = new ConcurrentBag<string>();
        var consumer = Task.Run(() => Consume(Path.Combine(receiving, "in"), taken, over.Token));
        var watch = Stopwatch.StartNew();

        var packets = Enumerable.Range(0, Documents).Select(_ => Packet()).ToList();
        var (sender, receiver) = (Launch(server, "G22", sending), Launch(server, "H41", receiving));
        for (var i = 0; i < Documents; i++)
        {
            await Drop(Path.Combine(sending, "out"), $"{i:000}.edxml", packets[i]);
            if (i % (Documents / Kills) == 0)
            {
                await Task.Delay(random.Next(200, 1200));
                (sender, receiver) = (await Kill(sender, server, "G22", sending), await Kill(receiver, server, "H41", receiving));
            }
        }

        var wanted = packets.Select(p => p.EffectiveDocumentId).ToHashSet();
        await Poll.Until(() => Task.FromResult(taken.Count(wanted.Contains)), n => n >= Documents, "every document has arrived", TimeSpan.FromMinutes(2));
        await Poll.Until(() => Task.FromResult(Directory.GetFiles(Path.Combine(sending, "sent"), "*.receipt.json").Length), n => n == Documents, "every receipt is kept", TimeSpan.FromMinutes(1));
        await Task.Delay(1500); // A doubled one would come now.
        await Stop(sender);
        await Stop(receiver);
        await over.CancelAsync();
        await consumer;

        Console.WriteLine($"FIGURE watch {kind}: {Documents} documents, {Kills} kills of both agents, {taken.Count(wanted.Contains)} arrived, {taken.Where(wanted.Contains).Distinct().Count()} different, {watch.Elapsed.TotalSeconds:0} s, seed {seed}");
        Assert.Equal(wanted.Order(), taken.Where(wanted.Contains).Order());
        Assert.Empty(Directory.GetFiles(Path.Combine(sending, "out")));
        Assert.Empty(Directory.GetFiles(Path.Combine(sending, "failed")));
        Assert.Equal(Documents, Directory.GetFiles(Path.Combine(sending, "sent"), "*.edxml").Length);
        Assert.Equal(wanted.Order(), (await Outbox(server)).Where(wanted.Contains).Order());
        Directory.Delete(root, recursive: true);
    }

    private static OutgoingPacket Packet() => Sending.Packet("G22", ["H41"]) with { IssuedOn = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)), MadeAt = DateTimeOffset.UtcNow };

    private static async Task Drop(string folder, string name, OutgoingPacket packet)
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "." + name), await Sending.Write(packet));
        File.Move(Path.Combine(folder, "." + name), Path.Combine(folder, name));
    }

    // A document system: takes each packet out of the folder as soon as it sees it.
    private static async Task Consume(string folder, ConcurrentBag<string> taken, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            if (Directory.Exists(folder))
            {
                foreach (var file in Directory.GetFiles(folder, "*.edxml"))
                {
                    taken.Add(JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(file, ".json"), CancellationToken.None)).RootElement.GetProperty("documentId").GetString()!);
                    File.Delete(file);
                }
            }

            await Task.Delay(15, CancellationToken.None);
        }
    }

    private static async Task<List<string>> Outbox(ServerProcess server)
    {
        using var client = Sending.Client(server.Address, server.Database.DataFolder, "G22", TimeProvider.System);
        var documents = new List<string>();
        for (var page = await client.OutboxAsync(limit: 200); page.Items.Count > 0; page = await client.OutboxAsync(page.Next, 200))
        {
            documents.AddRange(page.Items.Select(i => i.DocumentId));
        }

        return documents;
    }

    private static Process Launch(ServerProcess server, string code, string folder)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec dotnet \"$0\" watch \"$1\" --settle 0 >>\"$1.log\" 2>&1 </dev/null", Path.Combine(AppContext.BaseDirectory, "vanlang-agent.dll"), folder]);
        start.Environment["VANLANG_URL"] = server.Address.ToString();
        start.Environment["VANLANG_KEY"] = Sending.KeyFile(server.Database.DataFolder, code);
        return Process.Start(start)!;
    }

    private static async Task<Process> Kill(Process agent, ServerProcess server, string code, string folder)
    {
        Assert.False(agent.HasExited, $"The agent of {code} ended by itself:\n" + await File.ReadAllTextAsync(folder + ".log"));
        agent.Kill();
        await agent.WaitForExitAsync();
        agent.Dispose();
        return Launch(server, code, folder);
    }

    private static async Task Stop(Process agent)
    {
        using var term = Process.Start("kill", ["-TERM", agent.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await agent.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(40));
        Assert.Equal(0, agent.ExitCode);
        agent.Dispose();
    }
}

public sealed class KilledWatchOnSqlite() : KilledWatchTests(DatabaseKind.Sqlite);

public sealed class KilledWatchOnPostgres() : KilledWatchTests(DatabaseKind.Postgres);
