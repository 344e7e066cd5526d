using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using VanLang.Chaos.Tests.Kills;
using VanLang.Chaos.Tests.Steps;
using VanLang.Data;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.Uploads;

/// <summary>
/// Row R17: the server is killed while the body of a PATCH is on its way, at a moment that no step names. What HEAD had promised before is there after it, no
/// byte that came is taken for one that did not, and the file that the rest completes is the one that was sent.
/// </summary>
public abstract class KilledInMidPiece(DatabaseKind kind)
{
    private const int Deaths = 4;
    private const int Length = 40 * 1024 * 1024;
    private const int OnTheWay = 14 * 1024 * 1024; // Of one PATCH: more than the server syncs at a time (8 MiB), so that some of it is promised and some is not.

    [Fact]
    public async Task R17_a_server_killed_in_the_middle_of_a_piece_keeps_what_it_promised_and_the_rest_follows()
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        var ct = TestContext.Current.CancellationToken;
        var random = new Random(ChaosSize.Seed);
        var content = new byte[Length];
        random.NextBytes(content);
        await using var server = await ServerProcess.Start(await TestDatabase.Durable(kind));
        using var sender = new AgencyClient(server, "G22", TimeSpan.FromMinutes(2));
        var location = await Begin(sender, ct);
        var said = new List<string>();
        long kept = 0;
        for (var death = 0; death < Deaths; death++)
        {
            // Now before anything was synced, now after the first sync, each time a little later.
            var promised = await Die(server, sender, location, content, kept, waitForSync: death % 2 == 1, random, ct);
            await server.Start();
            var after = await Kept(sender, location, ct);

            Assert.True(after >= promised, $"SEED {ChaosSize.Seed}: {promised} bytes were promised before the kill, {after} are kept.");
            Assert.True(after <= kept + OnTheWay, $"SEED {ChaosSize.Seed}: {after} bytes are said to be kept, {kept + OnTheWay} were sent.");
            said.Add($"{after >> 10} KiB of {(kept + OnTheWay) >> 10}");
            kept = after;
        }

        var (rest, _) = await sender.Insist(() => StepUploads.Tus(HttpMethod.Patch, location, content[(int)kept..], kept), ct);
        var text = PacketText.Document("000.00.00.G22", ["000.00.00.H41"], $"{ChaosSize.Seed}", DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)), new PacketShape());
        text.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make("Thay bằng tệp tải lên"), ContentId: "tep-1"));
        var (status, body) = await sender.Insist(() => StepUploads.Packet(text, location), ct);
        Assert.True(status is HttpStatusCode.Created, System.Text.Encoding.UTF8.GetString(body));
        var packet = JsonDocument.Parse(body).RootElement.GetProperty("packetId").GetGuid();
        var (_, got) = await sender.Insist(() => new HttpRequestMessage(HttpMethod.Get, $"/api/exchange/v1/packets/{packet}/attachments/1"), ct);
        await server.Terminate();
        var (verified, report) = await server.Verb("verify");

        ChaosSize.Figure($"R17 {kind}: killed {Deaths} times in the middle of a PATCH, kept {string.Join(", ", said)}; {Length >> 20} MiB whole afterwards, seed {ChaosSize.Seed}");
        Assert.Equal(HttpStatusCode.NoContent, rest);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), Convert.ToHexStringLower(SHA256.HashData(got)));
        Assert.True(verified == 0, report);
    }

    /// <summary>Sends a part of a piece, and kills the server while it waits for the rest; returns what HEAD had promised last.</summary>
    private static async Task<long> Die(ServerProcess server, AgencyClient sender, string location, byte[] content, long from, bool waitForSync, Random random, CancellationToken ct)
    {
        using var over = new CancellationTokenSource();
        var body = new HaltingContent(content.AsMemory((int)from, OnTheWay), content.Length - from, over.Token);
        var patch = sender.Once(() =>
        {
            var request = StepUploads.Tus(HttpMethod.Patch, location);
            request.Headers.Add("Upload-Offset", from.ToString(CultureInfo.InvariantCulture));
            request.Content = body;
            return request;
        }, ct);
        var promised = from;
        if (waitForSync)
        {
            while ((promised = await Kept(sender, location, ct)) == from)
            {
                Assert.False(patch.IsCompleted, "The piece ended before it was cut.");
                await Task.Delay(5, ct);
            }
        }
        else
        {
            await body.Begun.WaitAsync(TimeSpan.FromSeconds(60), ct);
        }

        await Task.Delay(random.Next(20), ct);
        await server.Kill();
        await over.CancelAsync();
        await patch;
        return promised;
    }

    private static async Task<string> Begin(AgencyClient sender, CancellationToken ct)
    {
        string? location = null;
        await sender.Once(() =>
        {
            var request = StepUploads.Tus(HttpMethod.Post, "/api/exchange/v1/uploads");
            request.Headers.Add("Upload-Length", Length.ToString(CultureInfo.InvariantCulture));
            return request;
        }, ct, answer => location = answer.Headers.Location!.ToString());
        return location!;
    }

    private static async Task<long> Kept(AgencyClient sender, string location, CancellationToken ct)
    {
        var kept = -1L;
        await sender.Once(() => StepUploads.Tus(HttpMethod.Head, location), ct, answer => kept = long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture));
        return kept;
    }

    /// <summary>A body that says how long it is, sends the first part of it, and then nothing.</summary>
    private sealed class HaltingContent : HttpContent
    {
        private readonly ReadOnlyMemory<byte> part;
        private readonly long length;
        private readonly CancellationToken over;
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HaltingContent(ReadOnlyMemory<byte> part, long length, CancellationToken over)
        {
            (this.part, this.length, this.over) = (part, length, over);
            Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        }

        /// <summary>Some of it is on its way.</summary>
        public Task Begun => begun.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var done = 0; done < part.Length; done += 1 << 16)
            {
                await stream.WriteAsync(part.Slice(done, Math.Min(1 << 16, part.Length - done)), over);
                if (done >= part.Length / 4)
                {
                    begun.TrySetResult();
                }
            }

            await stream.FlushAsync(over);
            await Task.Delay(Timeout.Infinite, over);
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}

public sealed class KilledInMidPieceOnSqlite() : KilledInMidPiece(DatabaseKind.Sqlite);

public sealed class KilledInMidPieceOnPostgres() : KilledInMidPiece(DatabaseKind.Postgres);
