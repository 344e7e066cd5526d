using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Blobs;
using VanLang.Server.Hosting;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Api;

/// <summary>Requests that are wrong below the packet: lengths that lie, connections that break, a server that stops.</summary>
public abstract class TransportTests(TestApp app)
{
    private const string Inbox = "/api/exchange/v1/inbox";

    [Theory]
    [InlineData("Content-Length: {0}\r\nContent-Length: 5\r\n", 400)]
    [InlineData("Content-Length: -1\r\n", 400)]
    [InlineData("Content-Length: nhiều\r\n", 400)]
    [InlineData("Content-Length: 99999999999999999999\r\n", 400)]
    [InlineData("Transfer-Encoding: gzip\r\n", 400)]
    [InlineData("", 422)]
    public async Task A_length_that_is_none_is_refused_and_nothing_is_kept(string headers, int expected)
    {
        var packet = Agencies.Document("G22", ["H41"]);
        var before = await Rows();

        var said = await Raw(string.Format(System.Globalization.CultureInfo.InvariantCulture, headers, packet.Length), packet);

        Assert.StartsWith($"HTTP/1.1 {expected}", said, StringComparison.Ordinal);
        Assert.Equal(before, await Rows());
        Assert.False(app.Services.GetRequiredService<BlobStore>().Exists(Convert.ToHexStringLower(SHA256.HashData(packet))));
    }

    [Fact]
    public async Task A_length_that_is_too_short_cuts_the_packet_and_the_rest_is_no_request()
    {
        var packet = Agencies.Document("G22", ["H41"]);
        var before = await Rows();

        var said = await Raw($"Content-Length: {packet.Length - 40}\r\n", packet, close: false);

        Assert.StartsWith("HTTP/1.1 422", said, StringComparison.Ordinal);
        Assert.Contains("EDX-0001", said, StringComparison.Ordinal);
        Assert.DoesNotContain("HTTP/1.1 2", said, StringComparison.Ordinal);
        Assert.Equal(before, await Rows());
    }

    [Fact]
    public async Task A_request_inside_the_body_of_another_is_not_heard()
    {
        var packet = Agencies.Document("G22", ["H41"]);
        var hidden = Encoding.ASCII.GetBytes("0\r\n\r\nGET /api/exchange/v1/outbox HTTP/1.1\r\nHost: x\r\n\r\n");

        // RFC 9112, 6.3: with both headers the coding counts, and the connection is not used again.
        var said = await Raw($"Transfer-Encoding: chunked\r\nContent-Length: {hidden.Length}\r\n", [.. hidden, .. packet], close: false);

        Assert.Equal(1, said.Split("HTTP/1.1 ").Length - 1);
        Assert.StartsWith("HTTP/1.1 4", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_the_body_can_be_tried_again_at_once()
    {
        var packet = Agencies.Document("G22", ["H41"]);
        foreach (var part in (int[])[0, 1, 300, packet.Length / 2, packet.Length - 1])
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(app.Address.Host, app.Address.Port);
            await socket.GetStream().WriteAsync(await Head($"Content-Length: {packet.Length}\r\n"));
            await socket.GetStream().WriteAsync(packet.AsMemory(0, part));
            socket.LingerState = new LingerOption(true, 0); // Reset instead of a polite end.
        }

        using var client = await app.Api("G22");
        var sent = await client.Send(packet);
        var again = await client.Send(packet, HttpStatusCode.OK);

        Assert.Equal(sent.Text("receipt"), again.Text("receipt"));
        await Poll.Until(() => Task.FromResult(Directory.GetFiles(app.Services.GetRequiredService<BlobStore>().TemporaryFolder).Length == 0), "no temporary file is left");
        Assert.DoesNotContain(app.Log.Errors, e => e.Exception is not null);
    }

    [Fact]
    public async Task A_waiting_inbox_is_answered_when_the_server_stops_and_the_cursor_goes_on()
    {
        using var recipient = await app.Api("H29");
        var start = (await recipient.Get(Inbox + "?limit=200")).Text("next");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var waiting = recipient.GetAsync($"{Inbox}?wait=30&after={start}");
        await Task.Delay(300);

        await app.Restart();
        using var answer = await waiting;
        var page = await answer.Json(HttpStatusCode.OK);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
        Assert.Empty(page.GetProperty("items").EnumerateArray());
        Assert.Equal(start, page.Text("next"));
        using var after = await app.Api("H29");
        using var sender = await app.Api("G22");
        var sent = await sender.Send(Agencies.Document("G22", ["H29"]));
        var next = await after.Get($"{Inbox}?after={page.Text("next")}");
        Assert.Equal(sent.Text("packetId"), Assert.Single(next.GetProperty("items").EnumerateArray()).Text("packetId"));
    }

    [Fact]
    public async Task A_draining_server_is_not_ready_and_alive()
    {
        using var client = app.Anonymous();
        app.Services.GetRequiredService<Readiness>().Drain();
        try
        {
            using var ready = await client.GetAsync("/health/ready");
            using var live = await client.GetAsync("/health/live");

            Assert.Equal((HttpStatusCode.ServiceUnavailable, "draining"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }
        finally
        {
            app.Services.GetRequiredService<Readiness>().Ready();
        }
    }

    private async Task<byte[]> Head(string headers) => Encoding.UTF8.GetBytes(
        $"POST {Calls.Packets} HTTP/1.1\r\nHost: {app.Address.Authority}\r\nAuthorization: Bearer {await app.Token("G22")}\r\nContent-Type: application/edxml+xml\r\n{headers}\r\n");

    private async Task<string> Raw(string headers, byte[] body, bool close = true)
    {
        using var socket = new TcpClient { ReceiveTimeout = 10_000 };
        await socket.ConnectAsync(app.Address.Host, app.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(await Head((close ? "Connection: close\r\n" : "") + headers));
        try
        {
            await stream.WriteAsync(body);
        }
        catch (IOException)
        {
            // The server had heard enough.
        }

        using var said = new MemoryStream();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(close ? 10 : 3));
        try
        {
            await stream.CopyToAsync(said, limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // A connection that is kept open is not waited for.
        }

        return Encoding.UTF8.GetString(said.ToArray());
    }

    private Task<int> Rows() => app.In<ExchangeDb, int>(db => db.Packets.CountAsync());
}

public sealed class TransportOnSqlite(SqliteApp app) : TransportTests(app), IClassFixture<SqliteApp>;

public sealed class TransportOnPostgres(PostgresApp app) : TransportTests(app), IClassFixture<PostgresApp>;
