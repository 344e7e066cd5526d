using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;

namespace VanLang.Chaos.Tests.Time;

/// <summary>
/// Row R11: a server whose clock is set wrong, jumps and is set right again. Nothing expires early, a repeated send gets its stored
/// receipt, and the order of the log does not depend on the clock.
/// </summary>
public abstract class ClockSkewTests(TestApp app)
{
    private static int number = 1000;

    public static TheoryData<string> Jumps { get; } = ["01:00:00", "-01:00:00", "1.00:00:00", "-7.00:00:00", "4000.00:00:00"];

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task A_repeated_send_after_a_jump_gets_the_stored_receipt(string jump)
    {
        app.Clock.Set(TestClock.Start);
        var packet = Packet();
        var first = await Send(packet);

        app.Clock.Advance(TimeSpan.Parse(jump, CultureInfo.InvariantCulture));
        var again = await Send(packet);

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(first.Body.GetProperty("receipt").GetString(), again.Body.GetProperty("receipt").GetString());
    }

    [Fact]
    public async Task The_order_of_an_inbox_follows_the_log_not_the_clock()
    {
        app.Clock.Set(TestClock.Start);
        var sent = new List<Guid>();
        foreach (var jump in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromHours(-2), TimeSpan.FromMinutes(30)])
        {
            app.Clock.Advance(jump);
            sent.Add((await Send(Packet())).Body.GetProperty("packetId").GetGuid());
        }

        var inbox = await Inbox();

        Assert.Equal(sent, inbox.Where(sent.Contains));
    }

    [Fact]
    public async Task A_cursor_taken_before_a_jump_back_still_finds_what_comes_after()
    {
        app.Clock.Set(TestClock.Start);
        using var recipient = await app.Api("H41");
        var next = "";
        for (var more = true; more;)
        {
            var page = await recipient.GetFromJsonAsync<JsonElement>("/api/exchange/v1/inbox?all=true&limit=200" + (next.Length == 0 ? "" : "&after=" + Uri.EscapeDataString(next)));
            (more, next) = (page.GetProperty("items").GetArrayLength() > 0, page.GetProperty("next").GetString()!);
        }

        app.Clock.Advance(TimeSpan.FromHours(-1));
        var sent = (await Send(Packet())).Body.GetProperty("packetId").GetGuid();
        using var later = await app.Api("H41");
        var found = await later.GetFromJsonAsync<JsonElement>("/api/exchange/v1/inbox?all=true&wait=5&after=" + Uri.EscapeDataString(next));

        Assert.Equal(sent, Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("packetId").GetGuid());
    }

    [Fact]
    public async Task A_session_does_not_end_early_when_the_clock_jumps_back_and_forth_within_its_life()
    {
        app.Clock.Set(TestClock.Start);
        using var browser = await app.SignIn("vanthu.h41");

        app.Clock.Advance(TimeSpan.FromMinutes(-5));
        var earlier = await browser.Get("/work");
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        var later = await browser.Get("/work");

        Assert.Equal(HttpStatusCode.OK, earlier.Status);
        Assert.Equal(HttpStatusCode.OK, later.Status);
    }

    [Fact]
    public async Task An_access_token_dies_at_its_hour_by_the_servers_clock_and_a_new_one_is_had()
    {
        app.Clock.Set(TestClock.Start);
        using var client = await app.Api("G22");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/exchange/v1/outbox")).StatusCode);
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/exchange/v1/outbox")).StatusCode);
        using var renewed = await app.Api("G22");
        Assert.Equal(HttpStatusCode.OK, (await renewed.GetAsync("/api/exchange/v1/outbox")).StatusCode);
    }

    [Fact]
    public async Task After_the_end_of_32_bit_time_documents_are_sent_received_and_acknowledged()
    {
        app.Clock.Set(new DateTimeOffset(2038, 1, 19, 3, 14, 8, TimeSpan.Zero));
        var sent = await Send(Packet());
        using var recipient = await app.Api("H41");
        var delivery = sent.Body.GetProperty("recipients")[0].GetProperty("deliveryId").GetGuid();

        var acknowledged = await recipient.PostAsync($"/api/exchange/v1/inbox/{delivery}/ack", null);

        Assert.Equal(HttpStatusCode.Created, sent.Status);
        Assert.Equal(2038, sent.Body.GetProperty("acceptedAt").GetDateTimeOffset().Year);
        Assert.Equal(HttpStatusCode.OK, acknowledged.StatusCode);
    }

    private static byte[] Packet()
    {
        var packet = PacketText.Document("000.00.00.G22", ["000.00.00.H41"], Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture), new DateOnly(2026, 11, 2), new PacketShape());
        packet.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make("Van ban")));
        return packet.Write(new PacketShape());
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Send(byte[] packet)
    {
        using var client = await app.Api("G22");
        using var content = new ByteArrayContent(packet) { Headers = { ContentType = new MediaTypeHeaderValue("application/edxml+xml") } };
        using var answer = await client.PostAsync("/api/exchange/v1/packets", content);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task<List<Guid>> Inbox()
    {
        using var recipient = await app.Api("H41");
        var page = await recipient.GetFromJsonAsync<JsonElement>("/api/exchange/v1/inbox?all=true&limit=200");
        return [.. page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("packetId").GetGuid())];
    }
}

public sealed class ClockSkewOnSqlite(SqliteApp app) : ClockSkewTests(app), IClassFixture<SqliteApp>;

public sealed class ClockSkewOnPostgres(PostgresApp app) : ClockSkewTests(app), IClassFixture<PostgresApp>;
