using System.Net;
using VanLang.Testing.Http;

namespace VanLang.Foundation.Tests.Web;

public sealed class PageErrorsTests(FaceHouse house) : IClassFixture<FaceHouse>
{
    [Fact]
    public async Task A_bug_shows_a_page_with_the_trace_and_nothing_of_the_inside()
    {
        using var browser = await house.Open(signedIn: false);

        var page = await browser.Get("/boom");

        page.Is(HttpStatusCode.InternalServerError).Says("Hệ thống gặp lỗi", "Mã truy vết").SaysNot("Mật khẩu là 123", "InvalidOperationException");
        page.IsWellMade();
        Assert.Matches("^[0-9a-f]{32}$", page.TextOf(".vl-copyable code"));
    }

    [Fact]
    public async Task A_form_that_breaks_shows_the_error_page_not_itself()
    {
        using var browser = await house.Open();

        var page = await browser.Submit(await browser.Get("/breaks"), "#form-break");

        page.Is(HttpStatusCode.InternalServerError).Says("Hệ thống gặp lỗi").SaysNot("broken inside");
    }

    [Fact]
    public async Task A_database_that_is_away_for_a_moment_asks_the_reader_to_come_again()
    {
        using var browser = await house.Open(signedIn: false);

        var page = await browser.Get("/away");

        page.Is(HttpStatusCode.ServiceUnavailable).SaysNot("outside").IsWellMade();
    }

    [Theory]
    [InlineData(400, "Yêu cầu chưa đọc được")]
    [InlineData(403, "Bạn không được phép mở trang này")]
    [InlineData(404, "Không tìm thấy trang")]
    [InlineData(409, "Nội dung đã thay đổi")]
    [InlineData(413, "Tệp quá lớn")]
    [InlineData(429, "Quá nhiều yêu cầu")]
    [InlineData(503, "Hệ thống đang bảo trì hoặc khởi động lại")]
    [InlineData(418, "Yêu cầu không thực hiện được")]
    [InlineData(502, "Hệ thống gặp lỗi")]
    public async Task A_bare_status_becomes_a_page_in_plain_words(int status, string title)
    {
        using var browser = await house.Open(signedIn: false);

        var page = await browser.Get($"/bare/{status}");

        page.Is((HttpStatusCode)status).IsWellMade();
        Assert.Equal(title, page.Heading);
    }

    [Fact]
    public async Task The_error_page_answers_a_post_as_well()
    {
        using var browser = await house.Open(signedIn: false);

        var page = await browser.Send(new HttpRequestMessage(HttpMethod.Post, "/bare/404") { Content = new FormUrlEncodedContent([new("a", "b")]) });

        Assert.Equal("Không tìm thấy trang", page.Is(HttpStatusCode.NotFound).Heading);
    }

    [Fact]
    public async Task Machines_get_no_page()
    {
        using var browser = await house.Open(signedIn: false);

        var page = await browser.Get("/api/boom");

        Assert.Equal((HttpStatusCode)418, page.Status);
        Assert.Empty(page.Bytes);
    }

    [Fact]
    public async Task A_page_without_permission_is_403_to_who_is_signed_in()
    {
        using var browser = await house.Open();

        (await browser.Get("/accounts")).Is(HttpStatusCode.Forbidden).Says("Bạn không được phép mở trang này");
    }

    [Theory]
    [InlineData(true, "/work", "Về việc của tôi")]
    [InlineData(false, "/sign-in", "Đăng nhập")]
    public async Task An_address_that_leads_nowhere_is_404_to_everybody_and_shows_a_way_on(bool signedIn, string way, string text)
    {
        using var browser = await house.Open(signedIn);

        var page = (await browser.Get("/khong-co")).Is(HttpStatusCode.NotFound).Says("Không tìm thấy trang").IsWellMade();

        Assert.Equal(text, page.TextOf($".vl-failure a[href='{way}']"));
    }

    [Fact]
    public async Task A_page_that_is_there_and_needs_sign_in_is_not_404()
    {
        using var browser = await house.Open(signedIn: false);

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/accounts")).Status);
    }

    [Fact]
    public async Task Where_no_machine_address_is_the_machine_is_not_answered_with_a_page()
    {
        using var browser = await house.Open(signedIn: false);

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/api/khong-co")).Status);
    }
}
