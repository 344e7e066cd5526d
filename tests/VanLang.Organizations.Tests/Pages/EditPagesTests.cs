using System.Net;
using System.Text;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Organizations.Tests.Pages;

public abstract class EditPagesTests(TestApp app)
{
    private const string Reason = "Theo quyết định số 12";

    public static TheoryData<string> Edits => ["rename", "move", "merge", "end", "identifier", "contact", "lock", "confirm"];

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Every_edit_page_is_for_administrators_only(string act)
    {
        var stranger = await app.Browser().Get("/organizations/H48/" + act);
        Assert.StartsWith("/sign-in", stranger.Location, StringComparison.Ordinal);

        using var clerk = await app.SignIn("vanthu.h26");
        (await clerk.Get("/organizations/H48/" + act)).Is(HttpStatusCode.Forbidden);

        using var admin = await app.SignIn("quantri.hethong");
        (await admin.Get("/organizations/H48/" + act)).Renders().IsWellMade().Says("Ủy ban nhân dân tỉnh Quảng Ngãi");
        (await admin.Get("/organizations/Z99/" + act)).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Every_edit_asks_for_a_reason_and_keeps_what_was_typed(string act)
    {
        using var admin = await app.SignIn("quantri.hethong");
        var form = await admin.Get("/organizations/H42/" + act);

        var answer = await admin.Submit(form, $"#form-{act}", [.. act == "merge" ? [("Form.Ending", (object?)"H48")] : Array.Empty<(string, object?)>(), .. act == "confirm" ? [("Form.BasisSource", (object?)"Công báo số 12")] : Array.Empty<(string, object?)>(), .. act == "identifier" ? [("Form.Value", (object?)"000.00.99.H42")] : Array.Empty<(string, object?)>(), ("Form.Reason", "ngắn")]);

        answer.Refuses("Hãy ghi lý do, ít nhất 5 ký tự.", "ORG-0003").IsWellMade();
        Assert.Equal("ngắn", answer.TextOf("#Form-Reason"));
    }

    [Fact]
    public async Task A_renaming_leads_back_to_the_page_and_a_stale_one_is_told()
    {
        using var admin = await app.SignIn("quantri.hethong");
        var form = await admin.Get("/organizations/G03/rename");
        (string, object?)[] fields = [("Form.Name", "Bộ Giáo dục"), ("Form.From", "01/01/2027"), ("Form.BasisNumber", "77/2026/QH16"), ("Form.BasisDate", "20/11/2026"), ("Form.Reason", Reason)];

        var answer = await admin.Submit(form, "#form-rename", fields);
        answer.RedirectsTo("/organizations/G03");
        (await admin.Follow(answer)).Says("Đã ghi tên mới.", "01/01/2027", "77/2026/QH16 ngày 20/11/2026");

        var stale = await admin.Get("/organizations/G03/rename");
        (await admin.Submit(await admin.Get("/organizations/G03/contact"), "#form-contact", ("Form.Telephone", "024 1"), ("Form.Reason", Reason))).RedirectsTo("/organizations/G03");
        (await admin.Submit(stale, "#form-rename", fields)).Is(HttpStatusCode.Conflict).Says("Người khác vừa thay đổi thông tin này. Hãy mở lại trang rồi sửa.");
    }

    [Fact]
    public async Task A_basis_recorded_from_memory_is_confirmed_with_its_source_and_the_act_is_audited()
    {
        using var admin = await app.SignIn("quantri.hethong");
        var before = (await admin.Get("/organizations/H37")).Says("chưa đối chiếu");
        var page = await admin.Get(before.All(".og-acts a").Single(a => a.TextContent == "Xác nhận căn cứ đã đối chiếu").GetAttribute("href")!);
        var waiting = page.All(".vl-rows a").Count;

        (await admin.Submit(page, "#form-confirm", ("Form.Reason", Reason))).Refuses("Hãy ghi nguồn đã đối chiếu: số công báo, địa chỉ của bản gốc hoặc nơi lưu.", "ORG-0115").IsWellMade();
        (await admin.Submit(page, "#form-confirm", ("Form.BasisSource", "[M] nhớ lại"), ("Form.Reason", Reason))).Refuses("ORG-0115");
        (await admin.Submit(page, "#form-confirm", ("Form.BasisNumber", ""), ("Form.BasisSource", "Công báo"), ("Form.Reason", Reason))).Refuses("ORG-");
        var number = page.Element("[name='Form.BasisNumber']").GetAttribute("value")!;
        var answer = await admin.Submit(await admin.Get("/organizations/H37/confirm"), "#form-confirm", ("Form.BasisSource", "Công báo số 12 năm 2008, trang 3"), ("Form.Reason", Reason));

        answer.RedirectsTo("/organizations/H37");
        (await admin.Follow(answer)).Says("Đã ghi là đã đối chiếu.");
        var after = await admin.Get("/organizations/H37/confirm");
        Assert.Equal(waiting - 1, after.All(".vl-rows a").Count);
        Assert.DoesNotContain(number, after.TextsOf(".vl-rows strong"));
        // The text serves several organisations: it is confirmed for all of them.
        Assert.DoesNotContain(number, (await admin.Get("/organizations/H37")).All(".og-basis").Where(b => b.TextContent.Contains("chưa đối chiếu", StringComparison.Ordinal)).Select(b => b.TextContent));
        (await admin.Submit(page, "#form-confirm", ("Form.BasisSource", "Công báo số 13"), ("Form.Reason", Reason))).Is(HttpStatusCode.Conflict).Says("Căn cứ này không còn chờ đối chiếu. Hãy mở lại trang.");
        (await admin.Get("/admin/audit?action=organizations.organization.confirmed&subject=H37")).Is(HttpStatusCode.OK);
        var rows = await app.In((OrganizationsDb db) => Task.FromResult(db.AuditRows.Where(r => r.Action == "organizations.organization.confirmed").ToList()));
        var row = Assert.Single(rows, r => r.Subject == "H37");
        Assert.Equal(Reason, row.Reason);
        Assert.Contains("Công báo số 12 năm 2008, trang 3", row.Detail, StringComparison.Ordinal);
        Assert.Contains("Unconfirmed", row.Detail, StringComparison.Ordinal);

        // The rest of another organisation that rests on the same texts, and has a code from memory: until nothing is left.
        for (var i = 0; i < 10; i++)
        {
            var rest = await admin.Get("/organizations/H34/confirm");
            if (rest.TryElement("#form-confirm") is null)
            {
                break;
            }

            (await admin.Submit(rest, "#form-confirm", ("Form.BasisSource", $"Bản gốc {i}, lưu tại Cục Chuyển đổi số"), ("Form.Reason", Reason))).RedirectsTo("/organizations/H34");
        }

        (await admin.Get("/organizations/H34/confirm")).Renders().IsWellMade().Says("Mọi căn cứ đã được đối chiếu");
        (await admin.Get("/organizations/H34")).Says("lưu tại Cục Chuyển đổi số").SaysNot("chưa đối chiếu", "Xác nhận căn cứ đã đối chiếu");
    }

    [Fact]
    public async Task A_form_sent_twice_acts_once()
    {
        using var admin = await app.SignIn("quantri.hethong");
        var form = await admin.Get("/organizations/H44/lock");

        (await admin.Submit(form, "#form-lock", ("Form.Reason", Reason))).RedirectsTo("/organizations/H44");
        (await admin.Submit(form, "#form-lock", ("Form.Reason", Reason))).RedirectsTo("/organizations/H44");

        (await admin.Get("/organizations/H44")).Says("Đang khóa liên thông từ 24/11/2026", Reason);
        (await admin.Get("/organizations/H44/lock")).Renders("Mở khóa liên thông");
    }

    [Fact]
    public async Task A_merger_is_recorded_from_the_page()
    {
        using var admin = await app.SignIn("quantri.hethong");

        var answer = await admin.Submit(await admin.Get("/organizations/H52/merge"), "#form-merge", ("Form.Ending", new[] { "H18" }), ("Form.On", "01/07/2027"), ("Form.NewName", "Ủy ban nhân dân tỉnh Tây Bắc"), ("Form.Reason", Reason));

        answer.RedirectsTo("/organizations/H52");
        (await admin.Get("/organizations/H18?at=01/07/2027")).Says("Cơ quan đã kết thúc ngày 30/06/2027", "Ủy ban nhân dân tỉnh Tây Bắc (H52)");
    }

    [Fact]
    public async Task Fields_that_are_wrong_are_named()
    {
        using var admin = await app.SignIn("quantri.hethong");

        (await admin.Submit(await admin.Get("/organizations/H53/rename"), "#form-rename", ("Form.Name", ""), ("Form.Reason", Reason))).Refuses("Hãy ghi tên cơ quan.");
        (await admin.Submit(await admin.Get("/organizations/H53/rename"), "#form-rename", ("Form.From", ""), ("Form.Reason", Reason))).Refuses("Hãy chọn ngày hiệu lực.");
        (await admin.Submit(await admin.Get("/organizations/H53/identifier"), "#form-identifier", ("Form.Value", "1.2.3"), ("Form.Reason", Reason))).Refuses("Mã 1.2.3 không đúng dạng của QCVN102.");
        (await admin.Submit(await admin.Get("/organizations/H53/merge"), "#form-merge", ("Form.Reason", Reason))).Refuses("Hãy chọn ít nhất một cơ quan được hợp nhất vào.");
        (await admin.Submit(await admin.Get("/organizations/H53/end"), "#form-end", ("Form.Successor", "Z99"), ("Form.Reason", Reason))).Refuses("Không có cơ quan nào mang mã Z99.");
    }

    [Fact]
    public async Task An_organisation_is_registered_from_the_page()
    {
        using var admin = await app.SignIn("quantri.hethong");
        var form = (await admin.Get("/organizations/register")).Renders("Đăng ký cơ quan").IsWellMade();

        var answer = await admin.Submit(form, "#form-register", ("Form.Code", "G18.01"), ("Form.Name", "Cục Quản lý Khám, chữa bệnh"), ("Form.Parent", "G18"), ("Form.Reason", Reason));

        answer.RedirectsTo("/organizations/G18.01");
        (await admin.Follow(answer)).Renders("Cục Quản lý Khám, chữa bệnh").Says("Đã đăng ký cơ quan.");
        (await admin.Submit(form, "#form-register", ("_submission", Guid.NewGuid()), ("Form.Code", "G18.01"), ("Form.Name", "Khác"), ("Form.Parent", "G18"), ("Form.Reason", Reason)))
            .Is(HttpStatusCode.Conflict).Says("Mã G18.01 đã thuộc về Cục Quản lý Khám, chữa bệnh.");
    }

    [Fact]
    public async Task A_successor_is_corrected_from_the_page()
    {
        using var admin = await app.SignIn("quantri.hethong");

        (await admin.Submit(await admin.Get("/organizations/H46/successor"), "#form-successor", ("Form.Successor", "H27"), ("Form.Reason", Reason))).RedirectsTo("/organizations/H46");

        (await admin.Get("/organizations/H46")).Says("Ủy ban nhân dân tỉnh Hà Tĩnh (H27)");
    }

    [Fact]
    public async Task A_file_is_tried_then_imported()
    {
        using var admin = await app.SignIn("quantri.hethong");
        var start = (await admin.Get("/organizations/import")).Renders("Nhập danh mục cơ quan").IsWellMade();

        var wrong = await admin.Follow(await admin.Submit(start, "#form-upload", ("File.File", File("code,name,kind,from\nH80,,province,2026-01-01"))));
        wrong.Renders().IsWellMade().Says("Hãy ghi tên cơ quan.", "ORG-0020", "Sửa tệp rồi tải lên lại ở dưới.");
        Assert.Null(wrong.TryElement("#form-apply"));

        var right = await admin.Follow(await admin.Submit(wrong, "#form-upload", ("File.File", File("code,name,kind,from\nH80,Ủy ban nhân dân tỉnh Tám Mươi,province,2026-01-01"))));
        (await admin.Submit(right, "#form-apply", ("Form.Reason", ""))).Refuses("Hãy ghi lý do, ít nhất 5 ký tự.");
        (await admin.Follow(await admin.Submit(right, "#form-apply", ("Form.Reason", Reason)))).Says("Đã nhập 1 cơ quan.", "Ủy ban nhân dân tỉnh Tám Mươi");
    }

    [Fact]
    public async Task Without_a_file_or_with_a_lost_one_it_says_so()
    {
        using var admin = await app.SignIn("quantri.hethong");

        (await admin.Submit(await admin.Get("/organizations/import"), "#form-upload")).Refuses("Tệp không có dòng dữ liệu nào.");
        (await admin.Get("/organizations/import?draft=" + Guid.NewGuid())).Is(HttpStatusCode.Gone).Says("Tệp đã thử không còn nữa; hãy tải lên lại.");
    }

    private static Upload File(string csv) => new("danh-muc.csv", Encoding.UTF8.GetBytes(csv), "text/csv");
}

public sealed class EditPagesOnSqlite(SqliteApp app) : EditPagesTests(app), IClassFixture<SqliteApp>;

public sealed class EditPagesOnPostgres(PostgresApp app) : EditPagesTests(app), IClassFixture<PostgresApp>;
