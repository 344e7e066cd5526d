using System.Net;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Organizations.Tests.Pages;

public abstract class PublicPagesTests(TestApp app)
{
    [Fact]
    public async Task Everybody_sees_the_tree_of_today()
    {
        var page = await app.Browser().Get("/organizations");

        page.Renders("Danh mục cơ quan").IsWellMade().Says("Ủy ban nhân dân tỉnh Nghệ An", "Bộ Dân tộc và Tôn giáo").SaysNot("Ủy ban nhân dân tỉnh Hà Giang", "Đăng ký cơ quan");
        Assert.Equal(["23", "34"], page.TextsOf(".og-figures strong").Take(2));
    }

    [Theory]
    [InlineData("2025-02-28", "28", "63")]
    [InlineData("30/06/2025", "23", "63")]
    [InlineData("2025-07-01", "23", "34")]
    public async Task The_tree_is_shown_as_of_a_day(string at, string central, string provinces)
    {
        var page = await app.Browser().Get("/organizations?at=" + Uri.EscapeDataString(at));

        Assert.Equal([central, provinces], page.Renders().TextsOf(".og-figures strong").Take(2));
    }

    [Fact]
    public async Task A_date_that_cannot_be_read_is_told_and_today_is_shown() =>
        (await app.Browser().Get("/organizations?at=homqua")).Renders().Says("Ngày homqua không đọc được; hãy ghi dạng 31/12/2026.", "34");

    [Fact]
    public async Task A_branch_opens_and_closes_by_links()
    {
        var browser = app.Browser();
        var closed = await browser.Get("/organizations");
        closed.SaysNot("Sở Tư pháp tỉnh Nghệ An");

        var opened = await browser.Get(closed.Element("#o-H41 .og-toggle").GetAttribute("href")!);
        opened.IsWellMade().Says("Sở Tư pháp tỉnh Nghệ An");
        Assert.Equal("true", opened.Element("#o-H41 .og-toggle").GetAttribute("aria-expanded"));

        (await browser.Get(opened.Element("#o-H41 .og-toggle").GetAttribute("href")!)).SaysNot("Sở Tư pháp tỉnh Nghệ An");
    }

    [Fact]
    public async Task A_search_without_marks_finds_and_shows_who_continues()
    {
        var page = await app.Browser().Get("/organizations?q=ha+giang");

        page.Renders().IsWellMade().Says("Ủy ban nhân dân tỉnh Hà Giang", "Đã kết thúc");
        Assert.Contains("/organizations/H60", page.All("main a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task A_search_without_result_says_what_to_try() =>
        (await app.Browser().Get("/organizations?q=khongcogi")).Renders().Says("Không tìm thấy cơ quan nào", "tên cũ cũng tìm được");

    [Fact]
    public async Task A_search_text_is_shown_as_text_only() =>
        Assert.Null((await app.Browser().Get("/organizations?q=" + Uri.EscapeDataString("<script>alert(1)</script>"))).Renders().TryElement("main script"));

    [Fact]
    public async Task A_merged_province_shows_its_merger_and_its_successor()
    {
        var page = await app.Browser().Get("/organizations/H22");

        page.Renders("Ủy ban nhân dân tỉnh Hà Giang").IsWellMade()
            .Says("Cơ quan đã kết thúc ngày 30/06/2025", "Văn bản gửi tới đây được chuyển cho cơ quan kế thừa:", "Hợp nhất từ 01/07/2025", "202/2025/QH15 ngày 12/06/2025, Quốc hội", "chưa đối chiếu");
        Assert.Equal(["Ủy ban nhân dân tỉnh Hà Giang", "Ủy ban nhân dân tỉnh Tuyên Quang"], page.TextsOf(".og-merger li a"));
        Assert.Equal(["H22", "H60"], page.TextsOf(".og-merger li code"));
        Assert.Contains("/organizations/H60", page.All(".vl-notice a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task As_of_a_day_before_it_was_in_being() =>
        (await app.Browser().Get("/organizations/H22?at=30/06/2025")).Renders().Says("Đang hoạt động").SaysNot("Cơ quan đã kết thúc");

    [Fact]
    public async Task A_renamed_organisation_shows_its_names_over_time() =>
        (await app.Browser().Get("/organizations/H57")).Renders("Ủy ban nhân dân thành phố Huế")
            .Says("Ủy ban nhân dân tỉnh Thừa Thiên Huế", "01/08/2008 – 31/12/2024", "từ 01/01/2025", "175/2024/QH15");

    [Theory]
    [InlineData("000.00.00.G22")]
    [InlineData("g22")]
    [InlineData("01.02.G22")]
    public async Task Any_code_leads_to_the_page(string code) => (await app.Browser().Get("/organizations/" + code)).Renders("Văn phòng Chính phủ");

    [Fact]
    public async Task A_code_that_nobody_bears_is_not_found() => (await app.Browser().Get("/organizations/Z99")).Is(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_department_says_under_whom_it_stands()
    {
        var page = await app.Browser().Get("/organizations/G12.18?at=2024-01-01");

        page.Renders("Tổng cục Thuế").Says("Bộ Tài chính");
        Assert.Contains(page.All(".vl-breadcrumb a"), a => a.TextContent == "Bộ Tài chính" && a.GetAttribute("href") == "/organizations/G12?at=2024-01-01");
    }

    [Fact]
    public async Task The_directory_is_given_as_a_file()
    {
        var file = await app.Browser().Get("/organizations/export.csv?at=2025-06-30");

        file.Is(HttpStatusCode.OK);
        Assert.Equal("text/csv", file.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("co-quan-2025-06-30.csv", file.Response.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Contains("\r\nH22,000.00.00.H22,Ủy ban nhân dân tỉnh Hà Giang,Hà Giang,province,1,,2008-08-01,15/2008/QH12,", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tree_costs_no_query_and_a_page_a_fixed_number()
    {
        using var browser = app.Browser();
        await browser.Get("/organizations");

        Assert.Empty((await browser.Get("/organizations?open=H41,H26,G12")).Commands);
        Assert.Empty((await browser.Get("/organizations?q=so")).Commands);
        Assert.Equal((await browser.Get("/organizations/G12")).Commands.Count, (await browser.Get("/organizations/H22")).Commands.Count);
    }
}

public sealed class PublicPagesOnSqlite(SqliteApp app) : PublicPagesTests(app), IClassFixture<SqliteApp>;

public sealed class PublicPagesOnPostgres(PostgresApp app) : PublicPagesTests(app), IClassFixture<PostgresApp>;
