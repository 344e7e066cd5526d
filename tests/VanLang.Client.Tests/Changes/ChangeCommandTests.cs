using System.Text.Json;
using VanLang.Client.Tests.Agent;
using VanLang.Testing;

namespace VanLang.Client.Tests.Changes;

/// <summary>recall, take-back, answer, update and replace, from the shell's side.</summary>
public abstract class ChangeCommandTests(TestApp app)
{
    [Fact]
    public async Task A_recall_is_answered_and_its_statement_kept_and_verified_offline()
    {
        using var sender = new AgentShell(app, "G22");
        using var recipient = new AgentShell(app, "H41");
        var sent = await Send(sender);
        var packet = sent.GetProperty("packetId").GetString()!;
        await recipient.Json("get", packet, "--to", recipient.At("in"));

        var recall = await sender.Json("recall", packet, "--reason", "Gửi nhầm nơi nhận", "--receipt", sender.At("recall.json"));
        var unnamed = await recipient.Run("answer", Delivery(sent), "agree");
        var refused = await recipient.Run("answer", Delivery(sent), "refuse", "--reason", "Không muốn");
        var answered = await recipient.Json("answer", Delivery(sent), "agree", "--staff", "Trần Thị Thu", "--copies", "2");
        var text = await sender.Run("status", packet, "--statements", sender.At("statements"));
        var kept = Directory.GetFiles(sender.At("statements")).Single();
        using (var http = app.Anonymous())
        {
            await File.WriteAllTextAsync(sender.At("keys.json"), await http.GetStringAsync("/.well-known/exchange-receipts.json"));
        }

        sender["VANLANG_URL"] = "http://127.0.0.1:9";
        var verified = await sender.Run("verify", kept, "--keys", sender.At("keys.json"), "--packet", sender.At("goi.edxml"));
        await File.WriteAllTextAsync(kept, (await File.ReadAllTextAsync(kept)).Replace("\"statement\": \"ey", "\"statement\": \"ez", StringComparison.Ordinal));
        var bent = await sender.Run("verify", kept, "--keys", sender.At("keys.json"));

        Assert.Equal("recall", recall.GetProperty("kind").GetString());
        Assert.True(File.Exists(sender.At("recall.json")));
        Assert.Equal((3, "EXC-0407: Báo tiêu hủy phải nêu họ tên người thực hiện."), (unnamed.Code, unnamed.Notes.Trim()));
        Assert.Equal(3, refused.Code);
        Assert.StartsWith("EXC-0401: Không được từ chối thu hồi (mã 16)", refused.Notes);
        Assert.Equal("recalled", answered.GetProperty("state").GetString());
        Assert.Equal(0, text.Code);
        Assert.Contains("Trần Thị Thu, 2 copies (statement verified)", text.Answers);
        Assert.Equal(0, verified.Code);
        Assert.StartsWith("The statement of destruction holds.", verified.Answers);
        Assert.Equal(5, bent.Code);
    }

    [Fact]
    public async Task A_take_back_is_asked_of_some_and_answered()
    {
        using var sender = new AgentShell(app, "G22");
        using var recipient = new AgentShell(app, "H41");
        var sent = await Send(sender);
        var packet = sent.GetProperty("packetId").GetString()!;
        await recipient.Json("get", packet, "--to", recipient.At("in"));

        await sender.Json("take-back", packet, "--reason", "Sai phụ lục", "--from", "H41", "--receipt", sender.At("a.json"));
        var silent = await recipient.Run("answer", Delivery(sent), "refuse");
        var refused = await recipient.Json("answer", Delivery(sent), "refuse", "--reason", "Đã trình");
        var late = await recipient.Run("answer", Delivery(sent), "agree");
        await sender.Json("take-back", packet, "--reason", "Vẫn sai phụ lục", "--receipt", sender.At("b.json"));
        var agreed = await recipient.Json("answer", Delivery(sent), "agree");
        var status = await sender.Json("status", packet);

        Assert.Equal((3, "EXC-0415: Từ chối yêu cầu của nơi gửi phải nêu lý do."), (silent.Code, silent.Notes.Trim()));
        Assert.Equal("delivered", refused.GetProperty("state").GetString());
        Assert.Equal("delivered (kept as history: nothing is asked)", late.Answers.Trim());
        Assert.Equal("withdrawn", agreed.GetProperty("state").GetString());
        Assert.All(status.EnumerateArray(), d => Assert.Equal("withdrawn", d.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_document_is_updated_and_then_replaced()
    {
        using var sender = new AgentShell(app, "G22");
        using var recipient = new AgentShell(app, "H41");
        var sent = await Send(sender);
        var packet = sent.GetProperty("packetId").GetString()!;
        await recipient.Json("get", packet, "--to", recipient.At("in"));
        await File.WriteAllBytesAsync(sender.At("b.pdf"), Sending.Pdf("Bản cập nhật").Bytes());
        await File.WriteAllBytesAsync(sender.At("c.pdf"), Sending.Pdf("Bản thay thế").Bytes());

        // Number, notation, date and recipients are those of the document.
        var updated = await sender.Json(["update", packet, "--reason", "Bổ sung phụ lục", .. Fields("b.pdf", sender), "-o", sender.At("u.edxml")]);
        var again = await sender.Json(["update", packet, "--reason", "Bổ sung phụ lục", .. Fields("b.pdf", sender), "-o", sender.At("u.edxml")]);
        var number = Sending.NextNumber();
        var replaced = await sender.Json(["replace", packet, "--reason", "Sai thẩm quyền", "--number", number, .. Fields("c.pdf", sender), "--notation", "VPCP-TTĐT", "--to", "H41", "-o", sender.At("r.edxml")]);
        var links = await Client(app).DocumentAsync(Guid.Parse(packet));

        Assert.Equal(("update", sent.GetProperty("documentId").GetString()), (updated.GetProperty("kind").GetString(), updated.GetProperty("documentId").GetString()));
        Assert.Equal(2, updated.GetProperty("recipients").GetArrayLength());
        Assert.Equal((false, updated.GetProperty("receipt").GetString()), (again.GetProperty("new").GetBoolean(), again.GetProperty("receipt").GetString()));
        Assert.Equal("replacement", replaced.GetProperty("kind").GetString());
        Assert.EndsWith($",{number}/VPCP-TTĐT", replaced.GetProperty("documentId").GetString());
        Assert.Equal((replaced.GetProperty("packetId").GetGuid(), 2), (links!.ReplacedBy!.Value, links.Versions.Count));
    }

    [Fact]
    public async Task What_may_not_be_ends_with_3_and_its_sentence()
    {
        using var sender = new AgentShell(app, "G22");
        using var recipient = new AgentShell(app, "H41");
        var sent = await Send(sender);
        var packet = sent.GetProperty("packetId").GetString()!;
        var number = sent.GetProperty("documentId").GetString()!.Split(',')[2].Split('/')[0];

        await Ends(3, "EXC-0030: Không tìm thấy gói tin.", recipient.Run("recall", packet, "--reason", "Của nơi khác"));
        await Ends(3, "EXC-0030: Không tìm thấy gói tin.", sender.Run(["update", Guid.NewGuid().ToString(), "--reason", "x", .. Fields("a.pdf", sender)]));
        await Ends(3, $"EXC-0408: Văn bản \"{sent.GetProperty("documentId").GetString()}\" không thể thay thế chính nó.",
            sender.Run(["replace", packet, "--reason", "Nhầm", "--number", number, "--notation", "VPCP-TTĐT", .. Fields("a.pdf", sender), "-o", sender.At("r.edxml")]));
        await Ends(3, "EXC-0414: \"H17\" không phải là nơi nhận của văn bản này.", sender.Run("take-back", packet, "--reason", "x", "--from", "H17"));
        var recall = await sender.Json("recall", packet, "--reason", "Gửi nhầm", "--receipt", sender.At("recall.json"));
        await Ends(3, $"EXC-0400: Văn bản \"{sent.GetProperty("documentId").GetString()}\" đã bị thu hồi và được giữ nguyên trạng: không thu hồi lại, lấy lại, cập nhật hay thay thế được nữa (Nghị định 30/2020, Phụ lục VI, I.III.8).",
            sender.Run(["update", packet, "--reason", "Muộn", .. Fields("a.pdf", sender), "-o", sender.At("u.edxml")]));
        await Ends(3, $"The packet {recall.GetProperty("packetId").GetString()} is no document.", sender.Run(["update", recall.GetProperty("packetId").GetString()!, "--reason", "x", .. Fields("a.pdf", sender)]));
        Assert.Equal(2, (await sender.Run("recall", packet)).Code);
        Assert.Equal(2, (await recipient.Run("answer", Guid.NewGuid().ToString(), "perhaps")).Code);
        Assert.Equal(2, (await sender.Run(["replace", packet, "--reason", "x", .. Fields("a.pdf", sender)])).Code);
    }

    private static async Task Ends(int code, string says, Task<AgentShell.Ended> run)
    {
        var ended = await run;
        Assert.Equal((code, says), (ended.Code, ended.Notes.Trim()));
    }

    private static ExchangeClient Client(TestApp app) => app.Client("G22");

    private static async Task<JsonElement> Send(AgentShell sender)
    {
        await File.WriteAllBytesAsync(sender.At("a.pdf"), Sending.Pdf().Bytes());
        return await sender.Json([.. AgentCommandTests.Pack(sender.At("a.pdf"), Sending.NextNumber()), "--to", "H41,H26", "--send", "-o", sender.At("goi.edxml")]);
    }

    private static string Delivery(JsonElement sent) => sent.GetProperty("recipients").EnumerateArray().Single(r => r.GetProperty("deliveredTo").GetString() == "H41").GetProperty("deliveryId").GetString()!;

    private static string[] Fields(string file, AgentShell shell) => ["--pdf", shell.At(file), "--subject", "Trích yếu mới", "--signer", "Nguyễn Văn Kiểm", "--position", "Cục trưởng", "--place", "Hà Nội"];
}

public sealed class ChangeCommandsOnSqlite(SqliteApp app) : ChangeCommandTests(app), IClassFixture<SqliteApp>;

public sealed class ChangeCommandsOnPostgres(PostgresApp app) : ChangeCommandTests(app), IClassFixture<PostgresApp>;
