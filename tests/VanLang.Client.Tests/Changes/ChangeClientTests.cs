using VanLang.Client.Packets;
using VanLang.Client.Receipts;
using VanLang.Testing;

namespace VanLang.Client.Tests.Changes;

/// <summary>Recall, take-back, update and replacement by the library, against the real server.</summary>
public abstract class ChangeClientTests(TestApp app)
{
    private static readonly StatusStaff Clerk = new("Văn thư", "Trần Thị Thu");

    [Fact]
    public async Task A_recall_is_destroyed_at_the_recipient_and_its_statement_verifies()
    {
        using var sender = app.Client("G22");
        using var recipient = app.Client("H41");
        var sent = await sender.SendAsync(Sending.Packet("G22", ["H41", "H26"]));
        await recipient.DownloadPacketAsync(sent.PacketId, Stream.Null);

        var recall = await sender.RecallAsync(sent.PacketId, "Gửi nhầm nơi nhận");
        var again = await sender.RecallAsync(sent.PacketId, "Gửi nhầm nơi nhận");
        var asked = await At(sender, sent.PacketId, "H41");
        var destroyed = await recipient.DestroyAsync(asked.DeliveryId, Clerk, new DestructionReport(2, true, "Hai bản giấy tại phòng Tổng hợp"));
        var answer = await At(sender, sent.PacketId, "H41");
        var stated = await sender.VerifyDestructionAsync(answer);
        var document = await sender.DocumentAsync(sent.PacketId);

        Assert.Equal((true, "recall", "recall", sent.DocumentId), (recall.New, recall.Kind, recall.Proof!.Kind, recall.Proof.DocumentId));
        Assert.Equal((false, recall.Receipt), (again.New, again.Receipt));
        Assert.Equal(("recall-pending", "recall", (Guid?)recall.PacketId, "delivered"), (asked.State, asked.Request, asked.RequestPacketId, asked.Before));
        Assert.Equal(("recalled", "recalled"), (destroyed.State, answer.State));
        Assert.Equal((sent.Digest, "H41", "Trần Thị Thu", 2, true), (stated.Digest, stated.Recipient, stated.DestroyedBy, stated.Copies, stated.Archived));
        Assert.Equal((sent.PacketId, recall.PacketId), (document!.PacketId, document.RecalledBy));
        var never = await At(sender, sent.PacketId, "H26");
        Assert.Equal(("recalled", null, null), (never.State, never.ArrivedAt, never.Destruction));
        Assert.Contains("H26 has stated none", (await Sending.Fails(ExchangeFailure.NotVerified, "CLI-0008", () => sender.VerifyDestructionAsync(never))).Message);
        Assert.Equal("Văn bản đã bị thu hồi: cơ quan này không còn mở được gói tin, tệp và bằng chứng của văn bản.", (await Sending.Fails(ExchangeFailure.Refused, "EXC-0403", () => recipient.DownloadPacketAsync(sent.PacketId, Stream.Null))).Message);
    }

    [Fact]
    public async Task A_statement_that_was_bent_or_belongs_to_another_delivery_is_not_believed()
    {
        using var sender = app.Client("G22");
        using var recipient = app.Client("H41");
        var one = await Destroyed(sender, recipient);
        var other = await Destroyed(sender, recipient);
        var keys = ReceiptKeys.Parse(await sender.ReceiptKeysAsync());

        Assert.Equal(one.DeliveryId, keys.VerifyDestruction(one.Destruction!.Statement).DeliveryId);
        foreach (var (bent, says) in ((DeliveryProgress, string)[])[
            (one with { Destruction = other.Destruction }, "it speaks of the delivery"),
            (one with { RequestPacketId = other.RequestPacketId }, "it answers the recall"),
            (one with { Destruction = one.Destruction with { DestroyedBy = "Người khác" } }, "the list beside it says something else"),
            (one with { Destruction = one.Destruction with { Digest = other.Destruction!.Digest } }, "the list beside it says something else"),
            (one with { Destruction = one.Destruction with { Files = [] } }, "the list beside it says something else"),
            (one with { Destruction = one.Destruction with { Statement = one.Destruction.Statement[..^40] + new string('A', 40) } }, "its signature is not that of the key"),
            (one with { Destruction = one.Destruction with { Statement = "chữ" } }, "it is no compact JWS")])
        {
            Assert.Contains(says, (await Sending.Fails(ExchangeFailure.NotVerified, "CLI-0008", () => sender.VerifyDestructionAsync(bent))).Message);
        }

        // A receipt is signed by the same key, and is no statement; nor the other way round.
        var sent = await sender.SendAsync(Sending.Packet("G22", ["H41"]));
        Assert.Contains("typ \"exchange-receipt+jwt\"", Assert.Throws<ExchangeException>(() => keys.VerifyDestruction(sent.Receipt)).Message);
        Assert.Contains("typ \"exchange-destruction+jwt\"", Assert.Throws<ExchangeException>(() => keys.Verify(one.Destruction.Statement)).Message);
    }

    [Fact]
    public async Task A_take_back_is_agreed_to_refused_and_asked_again()
    {
        using var sender = app.Client("G22");
        using var recipient = app.Client("H41");
        var sent = await sender.SendAsync(Sending.Packet("G22", ["H41", "H26"]));
        var delivery = sent.Recipients.Single(r => r.DeliveredTo == "H41").DeliveryId;
        await recipient.DownloadPacketAsync(sent.PacketId, Stream.Null);

        var asked = await sender.TakeBackAsync(sent.PacketId, "Sai phụ lục 2");
        Assert.Equal("withdrawn", (await At(sender, sent.PacketId, "H26")).State);
        await Sending.Fails(ExchangeFailure.Refused, "EXC-0415", () => recipient.RefuseAsync(delivery, ""));
        var refused = await recipient.RefuseAsync(delivery, "Đã trình lãnh đạo", Clerk);
        var second = await sender.TakeBackAsync(sent.PacketId, "Sai phụ lục 2", ["H41"]);
        var agreed = await recipient.AgreeAsync(delivery, staff: Clerk);

        Assert.Equal((true, "status", true), (asked.New, asked.Proof!.Kind, asked.Applied));
        Assert.NotEqual(asked.PacketId, second.PacketId);
        Assert.Equal((true, "delivered"), (refused.Applied, refused.State));
        Assert.Equal("withdrawn", agreed.State);
    }

    [Fact]
    public async Task An_update_and_a_replacement_are_packets_and_link_their_documents()
    {
        using var sender = app.Client("G22");
        using var recipient = app.Client("H41");
        var first = Sending.Packet("G22", ["H41"]);
        var sent = await sender.SendAsync(first);
        await recipient.DownloadPacketAsync(sent.PacketId, Stream.Null);

        var version = await sender.SendAsync(first with { Act = PacketAct.Update, About = sent.DocumentId, DocumentId = sent.DocumentId, Reason = "Bổ sung phụ lục", Files = [Sending.Pdf("Bản cập nhật")] });
        var agreed = await recipient.AgreeAsync(version.Recipients.Single().DeliveryId);
        var replacement = await sender.SendAsync(Sending.Packet("G22", ["H41"]) with { Act = PacketAct.Replace, About = sent.DocumentId, Reason = "Sai thẩm quyền" });
        var document = await sender.DocumentAsync(version.PacketId);

        Assert.Equal(("update", "replacement", true, true), (version.Kind, replacement.Kind, version.Matched, replacement.Matched));
        Assert.Equal("updated", (await At(sender, sent.PacketId, "H41")).State);
        Assert.Equal("superseded", (await At(sender, version.PacketId, "H41")).State);
        Assert.NotEqual("change-pending", agreed.State);
        Assert.Equal([sent.PacketId, version.PacketId], document!.Versions);
        Assert.Equal(replacement.PacketId, document.ReplacedBy);
        Assert.Equal([sent.PacketId], (await recipient.DocumentAsync(replacement.PacketId))!.Replaces);
    }

    [Fact]
    public async Task What_may_not_be_is_refused_with_its_code_and_sentence()
    {
        using var sender = app.Client("G22");
        using var recipient = app.Client("H41");
        var packet = Sending.Packet("G22", ["H41"]);
        var sent = await sender.SendAsync(packet);
        var delivery = sent.Recipients[0].DeliveryId;
        var itself = Sending.Packet("G22", ["H41"]);

        await Says("EXC-0030", "Không tìm thấy gói tin.", () => recipient.RecallAsync(sent.PacketId, "Của nơi khác"));
        await Says("EXC-0030", "Không tìm thấy gói tin.", () => recipient.TakeBackAsync(sent.PacketId, "Của nơi khác"));
        await Says("EXC-0409", "Hãy nêu lý do.", () => sender.RecallAsync(sent.PacketId, " "));
        await Says("EXC-0414", "\"H17\" không phải là nơi nhận của văn bản này.", () => sender.TakeBackAsync(sent.PacketId, "Sai", ["H17"]));
        await Says("EXC-0408", $"Văn bản \"{itself.EffectiveDocumentId}\" không thể thay thế chính nó.", () => sender.SendAsync(itself with { Act = PacketAct.Replace, About = itself.EffectiveDocumentId, Reason = "Nhầm" }));

        await recipient.DownloadPacketAsync(sent.PacketId, Stream.Null);
        var recall = await sender.RecallAsync(sent.PacketId, "Gửi nhầm");
        var frozen = $"Văn bản \"{sent.DocumentId}\" đã bị thu hồi và được giữ nguyên trạng: không thu hồi lại, lấy lại, cập nhật hay thay thế được nữa (Nghị định 30/2020, Phụ lục VI, I.III.8).";
        await Says("EXC-0400", frozen, () => sender.SendAsync(packet with { Act = PacketAct.Update, About = sent.DocumentId, DocumentId = sent.DocumentId, Reason = "Muộn", Files = [Sending.Pdf("Khác")] }));
        await Says("EXC-0400", frozen, () => sender.TakeBackAsync(sent.PacketId, "Muộn"));
        await Says("EXC-0400", frozen, () => sender.RecallAsync(sent.PacketId, "Lần nữa", "another-key-" + sent.PacketId));
        await Says("EXC-0410", "Chỉ làm được việc này với văn bản, không phải với gói tin trạng thái hay gói tin thu hồi.", () => sender.RecallAsync(recall.PacketId, "Thu hồi của thu hồi"));
        Assert.StartsWith("Không được từ chối thu hồi (mã 16)", (await Sending.Fails(ExchangeFailure.Refused, "EXC-0401", () => recipient.RefuseAsync(delivery, "Không muốn"))).Message);
        await Says("EXC-0407", "Báo tiêu hủy phải nêu họ tên người thực hiện.", () => recipient.DestroyAsync(delivery, new StatusStaff()));
        await Says("EXC-0411", "Số bản đã tiêu hủy phải từ 1 đến 100000.", () => recipient.DestroyAsync(delivery, Clerk, new DestructionReport(0)));
        await Says("EXC-0412", "Văn bản đã đưa vào lưu trữ thì phải kê danh mục các bản đã tiêu hủy.", () => recipient.DestroyAsync(delivery, Clerk, new DestructionReport(1, true)));
        await Says("EXC-0031", "Không tìm thấy lượt gửi này trong hộp văn bản đến.", () => sender.AgreeAsync(delivery));
    }

    [Fact]
    public async Task A_recall_is_made_once_however_often_the_network_fails()
    {
        using var sender = app.Client("G22");
        var sent = await sender.SendAsync(Sending.Packet("G22", ["H41"]));
        using var inner = new HttpClientHandler();
        using var lossy = new LoseFirstAnswer(inner);
        using var unlucky = app.Client("G22", lossy);

        var recall = await unlucky.RecallAsync(sent.PacketId, "Gửi nhầm");

        Assert.True(unlucky.Repeats > 0 && !recall.New);
        Assert.Equal(recall.PacketId, (await sender.DocumentAsync(sent.PacketId))!.RecalledBy);
    }

    private static async Task Says(string code, string sentence, Func<Task> act) => Assert.Equal(sentence, (await Sending.Fails(ExchangeFailure.Refused, code, act)).Message);

    private static async Task<DeliveryProgress> At(ExchangeClient client, Guid packet, string recipient) => (await client.DeliveriesAsync(packet)).Single(d => d.DeliveredTo == recipient);

    private static async Task<DeliveryProgress> Destroyed(ExchangeClient sender, ExchangeClient recipient)
    {
        var sent = await sender.SendAsync(Sending.Packet("G22", ["H41"]));
        await recipient.DownloadPacketAsync(sent.PacketId, Stream.Null);
        await sender.RecallAsync(sent.PacketId, "Gửi nhầm");
        await recipient.DestroyAsync(sent.Recipients[0].DeliveryId, Clerk);
        return await At(sender, sent.PacketId, "H41");
    }

    /// <summary>The exchange recalls, and its answer never comes.</summary>
    private sealed class LoseFirstAnswer(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int lost;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath.EndsWith("/recall", StringComparison.Ordinal) && Interlocked.Increment(ref lost) == 1)
            {
                answer.Dispose();
                throw new HttpRequestException("Cut.");
            }

            return answer;
        }
    }
}

public sealed class ChangeClientOnSqlite(SqliteApp app) : ChangeClientTests(app), IClassFixture<SqliteApp>;

public sealed class ChangeClientOnPostgres(PostgresApp app) : ChangeClientTests(app), IClassFixture<PostgresApp>;
