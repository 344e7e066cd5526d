using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Api;

public abstract class InboxApiTests(TestApp app)
{
    private const string Inbox = "/api/exchange/v1/inbox";

    [Fact]
    public async Task Acknowledged_deliveries_are_left_out_unless_all_are_wanted()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H17");
        var delivery = (await sender.Send(Agencies.Document("G22", ["H17"]))).GetProperty("recipients")[0].Text("deliveryId");

        var before = await recipient.Get(Inbox + "?limit=200");
        using var ack = await recipient.PostAsync($"{Inbox}/{delivery}/ack", null);
        using var again = await recipient.PostAsync($"{Inbox}/{delivery}/ack", null);
        var after = await recipient.Get(Inbox + "?limit=200");
        var all = await recipient.Get(Inbox + "?limit=200&all=true");

        var first = await ack.Json(HttpStatusCode.OK);
        Assert.Equal("delivered", first.Text("state"));
        Assert.Equal(first.Text("acknowledgedAt"), (await again.Json(HttpStatusCode.OK)).Text("acknowledgedAt"));
        Assert.True(Has(before, delivery));
        Assert.False(Has(after, delivery));
        Assert.True(Has(all, delivery));
        Assert.NotEmpty(after.Text("next"));
    }

    [Fact]
    public async Task Pages_follow_each_other_in_the_order_of_the_log()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("G12");
        var sent = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            sent.Add((await sender.Send(Agencies.Document("G22", ["G12"]))).Text("packetId"));
        }

        var seen = new List<string>();
        var after = "";
        for (var i = 0; i < 10 && (i == 0 || seen.Count % 2 == 0); i++)
        {
            var page = await recipient.Get($"{Inbox}?limit=2&after={after}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(x => x.Text("packetId")));
            after = page.Text("next");
        }

        Assert.Equal(sent, seen.TakeLast(5));
    }

    [Fact]
    public async Task A_waiting_inbox_is_woken_by_a_packet()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("G15");
        var start = (await recipient.Get(Inbox + "?limit=200")).Text("next");
        var watch = Stopwatch.StartNew();

        var waiting = recipient.Get($"{Inbox}?wait=20&after={start}");
        var sent = await sender.Send(Agencies.Document("G22", ["G15"]));
        var page = await waiting;

        Assert.Equal(sent.Text("packetId"), Assert.Single(page.GetProperty("items").EnumerateArray()).Text("packetId"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task An_inbox_without_news_answers_empty_when_the_time_is_up()
    {
        using var recipient = await app.Api("H29");
        var start = (await recipient.Get(Inbox + "?limit=200")).Text("next");

        var page = await recipient.Get($"{Inbox}?wait=1&after={start}");

        Assert.Empty(page.GetProperty("items").EnumerateArray());
        Assert.Equal(start, page.Text("next"));
    }

    [Theory]
    [InlineData("limit=0", "EXC-0035", "limit phải từ 1 đến 200.")]
    [InlineData("limit=201", "EXC-0035", "limit phải từ 1 đến 200.")]
    [InlineData("wait=31", "EXC-0036", "wait phải từ 0 đến 30 giây.")]
    [InlineData("wait=-1", "EXC-0036", "wait phải từ 0 đến 30 giây.")]
    [InlineData("after=***", "EXC-0034", "Con trỏ trang không hợp lệ; hãy dùng giá trị next của lần trả lời trước.")]
    public async Task A_wrong_question_is_refused(string query, string code, string sentence)
    {
        using var recipient = await app.Api("H41");

        using var answer = await recipient.GetAsync($"{Inbox}?{query}");

        await answer.Refused(HttpStatusCode.UnprocessableEntity, code, sentence);
    }

    [Fact]
    public async Task Statuses_move_the_delivery_and_the_sender_sees_the_timeline()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var sent = await sender.Send(Agencies.Document("G22", ["H41"]));
        var path = $"{Inbox}/{sent.GetProperty("recipients")[0].Text("deliveryId")}/status";
        var staff = new { department = "Phòng Hành chính", name = "Hoàng Thị Sen", email = "vanthu@nghean.gov.vn", mobile = "0912000001" };

        using var registered = await recipient.PostAsJsonAsync(path, new { code = "03", staff });
        using var repeated = await recipient.PostAsJsonAsync(path, new { code = "03", staff });
        using var late = await recipient.PostAsJsonAsync(path, new { code = "01" });
        using var done = await recipient.PostAsJsonAsync(path, new { code = "06", staff });

        var first = await registered.Json(HttpStatusCode.OK);
        var second = await repeated.Json(HttpStatusCode.OK);
        Assert.Equal((true, "received"), (first.GetProperty("applied").GetBoolean(), first.Text("state")));
        Assert.Equal((false, first.Text("statusId")), (second.GetProperty("applied").GetBoolean(), second.Text("statusId")));
        Assert.False((await late.Json(HttpStatusCode.OK)).GetProperty("applied").GetBoolean());
        Assert.Equal("done", (await done.Json(HttpStatusCode.OK)).Text("state"));
        var timeline = (await sender.Get($"{Calls.Packets}/{sent.Text("packetId")}/deliveries")).GetProperty("items")[0].GetProperty("timeline");
        Assert.Equal(["03 True", "01 False", "06 True"], timeline.EnumerateArray().Select(t => t.Text("code") + " " + t.GetProperty("applied").GetBoolean()));
        Assert.Equal("Hoàng Thị Sen", timeline[0].GetProperty("staff").Text("name"));
    }

    [Theory]
    [InlineData("""{"code":"02"}""", "EXC-0041", "Từ chối tiếp nhận phải nêu lý do.")]
    [InlineData("""{"code":"02","reason":"  "}""", "EXC-0041", "Từ chối tiếp nhận phải nêu lý do.")]
    [InlineData("""{"code":"13"}""", "EXC-0040", "Mã trạng thái \"13\" không được nhận; nơi nhận báo 01, 02, 03, 04, 05, 06, 15 hoặc 16.")]
    [InlineData("""{}""", "EXC-0040", "Mã trạng thái \"\" không được nhận; nơi nhận báo 01, 02, 03, 04, 05, 06, 15 hoặc 16.")]
    [InlineData("""{"code":""", "EXC-0046", "Nội dung yêu cầu không phải JSON đúng dạng.")]
    public async Task A_wrong_report_is_refused(string body, string code, string sentence)
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var delivery = (await sender.Send(Agencies.Document("G22", ["H41"]))).GetProperty("recipients")[0].Text("deliveryId");

        using var answer = await recipient.PostAsync($"{Inbox}/{delivery}/status", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        await answer.Refused(HttpStatusCode.UnprocessableEntity, code, sentence);
    }

    [Fact]
    public async Task A_delivery_of_another_agency_is_not_found()
    {
        using var sender = await app.Api("G22");
        using var stranger = await app.Api("H26");
        var delivery = (await sender.Send(Agencies.Document("G22", ["H41"]))).GetProperty("recipients")[0].Text("deliveryId");

        using var ack = await stranger.PostAsync($"{Inbox}/{delivery}/ack", null);
        using var status = await stranger.PostAsJsonAsync($"{Inbox}/{delivery}/status", new { code = "03" });

        await ack.Refused(HttpStatusCode.NotFound, "EXC-0031", "Không tìm thấy lượt gửi này trong hộp văn bản đến.");
        await status.Refused(HttpStatusCode.NotFound, "EXC-0031", "Không tìm thấy lượt gửi này trong hộp văn bản đến.");
    }

    [Theory]
    [InlineData("{\"code\":\"02\",\"reason\":\"a\\u0000b\"}")]
    [InlineData("{\"code\":\"03\",\"staff\":{\"name\":\"\\u0007\"}}")]
    public async Task A_status_with_a_control_character_is_refused_on_both_databases_alike(string body)
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H17");
        var delivery = (await sender.Send(Agencies.Document("G22", ["H17"]))).GetProperty("recipients")[0].Text("deliveryId");

        using var answer = await recipient.PostAsync($"{Inbox}/{delivery}/status", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        await answer.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0048", "Giá trị chứa ký tự điều khiển không ghi được.");
    }

    private static bool Has(JsonElement page, string delivery) => page.GetProperty("items").EnumerateArray().Any(i => i.Text("deliveryId") == delivery);
}

public sealed class InboxApiOnSqlite(SqliteApp app) : InboxApiTests(app), IClassFixture<SqliteApp>;

public sealed class InboxApiOnPostgres(PostgresApp app) : InboxApiTests(app), IClassFixture<PostgresApp>;
