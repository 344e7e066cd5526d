using System.Net;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Pages;

/// <summary>Recall, take-back, update and replacement on pages, from both sides and without script.</summary>
public abstract class ChangePagesTests(TestApp app)
{
    [Fact]
    public async Task A_clerk_recalls_and_the_recipient_destroys_and_proves_it()
    {
        var page = await Office.Send(app, "V/v văn bản sẽ thu hồi", "H41");
        using var recipient = await app.SignIn("vanthu.h41");
        await recipient.Submit(await recipient.Get(page), "#form-register");
        using var sender = await app.SignIn("vanthu.g22");

        var form = (await sender.Get(page + "/recall")).Renders("Thu hồi văn bản").IsWellMade().Says("Thu hồi không hoàn tác được");
        (await sender.Submit(form, "#form-recall")).Is(HttpStatusCode.UnprocessableEntity);
        var recalled = await sender.Submit(await sender.Get(page + "/recall"), "#form-recall", ("Form.Reason", "Ban hành nhầm thẩm quyền"));
        recalled.RedirectsTo(page);
        (await sender.Follow(recalled)).IsWellMade().Says("Đã thu hồi. Gói tin thu hồi đã chuyển đến 1 nơi nhận.", "Văn bản đã bị thu hồi; bản gốc được giữ nguyên trạng", "Đang thu hồi", "Chờ nơi nhận tiêu hủy và báo lại", "Ban hành nhầm thẩm quyền").SaysNot("Thay đổi văn bản đã gửi");
        (await sender.Get("/exchange/outbox?tab=asked")).Says("V/v văn bản sẽ thu hồi", "1 nơi chưa trả lời yêu cầu");

        (await recipient.Get("/work")).Says("Tiêu hủy văn bản bị thu hồi");
        (await recipient.Get("/exchange/inbox?tab=asked")).Says("V/v văn bản sẽ thu hồi", "Đang thu hồi");
        (await recipient.Get(page)).IsWellMade().Says("Văn bản bị thu hồi: phải tiêu hủy và báo lại", "Tiêu hủy và báo lại", "Ban hành nhầm thẩm quyền");
        var answer = (await recipient.Get(page + "/answer")).Renders().IsWellMade().SaysNot("Từ chối yêu cầu");
        (await recipient.Submit(answer, "#form-destroy", ("Form.Copies", "1"), ("Form.Archived", "true"))).Refuses("Văn bản đã đưa vào lưu trữ thì phải kê danh mục các bản đã tiêu hủy.");
        var destroyed = await recipient.Submit(await recipient.Get(page + "/answer"), "#form-destroy", ("Form.Copies", "3"), ("Form.Archived", "true"), ("Form.CopyList", "Hồ sơ 12/2026, tờ 5"));
        destroyed.RedirectsTo(page);
        (await recipient.Follow(destroyed)).Is(HttpStatusCode.Gone).Says("Văn bản đã bị thu hồi", "Biên bản tiêu hủy", "Hoàng Thị Sen", "Hồ sơ 12/2026, tờ 5").SaysNot("V/v văn bản sẽ thu hồi");
        foreach (var file in new[] { "/packet.edxml", "/files/1", "/evidence.zip" })
        {
            (await recipient.Get(page + file)).Is(HttpStatusCode.Gone);
        }

        (await recipient.Get("/exchange/inbox?tab=closed")).SaysNot("V/v văn bản sẽ thu hồi").Says("Không còn nội dung");
        (await recipient.Get("/exchange/inbox?q=" + Uri.EscapeDataString("văn bản sẽ thu hồi"))).SaysNot("Không còn nội dung");
        (await sender.Get(page)).Says("Đã thu hồi", "Báo đã tiêu hủy văn bản bị thu hồi", "Biên bản tiêu hủy", "Hồ sơ 12/2026, tờ 5");
        (await sender.Get(page + "/packet.edxml")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_take_back_is_refused_with_its_reason_and_then_agreed_to()
    {
        var page = await Office.Send(app, "V/v lấy lại", "H26");
        using var recipient = await app.SignIn("vanthu.h26");
        await recipient.Submit(await recipient.Get(page), "#form-register");
        using var sender = await app.SignIn("vanthu.g22");
        var before = await recipient.Get(page);
        await sender.Submit((await sender.Get(page + "/take-back")).Renders("Lấy lại văn bản").IsWellMade(), "#form-take-back", ("Form.Reason", "Sai phụ lục"));

        (await sender.Get(page)).Says("Chờ đồng ý", "Yêu cầu lấy lại", "Sai phụ lục");
        (await recipient.Submit(await recipient.Get(page + "/answer"), "#form-decline")).Refuses("Từ chối yêu cầu của nơi gửi phải nêu lý do.");
        var declined = await recipient.Submit((await recipient.Get(page + "/answer")).IsWellMade(), "#form-decline", ("Form.Reason", "Đã trình lãnh đạo"));
        (await recipient.Follow(declined)).Says("Đã từ chối kèm lý do. Nơi gửi được báo ngay.", "Đã tiếp nhận");
        (await sender.Get(page)).Says("Đã trình lãnh đạo", "Từ chối yêu cầu");

        await sender.Submit(await sender.Get(page + "/take-back"), "#form-take-back", ("Form.Reason", "Vẫn cần lấy lại"));
        var form = await recipient.Get(page + "/answer");
        (await recipient.Follow(await recipient.Submit(form, "#form-agree"))).Is(HttpStatusCode.Gone).Says("Văn bản đã được lấy lại", "Quá trình lấy lại").SaysNot("V/v lấy lại");
        before.Says("Đã tiếp nhận");
    }

    [Fact]
    public async Task A_new_version_and_a_replacement_are_composed_from_the_old_document_and_linked()
    {
        var page = await Office.Send(app, "V/v bản đầu", "H26");
        using var recipient = await app.SignIn("vanthu.h26");
        await recipient.Submit(await recipient.Get(page), "#form-register");
        using var sender = await app.SignIn("vanthu.g22");
        var id = page.Split('/')[^1];

        var compose = (await sender.Get($"/exchange/compose?update={id}")).Renders("Cập nhật văn bản").IsWellMade();
        Assert.Equal("V/v bản đầu", compose.Element("[name='Form.Subject']").TextContent.Trim());
        var fields = Office.Document("V/v bản thứ hai", "H26");
        (await sender.Submit(compose, "#form-compose", fields)).Refuses("Hãy nêu lý do.");
        var updated = await sender.Submit(await sender.Get($"/exchange/compose?update={id}"), "#form-compose", [.. fields, ("Form.Reason", "Bổ sung phụ lục")]);
        var version = updated.Location!;
        (await sender.Follow(updated)).Says("Đây là phiên bản mới nhất", "Phiên bản chờ đồng ý");
        (await recipient.Get(page)).Says("Nơi gửi đề nghị thay bằng phiên bản mới", "Có phiên bản mới hơn của văn bản này");
        await recipient.Submit((await recipient.Get(page + "/answer")).Says("Xem phiên bản mới").IsWellMade(), "#form-agree");
        (await recipient.Get(version)).Says("V/v bản thứ hai", "Đã tiếp nhận", "Đây là phiên bản mới nhất");
        (await sender.Get(page)).Says("Đã cập nhật");

        var replaced = await sender.Submit((await sender.Get($"/exchange/compose?replace={id}")).Renders("Thay thế văn bản"), "#form-compose", [.. Office.Document("V/v văn bản thay thế", "H26"), ("Form.Reason", "Sai thẩm quyền")]);
        (await sender.Follow(replaced)).IsWellMade().Says("Văn bản này thay thế văn bản khác");
        (await sender.Get(page)).Says("Văn bản này đã được thay thế", "V/v văn bản thay thế").SaysNot("Lấy lại");
        (await recipient.Get(replaced.Location!)).Says("Văn bản này thay thế văn bản khác");
        (await recipient.Get(version)).Says("Đã được thay thế");
    }

    [Fact]
    public async Task Others_find_no_form_and_no_document()
    {
        var page = await Office.Send(app, "V/v của người khác", "H41");
        var id = page.Split('/')[^1];
        using var recipient = await app.SignIn("vanthu.h41");
        using var officer = await app.SignIn("chuyenvien.h41");

        foreach (var path in new[] { page + "/recall", page + "/take-back", $"/exchange/compose?update={id}", $"/exchange/compose?replace={id}" })
        {
            (await recipient.Get(path)).Is(HttpStatusCode.NotFound);
            (await officer.Get(path)).Is(HttpStatusCode.Forbidden);
        }

        (await officer.Get(page + "/answer")).Is(HttpStatusCode.Forbidden);
        using var sender = await app.SignIn("vanthu.g22");
        (await sender.Get(page + "/answer")).Is(HttpStatusCode.NotFound);
    }
}

public sealed class ChangePagesOnSqlite(SqliteApp app) : ChangePagesTests(app), IClassFixture<SqliteApp>;

public sealed class ChangePagesOnPostgres(PostgresApp app) : ChangePagesTests(app), IClassFixture<PostgresApp>;
