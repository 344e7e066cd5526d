using System.Net;
using System.Text.Json;
using VanLang.Exchange.Receipts;
using VanLang.Exchange.Tests.Api;
using VanLang.Exchange.Tests.Packets;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Changes;

/// <summary>Thu hồi (type 1) from both sides.</summary>
public abstract class RecallApiTests(TestApp app)
{
    private const string Gone = "Văn bản đã bị thu hồi: cơ quan này không còn mở được gói tin, tệp và bằng chứng của văn bản.";

    [Fact]
    public async Task A_recall_is_destroyed_with_proof_and_can_no_longer_be_opened()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var sent = await sender.Send(Agencies.Document("G22", ["H41"], subject: "V/v điều sẽ bị thu hồi"));
        var id = sent.Text("packetId");
        await recipient.Fetch(id);

        using var recalled = await sender.Recall(id);
        var recall = await recalled.Json(HttpStatusCode.Created);
        Assert.Equal(("recall", sent.Text("documentId"), true), (recall.Text("kind"), recall.Text("documentId"), recall.GetProperty("matched").GetBoolean()));
        Assert.Equal("recall-pending", await sender.State(id, "H41"));
        await recipient.Fetch(id);

        using var destroyed = await recipient.Destroy(sent.Delivery("H41"), destruction: new { copies = 2, archived = true, copyList = "Bản giấy tại phòng Tổng hợp; bản điện tử trên hệ thống quản lý văn bản" });
        var outcome = await destroyed.Json(HttpStatusCode.OK);
        Assert.Equal((true, "recalled"), (outcome.GetProperty("applied").GetBoolean(), outcome.Text("state")));

        foreach (var path in new[] { "", "?form=strict", "/attachments/1", "/evidence" })
        {
            using var opened = await recipient.GetAsync($"{Calls.Packets}/{id}{path}");
            await opened.Refused(HttpStatusCode.Gone, "EXC-0403", Gone);
        }

        // The sender keeps the frozen original, and reads what was stated.
        await sender.Fetch(id);
        foreach (var reader in new[] { sender, recipient })
        {
            var at = await reader.At(id, "H41");
            var statement = at.GetProperty("destruction");
            Assert.Equal(("recalled", "delivered", "recall", recall.Text("packetId")), (at.Text("state"), at.Text("before"), at.Text("request"), at.Text("requestPacketId")));
            Assert.Equal(("Trần Thị Thu", "Văn thư", 2, true, sent.Text("digest")), (statement.Text("destroyedBy"), statement.Text("department"), statement.GetProperty("copies").GetInt32(), statement.GetProperty("archived").GetBoolean(), statement.Text("digest")));
            Assert.Single(statement.GetProperty("files").EnumerateArray());
            Assert.Equal(["01", "recall", "15"], at.GetProperty("timeline").EnumerateArray().Select(t => t.Text("code")));
            AssertSigned(statement);
        }

        var inbox = await recipient.Get("/api/exchange/v1/inbox?all=true");
        Assert.DoesNotContain("điều sẽ bị thu hồi", inbox.GetRawText());
        await app.Proved();
    }

    [Fact]
    public async Task What_was_not_fetched_is_recalled_at_once_and_never_delivered()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H17");
        var sent = await sender.Send(Agencies.Document("G22", ["H17"]));
        var id = sent.Text("packetId");

        using var recalled = await sender.Recall(id);

        await recalled.Json(HttpStatusCode.Created);
        var at = await sender.At(id, "H17");
        Assert.Equal(("recalled", JsonValueKind.Null, JsonValueKind.Null), (at.Text("state"), at.GetProperty("arrivedAt").ValueKind, at.GetProperty("destruction").ValueKind));
        using var opened = await recipient.GetAsync($"{Calls.Packets}/{id}");
        await opened.Refused(HttpStatusCode.Gone, "EXC-0403", Gone);
        using var acknowledged = await recipient.PostAsync($"/api/exchange/v1/inbox/{sent.Delivery("H17")}/ack", null);
        await acknowledged.Refused(HttpStatusCode.Gone, "EXC-0403", Gone);
        Assert.DoesNotContain((await recipient.Get("/api/exchange/v1/inbox?limit=200")).GetProperty("items").EnumerateArray(), i => i.Text("packetId") == id);
    }

    [Fact]
    public async Task What_was_returned_needs_no_proof_and_is_closed_as_well()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var sent = await sender.Send(Agencies.Document("G22", ["H41"]));
        using (await recipient.Report(sent.Delivery("H41"), new { code = "02", reason = "Gửi nhầm" }))
        using (await sender.Recall(sent.Text("packetId")))
        {
        }

        Assert.Equal("recalled", await sender.State(sent.Text("packetId"), "H41"));
        using var opened = await recipient.GetAsync($"{Calls.Packets}/{sent.Text("packetId")}");
        Assert.Equal(HttpStatusCode.Gone, opened.StatusCode);
    }

    [Fact]
    public async Task A_recall_cannot_be_refused_and_must_name_who_destroyed()
    {
        const string refused = "Không được từ chối thu hồi (mã 16): nơi nhận phải hủy văn bản trên hệ thống của mình và báo lại (Quyết định 28/2018, Điều 8 khoản 2, Điều 9 khoản 2; Nghị định 30/2020, Điều 18 khoản 4 điểm b).";
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var number = Agencies.NextNumber();
        var sent = await sender.Send(Agencies.Document("G22", ["H41"], number));
        await recipient.Fetch(sent.Text("packetId"));
        using var recalled = await sender.Recall(sent.Text("packetId"));

        using var byCall = await recipient.Report(sent.Delivery("H41"), new { code = "16", reason = "Chúng tôi cần văn bản" });
        await byCall.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0401", refused);
        using var byPacket = await recipient.PostAsync(Calls.Packets, Calls.Body(Events.Status("H41", number, "16", "Chúng tôi cần văn bản")));
        await byPacket.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0401", refused);
        using var nobody = await recipient.Destroy(sent.Delivery("H41"), by: null);
        await nobody.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0407", "Báo tiêu hủy phải nêu họ tên người thực hiện.");
        Assert.Equal("recall-pending", await sender.State(sent.Text("packetId"), "H41"));

        // By packet, without any addition of ours: who and when stand in it.
        var proof = await recipient.Send(Events.Status("H41", number, "15", "Đã tiêu hủy"));
        Assert.True(proof.GetProperty("applied").GetBoolean());
        var at = await sender.At(sent.Text("packetId"), "H41");
        Assert.Equal(("recalled", "Trần Thị Thu"), (at.Text("state"), at.GetProperty("destruction").Text("destroyedBy")));
    }

    [Fact]
    public async Task A_recalled_original_is_frozen()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var number = Agencies.NextNumber();
        var sent = await sender.Send(Agencies.Document("G22", ["H41"], number, documentId: Events.Id(number)));
        var id = sent.Text("packetId");
        using var first = await sender.Recall(id, key: "recall-" + number);
        var receipt = (await first.Json(HttpStatusCode.Created)).Text("receipt");
        var frozen = $"Văn bản \"{Events.Id(number)}\" đã bị thu hồi và được giữ nguyên trạng: không thu hồi lại, lấy lại, cập nhật hay thay thế được nữa (Nghị định 30/2020, Phụ lục VI, I.III.8).";

        using var again = await sender.Recall(id, key: "recall-" + number);
        Assert.Equal(receipt, (await again.Json(HttpStatusCode.OK)).Text("receipt"));
        using var second = await sender.Recall(id);
        await second.Refused(HttpStatusCode.Conflict, "EXC-0400", frozen);
        using var back = await sender.TakeBack(id);
        await back.Refused(HttpStatusCode.Conflict, "EXC-0400", frozen);
        foreach (var packet in new[]
        {
            Events.Later(number, "1", "Thu hồi lần nữa"),
            Events.Later(number, "2", "Cập nhật sau thu hồi"),
            Events.Later(Agencies.NextNumber(), "3", "Thay thế sau thu hồi", replaces: number),
            Events.Status("G22", number, "13", "Lấy lại sau thu hồi"),
        })
        {
            using var late = await sender.PostAsync(Calls.Packets, Calls.Body(packet));
            await late.Refused(HttpStatusCode.Conflict, "EXC-0400", frozen);
        }

        var document = (await sender.Deliveries(id)).GetProperty("document");
        Assert.NotEqual(JsonValueKind.Null, document.GetProperty("recalledBy").ValueKind);
        await app.Proved();
    }

    [Fact]
    public async Task Only_the_sender_recalls_and_a_stranger_finds_nothing()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        using var stranger = await app.Api("G12");
        var sent = await sender.Send(Agencies.Document("G22", ["H41"]));
        var id = sent.Text("packetId");
        await recipient.Fetch(id);

        foreach (var other in new[] { recipient, stranger })
        {
            using var recall = await other.Recall(id);
            await recall.Refused(HttpStatusCode.NotFound, "EXC-0030", "Không tìm thấy gói tin.");
            using var back = await other.TakeBack(id);
            await back.Refused(HttpStatusCode.NotFound, "EXC-0030", "Không tìm thấy gói tin.");
        }

        using var status = await stranger.Report(sent.Delivery("H41"), new { code = "15", staff = new { name = "Ai đó" } });
        await status.Refused(HttpStatusCode.NotFound, "EXC-0031", "Không tìm thấy lượt gửi này trong hộp văn bản đến.");

        // A packet that names another's document stays unmatched: it moves nothing.
        var foreign = Events.Later(Agencies.NextNumber(), "1", "Không phải của tôi", to: ["H41"], from: "G12", change: t => t.Message.Children.Add(Edxml.Node.Of("ResponseFor", Edxml.Node.Leaf("OrganId", "G22"), Edxml.Node.Leaf("DocumentId", sent.Text("documentId")))));
        Assert.False((await stranger.Send(foreign)).GetProperty("matched").GetBoolean());
        Assert.Equal("delivered", await sender.State(id, "H41"));
    }

    [Fact]
    public async Task A_recall_by_packet_names_the_recipient_and_recalls_the_senders_own_document()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var number = Agencies.NextNumber();
        var sent = await sender.Send(Agencies.Document("G22", ["H41"], number, documentId: Events.Id(number)));
        await recipient.Fetch(sent.Text("packetId"));

        // The form of the national kit: a number of its own, and ResponseFor with the recipient's code.
        var recall = await sender.Send(Events.Later(Agencies.NextNumber(), "1", "Ban hành nhầm", change: t => t.Message.Children.Add(Edxml.Node.Of("ResponseFor", Edxml.Node.Leaf("OrganId", "H41"), Edxml.Node.Leaf("DocumentId", Events.Id(number))))));

        Assert.True(recall.GetProperty("matched").GetBoolean());
        Assert.Equal("recall-pending", await sender.State(sent.Text("packetId"), "H41"));

        // The notice itself is one more place where the answer may be given.
        using var destroyed = await recipient.Destroy(recall.Delivery("H41"));
        await destroyed.Json(HttpStatusCode.OK);
        Assert.Equal("recalled", await sender.State(sent.Text("packetId"), "H41"));
    }

    [Fact]
    public async Task A_recall_that_came_before_its_document_lets_nothing_through()
    {
        using var sender = await app.Api("G22");
        var number = Agencies.NextNumber();
        Assert.False((await sender.Send(Events.Later(number, "1", "Gửi nhầm"))).GetProperty("matched").GetBoolean());

        var sent = await sender.Send(Agencies.Document("G22", ["H41"], number));

        Assert.Equal("recalled", await sender.State(sent.Text("packetId"), "H41"));
        await app.Proved();
    }

    [Theory]
    [InlineData("""{"reason":" "}""", HttpStatusCode.UnprocessableEntity, "EXC-0409", "Hãy nêu lý do.")]
    [InlineData("""{}""", HttpStatusCode.UnprocessableEntity, "EXC-0409", "Hãy nêu lý do.")]
    [InlineData("[", HttpStatusCode.UnprocessableEntity, "EXC-0046", "Nội dung yêu cầu không phải JSON đúng dạng.")]
    [InlineData("null", HttpStatusCode.UnprocessableEntity, "EXC-0046", "Nội dung yêu cầu không phải JSON đúng dạng.")]
    [InlineData("{\"reason\":\"a\\u0000b\"}", HttpStatusCode.UnprocessableEntity, "EXC-0048", "Giá trị chứa ký tự điều khiển không ghi được.")]
    public async Task Bad_requests_are_refused_at_both_calls(string body, HttpStatusCode status, string code, string sentence)
    {
        using var sender = await app.Api("G22");
        var id = (await sender.Send(Agencies.Document("G22", ["H41"]))).Text("packetId");

        foreach (var call in new[] { "recall", "take-back" })
        {
            using var answer = await sender.PostAsync($"{Calls.Packets}/{id}/{call}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
            await answer.Refused(status, code, sentence);
            using var untyped = await sender.PostAsync($"{Calls.Packets}/{id}/{call}", new StringContent(body, System.Text.Encoding.UTF8, "text/plain"));
            await untyped.Refused(HttpStatusCode.UnsupportedMediaType, "EXC-0049", "Kiểu nội dung \"text/plain; charset=utf-8\" không được nhận; hãy gửi application/json.");
        }

        using var tooLong = await sender.Recall(id, new string('x', 501));
        await tooLong.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0416", "Giá trị dài 501 ký tự, tối đa 500.");
    }

    [Fact]
    public async Task A_statement_of_destruction_must_be_whole()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var sent = await sender.Send(Agencies.Document("G22", ["H41"]));
        await recipient.Fetch(sent.Text("packetId"));
        using var recall = await sender.Recall(sent.Text("packetId"));

        using var none = await recipient.Destroy(sent.Delivery("H41"), destruction: new { copies = 0 });
        await none.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0411", "Số bản đã tiêu hủy phải từ 1 đến 100000.");
        using var unlisted = await recipient.Destroy(sent.Delivery("H41"), destruction: new { archived = true });
        await unlisted.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0412", "Văn bản đã đưa vào lưu trữ thì phải kê danh mục các bản đã tiêu hủy.");

        // The same by packet: nothing of a refused statement is kept.
        var number = sent.Text("documentId").Split(',')[2].Split('/')[0];
        foreach (var (bad, code, sentence) in ((Edxml.Node, string, string)[])[
            (Edxml.Node.Leaf("Copies", "0"), "EXC-0411", "Số bản đã tiêu hủy phải từ 1 đến 100000."),
            (Edxml.Node.Leaf("Archived", "1"), "EXC-0412", "Văn bản đã đưa vào lưu trữ thì phải kê danh mục các bản đã tiêu hủy.")])
        {
            using var byPacket = await recipient.PostAsync(Calls.Packets, Calls.Body(Events.Status("H41", number, "15", change: m => m.Children.Add(Edxml.Node.Of("Destruction", bad)))));
            await byPacket.Refused(HttpStatusCode.UnprocessableEntity, code, sentence);
        }

        Assert.Equal("recall-pending", await sender.State(sent.Text("packetId"), "H41"));
        using var notADocument = await sender.Recall((await recall.Json(HttpStatusCode.Created)).Text("packetId"));
        await notADocument.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0410", "Chỉ làm được việc này với văn bản, không phải với gói tin trạng thái hay gói tin thu hồi.");
    }

    private void AssertSigned(JsonElement statement)
    {
        var parts = statement.Text("statement").Split('.');
        var signer = (ReceiptSigner)app.Services.GetService(typeof(ReceiptSigner))!;
        var key = signer.KeyOf(statement.Text("statement"))!;
        Assert.True(key.Verify(System.Text.Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), System.Buffers.Text.Base64Url.DecodeFromChars(parts[2])));
        var content = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1])).RootElement;
        Assert.Equal((statement.Text("digest"), "Trần Thị Thu"), (content.Text("digest"), content.Text("destroyedBy")));
        Assert.Null(signer.Read(statement.Text("statement"))?.DocumentId); // It is no receipt.
    }
}

public sealed class RecallApiOnSqlite(SqliteApp app) : RecallApiTests(app), IClassFixture<SqliteApp>;

public sealed class RecallApiOnPostgres(PostgresApp app) : RecallApiTests(app), IClassFixture<PostgresApp>;
