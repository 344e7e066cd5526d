using System.Net;
using System.Net.Http.Json;
using System.Text;
using VanLang.Exchange.Push;
using VanLang.Exchange.Tests.Api;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Push;

public abstract class WebhookApiTests(TestApp app)
{
    private const string Webhooks = "/api/exchange/v1/webhooks";

    public static TheoryData<string, string, string> Addresses => new()
    {
        { "mot dong chu", "EXC-1200", "Địa chỉ phải viết đầy đủ dạng https://…, chỉ ký tự ASCII, không khoảng trắng, tối đa 400 ký tự." },
        { "http://1.1.1.1/", "EXC-1201", "Địa chỉ phải bắt đầu bằng https://; http:// chỉ được dùng trong mạng mà quản trị hệ thống đã khai báo." },
        { "file:///etc/passwd", "EXC-1201", "Địa chỉ phải bắt đầu bằng https://; http:// chỉ được dùng trong mạng mà quản trị hệ thống đã khai báo." },
        { "https://ten:mat-khau@1.1.1.1/", "EXC-1202", "Địa chỉ không được chứa tên đăng nhập hoặc mật khẩu." },
        { "https://1.1.1.1/#a", "EXC-1203", "Địa chỉ không được chứa phần sau dấu #." },
        { "https://0x7f000001/", "EXC-1204", "Tên máy chủ trong địa chỉ không hợp lệ: dùng tên miền thường (punycode nếu có dấu) hoặc địa chỉ IP viết thường." },
        { "https://1.1.1.1:22/", "EXC-1205", "Cổng trong địa chỉ không được gọi; dùng 443 hoặc 8443." },
        { "https://10.0.0.1/", "EXC-1206", "Địa chỉ dẫn vào mạng nội bộ hoặc mạng đặc biệt, Trục không gọi vào đó." },
        { "https://169.254.169.254/latest/meta-data/", "EXC-1206", "Địa chỉ dẫn vào mạng nội bộ hoặc mạng đặc biệt, Trục không gọi vào đó." },
        { "https://[::ffff:192.168.0.1]/", "EXC-1206", "Địa chỉ dẫn vào mạng nội bộ hoặc mạng đặc biệt, Trục không gọi vào đó." },
        { "https://vpdt.co-quan.example/", "EXC-1207", "Không phân giải được tên máy chủ trong địa chỉ." },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task An_address_that_is_not_called_is_refused_with_its_reason(string url, string code, string sentence)
    {
        using var client = await app.Api("G22");
        using var answer = await client.PostAsJsonAsync(Webhooks, new { name = "Thử", url, events = new[] { "packet.arrived" } });
        await answer.Refused(HttpStatusCode.UnprocessableEntity, code, sentence);
    }

    [Theory]
    [InlineData("""{"name":"","url":"https://1.1.1.1/","events":["packet.arrived"]}""", "EXC-1210", "Hãy đặt tên, từ 1 đến 100 ký tự.")]
    [InlineData("""{"name":"a\u0007","url":"https://1.1.1.1/","events":["packet.arrived"]}""", "EXC-1210", "Hãy đặt tên, từ 1 đến 100 ký tự.")]
    [InlineData("""{"name":"a","url":"https://1.1.1.1/","events":[]}""", "EXC-1208", "Hãy chọn ít nhất một loại sự kiện.")]
    [InlineData("""{"name":"a","url":"https://1.1.1.1/","events":[null]}""", "EXC-1208", "Hãy chọn ít nhất một loại sự kiện.")]
    [InlineData("""{"name":"a","url":"https://1.1.1.1/","events":["packet.lost"]}""", "EXC-1209", "Không có loại sự kiện \"packet.lost\".")]
    [InlineData("""{"name":"a","events":["packet.arrived"]}""", "EXC-1200", "Địa chỉ phải viết đầy đủ dạng https://…, chỉ ký tự ASCII, không khoảng trắng, tối đa 400 ký tự.")]
    [InlineData("""{"name":1}""", "EXC-0046", "Nội dung yêu cầu không phải JSON đúng dạng.")]
    public async Task Names_and_events_are_checked(string body, string code, string sentence)
    {
        using var client = await app.Api("G22");
        using var answer = await client.PostAsync(Webhooks, new StringContent(body, Encoding.UTF8, "application/json"));
        await answer.Refused(HttpStatusCode.UnprocessableEntity, code, sentence);
    }

    [Fact]
    public async Task An_address_lives_from_registering_to_its_end_and_only_its_agency_knows_it()
    {
        await using var receiver = new Receiver();
        using var own = await app.Api("H41");
        using var other = await app.Api("H29");
        object Body(string url) => new { name = "Văn phòng điện tử", url, events = new[] { "packet.arrived", "recall.requested" } };
        using var made = await own.PostAsJsonAsync(Webhooks, Body(receiver.Url));
        var webhook = await made.Json(HttpStatusCode.Created);
        var (id, path) = (webhook.Text("id"), $"{Webhooks}/{webhook.Text("id")}");
        Assert.Equal("active", webhook.Text("state"));
        using var twice = await own.PostAsJsonAsync(Webhooks, Body(receiver.Url));
        await twice.Refused(HttpStatusCode.Conflict, "EXC-1212", "Cơ quan đã đăng ký địa chỉ này.");

        using var ping = await own.PostAsync(path + "/ping", null);
        Assert.Equal(("HTTP 202", true), ((await ping.Json(HttpStatusCode.OK)).Text("answer"), ping.IsSuccessStatusCode));
        Assert.Equal("urn:vanlang:exchange:event:ping", Assert.Single(receiver.Accepted).Kind);
        receiver.Behaviour = Receiver.Answer(401, "{\"err\":\"invalid_key\"}");
        using var bad = await own.PostAsync(path + "/ping", null);
        var said = await bad.Json(HttpStatusCode.OK);
        Assert.Equal((false, "HTTP 401", "{\"err\":\"invalid_key\"}"), (said.GetProperty("taken").GetBoolean(), said.Text("answer"), said.Text("text")));

        foreach (var (verb, tail) in ((HttpMethod, string)[])[(HttpMethod.Post, "/ping"), (HttpMethod.Post, "/pause"), (HttpMethod.Post, "/resume"), (HttpMethod.Post, "/replay"), (HttpMethod.Get, "/failures"), (HttpMethod.Delete, "")])
        {
            using var request = new HttpRequestMessage(verb, path + tail);
            using var refused = other.Send(request);
            await refused.Refused(HttpStatusCode.NotFound, "EXC-1213", "Không tìm thấy địa chỉ nhận tin này.");
        }

        using var stolen = await other.PutAsJsonAsync(path, Body("https://1.1.1.1/"));
        await stolen.Refused(HttpStatusCode.NotFound, "EXC-1213", "Không tìm thấy địa chỉ nhận tin này.");
        Assert.DoesNotContain(id, (await other.Get(Webhooks)).GetRawText());
        Assert.Contains(id, (await own.Get(Webhooks)).GetRawText());

        using var pause = await own.PostAsync(path + "/pause", null);
        Assert.Equal("paused", (await pause.Json(HttpStatusCode.OK)).Text("state"));
        using var again = await own.PostAsync(path + "/pause", null);
        await again.Refused(HttpStatusCode.Conflict, "EXC-1214", "Địa chỉ nhận tin đang dừng sẵn.");
        using var resume = await own.PostAsync(path + "/resume", null);
        Assert.Equal("active", (await resume.Json(HttpStatusCode.OK)).Text("state"));
        using var active = await own.PostAsync(path + "/resume", null);
        await active.Refused(HttpStatusCode.Conflict, "EXC-1215", "Địa chỉ nhận tin đang hoạt động sẵn.");
        using var nothing = await own.PostAsync(path + "/replay", null);
        await nothing.Refused(HttpStatusCode.Conflict, "EXC-1216", "Không có tin không gửi được nào như vậy để gửi lại.");

        using var moved = await own.PutAsJsonAsync(path, Body("https://1.1.1.1/moi"));
        Assert.Equal("https://1.1.1.1/moi", (await moved.Json(HttpStatusCode.OK)).Text("url"));
        using var ended = await own.DeleteAsync(path);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        using var gone = await own.DeleteAsync(path);
        await gone.Refused(HttpStatusCode.NotFound, "EXC-1213", "Không tìm thấy địa chỉ nhận tin này.");
    }

    [Fact]
    public async Task An_agency_has_ten_addresses_at_most()
    {
        using var client = await app.Api("H26");
        for (var i = 0; i < Webhook.Most; i++)
        {
            using var answer = await client.PostAsJsonAsync(Webhooks, new { name = "Thử", url = $"https://1.1.1.1/{i}", events = new[] { "packet.arrived" } });
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        using var more = await client.PostAsJsonAsync(Webhooks, new { name = "Thử", url = "https://1.1.1.1/11", events = new[] { "packet.arrived" } });
        await more.Refused(HttpStatusCode.Conflict, "EXC-1211", "Cơ quan đã có 10 địa chỉ nhận tin; hãy xóa bớt trước khi thêm.");
    }
}

public sealed class WebhookApiOnSqlite(PushSqliteApp app) : WebhookApiTests(app), IClassFixture<PushSqliteApp>;

public sealed class WebhookApiOnPostgres(PushPostgresApp app) : WebhookApiTests(app), IClassFixture<PushPostgresApp>;
