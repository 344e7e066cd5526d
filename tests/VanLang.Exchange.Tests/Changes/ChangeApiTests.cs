using System.Net;
using VanLang.Exchange.Tests.Api;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Exchange.Tests.Packets;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Changes;

/// <summary>Lấy lại (13 with 15 and 16), cập nhật (type 2) and thay thế (type 3) from both sides.</summary>
public abstract class ChangeApiTests(TestApp app)
{
    [Fact]
    public async Task A_take_back_that_is_agreed_to_closes_the_document_at_the_recipient()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var sent = await sender.Send(Agencies.Document("G22", ["H41", "H17"]));
        var id = sent.Text("packetId");
        await recipient.Fetch(id);
        using (await recipient.Report(sent.Delivery("H41"), new { code = "03" }))
        {
        }

        using var asked = await sender.TakeBack(id, "Sai phụ lục 2");
        var request = await asked.Json(HttpStatusCode.Created);
        Assert.True(request.GetProperty("applied").GetBoolean());
        Assert.Equal(("change-pending", "received", "take-back"), await Stand(sender, id, "H41"));

        // Whoever has not fetched it never gets it, and is not asked.
        Assert.Equal(("withdrawn", "queued", "take-back"), await Stand(sender, id, "H17"));

        // The recipient works on, which a refusal would lead back to.
        using (await recipient.Report(sent.Delivery("H41"), new { code = "05" }))
        {
        }

        Assert.Equal(("change-pending", "processing", "take-back"), await Stand(sender, id, "H41"));
        using var agreed = await recipient.Report(sent.Delivery("H41"), new { code = "15" });
        Assert.Equal("withdrawn", (await agreed.Json(HttpStatusCode.OK)).Text("state"));
        foreach (var path in new[] { "", "?form=strict", "/attachments/1", "/evidence" })
        {
            using var opened = await recipient.GetAsync($"{Calls.Packets}/{id}{path}");
            await opened.Refused(HttpStatusCode.Gone, "EXC-0404", "Văn bản đã được nơi gửi lấy lại: cơ quan này không còn mở được gói tin, tệp và bằng chứng của văn bản.");
        }

        using var again = await sender.TakeBack(id);
        await again.Refused(HttpStatusCode.Conflict, "EXC-0406", "Không còn bản nào lấy lại được: nơi nhận đã trả lại, hoặc bản đó đã được lấy lại.");
        await app.Proved();
    }

    [Fact]
    public async Task A_refused_take_back_leads_back_and_may_be_asked_again()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var sent = await sender.Send(Agencies.Document("G22", ["H41"]));
        var id = sent.Text("packetId");
        await recipient.Fetch(id);
        var answers = new List<string>();
        for (var turn = 0; turn < 2; turn++)
        {
            using var asked = await sender.TakeBack(id, "Sai số liệu");
            await asked.Json(HttpStatusCode.Created);
            using var silent = await recipient.Report(sent.Delivery("H41"), new { code = "16" });
            await silent.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0415", "Từ chối yêu cầu của nơi gửi phải nêu lý do.");
            using var refused = await recipient.Report(sent.Delivery("H41"), new { code = "16", reason = "Đã trình lãnh đạo" });
            var outcome = await refused.Json(HttpStatusCode.OK);
            Assert.Equal((true, "delivered"), (outcome.GetProperty("applied").GetBoolean(), outcome.Text("state")));
            answers.Add(outcome.Text("statusId"));
        }

        // The same words answer another request: they are two answers.
        Assert.Equal(2, answers.Distinct().Count());

        // With nothing asked, an answer is history.
        using var late = await recipient.Report(sent.Delivery("H41"), new { code = "15" });
        Assert.False((await late.Json(HttpStatusCode.OK)).GetProperty("applied").GetBoolean());
        Assert.Equal("delivered", await sender.State(id, "H41"));
    }

    [Fact]
    public async Task While_a_recipient_is_asked_the_sender_asks_nothing_else_but_may_recall()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var number = Agencies.NextNumber();
        var sent = await sender.Send(Agencies.Document("G22", ["H41"], number, documentId: Events.Id(number)));
        var id = sent.Text("packetId");
        await recipient.Fetch(id);
        using (await sender.TakeBack(id))
        {
        }

        const string waits = "Ủy ban nhân dân tỉnh Nghệ An chưa trả lời yêu cầu trước về văn bản này; hãy chờ trả lời.";
        using var second = await sender.TakeBack(id);
        await second.Refused(HttpStatusCode.Conflict, "EXC-0405", waits);
        using var update = await sender.PostAsync(Calls.Packets, Calls.Body(Events.Later(number, "2", "Sửa phụ lục")));
        await update.Refused(HttpStatusCode.Conflict, "EXC-0405", waits);

        using var recall = await sender.Recall(id);
        await recall.Json(HttpStatusCode.Created);
        Assert.Equal(("recall-pending", "delivered", "recall"), await Stand(sender, id, "H41"));
    }

    [Fact]
    public async Task Take_back_from_some_only_and_never_from_a_stranger_to_the_document()
    {
        using var sender = await app.Api("G22");
        var sent = await sender.Send(Agencies.Document("G22", ["H41", "H17"]));
        var id = sent.Text("packetId");

        using var stranger = await sender.TakeBack(id, recipients: ["H26"]);
        await stranger.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0414", "\"H26\" không phải là nơi nhận của văn bản này.");
        using var some = await sender.TakeBack(id, recipients: ["H17"], key: "back-" + id);
        var receipt = (await some.Json(HttpStatusCode.Created)).Text("receipt");
        using var again = await sender.TakeBack(id, recipients: ["H17"], key: "back-" + id);

        Assert.Equal(receipt, (await again.Json(HttpStatusCode.OK)).Text("receipt"));
        Assert.Equal(["queued", "withdrawn"], [await sender.State(id, "H41"), await sender.State(id, "H17")]);
    }

    [Fact]
    public async Task A_take_back_by_packet_needs_its_reason_and_names_who_is_asked_in_ResponseFor()
    {
        using var sender = await app.Api("G22");
        var number = Agencies.NextNumber();
        var sent = await sender.Send(Agencies.Document("G22", ["H41", "H17"], number, documentId: Events.Id(number)));

        using var silent = await sender.PostAsync(Calls.Packets, Calls.Body(Events.Status("G22", number, "13", change: m => m.Children.RemoveAll(c => c.Name == "Description"))));
        var problem = await silent.Json(HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith("EDX-", problem.Text("code"), StringComparison.Ordinal);
        var asked = await sender.Send(Events.Status("G22", number, "13", "Gửi nhầm", of: "G22", change: m =>
        {
            var about = m.Find("ResponseFor")!;
            about.Children.RemoveAll(c => c.Name == "OrganId");
            about.Children.Insert(0, Node.Leaf("OrganId", "H17"));
        }));

        Assert.True(asked.GetProperty("applied").GetBoolean());
        Assert.Equal(["queued", "withdrawn"], [await sender.State(sent.Text("packetId"), "H41"), await sender.State(sent.Text("packetId"), "H17")]);
    }

    [Fact]
    public async Task A_new_version_waits_for_consent_and_then_stands_where_the_old_one_stood()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        using var other = await app.Api("H17");
        var number = Agencies.NextNumber();
        var sent = await sender.Send(Agencies.Document("G22", ["H41", "H17"], number, documentId: Events.Id(number)));
        var id = sent.Text("packetId");
        await recipient.Fetch(id);
        using (await recipient.Report(sent.Delivery("H41"), new { code = "04", staff = new { name = "Lê Hoàng Nam" } }))
        {
        }

        var update = await sender.Send(Events.Later(number, "2", "Bổ sung phụ lục", to: ["H41", "H17"]));
        var version = update.Text("packetId");

        Assert.Equal(("change-pending", "assigned", "update"), await Stand(sender, id, "H41"));
        Assert.Equal("proposed", await sender.State(version, "H41"));
        Assert.Equal(("updated", "queued", "update"), await Stand(sender, id, "H17"));
        Assert.Equal("queued", await sender.State(version, "H17"));
        Assert.Equal([version], await Waiting(other, id, version));

        // Both versions may be read before deciding; the report on the document is on the one that counts.
        await recipient.Fetch(version);
        Assert.True((await recipient.Send(Events.Status("H41", number, "05"))).GetProperty("applied").GetBoolean());
        Assert.Equal(("change-pending", "processing", "update"), await Stand(sender, id, "H41"));
        using var agreed = await recipient.Report(update.Delivery("H41"), new { code = "15" });
        await agreed.Json(HttpStatusCode.OK);

        Assert.Equal(("updated", "processing", "update"), await Stand(sender, id, "H41"));
        Assert.Equal("processing", await sender.State(version, "H41"));
        var document = (await recipient.Deliveries(version)).GetProperty("document");
        Assert.Equal([id, version], document.GetProperty("versions").EnumerateArray().Select(v => v.GetString()));
        await recipient.Send(Events.Status("H41", number, "06"));
        Assert.Equal("done", await sender.State(version, "H41"));
        await app.Proved();
    }

    [Fact]
    public async Task A_refused_version_is_returned_and_the_old_one_goes_on()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var number = Agencies.NextNumber();
        var sent = await sender.Send(Agencies.Document("G22", ["H41"], number, documentId: Events.Id(number)));
        await recipient.Send(Events.Status("H41", number, "03"));
        var update = await sender.Send(Events.Later(number, "2", "Bổ sung phụ lục"));

        await recipient.Send(Events.Status("H41", number, "16", "Nội dung đã thực hiện xong"));

        Assert.Equal("received", await sender.State(sent.Text("packetId"), "H41"));
        Assert.Equal("rejected", await sender.State(update.Text("packetId"), "H41"));

        // A second version may be proposed, and everything that the recipient has of the document is recalled together.
        var second = await sender.Send(Events.Later(number, "2", "Bổ sung phụ lục, lần hai"));
        using (await recipient.Report(second.Delivery("H41"), new { code = "15" }))
        using (await sender.Recall(sent.Text("packetId")))
        {
        }

        Assert.Equal(["recall-pending", "recalled", "recall-pending"], [await sender.State(sent.Text("packetId"), "H41"), await sender.State(update.Text("packetId"), "H41"), await sender.State(second.Text("packetId"), "H41")]);
        using var destroyed = await recipient.Destroy(sent.Delivery("H41"));
        await destroyed.Json(HttpStatusCode.OK);
        var statements = new[] { await sender.At(sent.Text("packetId"), "H41"), await sender.At(second.Text("packetId"), "H41") }.Select(a => a.GetProperty("destruction").Text("digest"));
        Assert.Equal([sent.Text("digest"), second.Text("digest")], statements);
        await app.Proved();
    }

    [Fact]
    public async Task A_replacement_supersedes_and_links_both_ways()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var (number, fresh) = (Agencies.NextNumber(), Agencies.NextNumber());
        var old = (await sender.Send(Agencies.Document("G22", ["H41", "H17"], number, documentId: Events.Id(number)))).Text("packetId");
        await recipient.Fetch(old);

        var replacement = (await sender.Send(Events.Later(fresh, "3", "Thay thế do sai thẩm quyền", replaces: number, to: ["H41"]))).Text("packetId");

        Assert.Equal(["superseded", "superseded", "queued"], [await sender.State(old, "H41"), await sender.State(old, "H17"), await sender.State(replacement, "H41")]);
        foreach (var reader in new[] { sender, recipient })
        {
            Assert.Equal(replacement, (await reader.Deliveries(old)).GetProperty("document").Text("replacedBy"));
            Assert.Equal(old, Assert.Single((await reader.Deliveries(replacement)).GetProperty("document").GetProperty("replaces").EnumerateArray()).GetString());
        }

        // Replaced it may still be read, and recalled; nothing else.
        await recipient.Fetch(old);
        var closed = $"Văn bản \"{Events.Id(number)}\" đã được thay thế; hãy làm việc với văn bản thay thế.";
        foreach (var packet in new[] { Events.Later(number, "2", "Cập nhật"), Events.Later(Agencies.NextNumber(), "3", "Thay lần nữa", replaces: number), Events.Status("G22", number, "13", "Lấy lại") })
        {
            using var late = await sender.PostAsync(Calls.Packets, Calls.Body(packet));
            await late.Refused(HttpStatusCode.Conflict, "EXC-0402", closed);
        }

        using var recall = await sender.Recall(old);
        await recall.Json(HttpStatusCode.Created);
        Assert.Equal(["recall-pending", "recalled"], [await sender.State(old, "H41"), await sender.State(old, "H17")]);
        Assert.Equal("queued", await sender.State(replacement, "H41"));
        await app.Proved();
    }

    [Fact]
    public async Task A_document_cannot_replace_itself_or_come_under_a_used_number()
    {
        using var sender = await app.Api("G22");
        var (number, used) = (Agencies.NextNumber(), Agencies.NextNumber());
        await sender.Send(Agencies.Document("G22", ["H41"], number, documentId: Events.Id(number)));
        await sender.Send(Agencies.Document("G22", ["H41"], used, documentId: Events.Id(used)));

        using var itself = await sender.PostAsync(Calls.Packets, Calls.Body(Events.Later(number, "3", "Thay thế", replaces: number)));
        await itself.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0408", $"Văn bản \"{Events.Id(number)}\" không thể thay thế chính nó.");
        using var taken = await sender.PostAsync(Calls.Packets, Calls.Body(Events.Later(used, "3", "Thay thế", replaces: number)));
        await taken.Refused(HttpStatusCode.Conflict, "EXC-0020", $"Văn bản \"{Events.Id(used)}\" của cơ quan này đã được gửi với nội dung khác.");
    }

    private static async Task<(string State, string? Before, string? Request)> Stand(HttpClient client, string packet, string recipient)
    {
        var at = await client.At(packet, recipient);
        return (at.Text("state"), at.GetProperty("before").GetString(), at.GetProperty("request").GetString());
    }

    private static async Task<List<string>> Waiting(HttpClient client, params string[] packets) =>
        [.. (await client.Get("/api/exchange/v1/inbox?limit=200")).GetProperty("items").EnumerateArray().Select(i => i.Text("packetId")).Where(packets.Contains)];
}

public sealed class ChangeApiOnSqlite(SqliteApp app) : ChangeApiTests(app), IClassFixture<SqliteApp>;

public sealed class ChangeApiOnPostgres(PostgresApp app) : ChangeApiTests(app), IClassFixture<PostgresApp>;
