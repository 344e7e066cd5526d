using System.Net;
using System.Net.Http.Headers;
using VanLang.Chaos.Tests.Kills;
using VanLang.Data;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.Steps;

/// <summary>
/// Row R8: a sync fails once with EIO. The process stops acknowledging and ends with 74 and a line that says why; it does not try the
/// sync again and believe it. The next process goes on from what is there.
/// </summary>
public abstract class FailedSyncs(DatabaseKind kind)
{
    [Fact]
    public async Task R8_after_a_failed_sync_nothing_is_acknowledged_and_the_process_ends()
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        var ct = TestContext.Current.CancellationToken;
        await using var server = await ServerProcess.Start(await TestDatabase.Durable(kind));
        using var packets = new StepPackets(server, ChaosSize.Seed);
        await packets.Send("trước khi hỏng đĩa", ct);
        await server.Terminate();
        var said = new List<string>();
        foreach (var sync in (string[])["sync.file", "sync.folder", "sync.file-system", "sync.upload", "sync.checkpoint"])
        {
            server.Set("VANLANG_FAULT", sync);
            await server.Start();
            server.Set("VANLANG_FAULT", null);
            var (before, printed) = (packets.Acks.Count, server.Printed.Length);
            var answer = await Provoke(sync, packets, ct);
            var code = await server.Ended();
            said.Add($"{sync} -> {answer}, ended with {code}");

            Assert.Equal(74, code);
            Assert.Contains("The disk failed to make data durable. Nothing more is acknowledged", server.Printed[Math.Min(printed, server.Printed.Length)..], StringComparison.Ordinal);
            if (sync != "sync.checkpoint")
            {
                Assert.Equal(503, answer);
            }

            // Of many at once the first few may have been kept by syncs of their own before the one that fails; the reckoning asks for them.
            if (sync is not ("sync.checkpoint" or "sync.file-system"))
            {
                Assert.Equal(before, packets.Acks.Count);
            }
        }

        await server.Start();
        await packets.Owed(ct);
        var reckoning = await Reckoning.Of(server, packets.Acks, [], ct);
        await server.Terminate();
        var (verified, report) = await server.Verb("verify");

        ChaosSize.Figure($"R8 {kind}: {string.Join("; ", said)}; after it {reckoning.ToString().Split('\n')[0]}, seed {ChaosSize.Seed}");
        Assert.Equal(0, packets.Pending);
        Assert.True(reckoning.Holds, reckoning.ToString());
        Assert.True(verified == 0, report);
    }

    // The first sync of that kind fails; what else the server is asked before it ends must not be believed either.
    private static async Task<int> Provoke(string sync, StepPackets packets, CancellationToken ct)
    {
        switch (sync)
        {
            case "sync.file-system":
                await packets.SendMany(48, sync, ct);
                return packets.Pending > 0 ? 503 : 201;
            case "sync.upload":
                return await Upload(packets, ct);
            case "sync.checkpoint":
                await packets.Send(sync, ct); // Its receipt stands: packet and audit row are in the database. The note over them is what fails.
                return packets.Pending == 0 ? 201 : 503;
            default:
                await packets.Send(sync, ct);
                return packets.Pending > 0 ? 503 : 201;
        }
    }

    private static async Task<int> Upload(StepPackets packets, CancellationToken ct)
    {
        string? location = null;
        await packets.Sender.Once(() => Tus(HttpMethod.Post, "/api/exchange/v1/uploads", ("Upload-Length", "5000")), ct, a => location = a.Headers.Location?.ToString());
        HttpRequestMessage Piece()
        {
            var request = Tus(HttpMethod.Patch, location!, ("Upload-Offset", "0"));
            request.Content = new ByteArrayContent(new byte[5000]) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } };
            return request;
        }

        var (first, _) = await packets.Sender.Once(Piece, ct);
        var (second, _) = await packets.Sender.Once(Piece, ct);
        Assert.NotEqual(HttpStatusCode.NoContent, second);
        return (int)first;
    }

    private static HttpRequestMessage Tus(HttpMethod method, string url, (string Name, string Value) header)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add(header.Name, header.Value);
        return request;
    }
}

public sealed class FailedSyncsOnSqlite() : FailedSyncs(DatabaseKind.Sqlite);

public sealed class FailedSyncsOnPostgres() : FailedSyncs(DatabaseKind.Postgres);
