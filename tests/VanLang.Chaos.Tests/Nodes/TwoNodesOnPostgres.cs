using System.Diagnostics;
using System.Net;
using System.Text.Json;
using VanLang.Chaos.Tests.Kills;
using VanLang.Exchange.Tests.Edxml;

namespace VanLang.Chaos.Tests.Nodes;

/// <summary>
/// Rows R3 and R4, and what must hold while two nodes work side by side on one PostgreSQL. Each test has nodes of its own; sizes are
/// bounded by default, those of the rows come with <c>./test chaos</c>.
/// </summary>
public sealed class TwoNodesOnPostgres
{
    private static readonly int Seed = ChaosSize.Seed;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_take_packets_at_once_into_one_log_without_gaps()
    {
        await using var cluster = await Cluster.Start();
        var load = new AgencyLoad(Seed, ChaosSize.Full ? 10_000 : 600, cluster.First, cluster.Second);

        var acks = await load.Run(cluster.Journals, done => done, Ct);

        var figure = await Judge(cluster, load, acks);
        ChaosSize.Figure($"nodes together: {acks.Count} sends to two nodes in turn in {load.Took.TotalSeconds:0.0} s, {figure}, seed {Seed}");
        Assert.Equal(0, await cluster.Number("SELECT count(*) FROM (SELECT node FROM exchange.audit_rows WHERE action LIKE '%packet%' GROUP BY node) n HAVING count(*) < 2"));
    }

    [Fact]
    public async Task A_packet_taken_by_one_wakes_the_inbox_that_waits_at_the_other_within_a_second()
    {
        await using var cluster = await Cluster.Start();
        using var sender = new AgencyClient(cluster.First, "G22");
        using var reader = new AgencyClient(cluster.Second, "H41");
        var lags = new List<double>();
        var after = (await reader.Json("/api/exchange/v1/inbox?all=true&limit=1", Ct)).GetProperty("next").GetString()!;
        for (var i = 0; i < (ChaosSize.Full ? 100 : 10); i++)
        {
            var waiting = Task.Run(async () =>
            {
                var page = await reader.Json("/api/exchange/v1/inbox?wait=20&after=" + Uri.EscapeDataString(after), Ct);
                return (At: Stopwatch.GetTimestamp(), Page: page);
            });
            await Task.Delay(TimeSpan.FromMilliseconds(300 + 37 * i % 500), Ct);
            var (status, body) = await sender.Post(Packet(i), Ct);
            var accepted = Stopwatch.GetTimestamp();
            Assert.Equal(HttpStatusCode.Created, status);
            var (at, page) = await waiting;
            Assert.Equal(JsonDocument.Parse(body).RootElement.GetProperty("packetId").GetGuid(), Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("packetId").GetGuid());
            after = page.GetProperty("next").GetString()!;
            lags.Add(Stopwatch.GetElapsedTime(accepted, at).TotalMilliseconds);
        }

        lags.Sort();
        ChaosSize.Figure($"inbox of the other node: median {lags[lags.Count / 2]:0} ms, slowest of {lags.Count} {lags[^1]:0} ms after the sender's answer");
        Assert.True(lags[^1] <= 1000, $"{lags[^1]:0} ms");
    }

    [Fact]
    public async Task R4_each_node_is_restarted_in_order_under_load_and_no_send_fails()
    {
        await using var cluster = await Cluster.Start();
        var load = new AgencyLoad(Seed, ChaosSize.Full ? 6_000 : 800, cluster.Front) { Insistent = false, Rest = TimeSpan.FromMilliseconds(10) };
        var restarts = 0;
        var drained = new List<HttpStatusCode>();

        var acks = await load.Run(cluster.Journals, async done =>
        {
            for (var round = 0; round < (ChaosSize.Full ? 5 : 1); round++)
            {
                foreach (var node in (VanLang.Testing.ServerProcess[])[cluster.First, cluster.Second])
                {
                    var stopping = node.Terminate();
                    drained.Add(await Ready(node.Address));
                    Assert.Equal(0, await stopping);
                    await node.Start();
                    restarts++;
                    await Task.Delay(TimeSpan.FromMilliseconds(500), Ct); // The balancer finds it again.
                }
            }
        }, Ct);

        var figure = await Judge(cluster, load, acks);
        ChaosSize.Figure($"R4 rolling restart: {restarts} restarts under {acks.Count} sends, each tried once, {load.Surprises.Count} failed, {figure}, seed {Seed}");
        Assert.All(drained, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
    }

    [Fact]
    public async Task R4_a_node_is_killed_under_load_and_the_other_serves_on()
    {
        await using var cluster = await Cluster.Start();
        var (sends, wanted) = ChaosSize.Full ? (6_000, 10) : (600, 2);
        var load = new AgencyLoad(Seed, sends, cluster.Front) { Rest = TimeSpan.FromMilliseconds(40) };
        var silence = TimeSpan.Zero;
        var back = TimeSpan.Zero;
        var kills = 0;

        var acks = await load.Run(cluster.Journals, async done =>
        {
            for (; kills < wanted; kills++)
            {
                // By what was sent, not by the clock: on a fast machine all is sent before a second kill by the clock, and a kill
                // without load shows nothing.
                var node = kills % 2 == 0 ? cluster.First : cluster.Second;
                var at = sends / 10 + (kills * sends * 4 / 5 / wanted);
                while (load.Sent < at)
                {
                    Assert.False(done.IsCompleted, "The load ended before the kill.");
                    await Task.Delay(5, Ct);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(new Random(Seed + kills).Next(40)), Ct);
                var moment = Stopwatch.GetTimestamp();
                await node.Kill();
                Assert.False(done.IsCompleted, "The load ended before the kill.");
                await node.Start();
                back = node.StartedIn > back ? node.StartedIn : back;
                await Task.Delay(TimeSpan.FromMilliseconds(500), Ct);
                var longest = load.LongestSilenceAfter(moment);
                silence = longest > silence ? longest : silence;
            }
        }, Ct);

        var figure = await Judge(cluster, load, acks);
        ChaosSize.Figure($"R4 kill: {kills} kills under {acks.Count} sends, longest time without an accepted packet {silence.TotalSeconds:0.0} s, the killed node back within {back.TotalSeconds:0.0} s, {figure}, seed {Seed}");
        Assert.True(silence <= TimeSpan.FromSeconds(10), $"{silence.TotalSeconds:0.0} s without an accepted packet.");
    }

    [Fact]
    public async Task R3_a_node_that_stood_still_is_taken_over_and_what_it_then_writes_is_refused()
    {
        var (lease, pause) = ChaosSize.Full ? (10, 30) : (2, 6);
        await using var cluster = await Cluster.Start(leaseSeconds: lease);
        var load = new AgencyLoad(Seed, ChaosSize.Full ? 4_000 : 400, cluster.Front) { Rest = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromSeconds(4) };
        using var direct = new AgencyClient(cluster.First, "G22");
        Assert.Equal(HttpStatusCode.Created, (await direct.PostOnce(Packet(1), Ct)).Status); // It has its token and a connection.
        HttpStatusCode late = default;
        var (takenOver, silence, code) = (TimeSpan.Zero, TimeSpan.Zero, -1);

        var acks = await load.Run(cluster.Journals, async done =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Ct);
            var moment = Stopwatch.GetTimestamp();
            await cluster.First.Pause();
            var asleep = direct.PostOnce(Packet(2), Ct);
            await VanLang.Testing.Poll.Until(
                async () => await cluster.Number("SELECT count(*) FROM audit.audit_rows WHERE action = 'audit.node.taken-over' AND subject = 'n1'") == 1,
                "n2 takes over from n1",
                TimeSpan.FromSeconds(pause + 30));
            takenOver = Stopwatch.GetElapsedTime(moment);
            var left = TimeSpan.FromSeconds(pause) - takenOver;
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, Ct);
            await cluster.First.Resume();
            late = (await asleep).Status;
            code = await cluster.First.Ended();
            silence = load.LongestSilenceAfter(moment);
            await cluster.First.Start(); // What a supervisor does.
        }, Ct);

        var stored = await cluster.Number($"SELECT count(*) FROM exchange.packets WHERE document_id LIKE '%{Number(2)}%' AND sender_code = 'G22'");
        var figure = await Judge(cluster, load, acks);
        ChaosSize.Figure($"R3: n1 stood still for {pause} s with a lease of {lease} s, taken over after {takenOver.TotalSeconds:0.0} s, its late write answered {(int)late} and stored {stored} times, it ended with {code}; longest time without an accepted packet {silence.TotalSeconds:0.0} s; {acks.Count} sends, {figure}, seed {Seed}");
        Assert.NotEqual(HttpStatusCode.Created, late);
        Assert.NotEqual(HttpStatusCode.OK, late);
        Assert.Equal(0, stored);
        Assert.Equal(75, code);
        Assert.Contains("Node n1 was taken over by another process", cluster.First.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_of_the_same_name_is_refused_and_takes_over_after_the_first_was_killed()
    {
        await using var cluster = await Cluster.Start();
        await using var twin = cluster.Twin("n1");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(twin.Start);
        Assert.Contains("Node n1 is already served by process ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("set VANLANG_NODE, or stop the other process first.", refused.Message, StringComparison.Ordinal);

        await cluster.First.Kill();
        await twin.Start();
        Assert.True(twin.Alive);
        await twin.Terminate();
    }

    /// <summary>R1's reckoning, the log's positions, and verify over both chains after both nodes have stopped.</summary>
    private static async Task<string> Judge(Cluster cluster, AgencyLoad load, IReadOnlyList<Ack> acks)
    {
        Assert.Empty(load.Surprises);
        var reckoning = await Reckoning.Of(cluster.Front, acks, load.Acknowledged, Ct);
        Assert.True(reckoning.Holds, reckoning.ToString());
        Assert.Equal(0, await cluster.Number("SELECT max(position) - count(*) FROM exchange.packets"));
        Assert.Equal(0, await cluster.Number("SELECT count(*) - count(DISTINCT position) FROM exchange.packets"));
        Assert.Equal(0, await cluster.Number("SELECT (SELECT value FROM exchange.counters WHERE name = 'position') - max(position) FROM exchange.packets"));
        await cluster.First.Terminate();
        await cluster.Second.Terminate();
        var (code, output) = await cluster.First.Verb("verify");
        Assert.True(code == 0, output);
        Assert.Equal(2, await cluster.Number("SELECT count(DISTINCT node) FROM audit.checkpoints WHERE node IN ('n1', 'n2')"));
        return $"{reckoning}, no gap in positions, both chains verified";
    }

    private static async Task<HttpStatusCode> Ready(Uri node)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Task.Delay(TimeSpan.FromMilliseconds(200));
        using var answer = await http.GetAsync(new Uri(node, "/health/ready"));
        return answer.StatusCode;
    }

    private static string Number(int n) => $"{Seed}77{n:0000}";

    private static byte[] Packet(int n)
    {
        var packet = PacketText.Document("000.00.00.G22", ["000.00.00.H41"], Number(n), DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)), new PacketShape());
        packet.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make("Van ban")));
        return packet.Write(new PacketShape());
    }
}
