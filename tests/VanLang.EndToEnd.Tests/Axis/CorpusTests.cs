using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using VanLang.EndToEnd.Tests.Browsing;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;

namespace VanLang.EndToEnd.Tests.Axis;

/// <summary>Every packet of our corpus through the running platform: what vendors write is taken, delivered as it came, and its files come out whole.</summary>
public sealed class CorpusTests(Demo demo)
{
    [Fact]
    public async Task Every_packet_of_the_corpus_is_taken_delivered_and_read_back()
    {
        var server = await demo.Server();
        var settings = new CorpusSettings("000.00.00.G22", ["000.00.00.H41", "000.00.00.H26"], DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)), Random.Shared.Next(100_000, 900_000));
        var corpus = PacketCorpus.Make(settings);
        var clients = new Dictionary<string, HttpClient>();
        var faults = new List<string>();

        foreach (var packet in corpus)
        {
            var sender = await Client(server, clients, packet.From);
            using var content = new ByteArrayContent(packet.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/edxml+xml") } };
            using var answer = await sender.PostAsync("/api/exchange/v1/packets", content);
            var body = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                faults.Add($"{packet}: {(int)answer.StatusCode} {body}");
                continue;
            }

            var accepted = JsonDocument.Parse(body).RootElement;
            faults.AddRange(packet.IsStatus ? Applied(packet, accepted) : await Delivered(server, clients, packet, accepted));
        }

        Assert.True(corpus.Count >= 40, $"{corpus.Count} packets, at least 40.");
        Assert.True(faults.Count == 0, string.Join('\n', faults) + "\n" + string.Join('\n', server.Printed.Split('\n').Where(l => l.StartsWith("fail:", StringComparison.Ordinal)).TakeLast(3)));
    }

    private static IEnumerable<string> Applied(CorpusPacket packet, JsonElement accepted)
    {
        if (!accepted.GetProperty("matched").GetBoolean())
        {
            yield return $"{packet}: the status found no document";
        }
    }

    private static async Task<List<string>> Delivered(ServerProcess server, Dictionary<string, HttpClient> clients, CorpusPacket packet, JsonElement accepted)
    {
        var faults = new List<string>();
        var id = accepted.GetProperty("packetId").GetGuid();
        if (accepted.GetProperty("recipients").GetArrayLength() != packet.To.Count)
        {
            faults.Add($"{packet}: {accepted.GetProperty("recipients").GetArrayLength()} recipients, {packet.To.Count} in the packet");
        }

        var recipient = await Client(server, clients, packet.To[0]);
        var stored = await recipient.GetByteArrayAsync($"/api/exchange/v1/packets/{id}");
        if (!stored.AsSpan().SequenceEqual(packet.Bytes))
        {
            faults.Add($"{packet}: the bytes are not those that were sent");
        }

        for (var n = 1; n <= packet.Files.Count; n++)
        {
            using var answer = await recipient.GetAsync($"/api/exchange/v1/packets/{id}/attachments/{n}");
            var file = await answer.Content.ReadAsByteArrayAsync();
            if (answer.StatusCode != HttpStatusCode.OK || !SHA256.HashData(file).AsSpan().SequenceEqual(SHA256.HashData(packet.Files[n - 1].Content)))
            {
                faults.Add($"{packet}: attachment {n} is not {packet.Files[n - 1].Name}: {(int)answer.StatusCode}");
            }
        }

        using var strict = await recipient.GetAsync($"/api/exchange/v1/packets/{id}?form=strict");
        if (strict.StatusCode != HttpStatusCode.OK)
        {
            faults.Add($"{packet}: no strict form: {(int)strict.StatusCode} {await strict.Content.ReadAsStringAsync()}");
        }

        return faults;
    }

    private static async Task<HttpClient> Client(ServerProcess server, Dictionary<string, HttpClient> clients, string organId)
    {
        var code = organId.Split('.')[^1];
        if (!clients.TryGetValue(code, out var client))
        {
            clients[code] = client = new HttpClient { BaseAddress = server.Address };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await DemoClient.Read(server.Database.DataFolder, code).Token(server.Address, TimeProvider.System));
        }

        return client;
    }
}
