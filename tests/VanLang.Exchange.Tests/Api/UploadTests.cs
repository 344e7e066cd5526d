using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Blobs;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Api;

/// <summary>Bad input: a clear error, and nothing of it is kept.</summary>
public abstract class UploadTests(TestApp app)
{
    [Fact]
    public async Task A_wrong_digest_is_refused_and_a_right_one_accepted()
    {
        using var client = await app.Api("G22");
        var packet = Agencies.Document("G22", ["H41"]);

        using var wrong = await client.SendAsync(WithDigest(packet, "Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData([1]))}:"));
        using var unreadable = await client.SendAsync(WithDigest(packet, "Content-Digest", "sha-256=:khong-phai:"));
        using var right = await client.SendAsync(WithDigest(packet, "Content-Digest", $"sha-512=:{Convert.ToBase64String(SHA512.HashData(packet))}:, sha-256=:{Convert.ToBase64String(SHA256.HashData(packet))}:"));

        await wrong.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0014", "Giá trị băm trong tiêu đề Content-Digest không khớp với nội dung nhận được. Không có gì được lưu; hãy gửi lại.");
        await unreadable.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0013", "Không đọc được giá trị băm trong tiêu đề Content-Digest.");
        await right.Json(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_older_digest_header_is_heeded_too()
    {
        using var client = await app.Api("G22");

        using var wrong = await client.SendAsync(WithDigest(Agencies.Document("G22", ["H41"]), "Digest", "SHA-256=" + Convert.ToBase64String(SHA256.HashData([1]))));

        await wrong.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0014", "Giá trị băm trong tiêu đề Digest không khớp với nội dung nhận được. Không có gì được lưu; hãy gửi lại.");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task A_wrong_content_type_is_refused(string type)
    {
        using var client = await app.Api("G22");

        using var answer = await client.PostAsync(Calls.Packets, Calls.Body(Agencies.Document("G22", ["H41"]), type));

        await answer.Refused(HttpStatusCode.UnsupportedMediaType, "EXC-0010", $"Kiểu nội dung \"{type}\" không được nhận; hãy gửi application/edxml+xml hoặc multipart/form-data.");
    }

    [Fact]
    public async Task A_compressed_body_is_refused_by_its_coding()
    {
        using var client = await app.Api("G22");
        using var request = new HttpRequestMessage(HttpMethod.Post, Calls.Packets) { Content = Calls.Body(Agencies.Document("G22", ["H41"])) };
        request.Content.Headers.ContentEncoding.Add("gzip");

        using var answer = await client.SendAsync(request);

        await answer.Refused(HttpStatusCode.UnsupportedMediaType, "EXC-0017", "Nội dung mã hóa \"gzip\" (Content-Encoding) không được nhận; hãy gửi nguyên gói tin.");
    }

    [Fact]
    public async Task A_multipart_body_without_its_end_is_refused_as_cut()
    {
        using var client = await app.Api("G22");
        var body = Encoding.UTF8.GetBytes("--x\r\nContent-Disposition: form-data; name=\"packet\"\r\n\r\n<edXML>");

        using var answer = await client.PostAsync(Calls.Packets, Calls.Body(body, "multipart/form-data; boundary=x"));

        await answer.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0018", "Nội dung multipart bị cắt cụt: thiếu dấu phân cách kết thúc. Không có gì được lưu; hãy gửi lại.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Too_much_is_refused_whether_the_length_is_announced_or_not(bool chunked)
    {
        using var client = await app.Api("G22");
        const int most = 72 * 1024 * 1024;
        using var request = new HttpRequestMessage(HttpMethod.Post, Calls.Packets) { Content = Calls.Body(new byte[most + 1]) };
        request.Headers.TransferEncodingChunked = chunked;

        using var answer = await client.SendAsync(request);

        await answer.Refused(HttpStatusCode.RequestEntityTooLarge, "EXC-0011", $"Gói tin lớn hơn {most} byte.");
    }

    [Fact]
    public async Task An_upload_cut_short_keeps_nothing()
    {
        var packet = Agencies.Document("G22", ["H41"]);
        var before = await Rows();

        await Raw($"Content-Length: {packet.Length}\r\n", packet[..700]);

        using var client = await app.Api("G22");
        await client.Send(packet);
        Assert.Equal(before + 1, await Rows());
        await Poll.Until(() => Task.FromResult(Directory.GetFiles(app.Services.GetRequiredService<BlobStore>().TemporaryFolder).Length == 0), "no temporary file is left");
    }

    [Fact]
    public async Task A_packet_cut_in_the_middle_is_refused_with_its_place()
    {
        using var client = await app.Api("G22");

        using var answer = await client.PostAsync(Calls.Packets, Calls.Body(Agencies.Document("G22", ["H41"])[..700]));

        var problem = await answer.Json(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("EDX-0001", problem.Text("code"));
        Assert.True(problem.GetProperty("errors")[0].GetProperty("line").GetInt32() > 0);
    }

    [Fact]
    public async Task A_state_secret_is_refused_and_nothing_of_it_is_kept()
    {
        using var client = await app.Api("G22");
        var packet = Agencies.Document("G22", ["H41"], subject: "TỐI MẬT: Phương án bảo vệ mục tiêu");
        var before = await Rows();

        using var answer = await client.PostAsync(Calls.Packets, Calls.Body(packet));

        var problem = await answer.Json(HttpStatusCode.Forbidden);
        Assert.Equal("SEC-0001", problem.Text("code"));
        Assert.Contains("Quyết định 28/2018/QĐ-TTg, Điều 1 khoản 2", problem.Text("detail"));
        Assert.Equal(before, await Rows());
        Assert.False(app.Services.GetRequiredService<BlobStore>().Exists(Convert.ToHexStringLower(SHA256.HashData(packet))));
        var row = await app.In<ExchangeDb, Data.Audit.AuditRow>(db => db.AuditRows.Where(r => r.Action == "exchange.packet.refused" && r.Subject == "SEC-0001").OrderByDescending(r => r.Number).FirstAsync());
        Assert.DoesNotContain("bảo vệ mục tiêu", row.Detail + row.Reason);
    }

    [Fact]
    public async Task A_wrong_sender_is_refused_and_the_attempt_noted()
    {
        using var client = await app.Api("H41");

        using var answer = await client.PostAsync(Calls.Packets, Calls.Body(Agencies.Document("G22", ["H26"])));

        await answer.Refused(HttpStatusCode.Forbidden, "EXC-0002", "Mã cơ quan gửi \"G22\" trong gói tin không phải của cơ quan đang gửi (H41).");
        Assert.True(await app.In<ExchangeDb, bool>(db => db.AuditRows.AnyAsync(r => r.Action == "exchange.packet.refused" && r.Subject == "EXC-0002" && r.Organization == "H41")));
    }

    [Fact]
    public async Task An_unknown_recipient_is_named()
    {
        using var client = await app.Api("G22");

        using var answer = await client.PostAsync(Calls.Packets, Calls.Body(Agencies.Document("G22", ["H41", "Z99"])));

        await answer.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0004", "Cơ quan nhận \"Z99\" không có trong danh mục.");
    }

    [Fact]
    public async Task A_clock_that_runs_ahead_is_remarked_upon()
    {
        using var client = await app.Api("G22");
        var packet = Agencies.Document("G22", ["H41"]);
        var ahead = Encoding.UTF8.GetBytes(Agencies.Text(packet).Replace("2026/11/24 08:30:00", "2026/11/24 23:30:00", StringComparison.Ordinal));

        var answer = await client.Send(ahead);

        var warning = answer.GetProperty("warnings").EnumerateArray().Single(w => w.Text("code") == "EXC-1001");
        Assert.StartsWith("Thời điểm 2026-11-24T23:30:00+07:00 trong gói tin đi trước đồng hồ của Trục ", warning.Text("vi"));
    }

    [Fact]
    public async Task Files_sent_as_plain_bytes_are_laid_into_the_packet()
    {
        using var client = await app.Api("G22");
        var pdf = SmallPdf.Make("Tệp lớn", padding: 200_000);
        var shape = new PacketShape { Zip = false };
        var text = Encoding.UTF8.GetString(Agencies.Document("G22", ["H41"], shape: shape, change: t => t.Files[0] = new PacketFile("van-ban.pdf", pdf, ContentId: "tep-1")));
        var bare = text[..text.IndexOf("<AttachmentEncoded", StringComparison.Ordinal)] + text[(text.IndexOf("</AttachmentEncoded>", StringComparison.Ordinal) + "</AttachmentEncoded>".Length)..];
        using var form = new MultipartFormDataContent
        {
            { new StringContent("edoc"), "messageType" },
            { Calls.Body(Encoding.UTF8.GetBytes(bare)), "edocFile", "van-ban.edxml" },
            { Calls.Body(pdf, "application/pdf"), "tep-1", "van-ban.pdf" },
        };

        using var answer = await client.PostAsync(Calls.Packets, form);

        var sent = await answer.Json(HttpStatusCode.Created);
        Assert.Equal(pdf, await client.GetByteArrayAsync($"{Calls.Packets}/{sent.Text("packetId")}/attachments/1"));
    }

    [Fact]
    public async Task A_multipart_request_without_a_packet_is_refused()
    {
        using var client = await app.Api("G22");
        using var form = new MultipartFormDataContent { { new StringContent("edoc"), "messageType" } };

        using var answer = await client.PostAsync(Calls.Packets, form);

        await answer.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0015", "Yêu cầu multipart không đúng: edocFile");
    }

    private Task<int> Rows() => app.In<ExchangeDb, int>(db => db.Packets.CountAsync());

    private static HttpRequestMessage WithDigest(byte[] packet, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Calls.Packets) { Content = Calls.Body(packet) };
        request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }

    // A client of its own: the framework's would not send a body shorter than it says.
    private async Task Raw(string headers, byte[] body)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(app.Address.Host, app.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Calls.Packets} HTTP/1.1\r\nHost: {app.Address.Authority}\r\nAuthorization: Bearer {await app.Token("G22")}\r\nContent-Type: application/edxml+xml\r\nConnection: close\r\n{headers}\r\n"));
        await stream.WriteAsync(body);
    }
}

public sealed class UploadsOnSqlite(SqliteApp app) : UploadTests(app), IClassFixture<SqliteApp>;

public sealed class UploadsOnPostgres(PostgresApp app) : UploadTests(app), IClassFixture<PostgresApp>;
