using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using VanLang.Data;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.Figures;

/// <summary>
/// What a running server costs. Memory has bounds, because it does not depend on the neighbours of a shared machine; times are
/// printed and judged on docs/quality.md. The published server is measured when ./run has built one.
/// </summary>
public abstract class ServerFigures(DatabaseKind kind)
{
    private const double IdleMb = 250;
    private const double GrowthMb = 64;

    [Fact]
    public async Task A_server_starts_rests_and_takes_a_packet_of_50_MB_within_its_memory()
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        var published = Repository.At("artifacts", "run", "VanLang.Server.dll");
        var build = File.Exists(published) ? "published" : "debug";
        await using var server = await ServerProcess.Start(await TestDatabase.Durable(kind), binary: File.Exists(published) ? published : null);
        var starts = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            await server.Terminate();
            await server.Start();
            starts.Add(server.StartedIn.TotalSeconds);
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
        var idle = server.ResidentMb;
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await DemoClient.Read(server.Database.DataFolder, "G22").Token(server.Address, TimeProvider.System));
        // A small packet first: its path is compiled once, whatever the size.
        Assert.Equal(HttpStatusCode.Created, await Send(client, Packet(1, 10_000)));
        var before = server.PeakMb;
        var large = Packet(2, 37_000_000);
        var watch = Stopwatch.StartNew();
        var status = await Send(client, large);
        var growth = server.PeakMb - before;

        ChaosSize.Figure($"cost {kind}: {build} server, warm start {string.Join(" / ", starts.Order().Select(s => s.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)))} s, {idle:0} MB idle, a packet of {large.Length / 1_000_000} MB took {watch.Elapsed.TotalSeconds:0.0} s and {growth:0} MB");
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.True(idle <= IdleMb, $"{idle:0} MB idle, at most {IdleMb:0}.");
        Assert.True(growth <= GrowthMb, $"A packet of {large.Length / 1_000_000} MB took {growth:0} MB, at most {GrowthMb:0}.");
    }

    private static byte[] Packet(int number, int size)
    {
        var packet = PacketText.Document("000.00.00.G22", ["000.00.00.H41"], $"9{number}", DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)), new PacketShape());
        packet.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make("Van ban", padding: size)));
        return packet.Write(new PacketShape { Zip = false });
    }

    private static async Task<HttpStatusCode> Send(HttpClient client, byte[] packet)
    {
        using var content = new ByteArrayContent(packet) { Headers = { ContentType = new MediaTypeHeaderValue("application/edxml+xml") } };
        using var answer = await client.PostAsync("/api/exchange/v1/packets", content);
        return answer.StatusCode;
    }
}

public sealed class FiguresOnSqlite() : ServerFigures(DatabaseKind.Sqlite);

public sealed class FiguresOnPostgres() : ServerFigures(DatabaseKind.Postgres);
