using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using VanLang.Testing;

namespace VanLang.Benchmarks;

/// <summary>
/// Open-loop load: packets leave at their appointed time whether earlier ones were answered or not, so that a slow server cannot hide
/// behind waiting clients. Recipients poll and acknowledge; the time from receipt to inbox is measured.
/// </summary>
internal static class Load
{
    private const int AcksAtOnce = 8;

    private static readonly string[] Recipients = ["H41", "H26", "H29", "H17"];

    public static async Task<int> Run(Uri url, string data, string[] args)
    {
        var rate = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 50;
        var seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 30;
        var accepted = new ConcurrentDictionary<string, long>();
        var answers = new ConcurrentBag<double>();
        var seen = new ConcurrentBag<(string Packet, long At)>();
        var failed = 0;
        using var end = new CancellationTokenSource();
        using var sender = await Client(url, data, "G22");
        var packets = new SamplePackets("G22", Recipients, DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)));
        var readers = Recipients.Select(r => Task.Run(() => Read(url, data, r, seen, end.Token))).ToList();

        var watch = Stopwatch.StartNew();
        var sends = new List<Task>();
        for (var i = 0; i / rate < seconds; i++)
        {
            var due = TimeSpan.FromSeconds(i / rate);
            if (due > watch.Elapsed)
            {
                await Task.Delay(due - watch.Elapsed);
            }

            sends.Add(Send(due));
        }

        await Task.WhenAll(sends);
        var took = watch.Elapsed;
        await Task.Delay(TimeSpan.FromSeconds(3));
        await end.CancelAsync();
        await Task.WhenAll(readers);

        // Told apart only now: a recipient may have a packet before its sender has read the answer, and that counts as 0.
        var arrivals = new ConcurrentBag<double>(seen.Where(s => accepted.ContainsKey(s.Packet)).Select(s => s.At <= accepted[s.Packet] ? 0 : Stopwatch.GetElapsedTime(accepted[s.Packet], s.At).TotalMilliseconds));
        Console.WriteLine($"asked for {rate:0}/s over {seconds:0} s: {accepted.Count} accepted, {failed} failed, {accepted.Count / took.TotalSeconds:0.0}/s");
        Console.WriteLine($"FIGURE load: answer {Line(answers)}; receipt to inbox {Line(arrivals)} ({arrivals.Count} of {accepted.Count * Recipients.Length} deliveries seen), load of the machine {Figures.Load}");
        return failed == 0 ? 0 : 1;

        async Task Send(TimeSpan due)
        {
            using var body = new ByteArrayContent(packets.Next());
            body.Headers.ContentType = new MediaTypeHeaderValue("application/edxml+xml");
            try
            {
                using var answer = await sender.PostAsync("/api/exchange/v1/packets", body);
                answer.EnsureSuccessStatusCode();
                var id = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("packetId").GetString()!;
                accepted[id] = Stopwatch.GetTimestamp();
                answers.Add((watch.Elapsed - due).TotalMilliseconds); // from the appointed time, not from the sending: no coordinated omission
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref failed);
            }
        }
    }

    // Acknowledgements go out beside the reading, or a reader that waits for each would fall behind and measure its own backlog.
    private static async Task Read(Uri url, string data, string code, ConcurrentBag<(string Packet, long At)> seen, CancellationToken ct)
    {
        using var client = await Client(url, data, code);
        using var lanes = new SemaphoreSlim(AcksAtOnce);
        var acks = new List<Task>();
        var after = "";
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var page = JsonDocument.Parse(await client.GetStringAsync($"/api/exchange/v1/inbox?wait=5&limit=200&after={after}", ct)).RootElement;
                var now = Stopwatch.GetTimestamp();
                foreach (var item in page.GetProperty("items").EnumerateArray())
                {
                    seen.Add((item.GetProperty("packetId").GetString()!, now));
                    acks.Add(Acknowledge(item.GetProperty("deliveryId").GetString()!));
                }

                after = page.GetProperty("next").GetString()!;
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }

        await Task.WhenAll(acks);

        async Task Acknowledge(string delivery)
        {
            await lanes.WaitAsync(CancellationToken.None);
            try
            {
                using var ack = await client.PostAsync($"/api/exchange/v1/inbox/{delivery}/ack", null, CancellationToken.None);
                ack.EnsureSuccessStatusCode();
            }
            finally
            {
                lanes.Release();
            }
        }
    }

    private static async Task<HttpClient> Client(Uri url, string data, string code)
    {
        var client = new HttpClient { BaseAddress = url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await DemoClient.Read(data, code).Token(url, TimeProvider.System));
        return client;
    }

    private static string Line(ConcurrentBag<double> times)
    {
        var sorted = times.Order().ToList();
        return sorted.Count == 0 ? "none" : $"p50 {sorted[sorted.Count / 2]:0} ms, p99 {sorted[(int)(sorted.Count * 0.99)]:0} ms, worst {sorted[^1]:0} ms";
    }
}
