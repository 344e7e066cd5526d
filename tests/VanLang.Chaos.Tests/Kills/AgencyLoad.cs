using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using VanLang.Exchange.Tests.Edxml;

namespace VanLang.Chaos.Tests.Kills;

/// <summary>
/// Four agencies send, three others read and acknowledge, at one address or at several in turn, while something is done to the servers.
/// Everything is chosen by one seed but the moments at which threads meet.
/// </summary>
internal sealed class AgencyLoad(int seed, int sends, params Front[] fronts)
{
    private static readonly string[] Senders = ["G22", "G12", "G15", "H17"];
    private static readonly string[] Readers = ["H26", "H29", "H41"];

    private readonly ConcurrentQueue<string> surprises = new();
    private readonly ConcurrentDictionary<Guid, byte> acknowledged = new();
    private readonly ConcurrentQueue<long> answered = new();
    private int sent;

    /// <summary>False for senders that try once only: everything but yes is a surprise.</summary>
    public bool Insistent { get; init; } = true;

    /// <summary>Rest of a sender between two packets, for a load that lasts.</summary>
    public TimeSpan Rest { get; init; }

    /// <summary>Bytes by which each file is longer.</summary>
    public int Padding { get; init; }

    /// <summary>How long an agency waits for an answer before it asks anew.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>Answers that nobody may get: neither yes, nor come again.</summary>
    public IReadOnlyList<string> Surprises => [.. surprises];

    /// <summary>Deliveries that a reader was told are off its queue.</summary>
    public IReadOnlyCollection<Guid> Acknowledged => [.. acknowledged.Keys];

    /// <summary>Sends that were answered with yes, until now.</summary>
    public int Sent => Volatile.Read(ref sent);

    public int Repeats { get; private set; }

    public TimeSpan Took { get; private set; }

    /// <summary>The longest time after a moment (<see cref="Stopwatch.GetTimestamp"/>) in which no sender got a yes.</summary>
    public TimeSpan LongestSilenceAfter(long moment)
    {
        var times = answered.Where(a => a >= moment).Prepend(moment).Order().ToList();
        return times.Zip(times.Skip(1), (a, b) => Stopwatch.GetElapsedTime(a, b)).DefaultIfEmpty(TimeSpan.MaxValue).Max();
    }

    /// <summary>Runs until all is sent and the disturbance is over; returns the senders' journals.</summary>
    public async Task<IReadOnlyList<Ack>> Run(string folder, Func<Task, Task> disturb, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        Directory.CreateDirectory(folder);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var senders = Senders.Select((code, i) => Task.Run(() => Send(code, i, folder, ct), ct)).ToList();
        var readers = Readers.Select((code, i) => Task.Run(() => Read(code, fronts[i % fronts.Length], over.Token), ct)).ToList();
        var all = Task.WhenAll(senders);
        await disturb(all);
        var repeats = await all;
        await over.CancelAsync();
        await Task.WhenAll(readers);
        Repeats = repeats.Sum();
        Took = watch.Elapsed;
        return [.. Senders.SelectMany(code => AckJournal.Read(Path.Combine(folder, code + ".acks")))];
    }

    private async Task<int> Send(string code, int index, string folder, CancellationToken ct)
    {
        var clients = fronts.Select(f => new AgencyClient(f, code, Patience)).ToList();
        using var journal = new AckJournal(Path.Combine(folder, code + ".acks"));
        var random = new Random(seed * 31 + index);
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7));
        for (var n = 0; n < sends / Senders.Length; n++)
        {
            var recipients = Readers.Where(_ => random.Next(2) == 0).DefaultIfEmpty(Readers[random.Next(Readers.Length)]).ToList();
            var packet = PacketText.Document("000.00.00." + code, recipients.Select(r => "000.00.00." + r), $"{seed}{index}{n:00000}", today, new PacketShape { Zip = random.Next(2) == 0, CidAtAttachment = random.Next(2) == 0 });
            packet.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make($"Văn bản {n} của {code}, lượt {seed}", padding: Padding)));
            var bytes = packet.Write(new PacketShape { Zip = Padding == 0 }); // Padding is zeros: packed, it would be nothing.
            var client = clients[n % clients.Count];
            var (status, body) = Insistent ? await client.Post(bytes, ct) : await client.PostOnce(bytes, ct);
            if (status is not (HttpStatusCode.Created or HttpStatusCode.OK))
            {
                surprises.Enqueue($"{code} #{n}: {(int)status} {System.Text.Encoding.UTF8.GetString(body)}");
                continue;
            }

            answered.Enqueue(Stopwatch.GetTimestamp());
            var answer = JsonDocument.Parse(body).RootElement;
            journal.Write(new Ack(code, answer.GetProperty("documentId").GetString()!, Convert.ToHexStringLower(SHA256.HashData(bytes)), answer.GetProperty("packetId").GetGuid(), answer.GetProperty("receipt").GetString()!, recipients));
            Interlocked.Increment(ref sent);
            if (Rest > TimeSpan.Zero)
            {
                await Task.Delay(Rest, ct);
            }
        }

        var repeats = clients.Sum(c => c.Repeats);
        clients.ForEach(c => c.Dispose());
        return repeats;
    }

    private async Task Read(string code, Front front, CancellationToken ct)
    {
        using var client = new AgencyClient(front, code, Patience);
        var after = "";
        var seen = new HashSet<Guid>();
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var page = await client.Json("/api/exchange/v1/inbox?limit=50&wait=1" + (after.Length == 0 ? "" : "&after=" + Uri.EscapeDataString(after)), ct);
                foreach (var item in page.GetProperty("items").EnumerateArray())
                {
                    var id = item.GetProperty("deliveryId").GetGuid();
                    if (!seen.Add(id))
                    {
                        surprises.Enqueue($"{code}: delivery {id} came twice past its cursor");
                    }

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
}
