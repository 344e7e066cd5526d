using System.Diagnostics;
using System.Net;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Api;

public abstract class StatusFeedTests(TestApp app)
{
    private const string Statuses = "/api/exchange/v1/statuses";

    [Fact]
    public async Task Statuses_follow_each_other_without_gaps_for_sender_and_recipient()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H17");
        using var stranger = await app.Api("H29");
        var from = (await Drain(sender, "all")).Next;
        var own = (await Drain(recipient, "received")).Next;
        var strangers = (await Drain(stranger, "all")).Next;
        var sent = await app.Deliver("G22", Agencies.Document("G22", ["H17", "G12"]));
        foreach (var code in (string[])["01", "03", "04", "05", "06"])
        {
            await app.Report(sent.Deliveries.Single(d => d.RecipientCode == "H17"), code);
        }

        await app.Report(sent.Deliveries.Single(d => d.RecipientCode == "G12"), "02", "Gửi nhầm");
        var (told, _) = await Drain(sender, "sent", from);
        Assert.Equal(["01", "03", "04", "05", "06", "02"], told.ConvertAll(s => s.Text("code")));
        Assert.All(told, s => Assert.Equal((sent.Packet.DocumentId, "G22"), (s.Text("documentId"), s.Text("from"))));
        Assert.Equal("Gửi nhầm", told[^1].Text("reason"));
        Assert.Equal(["01", "03", "04", "05", "06"], (await Drain(recipient, "received", own)).Items.ConvertAll(s => s.Text("code")));
        Assert.Empty((await Drain(recipient, "sent", own)).Items);
        Assert.Empty((await Drain(stranger, "all", strangers)).Items);

        // Nothing is skipped between one look and the next, whatever the page.
        var paged = new List<string>();
        var after = from;
        for (var i = 0; i < 6; i++)
        {
            var page = await sender.Get($"{Statuses}?limit=1&side=sent&after={after}");
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(s => s.Text("statusId")));
            after = page.Text("next");
        }

        Assert.Equal(told.ConvertAll(s => s.Text("statusId")), paged);
    }

    [Fact]
    public async Task A_waiting_sender_is_woken_by_a_status()
    {
        using var sender = await app.Api("G22");
        var sent = await app.Deliver("G22", Agencies.Document("G22", ["H17"]));
        var from = (await Drain(sender, "all")).Next;
        var waiting = sender.Get($"{Statuses}?wait=20&after={from}");
        await Task.Delay(300);
        var watch = Stopwatch.StartNew();
        await app.Report(sent.Deliveries[0], "03");
        Assert.Equal("03", (await waiting).GetProperty("items")[0].Text("code"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("side=both", "EXC-1220", "side \"both\" không có; dùng all, sent hoặc received.")]
    [InlineData("limit=0", "EXC-0035", "limit phải từ 1 đến 200.")]
    [InlineData("wait=31", "EXC-0036", "wait phải từ 0 đến 30 giây.")]
    [InlineData("after=x", "EXC-0034", "Con trỏ trang không hợp lệ; hãy dùng giá trị next của lần trả lời trước.")]
    public async Task Wrong_questions_are_refused(string query, string code, string sentence)
    {
        using var client = await app.Api("G22");
        using var answer = await client.GetAsync($"{Statuses}?{query}");
        await answer.Refused(HttpStatusCode.UnprocessableEntity, code, sentence);
    }

    private static async Task<(List<System.Text.Json.JsonElement> Items, string Next)> Drain(HttpClient client, string side, string after = "")
    {
        var items = new List<System.Text.Json.JsonElement>();
        while (true)
        {
            var page = await client.Get($"{Statuses}?limit=200&side={side}&after={after}");
            var found = page.GetProperty("items").EnumerateArray().ToList();
            items.AddRange(found);
            after = page.Text("next");
            if (found.Count == 0)
            {
                return (items, after);
            }
        }
    }
}

public sealed class StatusFeedOnSqlite(SqliteApp app) : StatusFeedTests(app), IClassFixture<SqliteApp>;

public sealed class StatusFeedOnPostgres(PostgresApp app) : StatusFeedTests(app), IClassFixture<PostgresApp>;
