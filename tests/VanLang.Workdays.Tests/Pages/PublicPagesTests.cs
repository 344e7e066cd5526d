using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Workdays.Tests.Pages;

public abstract class PublicPagesTests(TestApp app)
{
    [Fact]
    public async Task Everybody_reads_the_calendar_of_this_year()
    {
        var page = await app.Browser().Get("/workdays");

        page.Renders("Lịch làm việc năm 2026").IsWellMade();
        Assert.Equal(Enumerable.Range(1, 12).Select(month => $"Tháng {month}"), page.TextsOf(".wd-month caption"));
        page.Says("Tết Bính Ngọ: 17/02/2026", "Theo quyết định", "Làm bù cho ngày 02/01/2026", "Chưa đối chiếu");
        Assert.Equal(365, page.All(".wd-day").Count);
        Assert.Equal("24", HtmlAssert.Squeeze(page.Element(".wd-month [aria-current=date] .wd-day").TextContent));
        Assert.Equal(["10", "22", "bù", "Làm bù cho ngày 02/01/2026"], page.Element(".wd-month [data-kind=makeup]").Children.Select(child => HtmlAssert.Squeeze(child.TextContent)));
    }

    [Fact]
    public async Task Lunar_dates_stand_in_the_cells_and_holidays_are_told_in_words()
    {
        var page = await app.Browser().Get("/workdays/2025");

        var tet = page.All(".wd-month [data-kind=off]").Single(cell => cell.QuerySelector(".wd-lunar")!.TextContent.Trim() == "1/1");
        Assert.Equal("29", tet.QuerySelector(".wd-day")!.TextContent.Trim());
        Assert.Contains("nghỉ: Tết Nguyên đán", tet.TextContent, StringComparison.Ordinal);
        Assert.Contains("1/6n", page.TextsOf(".wd-lunar"));
        page.Says("nhuận tháng 6");
    }

    [Fact]
    public async Task A_year_without_decision_says_that_it_is_provisional() =>
        (await app.Browser().Get("/workdays/2030")).Renders("Lịch làm việc năm 2030").IsWellMade()
            .Says("Tạm tính theo luật", "Năm 2030 chưa có quyết định về ngày nghỉ.", "Tết Canh Tuất: 02/02/2030");

    [Fact]
    public async Task Neighbouring_years_are_one_link_away()
    {
        var page = await app.Browser().Get("/workdays/2026");

        Assert.Contains("/workdays/2025", page.All(".vl-page-header a").Select(link => link.GetAttribute("href")));
        Assert.Contains("/workdays/2027", page.All(".vl-page-header a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("/workdays/1899", "Lịch có từ năm 1900 đến năm 2100, không có năm 1899.")]
    [InlineData("/workdays/2026?office=ZZ99", "Không có cơ quan mang mã “ZZ99”.")]
    [InlineData("/workdays/2026?recordedAt=homqua", "Không hiểu thời điểm ghi nhận “homqua”: hãy viết như 2024-05-01T08:00.")]
    public async Task A_calendar_that_cannot_be_shown_says_why(string url, string sentence) => (await app.Browser().Get(url)).Refuses(sentence).IsWellMade();

    [Fact]
    public async Task The_calendar_of_an_office_is_named() =>
        (await app.Browser().Get("/workdays/2026?office=H26")).Renders().Says("Theo giờ làm việc của", "(H26)");

    [Fact]
    public async Task The_calculator_asks_first()
    {
        var page = await app.Browser().Get("/law/deadline");

        page.Renders("Tính thời hạn giải quyết").IsWellMade().SaysNot("Kết quả");
        Assert.Equal(TestClock.Start.ToString("dd\\/MM\\/yyyy", null), page.Element("#date").GetAttribute("value"));
        Assert.Matches("^[0-2][0-9]:[0-5][0-9]$", page.Element("#time").GetAttribute("value"));
    }

    [Fact]
    public async Task The_calculator_answers_with_its_steps()
    {
        using var browser = app.Browser();
        var page = await browser.Submit(await browser.Get("/law/deadline"), "form[action='/law/deadline']", ("date", "9/2/2021"), ("time", "10:00"), ("amount", "5"), ("unit", "working_day"));

        page.Renders().IsWellMade().Says("23/02/2021 10:00", "Hạn: 10:00 thứ Ba 23/02/2021.", "thời hạn này đã qua");
        Assert.Equal("2021-02-23T10:00:00+07:00", page.Element(".wd-due time").GetAttribute("datetime"));
        Assert.Equal("Nhận: 10:00 thứ Ba 09/02/2021.", page.TextsOf(".wd-steps li")[0]);
        Assert.Equal(("9/2/2021", "10:00"), (page.Element("#date").GetAttribute("value"), page.Element("#time").GetAttribute("value")));
    }

    [Fact]
    public async Task The_link_to_the_open_data_gives_the_same_answer()
    {
        using var browser = app.Browser();
        var page = await browser.Get("/law/deadline?received=2026-06-05T16:00&amount=1&unit=working_day&office=H26");
        var link = page.All("a").Single(a => a.GetAttribute("href")!.StartsWith("/api/law/v1/deadline", StringComparison.Ordinal));

        var answer = await browser.Get(link.GetAttribute("href")!);

        Assert.Equal("2026-06-08T16:00:00+07:00", answer.Json.GetProperty("due").GetString());
        Assert.Equal("H26", answer.Json.GetProperty("office").GetString());
    }

    [Fact]
    public async Task A_link_of_another_page_may_give_the_moment_as_the_interface_does()
    {
        using var browser = app.Browser();

        var right = await browser.Get("/law/deadline?received=2021-02-09T10:00&amount=5&unit=working_day");
        var wrong = await browser.Get("/law/deadline?received=homqua&amount=5&unit=working_day");

        Assert.Equal(("09/02/2021", "10:00"), (right.Element("#date").GetAttribute("value"), right.Element("#time").GetAttribute("value")));
        right.Renders().Says("23/02/2021 10:00");
        wrong.Refuses("Không hiểu thời điểm nhận “homqua”: hãy viết như 2021-02-09T10:00.");
    }

    [Fact]
    public async Task A_deadline_to_come_tells_what_is_left() =>
        (await app.Browser().Get("/law/deadline?date=24/11/2026&time=8:30&amount=500&unit=working_day")).Renders().Says("Tạm tính: có năm chưa có quyết định về ngày nghỉ.", "còn 500 ngày làm việc");

    [Fact]
    public async Task The_calculator_refuses_what_it_cannot_read_and_keeps_it()
    {
        var page = await app.Browser().Get("/law/deadline?date=homqua&time=sang&amount=nam&unit=week&office=");

        page.Refuses("Không hiểu ngày giờ nhận “homqua sang”: hãy viết ngày như 09/02/2021 và giờ như 10:00.", "Số lượng “nam” phải là số nguyên từ 0 đến 1000.", "Đơn vị “week” không có").IsWellMade();
        Assert.Equal(("homqua", "sang"), (page.Element("#date").GetAttribute("value"), page.Element("#time").GetAttribute("value")));
        Assert.Equal("nam", page.Element("#amount").GetAttribute("value"));
        Assert.Equal("true", page.Element("#amount").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task The_pages_speak_English_on_request()
    {
        using var browser = app.Browser();
        var request = new HttpRequestMessage(HttpMethod.Get, "/workdays/2026");
        request.Headers.Add("Cookie", "vanlang-language=c%3Den-GB%7Cuic%3Den-GB");

        var page = await browser.Send(request);

        page.Renders("Working calendar 2026").Says("By decision", "Lunar New Year", "Make-up working day for 02/01/2026").SaysNot("Ngày nghỉ và ngày làm bù");
    }
}

public sealed class PublicPagesOnSqlite(SqliteApp app) : PublicPagesTests(app), IClassFixture<SqliteApp>;

public sealed class PublicPagesOnPostgres(PostgresApp app) : PublicPagesTests(app), IClassFixture<PostgresApp>;
