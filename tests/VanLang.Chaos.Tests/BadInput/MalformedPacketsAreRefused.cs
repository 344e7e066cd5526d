using System.Diagnostics;
using System.Net.Http.Headers;
using VanLang.Chaos.Tests.Kills;
using VanLang.Data;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.BadInput;

/// <summary>Row S1: twenty classes of malformed packets against a running server; each is refused in plain words, and costs little.</summary>
public abstract class MalformedPacketsAreRefused(DatabaseKind kind)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Every_malformed_packet_is_a_4xx_within_two_seconds_and_leaves_nothing()
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        await using var server = await ServerProcess.Start(await TestDatabase.Durable(kind));
        var settings = new CorpusSettings("000.00.00.G22", ["000.00.00.H41", "000.00.00.H26"], DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)), 1);
        var token = await DemoClient.Read(server.Database.DataFolder, "G22").Token(server.Address, TimeProvider.System);
        using var client = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        // The first request of a process pays for its compilation.
        await Post(client, [1]);
        var before = server.PeakMb;
        var faults = new List<string>();
        var (asked, slowest) = (0, TimeSpan.Zero);

        foreach (var packet in MalformedPackets.Make(ChaosSize.Seed, ChaosSize.MalformedPerClass, settings))
        {
            var watch = Stopwatch.StartNew();
            var (status, body) = await Post(client, packet.Bytes);
            asked++;
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            if (status is < 400 or >= 500 || !body.Contains("\"code\":\"", StringComparison.Ordinal) || watch.Elapsed > Longest)
            {
                faults.Add($"{packet}: {status} after {watch.Elapsed.TotalSeconds:0.0} s: {body[..Math.Min(200, body.Length)]}");
            }
        }

        var growth = server.PeakMb - before;
        using var recipient = new AgencyClient(server, "H41");
        ChaosSize.Figure($"S1 {kind}: {asked} malformed packets of {MalformedPackets.Classes} classes, {faults.Count} wrong answers, slowest {slowest.TotalMilliseconds:0} ms, memory grew by {growth:0} MB, seed {ChaosSize.Seed}");
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
        Assert.Equal(MalformedPackets.Classes * ChaosSize.MalformedPerClass, asked);
        Assert.Empty(await recipient.WholeInbox(TestContext.Current.CancellationToken));
        Assert.True(growth <= 256, $"Memory grew by {growth:0} MB.");
        Assert.DoesNotContain("fail: ", server.Printed, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Body)> Post(HttpClient client, byte[] packet)
    {
        using var content = new ByteArrayContent(packet) { Headers = { ContentType = new MediaTypeHeaderValue("application/edxml+xml") } };
        using var answer = await client.PostAsync("/api/exchange/v1/packets", content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

public sealed class MalformedPacketsOnSqlite() : MalformedPacketsAreRefused(DatabaseKind.Sqlite);

public sealed class MalformedPacketsOnPostgres() : MalformedPacketsAreRefused(DatabaseKind.Postgres);
