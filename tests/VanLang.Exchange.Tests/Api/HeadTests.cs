using System.Net;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Api;

/// <summary>HEAD on real rows: the same headers as GET, no bytes, and nothing happens by it.</summary>
public abstract class HeadTests(TestApp app)
{
    [Fact]
    public async Task Head_tells_length_and_digest_of_a_packet_and_is_no_arrival()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var packet = Agencies.Document("G22", ["H41"]);
        var sent = await sender.Send(packet);
        var path = $"{Calls.Packets}/{sent.Text("packetId")}";

        foreach (var address in (string[])[path, path + "?form=strict", path + "/attachments/1"])
        {
            using var head = await recipient.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
            Assert.Equal(!address.Contains("strict", StringComparison.Ordinal), head.Headers.ETag is not null);
            Assert.True(head.Content.Headers.ContentLength > 0, address);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }

        Assert.Equal("queued", await State(sender, path));

        using var whole = await recipient.GetAsync(path);
        using var again = await recipient.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal((whole.Content.Headers.ContentLength, whole.Headers.ETag, whole.Content.Headers.ContentType), (again.Content.Headers.ContentLength, again.Headers.ETag, again.Content.Headers.ContentType));
        Assert.Equal(packet.Length, whole.Content.Headers.ContentLength);
        Assert.Equal("delivered", await State(sender, path));
    }

    [Fact]
    public async Task Head_of_what_is_not_there_says_so_without_words()
    {
        using var client = await app.Api("H41");

        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"{Calls.Packets}/019a0000-0000-7000-8000-000000000000"));

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_range_beyond_the_end_is_told_in_words()
    {
        using var sender = await app.Api("G22");
        var sent = await sender.Send(Agencies.Document("G22", ["H41"]));
        var request = new HttpRequestMessage(HttpMethod.Get, $"{Calls.Packets}/{sent.Text("packetId")}/attachments/1");
        request.Headers.TryAddWithoutValidation("Range", "bytes=99999999-");

        using var answer = await sender.SendAsync(request);

        await answer.Refused(HttpStatusCode.RequestedRangeNotSatisfiable, "WEB-0015", "Khoảng byte trong tiêu đề Range nằm ngoài nội dung.");
        Assert.StartsWith("bytes */", answer.Content.Headers.ContentRange!.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> State(HttpClient sender, string path) => (await sender.Get(path + "/deliveries")).GetProperty("items")[0].Text("state");
}

public sealed class HeadOnSqlite(SqliteApp app) : HeadTests(app), IClassFixture<SqliteApp>;

public sealed class HeadOnPostgres(PostgresApp app) : HeadTests(app), IClassFixture<PostgresApp>;
