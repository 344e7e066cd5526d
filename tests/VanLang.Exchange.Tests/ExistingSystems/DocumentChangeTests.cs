using System.Net;
using System.Text;
using System.Text.Json;
using VanLang.Exchange.Tests.Api;
using VanLang.Exchange.Tests.Changes;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Exchange.Tests.Packets;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.ExistingSystems;

/// <summary>Recall, take-back, update and replacement between two systems that know the kit, or the provincial shape, only; our own API tells what came of it.</summary>
public abstract class DocumentChangeTests(TestApp app)
{
    private const string Gone = "File không hợp lệ: Văn bản đã bị thu hồi: cơ quan này không còn mở được gói tin, tệp và bằng chứng của văn bản.";

    [Theory]
    [InlineData("vxp")]
    [InlineData("lgsp")]
    public async Task A_recall_is_sent_destroyed_and_reported(string shape)
    {
        var (sender, recipient) = await Systems(shape);
        using var api = await app.Api("G22");
        var number = Agencies.NextNumber();
        var docId = await sender.Ok(Agencies.Document("G22", ["H41", "H17"], number, documentId: Events.Id(number)));
        await recipient.Fetch(docId);

        var recall = await sender.Ok(Events.Later(number, "1", "Gửi nhầm nơi nhận", to: ["H41", "H17"]), "revocation");

        Assert.Equal(["recall-pending", "recalled"], [await api.State(docId, "H41"), await api.State(docId, "H17")]);
        var row = Assert.Single(await recipient.Waiting("revocation"), r => r.Text("docId") == recall);
        Assert.Equal("revocation", row.Text("messagetype"));
        await recipient.Refused(Events.Status("H41", number, "16", "Không muốn"), HttpStatusCode.BadRequest, "10", "File không hợp lệ: " + Changes.RecallRefused);
        await recipient.Refused(Events.Status("H41", number, "15", change: m => m.Find("StaffInfo")!.Children.RemoveAll(c => c.Name == "Staff")), HttpStatusCode.BadRequest, "10", "File không hợp lệ: Báo tiêu hủy phải nêu họ tên người thực hiện.");
        var told = await recipient.Ok(Events.Status("H41", number, "15", change: m => m.Children.Add(Node.Of("Destruction", Node.Leaf("Copies", "3"), Node.Leaf("Archived", "1"), Node.Leaf("CopyList", "Ba bản giấy tại phòng Tổng hợp")))), "status");

        var at = await api.At(docId, "H41");
        Assert.Equal(("recalled", "Trần Thị Thu", 3), (at.Text("state"), at.GetProperty("destruction").Text("destroyedBy"), at.GetProperty("destruction").GetProperty("copies").GetInt32()));
        Assert.Equal(("15", "Đã thu hồi"), await Business(sender, docId, "H41"));
        await recipient.RefusedToOpen(docId, HttpStatusCode.Gone, "10", Gone);
        Assert.Single(await sender.Waiting("status"), r => r.Text("docId") == told);
        await sender.Refused(Events.Later(number, "2", "Muộn"), HttpStatusCode.Conflict, "10", $"File không hợp lệ: {Changes.Frozen(Events.Id(number))}");
        await app.Proved();
    }

    [Theory]
    [InlineData("vxp")]
    [InlineData("lgsp")]
    public async Task A_take_back_is_asked_by_13_refused_by_16_and_agreed_to_by_15(string shape)
    {
        var (sender, recipient) = await Systems(shape);
        using var api = await app.Api("G22");
        var number = Agencies.NextNumber();
        var docId = await sender.Ok(Agencies.Document("G22", ["H41"], number, documentId: Events.Id(number)));
        await recipient.Fetch(docId);

        var asked = await sender.Ok(Events.Status("G22", number, "13", "Sai phụ lục 2", change: m => m.Children.Insert(1, PacketText.Organ("To", "H41"))), "status");
        Assert.Equal("change-pending", await api.State(docId, "H41"));
        Assert.Single(await recipient.Waiting("status"), r => r.Text("docId") == asked);
        var waits = "File không hợp lệ: Ủy ban nhân dân tỉnh Nghệ An chưa trả lời yêu cầu trước về văn bản này; hãy chờ trả lời.";
        await sender.Refused(Events.Status("G22", number, "13", "Vẫn sai"), HttpStatusCode.Conflict, "10", waits);
        await sender.Refused(Events.Later(number, "2", "Sửa"), HttpStatusCode.Conflict, "10", waits);
        await recipient.Ok(Events.Status("H41", number, "16", "Đã trình lãnh đạo"), "status");
        Assert.Equal("delivered", await api.State(docId, "H41"));
        await sender.Ok(Events.Status("G22", number, "13", "Sai phụ lục 3"), "status");
        await recipient.Ok(Events.Status("H41", number, "15"), "status");

        Assert.Equal("withdrawn", await api.State(docId, "H41"));
        Assert.Equal(("15", "Đã lấy lại"), await Business(sender, docId, "H41"));
        await recipient.RefusedToOpen(docId, HttpStatusCode.Gone, "10", "File không hợp lệ: Văn bản đã được nơi gửi lấy lại: cơ quan này không còn mở được gói tin, tệp và bằng chứng của văn bản.");
        await sender.Refused(Events.Status("G22", number, "13", "Lần nữa"), HttpStatusCode.Conflict, "10", "File không hợp lệ: Không còn bản nào lấy lại được: nơi nhận đã trả lại, hoặc bản đó đã được lấy lại.");
    }

    [Theory]
    [InlineData("vxp")]
    [InlineData("lgsp")]
    public async Task An_update_is_agreed_to_and_a_replacement_supersedes(string shape)
    {
        var (sender, recipient) = await Systems(shape);
        using var api = await app.Api("G22");
        var (number, fresh) = (Agencies.NextNumber(), Agencies.NextNumber());
        var docId = await sender.Ok(Agencies.Document("G22", ["H41"], number, documentId: Events.Id(number)));
        await recipient.Fetch(docId);

        var version = await sender.Ok(Events.Later(number, "2", "Bổ sung phụ lục"), "update");
        Assert.Equal(["change-pending", "proposed"], [await api.State(docId, "H41"), await api.State(version, "H41")]);
        Assert.Single(await recipient.Waiting("update"), r => r.Text("docId") == version);
        await recipient.Ok(Events.Status("H41", number, "15"), "status");
        Assert.Equal("updated", await api.State(docId, "H41"));
        var itself = Agencies.NextNumber();
        await sender.Refused(Events.Later(itself, "3", "Nhầm", replaces: itself, change: t => Identify(t, itself)), HttpStatusCode.BadRequest, "10", $"File không hợp lệ: Văn bản \"{Events.Id(itself)}\" không thể thay thế chính nó.");
        var replacement = await sender.Ok(Events.Later(fresh, "3", "Sai thẩm quyền", replaces: number), "replacement");

        Assert.Equal(["updated", "superseded", "queued"], [await api.State(docId, "H41"), await api.State(version, "H41"), await api.State(replacement, "H41")]);
        Assert.Single(await recipient.Waiting("replacement"), r => r.Text("docId") == replacement);
        Assert.Equal(replacement, (await api.Deliveries(version)).GetProperty("document").Text("replacedBy"));
        await sender.Refused(Events.Later(number, "2", "Muộn"), HttpStatusCode.Conflict, "10", $"File không hợp lệ: Văn bản \"{Events.Id(number)}\" đã được thay thế; hãy làm việc với văn bản thay thế.");
    }

    [Theory]
    [InlineData("vxp")]
    [InlineData("lgsp")]
    public async Task A_recall_of_anothers_document_touches_nothing(string shape)
    {
        var (sender, _) = await Systems(shape);
        using var other = await Side.Configure(app, "G15", shape);
        using var api = await app.Api("G22");
        var number = Agencies.NextNumber();
        var docId = await sender.Ok(Agencies.Document("G22", ["H41"], number, documentId: Events.Id(number)));

        // Under its own number it speaks of a document that it never sent; under the other's From it is refused.
        await other.Ok(Events.Later(Agencies.NextNumber(), "1", "Của nơi khác", from: "G15", change: t => t.Message.Children.Add(Node.Of("ResponseFor", Node.Leaf("OrganId", "H41"), Node.Leaf("DocumentId", Events.Id(number))))), "revocation");
        await other.Refused(Events.Later(number, "1", "Mạo danh"), HttpStatusCode.Forbidden, "19", "Đơn vị gửi G22 không đúng với mã đã đăng ký: G15");

        Assert.Equal("queued", await api.State(docId, "H41"));
    }

    private static void Identify(PacketText text, string number) => text.Message.Children[text.Message.Children.FindIndex(c => c.Name == "DocumentId")] = Node.Leaf("DocumentId", Events.Id(number));

    private async Task<(Side Sender, Side Recipient)> Systems(string shape) => (await Side.Configure(app, "G22", shape), await Side.Configure(app, "H41", shape));

    private static async Task<(string?, string)> Business(Side sender, string docId, string recipient)
    {
        var row = (await sender.Sent(docId)).Single(r => r.Text("to").EndsWith(recipient, StringComparison.Ordinal));
        return (row.Text("businessStatus"), sender.Marked(row.Text("businessStatusDesc")));
    }

    private static class Changes
    {
        public const string RecallRefused = "Không được từ chối thu hồi (mã 16): nơi nhận phải hủy văn bản trên hệ thống của mình và báo lại (Quyết định 28/2018, Điều 8 khoản 2, Điều 9 khoản 2; Nghị định 30/2020, Điều 18 khoản 4 điểm b).";

        public static string Frozen(string document) => $"Văn bản \"{document}\" đã bị thu hồi và được giữ nguyên trạng: không thu hồi lại, lấy lại, cập nhật hay thay thế được nữa (Nghị định 30/2020, Phụ lục VI, I.III.8).";
    }
}

/// <summary>A system on either of the two shapes; sentences are compared with the marks that the national kit leaves out.</summary>
internal sealed class Side(DocumentSystem system, bool provincial) : IDisposable
{
    public static async Task<Side> Configure(TestApp app, string agency, string shape) => new(await DocumentSystem.Configure(app, agency), shape == "lgsp");

    public async Task<string> Ok(byte[] packet, string messageType = "edoc")
    {
        using var answer = await Post(packet, messageType);
        return (await DocumentSystem.Read(answer)).Text("DocId");
    }

    public async Task Refused(byte[] packet, HttpStatusCode status, string number, string sentence)
    {
        using var answer = await Post(packet, "edoc");
        await Says(answer, status, number, sentence);
    }

    public async Task RefusedToOpen(string docId, HttpStatusCode status, string number, string sentence)
    {
        using var answer = await Open(docId);
        await Says(answer, status, number, sentence);
    }

    public async Task Fetch(string docId)
    {
        using var answer = await Open(docId);
        await DocumentSystem.Read(answer);
    }

    public async Task<List<JsonElement>> Waiting(string messageType)
    {
        using var answer = provincial
            ? await system.Answer(HttpMethod.Get, "/lgsp/v1/syncReceivedEdocList?messageType=" + messageType, [])
            : await system.Answer(HttpMethod.Post, "/vxp/getReceivedEdocList", [("servicetype", "eDoc"), ("messagetype", messageType)], new StringContent("{}"));
        return [.. (await DocumentSystem.Read(answer)).GetProperty("data").EnumerateArray()];
    }

    public async Task<List<JsonElement>> Sent(string docId)
    {
        using var answer = provincial
            ? await system.Answer(HttpMethod.Get, "/lgsp/v1/getReceiveStatus?docId=" + docId, [])
            : await system.Answer(HttpMethod.Post, "/vxp/getSentEdocList", [("docId", docId)], new StringContent("{}"));
        return [.. (await DocumentSystem.Read(answer)).GetProperty("data").EnumerateArray()];
    }

    public void Dispose() => system.Dispose();

    /// <summary>A sentence as this test writes it: the national kit's has no marks, so it is looked up by what it becomes.</summary>
    public string Marked(string said) => provincial ? said : ((string[])["Đã thu hồi", "Đã lấy lại"]).Single(s => VanLang.Web.Http.ExistingSystems.WithoutMarks(s) == said);

    private async Task Says(HttpResponseMessage answer, HttpStatusCode status, string number, string sentence)
    {
        var json = await DocumentSystem.Read(answer, status);
        Assert.Equal((number, provincial ? sentence : VanLang.Web.Http.ExistingSystems.WithoutMarks(sentence)), (json.Text("ErrorCode"), json.Text("ErrorDesc")));
    }

    private Task<HttpResponseMessage> Post(byte[] packet, string messageType) => provincial
        ? system.Answer(HttpMethod.Post, "/lgsp/v1/sendEdoc", [], DocumentSystem.Form(packet, messageType))
        : system.Answer(HttpMethod.Post, "/vxp/sendEdoc", [("from", system.SystemId), ("servicetype", "eDoc"), ("messagetype", messageType)], new ByteArrayContent(packet));

    private Task<HttpResponseMessage> Open(string docId) => provincial
        ? system.Answer(HttpMethod.Get, "/lgsp/v1/getEdoc?docId=" + docId, [])
        : system.Answer(HttpMethod.Post, "/vxp/getEdoc", [("docId", docId)], new StringContent("{}", Encoding.UTF8, "application/json"));
}

public sealed class DocumentChangesOnSqlite(SqliteApp app) : DocumentChangeTests(app), IClassFixture<SqliteApp>;

public sealed class DocumentChangesOnPostgres(PostgresApp app) : DocumentChangeTests(app), IClassFixture<PostgresApp>;
