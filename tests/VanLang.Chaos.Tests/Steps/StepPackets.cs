using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using VanLang.Chaos.Tests.Kills;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;

namespace VanLang.Chaos.Tests.Steps;

/// <summary>
/// One sender with a memory: what it was promised is in its journal; what it does not know the fate of it sends again, the same bytes,
/// at every next occasion.
/// </summary>
internal sealed class StepPackets : IDisposable
{
    private const int AtOnce = 64; // A node turns away what is beyond 256 in hand, and a busy one has sixteen connections to PostgreSQL.

    private static readonly string[] Recipients = ["H41", "H26"];

    private readonly AgencyClient sender;
    private readonly AckJournal journal;
    private readonly string file;
    private readonly int seed;
    private readonly Dictionary<string, (string Number, byte[] Bytes)> pending = [];
    private int last;

    public StepPackets(ServerProcess server, int seed)
    {
        this.seed = seed;
        sender = new AgencyClient(server, "G22", TimeSpan.FromSeconds(15));
        Reader = new AgencyClient(server, "H41", TimeSpan.FromSeconds(15));
        file = server.Database.DataFolder + ".steps.acks";
        journal = new AckJournal(file);
    }

    public AgencyClient Sender => sender;

    public AgencyClient Reader { get; }

    /// <summary>Answers that are neither yes nor "come again".</summary>
    public List<string> Surprises { get; } = [];

    public int Pending => pending.Count;

    public IReadOnlyList<Ack> Acks => AckJournal.Read(file);

    /// <summary>A new document, and everything that is still owed; returns the new one's bytes.</summary>
    public async Task<byte[]> Send(string why, CancellationToken ct)
    {
        var bytes = Make(why);
        await Owed(ct);
        return bytes;
    }

    /// <summary>So many new documents at the same time.</summary>
    public async Task SendMany(int count, string why, CancellationToken ct)
    {
        for (var i = 0; i < count; i++)
        {
            Make($"{why} {i}");
        }

        await Owed(ct);
    }

    /// <summary>Sends what has no receipt yet, as many at once as a node takes.</summary>
    public async Task Owed(CancellationToken ct)
    {
        foreach (var some in pending.Chunk(AtOnce).ToList())
        {
            var answers = await Task.WhenAll(some.Select(p => sender.PostOnce(p.Value.Bytes, ct)));
            foreach (var (one, (status, body)) in some.Zip(answers))
            {
                Take(one.Key, status, body);
            }
        }
    }

    /// <summary>One of what is owed, once more, with a look at the answer.</summary>
    public async Task<(HttpStatusCode Status, byte[] Body)> Again(Action<HttpResponseMessage> look, CancellationToken ct)
    {
        var (digest, one) = pending.First();
        var (status, body) = await sender.Once(() => AgencyClient.Packet(one.Bytes), ct, look);
        Take(digest, status, body);
        return (status, body);
    }

    /// <summary>The first send by another way: the bytes are kept as owed until the axis has said yes.</summary>
    public string Owe(byte[] bytes, string number, string? stored = null)
    {
        var digest = stored ?? Convert.ToHexStringLower(SHA256.HashData(bytes));
        pending[digest] = (number, bytes);
        return digest;
    }

    public void Take(string digest, HttpStatusCode status, byte[] body)
    {
        if (status is HttpStatusCode.Created or HttpStatusCode.OK)
        {
            var answer = JsonDocument.Parse(body).RootElement;
            journal.Write(new Ack("G22", answer.GetProperty("documentId").GetString()!, digest, answer.GetProperty("packetId").GetGuid(), answer.GetProperty("receipt").GetString()!, Recipients));
            pending.Remove(digest);
        }
        else if (status is not (0 or HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
        {
            Surprises.Add($"{pending[digest].Number}: {(int)status} {System.Text.Encoding.UTF8.GetString(body)}");
        }
    }

    public PacketText Text(string why, out string number)
    {
        number = $"{seed}{++last:0000}";
        var packet = PacketText.Document("000.00.00.G22", Recipients.Select(r => "000.00.00." + r), number, DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)), new PacketShape());
        packet.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make($"Văn bản {number}, {why}"), ContentId: "tep-1"));
        return packet;
    }

    public void Dispose()
    {
        sender.Dispose();
        Reader.Dispose();
        journal.Dispose();
    }

    private byte[] Make(string why)
    {
        var bytes = Text(why, out var number).Write(new PacketShape());
        Owe(bytes, number);
        return bytes;
    }
}
