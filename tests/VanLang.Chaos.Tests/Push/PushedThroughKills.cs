using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using VanLang.Data;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Exchange.Tests.Push;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.Push;

/// <summary>Row R13 under kills: the server dies in the middle of calls; every event comes, and what comes twice bears the same id.</summary>
public abstract class PushedThroughKills(DatabaseKind kind)
{
    private static int Documents => ChaosSize.Full ? 1_000 : 120;

    private static int Kills => ChaosSize.Full ? 30 : 4;

    [Fact]
    public async Task No_event_is_lost_when_the_server_is_killed_in_the_middle_of_calls()
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        var random = new Random(ChaosSize.Seed);
        await using var receiver = new Receiver();
        receiver.Behaviour = async (pushed, stream, ct) =>
        {
            await Task.Delay(random.Next(50, 400), ct); // Long enough to be killed under.
            await receiver.Accept(pushed, stream, ct);
        };
        await using var server = await ServerProcess.Start(await TestDatabase.Durable(kind), new Dictionary<string, string> { ["VANLANG_WEBHOOK_NETWORKS"] = "127.0.0.0/8", ["VANLANG_LEASE_SECONDS"] = "2" });
        using var recipient = await Client(server, "H41");
        using var made = await recipient.PostAsJsonAsync("/api/exchange/v1/webhooks", new { name = "Thử", url = receiver.Url, events = new[] { "packet.arrived" } });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());

        using var sender = await Client(server, "G22");
        var sent = new ConcurrentBag<string>();
        var killed = 0;
        var watch = Stopwatch.StartNew();
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Documents || Volatile.Read(ref killed) < Kills; i++)
            {
                sent.Add(await Send(sender, 70_000 + i));
                await Task.Delay(30);
            }
        });
        while (killed < Kills)
        {
            // The lease of the killed one ends after two seconds: before that nothing is pushed that could be cut.
            await Task.Delay(random.Next(2_500, 4_500));
            await server.Kill();
            await server.Start();
            Interlocked.Increment(ref killed);
        }

        await sending;
        await Poll.Until(() => Task.FromResult(sent.All(id => receiver.Accepted.Any(p => p.Id == id))), "Every event has come.", TimeSpan.FromMinutes(2));
        var repeats = receiver.Accepted.Count - receiver.Accepted.Select(p => p.Id).Distinct().Count();
        var cut = receiver.Came.Count - receiver.Came.Select(p => p.Id).Distinct().Count();
        ChaosSize.Figure($"R13 {kind}: {sent.Count} events pushed through {killed} kills, 0 lost, {cut} calls cut or repeated, {repeats} taken twice under the same id, {watch.Elapsed.TotalSeconds:0} s, seed {ChaosSize.Seed}");
        Assert.Equal(sent.Count, sent.Distinct().Count());
        Assert.True(cut > 0, "No kill fell into a call.");
    }

    private static async Task<HttpClient> Client(ServerProcess server, string code)
    {
        var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await DemoClient.Read(server.Database.DataFolder, code).Token(server.Address, TimeProvider.System));
        return client;
    }

    // The same bytes again until there is an answer: the delivery's id is that of the first acceptance.
    private static async Task<string> Send(HttpClient client, int number)
    {
        var packet = PacketText.Document("000.00.00.G22", ["000.00.00.H41"], number.ToString(CultureInfo.InvariantCulture), DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)), new PacketShape());
        packet.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make("Van ban")));
        var bytes = packet.Write(new PacketShape());
        while (true)
        {
            try
            {
                using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/edxml+xml") } };
                using var answer = await client.PostAsync("/api/exchange/v1/packets", content);
                if (answer.IsSuccessStatusCode)
                {
                    return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("recipients")[0].GetProperty("deliveryId").GetString()!;
                }

                Assert.True((int)answer.StatusCode >= 500, await answer.Content.ReadAsStringAsync());
            }
            catch (HttpRequestException)
            {
            }

            await Task.Delay(100);
        }
    }
}

public sealed class PushedThroughKillsOnSqlite() : PushedThroughKills(DatabaseKind.Sqlite);

public sealed class PushedThroughKillsOnPostgres() : PushedThroughKills(DatabaseKind.Postgres);
