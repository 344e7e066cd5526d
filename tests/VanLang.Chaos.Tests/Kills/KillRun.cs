using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;

namespace VanLang.Chaos.Tests.Kills;

/// <summary>
/// Agencies send, others read and acknowledge, and the server is killed under them again and again. Everything is chosen by one seed
/// but the moments at which threads meet.
/// </summary>
internal sealed class KillRun(ServerProcess server, int seed, int sends, int kills)
{
    private static readonly string[] Senders = ["G22", "G12", "G15", "H17"];
    private static readonly string[] Readers = ["H26", "H29", "H41"];

    private readonly ConcurrentQueue<string> surprises = new();
    private readonly ConcurrentDictionary<Guid, byte> acknowledged = new();
    private int sent;

    /// <summary>Answers that nobody may get: neither yes, nor come again.</summary>
    public IReadOnlyList<string> Surprises => [.. surprises];

    /// <summary>Deliveries that a reader was told are off its queue.</summary>
    public IReadOnlyCollection<Guid> Acknowledged => [.. acknowledged.Keys];

    public int Repeats { get; private set; }

    public TimeSpan SlowestStart { get; private set; }

    public TimeSpan Took { get; private set; }

    public async Task<IReadOnlyList<Ack>> Run(string folder, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        Directory.CreateDirectory(folder);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var senders = Senders.Select((code, i) => Task.Run(() => Send(code, i, folder, ct), ct)).ToList();
        var readers = Readers.Select(code => Task.Run(() => Read(code, over.Token), ct)).ToList();
        await Kill(Task.WhenAll(senders), ct);
        var repeats = await Task.WhenAll(senders);
        await over.CancelAsync();
        await Task.WhenAll(readers);
        Repeats = repeats.Sum();
        Took = watch.Elapsed;
        return [.. Senders.SelectMany(code => AckJournal.Read(Path.Combine(folder, code + ".acks")))];
    }

    private async Task<int> Send(string code, int index, string folder, CancellationToken ct)
    {
        using var client = new AgencyClient(server, code);
        using var journal = new AckJournal(Path.Combine(folder, code + ".acks"));
        var random = new Random(seed * 31 + index);
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7));
        for (var n = 0; n < sends / Senders.Length; n++)
        {
            var recipients = Readers.Where(_ => random.Next(2) == 0).DefaultIfEmpty(Readers[random.Next(Readers.Length)]).ToList();
            var packet = PacketText.Document("000.00.00." + code, recipients.Select(r => "000.00.00." + r), $"{seed}{index}{n:00000}", today, new PacketShape { Zip = random.Next(2) == 0, CidAtAttachment = random.Next(2) == 0 });
            packet.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make($"Văn bản {n} của {code}, lượt {seed}")));
            var bytes = packet.Write(new PacketShape());
            var (status, body) = await client.Post(bytes, ct);
            if (status is not (HttpStatusCode.Created or HttpStatusCode.OK))
            {
                surprises.Enqueue($"{code} #{n}: {(int)status} {System.Text.Encoding.UTF8.GetString(body)}");
                continue;
            }

            var answer = JsonDocument.Parse(body).RootElement;
            journal.Write(new Ack(code, answer.GetProperty("documentId").GetString()!, Convert.ToHexStringLower(SHA256.HashData(bytes)), answer.GetProperty("packetId").GetGuid(), answer.GetProperty("receipt").GetString()!, recipients));
            Interlocked.Increment(ref sent);
        }

        return client.Repeats;
    }

    private async Task Read(string code, CancellationToken ct)
    {
        using var client = new AgencyClient(server, code);
        var after = "";
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var page = await client.Json("/api/exchange/v1/inbox?limit=50&wait=1" + (after.Length == 0 ? "" : "&after=" + Uri.EscapeDataString(after)), ct);
                foreach (var item in page.GetProperty("items").EnumerateArray())
                {
                    var id = item.GetProperty("deliveryId").GetGuid();
                    var (status, _) = await client.Insist(() => new HttpRequestMessage(HttpMethod.Post, $"/api/exchange/v1/inbox/{id}/ack"), ct);
                    if (status == HttpStatusCode.OK)
                    {
                        acknowledged[id] = 1;
                    }
                    else
                    {
                        surprises.Enqueue($"{code} ack {id}: {(int)status}");
                    }
                }

                after = page.GetProperty("next").GetString()!;
            }
        }
        catch (OperationCanceledException)
        {
            // The senders are done.
        }
        catch (InvalidOperationException e)
        {
            surprises.Enqueue(e.Message);
        }
    }

    /// <summary>Kills spread over the sends, each at a random moment within its share.</summary>
    private async Task Kill(Task done, CancellationToken ct)
    {
        var random = new Random(seed);
        for (var i = 0; i < kills && !done.IsCompleted; i++)
        {
            var share = sends / (kills + 1);
            var at = share * i + random.Next(share);
            while (Volatile.Read(ref sent) < at && !done.IsCompleted)
            {
                await Task.Delay(5, ct);
            }

            await Task.Delay(random.Next(40), ct);
            await server.Kill();
            await server.Start();
            SlowestStart = server.StartedIn > SlowestStart ? server.StartedIn : SlowestStart;
            Kills++;
        }

        await done;
    }

    public int Kills { get; private set; }
}
