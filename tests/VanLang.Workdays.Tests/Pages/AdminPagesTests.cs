using System.Net;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Workdays.Tests.Pages;

/// <summary>Each test that records has a year of its own.</summary>
public abstract class AdminPagesTests(TestApp app)
{
    private const string Admin = "quantri.hethong";
    private const string AgencyAdmin = "quantri.h26";
    private const string Clerk = "vanthu.g22";

    [Theory]
    [InlineData("/workdays/decisions")]
    [InlineData("/workdays/decisions/record?year=2031")]
    [InlineData("/workdays/hours")]
    public async Task The_administrator_s_pages_need_sign_in_and_permission(string url)
    {
        var anonymous = await app.Browser().Get(url);
        Assert.StartsWith("/sign-in", anonymous.Location, StringComparison.Ordinal);

        using var clerk = await app.SignIn(Clerk);
        (await clerk.Get(url)).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_administrator_sees_every_revision()
    {
        using var browser = await app.SignIn(Admin);

        var page = await browser.Get("/workdays/decisions");

        page.Renders("Quyết định về ngày nghỉ").IsWellMade().Says("Kỷ Hợi và Quốc khánh năm 2019", "Có hiệu lực");
    }

    [Fact]
    public async Task A_decision_is_recorded_from_the_lines_that_the_law_gives()
    {
        using var browser = await app.SignIn(Admin);
        var form = await browser.Get("/workdays/decisions/record?year=2031");
        form.Renders("Ghi quyết định về ngày nghỉ năm 2031").IsWellMade();
        Assert.Contains("21/01/2031 - 25/01/2031 | Tết Nguyên đán", form.Element("[name='Form.Off']").TextContent, StringComparison.Ordinal);

        var done = await browser.Submit(form, "#form-record", ("Form.DecidingText", "Thông báo nghỉ Tết Tân Hợi năm 2031"), ("Form.DecidedOn", "20/11/2030"), ("Form.SourceNote", "Bản gốc"), ("Form.Reason", "Thông báo mới"));

        done.RedirectsTo("/workdays/2031");
        (await browser.Follow(done)).Renders("Lịch làm việc năm 2031").Says("Đã ghi quyết định năm 2031, lần 1.", "Theo quyết định", "Thông báo nghỉ Tết Tân Hợi năm 2031", "20/11/2030");
        (await browser.Get("/workdays/decisions/record?year=2031")).Says("Thay cho lần ghi 1; lần cũ vẫn được giữ.");
    }

    [Fact]
    public async Task A_form_with_faults_is_shown_again_with_what_was_typed()
    {
        using var browser = await app.SignIn(Admin);
        var form = await browser.Get("/workdays/decisions/record?year=2032");

        var empty = await browser.Submit(form, "#form-record", ("Form.DecidingText", "Thông báo"));
        var lines = await browser.Submit(form, "#form-record", ("Form.DecidingText", "Thông báo"), ("Form.SourceNote", "Bản gốc"), ("Form.Reason", "Mới"), ("Form.Off", "Tết"), ("Form.MakeUp", "10/01/2032"));

        empty.Refuses("Hãy nhập nguồn đã đọc.", "Hãy nhập lý do ghi.").IsWellMade();
        Assert.Equal("Thông báo", empty.Element("[name='Form.DecidingText']").GetAttribute("value"));
        lines.Refuses("Không hiểu dòng “Tết”: hãy viết như 10/02/2021 - 16/02/2021 | Tết Nguyên đán.", "Không hiểu dòng “10/01/2032”: hãy viết như 04/05/2024 | 29/04/2024.");
        Assert.Equal("Tết", HtmlAssert.Squeeze(lines.Element("[name='Form.Off']").TextContent));
    }

    [Fact]
    public async Task A_form_opened_before_somebody_else_recorded_is_refused_and_a_double_click_is_one_act()
    {
        using var browser = await app.SignIn(Admin);
        (string, object?)[] fields = [("Form.DecidingText", "Thông báo năm 2033"), ("Form.SourceNote", "Bản gốc"), ("Form.Reason", "Mới")];
        var first = await browser.Get("/workdays/decisions/record?year=2033");
        var second = await browser.Get("/workdays/decisions/record?year=2033");

        (await browser.Submit(first, "#form-record", fields)).RedirectsTo("/workdays/2033");
        (await browser.Submit(first, "#form-record", fields)).RedirectsTo("/workdays/2033");
        var stale = await browser.Submit(second, "#form-record", fields);

        stale.Is(HttpStatusCode.Conflict).Says("Năm 2033 vừa được ghi lần 1: hãy xem lại rồi ghi tiếp.");
    }

    [Fact]
    public async Task An_agency_sets_its_own_hours()
    {
        using var browser = await app.SignIn(AgencyAdmin);
        var form = await browser.Get("/workdays/hours");
        form.Renders("Giờ làm việc").IsWellMade();
        Assert.Equal("H26", form.Element("[name='Form.OrganizationCode']").GetAttribute("value"));

        var wrong = await browser.Submit(form, "#form-hours", ("Form.Saturday", "sáng"), ("Form.Reason", "Quyết định"));
        var done = await browser.Submit(form, "#form-hours", ("Form.ValidFrom", "01/12/2026"), ("Form.Saturday", "07:30-11:30"), ("Form.Reason", "Quyết định số 7/QĐ-UBND"));

        wrong.Refuses("Không hiểu khoảng giờ “sáng”: hãy viết như 07:00-11:30.");
        done.RedirectsTo("/workdays/hours");
        (await browser.Follow(done)).Renders().Says("Đã đặt giờ làm việc.", "T7: 07:30-11:30", "Quyết định số 7/QĐ-UBND");

        var other = await browser.Submit(await browser.Get("/workdays/hours"), "#form-hours", ("Form.OrganizationCode", "H29"), ("Form.Reason", "Quyết định"));
        other.Is(HttpStatusCode.Forbidden).Says("Bạn không có quyền đặt giờ làm việc của cơ quan này.");
    }
}

public sealed class AdminPagesOnSqlite(SqliteApp app) : AdminPagesTests(app), IClassFixture<SqliteApp>;

public sealed class AdminPagesOnPostgres(PostgresApp app) : AdminPagesTests(app), IClassFixture<PostgresApp>;
