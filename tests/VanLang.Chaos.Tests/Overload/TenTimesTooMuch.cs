using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using VanLang.Data;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.Overload;

/// <summary>
/// Row R21: ten times as many packets as the server can take, at their appointed times whether it answers or not. It goes on doing most of what it can, says
/// 429 with a time to come again to the rest, does not grow, and is itself again within ten seconds. The peak is measured right before and right
/// after, because the machine is not ours alone.
/// </summary>
public abstract class TenTimesTooMuch(DatabaseKind kind)
{
    private const int InHand = 64;
    private static readonly double LeastGoodput = ChaosSize.Full ? 0.8 : 0.5;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(ChaosSize.Full ? 15 : 3);
    private static readonly Template Packet = new();
    private int number;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R21_ten_times_too_much_is_turned_away_and_the_rest_is_done()
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        await using var server = await ServerProcess.Start(await TestDatabase.Durable(kind), new Dictionary<string, string> { ["Admission__InHand"] = InHand.ToString(CultureInfo.InvariantCulture) });
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 2000 }) { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(20) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await DemoClient.Read(server.Database.DataFolder, "G22").Token(server.Address, TimeProvider.System));
        await Closed(http, Window / 2); // Compiles the path.
        var memory = server.ResidentMb;
        var before = await Closed(http, Window);
        var (good, refused, others, without) = await Open(http, 10 * before, Window);
        var recovery = await Recover(http);
        var after = await Closed(http, Window);
        var peak = (before + after) / 2;
        var ratio = good / peak;

        ChaosSize.Figure($"R21 {kind}: peak {before:0}/s before and {after:0}/s after, offered {10 * before:0}/s for {Window.TotalSeconds:0} s: {good:0}/s taken ({ratio:P0} of peak), {refused} answered 429, {others.Values.Sum()} others ({string.Join(", ", others.Select(o => $"{o.Value} x {o.Key}"))}); first quick answer after {recovery.TotalSeconds:0.0} s; {memory:0} MB before, at most {server.PeakMb:0} MB");
        Assert.True(refused > 0, "Nothing was turned away: it was no overload.");
        Assert.True(without == 0, $"{without} refusals without Retry-After.");
        Assert.DoesNotContain(others.Keys, k => k.StartsWith('5'));
        Assert.True(ratio >= LeastGoodput, $"{ratio:P0} of the peak, at least {LeastGoodput:P0}.");
        Assert.True(recovery <= TimeSpan.FromSeconds(10), $"{recovery.TotalSeconds:0.0} s.");
        Assert.True(server.PeakMb <= 700, $"{server.PeakMb:0} MB.");
    }

    /// <summary>What it takes a second when each of as many clients as it lets in waits for its answer.</summary>
    private async Task<double> Closed(HttpClient http, TimeSpan length)
    {
        var taken = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, InHand / 2).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < length)
            {
                if ((await Send(http)).Status is HttpStatusCode.Created)
                {
                    Interlocked.Increment(ref taken);
                }
            }
        }, Ct)));
        return taken / watch.Elapsed.TotalSeconds;
    }

    private async Task<(double Good, int Refused, ConcurrentDictionary<string, int> Others, int Without)> Open(HttpClient http, double rate, TimeSpan length)
    {
        var (good, refused, without) = (0, 0, 0);
        var others = new ConcurrentDictionary<string, int>();
        var running = new List<Task>();
        var watch = Stopwatch.StartNew();
        for (var sent = 0; watch.Elapsed < length;)
        {
            for (; sent < watch.Elapsed.TotalSeconds * rate; sent++)
            {
                running.Add(Task.Run(async () =>
                {
                    var (status, retry, why) = await Send(http);
                    switch (status)
                    {
                        case HttpStatusCode.Created when watch.Elapsed <= length:
                            Interlocked.Increment(ref good);
                            break;
                        case HttpStatusCode.Created:
                            break; // Taken, but after the window.
                        case HttpStatusCode.TooManyRequests:
                            Interlocked.Increment(ref refused);
                            if (!retry)
                            {
                                Interlocked.Increment(ref without);
                            }

                            break;
                        default:
                            others.AddOrUpdate(status == 0 ? why : ((int)status).ToString(CultureInfo.InvariantCulture), 1, (_, n) => n + 1);
                            break;
                    }
                }, Ct));
            }

            await Task.Delay(2, Ct);
        }

        await Task.WhenAll(running);
        return (good / length.TotalSeconds, refused, others, without);
    }

    private async Task<TimeSpan> Recover(HttpClient http)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(30))
        {
            var one = Stopwatch.StartNew();
            if ((await Send(http)).Status is HttpStatusCode.Created && one.Elapsed < TimeSpan.FromSeconds(1))
            {
                break;
            }
        }

        return watch.Elapsed;
    }

    private async Task<(HttpStatusCode Status, bool Retry, string Why)> Send(HttpClient http)
    {
        try
        {
            using var content = new ByteArrayContent(Packet.Next(Interlocked.Increment(ref number))) { Headers = { ContentType = new MediaTypeHeaderValue("application/edxml+xml") } };
            using var answer = await http.PostAsync("/api/exchange/v1/packets", content, Ct);
            return (answer.StatusCode, answer.Headers.RetryAfter is not null, "");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !Ct.IsCancellationRequested)
        {
            return (0, false, e.GetType().Name);
        }
    }

    /// <summary>One packet written once; each next one has another number in the same place, so that the generator costs little.</summary>
    private sealed class Template
    {
        private const string Mark = "87654321";
        private readonly string text;

        public Template()
        {
            var packet = PacketText.Document("000.00.00.G22", ["000.00.00.H41", "000.00.00.H26"], Mark, DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)), new PacketShape { Zip = false });
            packet.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make("Văn bản")));
            text = Encoding.UTF8.GetString(packet.Write(new PacketShape { Zip = false }));
        }

        public byte[] Next(int number) => Encoding.UTF8.GetBytes(text.Replace(Mark, number.ToString("00000000", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }
}

public sealed class TooMuchOnSqlite() : TenTimesTooMuch(DatabaseKind.Sqlite);

public sealed class TooMuchOnPostgres() : TenTimesTooMuch(DatabaseKind.Postgres);
