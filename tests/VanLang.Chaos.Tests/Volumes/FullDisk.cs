using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using VanLang.Chaos.Tests.Kills;
using VanLang.Chaos.Tests.Steps;
using VanLang.Data;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.Volumes;

/// <summary>
/// Row R7: the volume of the blobs, of the database and of the log runs full, one after the other, under one and the same process.
/// Nothing is acknowledged that is not kept, what was there is read, and with the room the service comes back by itself.
/// </summary>
public abstract class FullDisk(DatabaseKind kind)
{
    private static readonly TimeSpan Heals = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R7_a_full_disk_refuses_and_heals_by_itself()
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        if (await TestVolume.Missing() is { } why)
        {
            Skip.Because($"R7 was not run: {why}.");
        }

        var volumes = new Dictionary<string, TestVolume>();
        var database = await TestDatabase.Durable(kind, async folder => volumes["database"] = await TestVolume.Mount(folder, 200));
        try
        {
            if (kind is DatabaseKind.Sqlite)
            {
                volumes["database"] = await TestVolume.Mount(database.DataFolder, 64);
            }

            volumes["blobs"] = await TestVolume.Mount(Path.Combine(database.DataFolder, "blobs"), 24);
            volumes["log"] = await TestVolume.Mount(Path.Combine(database.DataFolder, "checkpoints"), 1);
            await Run(database, volumes);
        }
        finally
        {
            foreach (var volume in (string[])["log", "blobs"])
            {
                await (volumes.GetValueOrDefault(volume)?.DisposeAsync() ?? default);
            }

            if (kind is DatabaseKind.Sqlite)
            {
                await (volumes.GetValueOrDefault("database")?.DisposeAsync() ?? default);
            }

            await database.Drop();
            if (kind is DatabaseKind.Postgres)
            {
                await (volumes.GetValueOrDefault("database")?.DisposeAsync() ?? default);
            }
        }
    }

    private async Task Run(TestDatabase database, Dictionary<string, TestVolume> volumes)
    {
        await using var server = ServerProcess.Node(database, new Dictionary<string, string> { ["VANLANG_NODE"] = "n1" });
        await server.Start();
        using var packets = new StepPackets(server, ChaosSize.Seed);
        await packets.SendMany(3, "trước khi đầy", Ct);
        Assert.Equal(0, packets.Pending);
        var known = packets.Acks[0];
        Assert.Equal(200, await Fetch(packets.Reader, known));
        Assert.Equal(200, await Fetch(packets.Sender, known));
        var told = new List<string>();

        foreach (var name in (string[])["blobs", "database", "log"])
        {
            volumes[name].Fill();
            var (refused, accepted) = await SendUntilRefused(packets, name);
            var reads = await Reads(packets, known);
            volumes[name].Free();
            await database.Revive();
            var watch = Stopwatch.StartNew();
            var log = Log(database);
            await Heal(packets, watch);
            var healed = watch.Elapsed;
            var sealing = await Sealed(database, log, watch);

            told.Add($"{name}: {accepted} kept while full, then {refused}; reads {reads}; back after {healed.TotalSeconds:0.0} s, sealing after {sealing.TotalSeconds:0.0} s");
            Assert.Equal(name == "log" ? 0 : 503, refused);
            Assert.Equal("200 200 200 200", reads);
            Assert.True(healed <= Heals && sealing <= Heals, told[^1]);
            Assert.True(server.Alive, "The process ended.");
        }

        var reckoning = await Reckoning.Of(server, packets.Acks, [], Ct);
        await server.Terminate();
        var (code, report) = await server.Verb("verify");
        ChaosSize.Figure($"R7 {kind}: {string.Join("; ", told)}; {packets.Acks.Count} sends, {reckoning.ToString().Split('\n')[0]}, seed {ChaosSize.Seed}");
        Assert.True(reckoning.Holds, reckoning.ToString());
        Assert.Empty(packets.Surprises);
        Assert.True(code == 0, report);
    }

    // Pages that are half empty take a few more; then nothing is taken. On the log's volume nothing is refused: the audit rows are in the
    // database, and only their sealing waits.
    private static async Task<(int Refused, int Accepted)> SendUntilRefused(StepPackets packets, string volume)
    {
        var before = packets.Acks.Count;
        for (var i = 0; i < (volume == "log" ? 5 : 400); i++)
        {
            await packets.Send($"{volume} {i}", Ct);
            if (packets.Pending > 0)
            {
                var again = false;
                var (status, body) = await packets.Again(answer => again = answer.Headers.RetryAfter is not null, Ct);
                if (status is HttpStatusCode.Created or HttpStatusCode.OK)
                {
                    continue; // The answer had been lost on a busy machine, not the packet.
                }

                Assert.True(again, $"{volume}: {(int)status} without Retry-After: {System.Text.Encoding.UTF8.GetString(body)}");
                return ((int)status, packets.Acks.Count - before);
            }
        }

        return (0, packets.Acks.Count - before);
    }

    private static async Task<string> Reads(StepPackets packets, Ack known)
    {
        var (inbox, _) = await packets.Reader.Once(() => new HttpRequestMessage(HttpMethod.Get, "/api/exchange/v1/inbox?all=true&limit=5"), Ct);
        var (outbox, _) = await packets.Sender.Once(() => new HttpRequestMessage(HttpMethod.Get, "/api/exchange/v1/outbox"), Ct);
        return $"{await Fetch(packets.Sender, known)} {await Fetch(packets.Reader, known)} {(int)inbox} {(int)outbox}";
    }

    private static async Task<int> Fetch(AgencyClient client, Ack ack)
    {
        var (status, bytes) = await client.Once(() => new HttpRequestMessage(HttpMethod.Get, $"/api/exchange/v1/packets/{ack.PacketId}"), Ct);
        return status is HttpStatusCode.OK && Convert.ToHexStringLower(SHA256.HashData(bytes)) != ack.Digest ? -1 : (int)status;
    }

    private static async Task Heal(StepPackets packets, Stopwatch watch)
    {
        await packets.Send("sau khi có chỗ", Ct);
        while (packets.Pending > 0 && watch.Elapsed < 2 * Heals)
        {
            await Task.Delay(100, Ct);
            await packets.Owed(Ct);
        }

        Assert.Equal(0, packets.Pending);
    }

    private static long Log(TestDatabase database) => new FileInfo(Path.Combine(database.DataFolder, "checkpoints", "n1.log")).Length;

    private static async Task<TimeSpan> Sealed(TestDatabase database, long before, Stopwatch watch)
    {
        await Poll.Until(() => Task.FromResult(Log(database) > before), "the log is sealed on", 2 * Heals);
        return watch.Elapsed;
    }
}

public sealed class FullDiskOnSqlite() : FullDisk(DatabaseKind.Sqlite);

public sealed class FullDiskOnPostgres() : FullDisk(DatabaseKind.Postgres);
