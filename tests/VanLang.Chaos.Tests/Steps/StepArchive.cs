using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Chaos.Tests.Kills;
using VanLang.Data;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Server.Hosting;
using VanLang.Testing;

namespace VanLang.Chaos.Tests.Steps;

/// <summary>Packets of years ago, for the archive: a server whose clock stands there takes them in, and ends.</summary>
internal sealed class StepArchive(ServerProcess server, StepPackets packets, CancellationToken ct)
{
    /// <summary>The month before which everything is old, whatever today is.</summary>
    public const string Before = "2021-12";

    private readonly List<(Guid Packet, string Digest)> laid = [];

    /// <summary>Lays one packet in that its recipient has taken off its queue and registered.</summary>
    public async Task Lay(string step)
    {
        var clock = new TestClock();
        clock.Set(new DateTimeOffset(2021, 6, 15, 9, 0, 0, TimeSpan.FromHours(7)));
        await using var past = VanLangServer.Build(new ServerSettings
        {
            Urls = "http://127.0.0.1:0",
            PublicUrl = "http://127.0.0.1",
            DataFolder = server.Database.DataFolder,
            Postgres = server.Database.Postgres,
            Time = clock,
            Overrides = TestApp.Quiet,
        });
        past.Services.GetRequiredService<Migrator>().TakeFolderIfNeeded();
        await past.StartAsync(ct);
        past.Services.GetRequiredService<Readiness>().Ready();
        var address = new Uri(past.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using (var sender = await Client(address, "H26", clock))
        using (var recipient = await Client(address, "G22", clock))
        {
            packets.Text(step, out var number);
            var bytes = PacketText.Document("000.00.00.H26", ["000.00.00.G22"], number, new DateOnly(2021, 6, 15), new PacketShape()).Write(new PacketShape());
            var sent = await Answer(await sender.PostAsync("/api/exchange/v1/packets", new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/edxml+xml") } }, ct));
            laid.Add((sent.GetProperty("packetId").GetGuid(), Convert.ToHexStringLower(SHA256.HashData(bytes))));
            var delivery = (await Answer(await recipient.GetAsync("/api/exchange/v1/inbox?limit=200", ct))).GetProperty("items").EnumerateArray().Last().GetProperty("deliveryId").GetGuid();
            await Answer(await recipient.PostAsync($"/api/exchange/v1/inbox/{delivery}/ack", null, ct));
            await Answer(await recipient.PostAsJsonAsync($"/api/exchange/v1/inbox/{delivery}/status", new { code = "03" }, ct));
        }

        await past.StopAsync(ct);
    }

    /// <summary>Old packets whose bytes are not what was sent; the server is up.</summary>
    public async Task<IReadOnlyList<string>> Lost()
    {
        var lost = new List<string>();
        using var sender = new AgencyClient(server, "H26");
        foreach (var (packet, digest) in laid)
        {
            var (status, bytes) = await sender.Insist(() => new HttpRequestMessage(HttpMethod.Get, $"/api/exchange/v1/packets/{packet}"), ct);
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != digest)
            {
                lost.Add($"old packet {packet}: {(int)status}, not the bytes that were sent");
            }
        }

        return lost;
    }

    private async Task<HttpClient> Client(Uri address, string code, TimeProvider time)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await DemoClient.Read(server.Database.DataFolder, code).Token(address, time));
        return client;
    }

    private async Task<JsonElement> Answer(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(body).RootElement : throw new InvalidOperationException($"{(int)answer.StatusCode}: {body}");
    }
}
