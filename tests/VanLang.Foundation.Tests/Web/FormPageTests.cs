using System.Net;
using AngleSharp.Html.Dom;
using VanLang.Testing.Http;

namespace VanLang.Foundation.Tests.Web;

public sealed class FormPageTests(FaceHouse house) : IClassFixture<FaceHouse>
{
    private static (string, object?)[] Good(string number = "616/BC-BKHCN") =>
        [("Form.Number", number), ("Form.Subject", "Kế hoạch năm 2027"), ("Form.Issued", "04/01/2027"), ("Form.Pages", "12"), ("Form.To", new[] { "H26", "H17" })];

    [Fact]
    public async Task A_form_is_shown_with_labels_hints_and_protection()
    {
        using var browser = await house.Open();

        var page = await browser.Get("/letters/new");

        page.Renders("Soạn văn bản").IsWellMade();
        Assert.Equal("Số, ký hiệu *", page.TextOf("label[for=Form-Number]"));
        Assert.Equal("Form-Number-hint", page.Element("#Form-Number").GetAttribute("aria-describedby"));
        Assert.Equal("Ví dụ: 616/BC-BKHCN", page.TextOf("#Form-Number-hint"));
        Assert.Equal("20", page.Element("#Form-Number").GetAttribute("maxlength"));
        Assert.Equal("true", page.Element("#Form-Number").GetAttribute("aria-required"));
        Assert.Null(page.Element("#Form-Email").GetAttribute("aria-required"));
        Assert.True(Guid.TryParse(page.Element("#form-letter input[name=_submission]").GetAttribute("value"), out _));
        Assert.NotEmpty(page.Element("#form-letter input[name=__RequestVerificationToken]").GetAttribute("value")!);
        Assert.Null(page.TryElement(".vl-error-summary"));
    }

    [Fact]
    public async Task A_good_form_is_sent_once_answered_with_303_and_a_sentence_that_is_shown_once()
    {
        using var browser = await house.Open();
        var form = await browser.Get("/letters/new");

        var answer = await browser.Submit(form, "#send", Good("1/QĐ-UBND"));

        answer.RedirectsTo("/letters");
        Assert.Contains("1/QĐ-UBND|Kế hoạch năm 2027|2027-01-04|12|True|H26,H17|null", house.Desk.Sent);
        Assert.Equal("Đã gửi văn bản.", (await browser.Follow(answer)).TextOf(".vl-flash"));
        Assert.Null((await browser.Get("/letters")).TryElement(".vl-flash"));
    }

    [Fact]
    public async Task The_use_case_gets_the_token_of_the_form_as_its_idempotency_key()
    {
        using var browser = await house.Open();
        var form = await browser.Get("/letters/new");
        var token = Guid.Parse(form.Element("#form-letter input[name=_submission]").GetAttribute("value")!);

        await browser.Submit(form, "#send", Good());

        Assert.Contains(token, house.Desk.Keys);
    }

    [Fact]
    public async Task A_second_post_of_the_same_form_gets_the_first_answer_and_does_nothing()
    {
        using var browser = await house.Open();
        var form = await browser.Get("/letters/new");

        var first = await browser.Submit(form, "#send", Good("2/TB-UBND"));
        var second = await browser.Submit(form, "#send", Good("2/TB-UBND"));

        first.RedirectsTo("/letters");
        second.RedirectsTo("/letters");
        Assert.Single(house.Desk.Sent, s => s.StartsWith("2/TB-UBND", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Empty_required_fields_are_named_in_order_with_links_into_the_fields()
    {
        using var browser = await house.Open();

        var page = await browser.Submit(await browser.Get("/letters/new"), "#send");

        page.Refuses("Có 3 chỗ cần sửa").IsWellMade();
        Assert.Equal(["Hãy nhập số, ký hiệu.", "Hãy nhập trích yếu.", "Hãy chọn ít nhất một nơi nhận."], page.TextsOf(".vl-error-summary li"));
        Assert.Equal(["/letters/new#Form-Number", "/letters/new#Form-Subject", "/letters/new#Form-To"], page.All(".vl-error-summary a").Select(a => a.GetAttribute("href")));
        Assert.Equal("Lỗi: Hãy nhập số, ký hiệu.", page.TextOf("#Form-Number-error"));
        Assert.Equal("Form-Number-hint Form-Number-error", page.Element("#Form-Number").GetAttribute("aria-describedby"));
        Assert.Equal("true", page.Element("#Form-Number").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task What_was_typed_is_kept_even_when_it_cannot_be_read()
    {
        using var browser = await house.Open();

        var page = await browser.Submit(await browser.Get("/letters/new"), "#send", ("Form.Number", "Số <b>"), ("Form.Subject", "Ý"), ("Form.Issued", "31/02/2027"), ("Form.Pages", "mười"), ("Form.Email", "hà"), ("Form.Tell", null), ("Form.To", "H17"));

        page.Refuses();
        Assert.Equal(
            [
                "Trích yếu phải dài từ 3 đến 40 ký tự.",
                "Ngày ban hành: ngày phải viết dạng ngày/tháng/năm, ví dụ 24/11/2026.",
                "Số trang: phải là một số.",
                "Thư điện tử chưa đúng dạng thư điện tử, ví dụ ha.nguyen@bokhcn.gov.vn.",
            ],
            page.TextsOf(".vl-error-summary li"));
        Assert.Equal("Số <b>", page.Element("#Form-Number").GetAttribute("value"));
        Assert.Equal("Ý", page.TextOf("#Form-Subject"));
        Assert.Equal("31/02/2027", page.Element("#Form-Issued").GetAttribute("value"));
        Assert.Equal("mười", page.Element("#Form-Pages").GetAttribute("value"));
        Assert.False(((IHtmlInputElement)page.Element("#Form-Tell")).IsChecked);
        Assert.True(((IHtmlInputElement)page.Element("#Form-To-H17")).IsChecked);
        Assert.False(((IHtmlInputElement)page.Element("#Form-To-H26")).IsChecked);
    }

    [Theory]
    [InlineData("4/1/2027", "2027-01-04")]
    [InlineData("04-01-2027", "2027-01-04")]
    [InlineData("2027-01-04", "2027-01-04")]
    [InlineData("", "")]
    public async Task Dates_are_read_day_first(string typed, string read)
    {
        using var browser = await house.Open();
        var number = "N" + Guid.CreateVersion7().ToString("N")[16..];

        (await browser.Submit(await browser.Get("/letters/new"), "#send", [.. Good(number), ("Form.Issued", typed)])).RedirectsTo("/letters");

        Assert.Contains(house.Desk.Sent, s => s.StartsWith($"{number}|Kế hoạch năm 2027|{read}|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_use_cases_error_stands_at_its_field_with_its_code_and_status()
    {
        using var browser = await house.Open();

        var page = await browser.Submit(await browser.Get("/letters/new"), "#send", Good("CŨ"));

        page.Is(HttpStatusCode.Conflict).Says("Số CŨ đã được dùng.", "(TST-0001)");
        Assert.Equal("/letters/new#Form-Number", page.Element(".vl-error-summary a").GetAttribute("href"));
        Assert.Equal("Lỗi: Số CŨ đã được dùng.", page.TextOf("#Form-Number-error"));
    }

    [Fact]
    public async Task Several_errors_are_all_shown_and_the_form_can_be_corrected_and_sent()
    {
        using var browser = await house.Open();

        var page = await browser.Submit(await browser.Get("/letters/new"), "#send", Good("HAI LỖI"));
        page.Refuses("Thiếu tệp.", "Trích yếu quá chung.");

        (await browser.Submit(page, "#send", Good("3/KH-STC"))).RedirectsTo("/letters");
        Assert.Single(house.Desk.Sent, s => s.StartsWith("3/KH-STC", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_other_form_of_the_page_shows_no_faults_and_acts_alone()
    {
        using var browser = await house.Open();

        var page = await browser.Submit(await browser.Get("/letters/new"), "#send");
        var answer = await browser.Submit(page, "#drop");

        Assert.Null(page.TryElement("#form-other .vl-error-summary"));
        answer.RedirectsTo("/letters");
    }

    [Fact]
    public async Task A_button_that_only_shows_submits_nothing_and_keeps_what_was_typed()
    {
        using var browser = await house.Open();
        var before = house.Desk.Sent.Count;

        var page = await browser.Submit(await browser.Get("/letters/new"), "button[value='Form.To+min']", ("Form.Number", "GIỮ"), ("Form.To", "H26"));

        page.Renders("Soạn văn bản");
        Assert.Equal(before, house.Desk.Sent.Count);
        Assert.Equal("GIỮ", page.Element("#Form-Number").GetAttribute("value"));
        Assert.Equal("Đã chọn 3 nơi", page.TextOf("[data-party-sum]"));
        Assert.Equal(["G12", "G15", "H26"], page.All("input[name='Form.To'][checked]").Select(i => i.GetAttribute("value")!));
        Assert.Null(page.TryElement(".vl-error-summary"));
    }

    [Fact]
    public async Task Searching_in_the_picker_needs_no_marks_and_keeps_what_is_picked_but_not_shown()
    {
        using var browser = await house.Open();

        var page = await browser.Submit(await browser.Get("/letters/new"), "button[data-party-search]", ("Form.To-q", "vien thong"), ("Form.To", "H26"));

        Assert.Equal(["Cục Viễn thông"], page.TextsOf(".vl-party-tree .vl-check label").Where(t => t.Contains("Viễn", StringComparison.Ordinal)));
        Assert.Null(page.TryElement("#Form-To-H17"));
        Assert.True(((IHtmlInputElement)page.Element("#Form-To-kept-H26")).IsChecked);
        Assert.Equal("Thành phố Hà Nội", page.TextOf("label[for='Form-To-kept-H26']"));
    }

    [Fact]
    public async Task Only_organisations_of_the_tree_can_be_picked()
    {
        using var browser = await house.Open();
        var form = await browser.Get("/letters/new");

        var page = await browser.Submit(form, "button[data-party-search]", ("Form.To-q", ""), ("Form.To", new[] { "H26", "X99" }));

        Assert.Equal("Đã chọn 1 nơi", page.TextOf("[data-party-sum]"));
    }

    [Fact]
    public async Task A_post_without_the_forms_token_is_refused_in_plain_words()
    {
        using var browser = await house.Open();

        var page = await browser.Send(new HttpRequestMessage(HttpMethod.Post, "/letters/new") { Content = new FormUrlEncodedContent([new("_handler", "letter"), new("Form.Number", "x")]) });

        page.Is(HttpStatusCode.BadRequest).Says("Yêu cầu chưa đọc được", "Hãy quay lại, tải lại trang và gửi lại.");
    }

    [Fact]
    public async Task The_upload_script_is_told_where_to_go_instead_of_being_redirected()
    {
        using var browser = await house.Open();
        var form = await browser.Get("/letters/new");
        var fields = form.All("#form-letter input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        var request = new HttpRequestMessage(HttpMethod.Post, "/letters/new")
        {
            Content = new FormUrlEncodedContent([.. fields, new("Form.Number", "4/CV"), new("Form.Subject", "Kế hoạch"), new("Form.Pages", "1"), new("Form.To", "H26")]),
        };
        request.Headers.Add("X-VanLang-Upload", "1");

        var answer = await browser.Send(request);

        answer.Is(HttpStatusCode.OK);
        Assert.Equal("/letters", answer.Response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Faults_are_named_in_English_to_who_chose_English()
    {
        using var browser = await house.Open(english: true);

        var page = await browser.Submit(await browser.Get("/letters/new"), "#send", ("Form.Pages", "x"), ("Form.To", "H26"));

        page.Refuses("There are 3 things to correct", "Enter: số, ký hiệu.", "Số trang: must be a number.");
        Assert.Equal("en", page.Element("html").GetAttribute("lang"));
        Assert.Equal("1 chosen", page.TextOf("[data-party-sum]"));
    }
}
