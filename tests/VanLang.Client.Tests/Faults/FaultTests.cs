using System.Net;
using System.Net.Http.Headers;
using VanLang.Client.Access;
using VanLang.Testing;

namespace VanLang.Client.Tests.Faults;

/// <summary>A bad network makes a client slow, never wrong: nothing is lost and nothing is sent twice.</summary>
public abstract class FaultTests(TestApp app)
{
    [Fact]
    public async Task Every_document_arrives_once_over_a_network_that_loses_every_second_message()
    {
        var seed = Random.Shared.Next(1, 1_000_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"SEED {seed}");
        using var network = new LossyHandler(seed, loss: 0.5);
        using var sender = app.Client("G15", network, o => o with { Attempts = 60 });
        using var recipient = app.Client("H26");
        var packets = Enumerable.Range(0, 12).Select(_ => Sending.Packet("G15", ["H26"])).ToList();
        var documents = packets.Select(p => p.EffectiveDocumentId).ToHashSet();

        var sent = new List<SentPacket>();
        foreach (var packet in packets)
        {
            sent.Add(await sender.SendAsync(packet));
        }

        var arrived = new List<string>();
        await foreach (var item in recipient.InboxAsync())
        {
            arrived.Add(item.DocumentId);
        }

        Assert.True(network.Lost > 5, $"Only {network.Lost} messages were lost.");
        Assert.True(sender.Repeats >= 5);
        Assert.Equal(documents.Order(), arrived.Where(documents.Contains).Order());
        Assert.Equal(packets.Count, sent.Select(s => s.Receipt).Distinct().Count());
        Assert.Equal(packets.Count, network.Keys.Distinct().Count());
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_when_it_says()
    {
        using var network = new LossyHandler(1, loss: 0);
        network.Instead.Enqueue(Busy(HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)));
        network.Instead.Enqueue(Busy(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)));
        using var client = app.Client("G22", network, o => o with { LongestPause = TimeSpan.FromSeconds(5) });
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await client.OutboxAsync(limit: 1);

        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(1.9), $"It came back after {watch.Elapsed}.");
        Assert.Equal(2, client.Repeats);
    }

    [Fact]
    public async Task Tries_are_finite_and_end_with_what_the_server_said()
    {
        using var network = new LossyHandler(1, loss: 0);
        for (var i = 0; i < 10; i++)
        {
            network.Instead.Enqueue(Busy(HttpStatusCode.ServiceUnavailable, null));
        }

        using var client = app.Client("G22", network, o => o with { Attempts = 4 });

        var failed = await Sending.Fails(ExchangeFailure.Unreachable, "EXC-0060", () => client.OutboxAsync());

        Assert.Equal((503, 6, 3L), (failed.Status, network.Instead.Count, client.Repeats));
        Assert.Equal("Máy chủ đang dừng.", failed.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unreachable()
    {
        using var credentials = ExchangeCredentials.FromFile(Sending.KeyFile(app.Database.DataFolder, "G22"));
        using var client = new ExchangeClient(new ExchangeClientOptions { Address = new Uri("http://127.0.0.1:9"), Attempts = 2, FirstPause = TimeSpan.FromMilliseconds(1) }, credentials);

        await Sending.Fails(ExchangeFailure.Unreachable, "CLI-0001", () => client.OutboxAsync());
    }

    [Fact]
    public async Task A_token_that_is_refused_is_renewed_once()
    {
        using var network = new LossyHandler(1, loss: 0);
        network.Instead.Enqueue(new HttpResponseMessage(HttpStatusCode.Unauthorized));
        using var client = app.Client("G22", network);

        await client.OutboxAsync(limit: 1);
        network.Instead.Enqueue(new HttpResponseMessage(HttpStatusCode.Unauthorized));
        network.Instead.Enqueue(new HttpResponseMessage(HttpStatusCode.Unauthorized));
        var refused = await Assert.ThrowsAsync<ExchangeException>(() => client.OutboxAsync());

        Assert.Equal((ExchangeFailure.NotAuthorized, 401), (refused.Failure, refused.Status));
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends()
    {
        using var client = app.Client("G22");
        await client.OutboxAsync(limit: 1);
        app.Clock.Advance(TimeSpan.FromHours(2));
        try
        {
            await client.OutboxAsync(limit: 1);

            Assert.Equal(0, client.Repeats);
        }
        finally
        {
            app.Clock.Set(TestClock.Start);
        }
    }

    [Fact]
    public async Task A_receipt_that_somebody_changed_on_the_way_is_not_believed()
    {
        using var honest = app.Client("G22");
        var packet = Sending.Packet("G22", ["H41"]);
        var other = await honest.SendAsync(Sending.Packet("G22", ["H41"]));
        using var network = new LossyHandler(1, loss: 0);
        network.Instead.Enqueue(new HttpResponseMessage(HttpStatusCode.Created)
        {
            Content = new StringContent(System.Text.Json.JsonSerializer.Serialize(other, System.Text.Json.JsonSerializerOptions.Web), new MediaTypeHeaderValue("application/json")),
        });
        using var client = app.Client("G22", network);

        await Sending.Fails(ExchangeFailure.NotVerified, "CLI-0003", () => client.SendAsync(packet));

        // Nothing was sent: the true exchange takes it as new.
        Assert.True((await client.SendAsync(packet)).New);
    }

    [Fact]
    public async Task An_answer_that_is_none_of_an_exchange_is_said_to_be_strange()
    {
        using var network = new LossyHandler(1, loss: 0);
        network.Instead.Enqueue(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>") });
        network.Instead.Enqueue(new HttpResponseMessage(HttpStatusCode.Found));
        using var client = app.Client("G22", network);

        await Sending.Fails(ExchangeFailure.Refused, "CLI-0002", () => client.OutboxAsync());
        await Sending.Fails(ExchangeFailure.Refused, "CLI-0002", () => client.OutboxAsync());
    }

    [Fact]
    public async Task Uploads_and_downloads_get_through_a_line_that_breaks()
    {
        var seed = Random.Shared.Next(1, 1_000_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"SEED {seed}");
        await using var line = new CuttingProxy(app.Address, cuts: 12, between: 700_000, seed);
        using var credentials = ExchangeCredentials.FromFile(Sending.KeyFile(app.Database.DataFolder, "G22"));
        using var client = new ExchangeClient(
            new ExchangeClientOptions { Address = line.Address, Time = app.Clock, FirstPause = TimeSpan.FromMilliseconds(10), LongestPause = TimeSpan.FromMilliseconds(50), Attempts = 30, PieceBytes = 256 * 1024, UploadAbove = 1_000_000 },
            credentials);
        var file = Sending.Pdf(padding: 4_000_000);
        using var target = new MemoryStream();

        var sent = await client.SendAsync(Sending.Packet("G22", ["H41"], file));
        await client.DownloadPacketAsync(sent.PacketId, target);

        Assert.Equal(sent.Digest, Sending.Sha256(target.ToArray()));
        Assert.True(line.Cuts >= 8, $"The line broke {line.Cuts} times only.");
    }

    [Fact]
    public void Pauses_grow_vary_and_end()
    {
        var options = new ExchangeClientOptions { Address = app.Address, FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(10) };
        using var credentials = ExchangeCredentials.FromFile(Sending.KeyFile(app.Database.DataFolder, "G22"));
        using var channel = new Channel(options, credentials, null);

        for (var attempt = 1; attempt < 100; attempt++)
        {
            var most = Math.Min(10, Math.Pow(2, attempt - 1));
            Assert.InRange(channel.Pause(attempt, null).TotalSeconds, most / 2, most);
        }

        Assert.Equal(TimeSpan.FromSeconds(8), channel.Pause(1, TimeSpan.FromSeconds(8)));
        Assert.Equal(TimeSpan.FromSeconds(10), channel.Pause(1, TimeSpan.FromHours(1)));
        Assert.True(Enumerable.Range(0, 20).Select(_ => channel.Pause(3, null)).Distinct().Count() > 10);
    }

    private static HttpResponseMessage Busy(HttpStatusCode status, TimeSpan? after)
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent("""{"code":"EXC-0060","detail":"Máy chủ đang dừng.","errors":[{"code":"EXC-0060","text":"Máy chủ đang dừng."}]}""", new MediaTypeHeaderValue("application/problem+json")) };
        answer.Headers.RetryAfter = after is { } delta ? new RetryConditionHeaderValue(delta) : null;
        return answer;
    }
}

public sealed class FaultsOnSqlite(SqliteApp app) : FaultTests(app), IClassFixture<SqliteApp>;

public sealed class FaultsOnPostgres(PostgresApp app) : FaultTests(app), IClassFixture<PostgresApp>;
