using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Api;

public abstract class PacketsApiTests(TestApp app)
{
    [Fact]
    public async Task A_packet_sent_is_answered_with_its_deliveries_and_a_receipt_that_anybody_can_check()
    {
        using var client = await app.Api("G22");
        var packet = Agencies.Document("000.00.00.G22", ["H41", "H26"]);

        var answer = await client.Send(packet);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(packet)), answer.Text("digest"));
        Assert.Equal(["H41", "H26"], answer.GetProperty("recipients").EnumerateArray().Select(r => r.Text("organId")));
        Assert.All(answer.GetProperty("recipients").EnumerateArray(), r => Assert.Equal("queued", r.Text("state")));
        var receipt = answer.Text("receipt").Split('.');
        using var anonymous = app.Anonymous();
        var keys = await anonymous.Get("/.well-known/exchange-receipts.json");
        var kid = JsonDocument.Parse(Base64Url.DecodeFromChars(receipt[0])).RootElement.Text("kid");
        var key = keys.GetProperty("keys").EnumerateArray().Single(k => k.Text("kid") == kid);
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Base64Url.DecodeFromChars(key.Text("x")), Y = Base64Url.DecodeFromChars(key.Text("y")) } });
        Assert.True(ecdsa.VerifyData(Encoding.ASCII.GetBytes(receipt[0] + "." + receipt[1]), Base64Url.DecodeFromChars(receipt[2]), HashAlgorithmName.SHA256));
        var stated = JsonDocument.Parse(Base64Url.DecodeFromChars(receipt[1])).RootElement;
        Assert.Equal((answer.Text("packetId"), answer.Text("documentId"), answer.Text("digest")), (stated.Text("packetId"), stated.Text("documentId"), stated.Text("digest")));
        Assert.Equal(answer.GetProperty("position").GetInt64(), stated.GetProperty("position").GetInt64());
        Assert.Equal(2, stated.GetProperty("recipients").GetArrayLength());
    }

    [Fact]
    public async Task The_same_again_is_200_with_the_same_receipt_and_other_content_409()
    {
        using var client = await app.Api("G22");
        var number = Agencies.NextNumber();
        var packet = Agencies.Document("G22", ["H41"], number);
        var first = await client.Send(packet);

        var again = await client.Send(packet, HttpStatusCode.OK);
        using var other = await client.PostAsync(Calls.Packets, Calls.Body(Agencies.Document("G22", ["H41"], number, "V/v khác")));

        Assert.Equal(first.Text("receipt"), again.Text("receipt"));
        await other.Refused(HttpStatusCode.Conflict, "EXC-0020", $"Văn bản \"G22,2026/11/24,{number}/VPCP-TTĐT\" của cơ quan này đã được gửi với nội dung khác.");
    }

    [Fact]
    public async Task An_idempotency_key_stands_for_one_packet()
    {
        using var client = await app.Api("G22");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "khoa-" + app.Kind);
        await client.Send(Agencies.Document("G22", ["H41"]));

        using var other = await client.PostAsync(Calls.Packets, Calls.Body(Agencies.Document("G22", ["H41"])));

        await other.Refused(HttpStatusCode.Conflict, "EXC-0021", $"Idempotency-Key \"khoa-{app.Kind}\" đã dùng cho một gói tin khác.");
    }

    [Fact]
    public async Task Another_agencys_packet_is_not_found()
    {
        using var sender = await app.Api("G22");
        using var stranger = await app.Api("H29");
        var id = (await sender.Send(Agencies.Document("G22", ["H41"]))).Text("packetId");

        foreach (var path in (string[])["", "?form=strict", "/attachments/1", "/deliveries"])
        {
            using var answer = await stranger.GetAsync($"{Calls.Packets}/{id}{path}");
            await answer.Refused(HttpStatusCode.NotFound, "EXC-0030", "Không tìm thấy gói tin.");
        }
    }

    [Fact]
    public async Task The_bytes_come_back_as_received_under_their_digest()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var packet = Agencies.Document("G22", ["H41"]);
        var sent = await sender.Send(packet);

        using var answer = await recipient.GetAsync($"{Calls.Packets}/{sent.Text("packetId")}");
        using var unchanged = new HttpRequestMessage(HttpMethod.Get, $"{Calls.Packets}/{sent.Text("packetId")}");
        unchanged.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var second = await recipient.SendAsync(unchanged);

        Assert.Equal(packet, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal($"\"{sent.Text("digest")}\"", answer.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        var delivery = (await sender.Get($"{Calls.Packets}/{sent.Text("packetId")}/deliveries")).GetProperty("items")[0];
        Assert.Equal(("delivered", "01", "axis"), (delivery.Text("state"), delivery.GetProperty("timeline")[0].Text("code"), delivery.GetProperty("timeline")[0].Text("source")));
    }

    [Fact]
    public async Task The_strict_form_can_be_sent_again_and_says_the_same()
    {
        using var sender = await app.Api("G22");
        var shape = new PacketShape { Prefix = "ns1", DocumentIdLast = true, Zip = false, CidInManifest = false, Business = "Business" };
        var sent = await sender.Send(Agencies.Document("G22", ["H41"], shape: shape));

        var strict = await sender.GetByteArrayAsync($"{Calls.Packets}/{sent.Text("packetId")}?form=strict");

        var read = Agencies.Ok(await Reading.Reader(now: new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero)).ReadAsync(new MemoryStream(strict), Exchange.Edxml.AttachmentSinks.Discard, CancellationToken.None));
        Assert.Empty(read.Warnings);
        Assert.Equal(sent.Text("documentId"), read.Document!.DocumentId);
        Assert.Contains("<edXML:MessageHeader>", Encoding.UTF8.GetString(strict));
    }

    [Fact]
    public async Task A_form_that_does_not_exist_is_refused()
    {
        using var sender = await app.Api("G22");
        var id = (await sender.Send(Agencies.Document("G22", ["H41"]))).Text("packetId");

        using var answer = await sender.GetAsync($"{Calls.Packets}/{id}?form=strikt");

        await answer.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0019", "form \"strikt\" không có; bỏ trống để lấy nguyên bản, hoặc strict để lấy dạng chuẩn.");
    }

    [Fact]
    public async Task A_file_is_taken_out_of_the_packet_and_read_in_ranges()
    {
        using var client = await app.Api("G22");
        var pdf = SmallPdf.Make("Văn bản dài", padding: 5000);
        var sent = await client.Send(Agencies.Document("G22", ["H41"], change: t => t.Files[0] = new PacketFile("Văn bản số 1.pdf", pdf)));
        var path = $"{Calls.Packets}/{sent.Text("packetId")}/attachments/1";

        using var whole = await client.GetAsync(path);
        using var range = new HttpRequestMessage(HttpMethod.Get, path);
        range.Headers.Range = new RangeHeaderValue(100, 199);
        using var part = await client.SendAsync(range);
        using var missing = await client.GetAsync(path[..^1] + "2");

        Assert.Equal(pdf, await whole.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", whole.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Văn bản số 1.pdf", whole.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(pdf[100..200], await part.Content.ReadAsByteArrayAsync());
        await missing.Refused(HttpStatusCode.NotFound, "EXC-0032", "Gói tin không có tệp đính kèm số 2.");
    }

    [Fact]
    public async Task The_outbox_goes_on_where_the_cursor_stands()
    {
        using var client = await app.Api("G15");
        var first = await client.Send(Agencies.Document("G15", ["H41"]));
        var page = await client.Get("/api/exchange/v1/outbox?limit=200");
        var second = await client.Send(Agencies.Document("G15", ["H26"]));

        var next = await client.Get("/api/exchange/v1/outbox?after=" + page.Text("next"));

        Assert.Contains(page.GetProperty("items").EnumerateArray(), i => i.Text("packetId") == first.Text("packetId"));
        Assert.Equal([second.Text("packetId")], next.GetProperty("items").EnumerateArray().Select(i => i.Text("packetId")));
        using var wrong = await client.GetAsync("/api/exchange/v1/outbox?after=%21%21");
        await wrong.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0034", "Con trỏ trang không hợp lệ; hãy dùng giá trị next của lần trả lời trước.");
        using var many = await client.GetAsync("/api/exchange/v1/outbox?limit=201");
        await many.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0035", "limit phải từ 1 đến 200.");
    }

    [Fact]
    public async Task A_status_packet_is_answered_with_the_entry_it_became()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var number = Agencies.NextNumber();
        await sender.Send(Agencies.Document("G22", ["H41"], number));
        var shape = new PacketShape();

        var answer = await recipient.Send(PacketText.Status("H41", "G22", $"G22,2026/11/24,{number}/VPCP-TTĐT", "03", "Đã tiếp nhận", new DateOnly(2026, 11, 24), shape).Write(shape));

        Assert.True(answer.GetProperty("applied").GetBoolean());
        Assert.NotEqual(Guid.Empty, answer.GetProperty("statusId").GetGuid());
    }

    [Fact]
    public async Task Nobody_signed_in_is_refused()
    {
        using var anonymous = app.Anonymous();

        using var answer = await anonymous.PostAsync(Calls.Packets, Calls.Body([1]));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}

public sealed class PacketsApiOnSqlite(SqliteApp app) : PacketsApiTests(app), IClassFixture<SqliteApp>;

public sealed class PacketsApiOnPostgres(PostgresApp app) : PacketsApiTests(app), IClassFixture<PostgresApp>;
