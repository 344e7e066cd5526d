using System.Net;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Pages;

/// <summary>A document from the sender's form to "Hoàn thành" at a recipient, on pages only and without script.</summary>
public abstract class DocumentJourneyTests(TestApp app)
{
    [Fact]
    public async Task A_document_is_sent_registered_assigned_worked_on_and_done_and_the_sender_sees_each_step()
    {
        var page = await Office.Send(app, "V/v đẩy mạnh văn bản điện tử");

        using var clerk = await app.SignIn("vanthu.h41");
        (await clerk.Get("/exchange/inbox")).Renders("Văn bản đến").IsWellMade().Says("V/v đẩy mạnh văn bản điện tử", "Văn phòng Chính phủ", "Chưa nhận");
        var open = (await clerk.Get(page)).Renders("V/v đẩy mạnh văn bản điện tử").IsWellMade();
        var registered = await clerk.Submit(open, "#form-register");
        registered.RedirectsTo(page);
        (await clerk.Follow(registered)).Says("Đã tiếp nhận. Nơi gửi được báo ngay.", "Đã tiếp nhận, vào sổ", "Hoàng Thị Sen");

        using var leader = await app.SignIn("lanhdao.h41");
        var assign = await leader.Get(page);
        var officer = assign.All("[name='Form.Assignee'] option").Single(o => o.TextContent.Contains("Phan Văn Lộc", StringComparison.Ordinal)).GetAttribute("value");
        var assigned = await leader.Submit(assign, "#form-assign", ("Form.Assignee", officer), ("Form.DueDate", "10/12/2026"), ("Form.Instruction", "Tham mưu trả lời."));
        (await leader.Follow(assigned)).Says("Đã phân công xử lý.", "Giao cho Phan Văn Lộc", "Tham mưu trả lời.");

        using var worker = await app.SignIn("chuyenvien.h41");
        (await worker.Get("/work")).Renders("Việc của tôi").Says("Xử lý văn bản", "V/v đẩy mạnh văn bản điện tử");
        var started = await worker.Submit(await worker.Get(page), "#form-start");
        var done = await worker.Submit(await worker.Follow(started), "#form-complete", ("Form.Outcome", "Công văn 512/UBND-NC"));
        (await worker.Follow(done)).Says("Đã hoàn thành. Nơi gửi được báo ngay.", "Công văn 512/UBND-NC");
        (await worker.Get("/work")).SaysNot("V/v đẩy mạnh văn bản điện tử");

        using var sender = await app.SignIn("vanthu.g22");
        (await sender.Get(page)).IsWellMade().Says("2 nơi nhận", "Hoàn thành · 1", "Chưa nhận · 1", "Giao cho Phan Văn Lộc", "Ủy ban nhân dân tỉnh Nghệ An", "Biên nhận của Trục", "Chữ ký hợp lệ");
    }

    [Fact]
    public async Task A_recipient_sees_neither_the_other_recipients_nor_the_receipt()
    {
        var page = await Office.Send(app);
        using var clerk = await app.SignIn("vanthu.h26");

        (await clerk.Get(page)).Renders().SaysNot("Nghệ An", "Biên nhận của Trục");
        (await clerk.Get(page + "/receipt.jws")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_tells_it_to_the_sender()
    {
        var page = await Office.Send(app, recipients: "H26");
        using var clerk = await app.SignIn("vanthu.h26");
        var open = await clerk.Get(page);

        (await clerk.Submit(open, "#form-reject")).Refuses("Từ chối tiếp nhận phải nêu lý do.").IsWellMade();
        var returned = await clerk.Submit(await clerk.Get(page), "#form-reject", ("Form.Reason", "Gửi nhầm nơi nhận"));
        (await clerk.Follow(returned)).Says("Đã trả lại nơi gửi kèm lý do.", "Từ chối, trả lại");

        using var sender = await app.SignIn("vanthu.g22");
        (await sender.Get(page)).Says("Gửi nhầm nơi nhận", "Từ chối tiếp nhận");
        (await sender.Get("/exchange/outbox?tab=returned")).Says("1 nơi trả lại");
    }

    [Fact]
    public async Task The_signature_names_the_agency_and_its_certificate_and_keeps_the_distinguished_name_for_who_asks()
    {
        using var clerk = await app.SignIn("vanthu.h26");

        var page = (await clerk.Get(await Office.Send(app))).Renders();

        var panel = page.Element(".vl-signature");
        var facts = panel.QuerySelectorAll("div > .vl-dl")[0].TextContent;
        Assert.Contains("Gói tin soạn trên VanLang", facts, StringComparison.Ordinal);
        Assert.Contains("Văn phòng Chính phủ", facts, StringComparison.Ordinal);
        Assert.Contains("Bên ký tự cấp, không qua tổ chức chứng thực", facts, StringComparison.Ordinal);
        Assert.Contains("24/11/2026 đến 24/11/2027", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("CN=", facts, StringComparison.Ordinal);
        Assert.Contains("CN=Gói tin soạn trên VanLang", panel.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Thuật toán: ECDSA-SHA256", panel.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_shows_an_older_state_is_told_so()
    {
        var page = await Office.Send(app, recipients: "H26");
        using var clerk = await app.SignIn("vanthu.h26");
        var before = await clerk.Get(page);
        await clerk.Submit(await clerk.Get(page), "#form-register");

        var late = await clerk.Submit(before, "#form-reject", ("Form.Reason", "Muộn"));

        late.Is(HttpStatusCode.Conflict).Says("Trạng thái của văn bản đã đi xa hơn; hãy tải lại trang.");
    }

    [Fact]
    public async Task Work_is_given_only_to_people_of_the_organisation_and_not_into_the_past()
    {
        var page = await Office.Send(app, recipients: "H41");
        using var clerk = await app.SignIn("vanthu.h41");
        await clerk.Submit(await clerk.Get(page), "#form-register");
        using var leader = await app.SignIn("lanhdao.h41");
        var somebody = (await leader.Get(page)).All("[name='Form.Assignee'] option")[^1].GetAttribute("value");

        (await leader.Submit(await leader.Get(page), "#form-assign")).Refuses("Hãy chọn người được phân công.");
        (await leader.Submit(await leader.Get(page), "#form-assign", ("Form.Assignee", Guid.CreateVersion7().ToString()))).Refuses("Người được chọn không giữ chức vụ nào trong cơ quan.");
        (await leader.Submit(await leader.Get(page), "#form-assign", ("Form.Assignee", somebody), ("Form.DueDate", "01/01/2020"))).Refuses("Hạn xử lý không được ở trong quá khứ.");
    }

    [Fact]
    public async Task Packet_files_and_receipt_are_downloaded_as_they_are_and_the_receipt_verifies()
    {
        var page = await Office.Send(app);
        using var clerk = await app.SignIn("vanthu.g22");

        var packet = (await clerk.Get(page + "/packet.edxml")).Is(HttpStatusCode.OK);
        var file = (await clerk.Get(page + "/files/1")).Is(HttpStatusCode.OK);
        var receipt = (await clerk.Get(page + "/receipt.jws")).Is(HttpStatusCode.OK);
        var verify = await app.Browser().Get("/verify/receipt");

        Assert.StartsWith("<?xml", packet.Text, StringComparison.Ordinal);
        Assert.StartsWith("%PDF-", file.Text, StringComparison.Ordinal);
        Assert.Equal("attachment", file.Response.Content.Headers.ContentDisposition?.DispositionType);
        (await app.Browser().Get(page + "/files/1")).Is(HttpStatusCode.Redirect);
        (await clerk.Get(page + "/files/2")).Is(HttpStatusCode.NotFound);
        using var anybody = app.Browser();
        var form = await anybody.Get("/verify/receipt");
        (await anybody.Submit(form, "#form-receipt", ("Form.Receipt", receipt.Text))).Says("Biên nhận hợp lệ", "000.00.00.G22");
        (await anybody.Submit(form, "#form-receipt", ("Form.Receipt", receipt.Text[..^4] + "AAAA"))).Says("Biên nhận không hợp lệ");
        (await anybody.Submit(form, "#form-receipt", ("Form.Receipt", "không phải biên nhận"))).Says("Biên nhận không hợp lệ");
        verify.Renders("Kiểm tra biên nhận").IsWellMade();
    }
}

public sealed class DocumentJourneyOnSqlite(SqliteApp app) : DocumentJourneyTests(app), IClassFixture<SqliteApp>;

public sealed class DocumentJourneyOnPostgres(PostgresApp app) : DocumentJourneyTests(app), IClassFixture<PostgresApp>;
