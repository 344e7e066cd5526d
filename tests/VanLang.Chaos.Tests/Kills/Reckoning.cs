using System.Net;
using System.Security.Cryptography;

namespace VanLang.Chaos.Tests.Kills;

/// <summary>After a run: what was promised against what is there.</summary>
/// <param name="Lost">Acknowledged, but not stored, or not in a recipient's inbox.</param>
/// <param name="Doubled">More than once in an inbox, or one document under two packet ids.</param>
/// <param name="Baseless">Receipts that do not verify, or speak of a packet that is not stored as they say.</param>
/// <param name="Stuck">Deliveries that nobody can take off the queue, or that came back after they were taken off.</param>
internal sealed record Reckoning(IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled, IReadOnlyList<string> Baseless, IReadOnlyList<string> Stuck)
{
    public bool Holds => Lost.Count + Doubled.Count + Baseless.Count + Stuck.Count == 0;

    public override string ToString() => $"{Lost.Count} lost, {Doubled.Count} doubled, {Baseless.Count} receipts without their document, {Stuck.Count} stuck"
        + string.Concat(Lost.Concat(Doubled).Concat(Baseless).Concat(Stuck).Take(20).Select(x => "\n  " + x));

    public static async Task<Reckoning> Of(Front server, IReadOnlyList<Ack> acks, IReadOnlyCollection<Guid> acknowledged, CancellationToken ct)
    {
        var (lost, doubled, baseless, stuck) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        doubled.AddRange(acks.GroupBy(a => (a.Sender, a.DocumentId)).Where(g => g.Select(a => a.PacketId).Distinct().Count() > 1).Select(g => $"{g.Key} has two packet ids"));
        await Inboxes(server, acks, acknowledged, lost, doubled, stuck, ct);
        await Stored(server, acks, lost, baseless, ct);
        return new Reckoning(lost, doubled, baseless, stuck);
    }

    private static async Task Inboxes(Front server, IReadOnlyList<Ack> acks, IReadOnlyCollection<Guid> acknowledged, List<string> lost, List<string> doubled, List<string> stuck, CancellationToken ct)
    {
        foreach (var recipient in acks.SelectMany(a => a.Recipients).Distinct())
        {
            using var client = new AgencyClient(server, recipient);
            var inbox = (await client.WholeInbox(ct)).GroupBy(i => i.GetProperty("packetId").GetGuid()).ToDictionary(g => g.Key, g => g.ToList());
            doubled.AddRange(inbox.Where(i => i.Value.Count > 1).Select(i => $"packet {i.Key} is {i.Value.Count} times in the inbox of {recipient}"));
            doubled.AddRange(inbox.Values.GroupBy(i => (i[0].GetProperty("from").GetString(), i[0].GetProperty("documentId").GetString())).Where(g => g.Count() > 1).Select(g => $"document {g.Key} is {g.Count()} times in the inbox of {recipient}"));
            lost.AddRange(acks.Where(a => a.Recipients.Contains(recipient) && !inbox.ContainsKey(a.PacketId)).Select(a => $"{a.DocumentId} of {a.Sender} is not in the inbox of {recipient}"));
            foreach (var item in inbox.Values.SelectMany(i => i))
            {
                var id = item.GetProperty("deliveryId").GetGuid();
                if (acknowledged.Contains(id) && !item.GetProperty("acknowledged").GetBoolean())
                {
                    stuck.Add($"delivery {id} of {recipient} was acknowledged and is on the queue again");
                }

                var (status, _) = await client.Insist(() => new HttpRequestMessage(HttpMethod.Post, $"/api/exchange/v1/inbox/{id}/ack"), ct);
                if (status != HttpStatusCode.OK)
                {
                    stuck.Add($"delivery {id} of {recipient} cannot be acknowledged: {(int)status}");
                }
            }

            var left = await client.Json("/api/exchange/v1/inbox?limit=200", ct);
            stuck.AddRange(left.GetProperty("items").EnumerateArray().Select(i => $"delivery {i.GetProperty("deliveryId")} of {recipient} stays on the queue"));
        }
    }

    private static async Task Stored(Front server, IReadOnlyList<Ack> acks, List<string> lost, List<string> baseless, CancellationToken ct)
    {
        using var keys = await ReceiptKeys.Fetch(server.Address);
        foreach (var bySender in acks.GroupBy(a => a.Sender))
        {
            using var client = new AgencyClient(server, bySender.Key);
            foreach (var ack in bySender)
            {
                var (status, bytes) = await client.Insist(() => new HttpRequestMessage(HttpMethod.Get, $"/api/exchange/v1/packets/{ack.PacketId}"), ct);
                var stored = status == HttpStatusCode.OK ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : null;
                if (stored != ack.Digest)
                {
                    lost.Add($"{ack.DocumentId}: {(int)status}, digest {stored}, sent {ack.Digest}");
                }

                if (keys.Read(ack.Receipt) is not { } claims || claims.GetProperty("packetId").GetGuid() != ack.PacketId || claims.GetProperty("digest").GetString() != stored
                    || claims.GetProperty("documentId").GetString() != ack.DocumentId || claims.GetProperty("recipients").GetArrayLength() != ack.Recipients.Count)
                {
                    baseless.Add($"receipt of {ack.DocumentId}");
                }
            }
        }
    }
}
