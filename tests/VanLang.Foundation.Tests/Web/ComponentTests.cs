using Microsoft.AspNetCore.Components;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;
using VanLang.Web.Components;

namespace VanLang.Foundation.Tests.Web;

public sealed class ComponentTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 8, 15, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task A_table_keeps_its_meaning_on_a_phone_by_roles_written_out()
    {
        var page = await Table(new Letter(4820, "V/v xử lý phản ánh", "Mới đến"), new Letter(4819, "Quyết định", "Hoàn thành"));

        Assert.Equal("table", page.QuerySelector("table")!.GetAttribute("role"));
        Assert.Equal("Văn bản đến", page.QuerySelector("caption")!.TextContent);
        Assert.Equal(["Số đến", "Trích yếu", "Trạng thái"], page.QuerySelectorAll("th[role=columnheader][scope=col]").Select(h => h.TextContent));
        Assert.Equal(3, page.QuerySelectorAll("tr[role=row]").Length);
        Assert.Equal(6, page.QuerySelectorAll("td[role=cell]").Length);
        Assert.Equal(["meta", "title", "tag"], page.QuerySelectorAll("tbody tr:first-child td").Select(c => c.GetAttribute("data-phone")));
    }

    [Fact]
    public async Task The_titles_column_carries_the_rows_link_and_the_row_delegates_to_it()
    {
        var page = await Table(new Letter(4820, "V/v xử lý phản ánh", "Mới đến"));

        var link = page.QuerySelector("a.vl-row-link")!;
        Assert.Equal("/letters?open=4820", link.GetAttribute("href"));
        Assert.Equal("V/v xử lý phản ánh", link.TextContent);
        Assert.Equal(link.Id, page.QuerySelector("tbody tr")!.GetAttribute("data-clickdelegatefor"));
        Assert.Equal("title", link.Closest("td")!.GetAttribute("data-phone"));
    }

    [Fact]
    public async Task An_empty_table_is_no_table_but_says_so()
    {
        var page = await Table();

        Assert.Null(page.QuerySelector("table"));
        Assert.Equal("Chưa có gì ở đây", page.QuerySelector(".vl-empty-title")!.TextContent);
    }

    [Theory]
    [InlineData(false, 5, false, "neutral", "còn 5 ngày làm việc")]
    [InlineData(false, 2, false, "warning", "còn 2 ngày làm việc")]
    [InlineData(true, 3, false, "danger", "quá hạn 3 ngày làm việc")]
    [InlineData(true, 3, true, "success", "đã xong")]
    public async Task A_deadline_says_in_words_what_its_colour_says(bool overdue, int days, bool done, string colour, string words)
    {
        var page = await Rendered.Of<DeadlineClock>(("At", At), ("Left", new RemainingTime(overdue, days, TimeSpan.Zero)), ("Done", done));

        Assert.Equal(colour, page.QuerySelector(".vl-deadline")!.GetAttribute("data-color"));
        Assert.Equal(words, page.QuerySelector(".vl-deadline-left")!.Squeezed());
        Assert.Equal("2026-11-24T08:15:00+07:00", page.QuerySelector("time")!.GetAttribute("datetime"));
    }

    [Fact]
    public async Task Without_deadline_none_is_invented() => Assert.Equal("Không có hạn", (await Rendered.Of<DeadlineClock>()).Body!.Squeezed());

    [Theory]
    [InlineData(0, "Thường", null)]
    [InlineData(1, "Khẩn", "warning")]
    [InlineData(2, "Thượng khẩn", "warning")]
    [InlineData(3, "Hỏa tốc", "danger")]
    [InlineData(4, "Hỏa tốc hẹn giờ", "danger")]
    public async Task Urgency_has_its_national_names(int urgency, string words, string? colour)
    {
        var page = await Rendered.Of<PriorityTag>(("Urgency", urgency));

        Assert.Equal(words, page.Body!.Squeezed());
        Assert.Equal(colour, page.QuerySelector("[data-color]")?.GetAttribute("data-color"));
    }

    [Fact]
    public async Task A_timeline_is_an_ordered_list_whose_states_are_read_out()
    {
        var page = await Rendered.Of<Timeline>(("Steps", new TimelineStep[] { new("Đã tiếp nhận", StepState.Done, At), new("Lãnh đạo đang ký duyệt", StepState.Current, Note: "Văn phòng"), new("Trả kết quả", StepState.Next), new("Từ chối", StepState.Failed) }));

        Assert.Equal(["done", "current", "next", "failed"], page.QuerySelectorAll("ol > li").Select(s => s.GetAttribute("data-state")));
        Assert.Equal(["(đã xong)", "(đang làm)", "(chưa đến)", "(không đạt)"], page.QuerySelectorAll("ol > li .ds-sr-only").Select(s => s.TextContent));
        Assert.Equal("step", page.QuerySelector("li[data-state=current]")!.GetAttribute("aria-current"));
        Assert.Contains("24/11/2026 08:15", page.QuerySelector("li[data-state=done]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fan_out_counts_its_recipients_and_lists_each_with_its_state()
    {
        var legs = new FanOutLeg[] { new("Hà Nội", "Hoàn thành", Tone.Success, "/d/1", At), new("Đà Nẵng", "Hoàn thành", Tone.Success), new("Nghệ An", "Từ chối", Tone.Danger, Note: "Không thuộc thẩm quyền") };

        var page = await Rendered.Of<FanOut>(("Sender", "Bộ Tài chính"), ("SentAt", At), ("Legs", legs));

        Assert.Equal("3 nơi nhận", page.QuerySelector(".vl-fanout-sum strong")!.TextContent);
        Assert.Equal(["Hoàn thành · 2", "Từ chối · 1"], page.QuerySelectorAll(".vl-fanout-sum .vl-tag").Select(t => t.Squeezed()));
        Assert.Equal(3, page.QuerySelectorAll(".vl-fanout-to > ul > li").Length);
        Assert.Equal("/d/1", page.QuerySelector(".vl-fanout-name a")!.GetAttribute("href"));
        Assert.Equal(["0", "666"], page.QuerySelectorAll("rect").Select(r => r.GetAttribute("x")));
    }

    [Theory]
    [InlineData("Công văn.PDF", "PDF · 1,4 MB", "file-text")]
    [InlineData("Phụ lục I.xlsx", "Excel · 1,4 MB", "file-spreadsheet")]
    [InlineData("Ảnh.jpeg", "JPEG · 1,4 MB", "image")]
    [InlineData("khong-duoi", "1,4 MB", "paperclip")]
    public async Task A_file_says_what_it_is_and_how_large(string name, string facts, string icon)
    {
        var page = await Rendered.Of<FileList>(("Files", new FileEntry[] { new(name, "/f/1", 1_468_006) }));

        Assert.Equal(facts, page.QuerySelector(".vl-subtle")!.Squeezed().Replace('\u00A0', ' '));
        Assert.EndsWith("#" + icon, page.QuerySelector("use")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("Tải về", page.QuerySelector("svg[role=img]")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_drawer_is_open_without_script_and_closes_by_a_link()
    {
        var page = await Rendered.Of<Drawer>(("Title", "V/v xử lý phản ánh"), ("CloseHref", "/letters"), ("PageHref", "/letters/4820"), ("ChildContent", Rendered.Text("Nội dung")));

        Assert.True(page.QuerySelector("dialog")!.HasAttribute("open"));
        Assert.Equal("drawer-title", page.QuerySelector("dialog")!.GetAttribute("aria-labelledby"));
        Assert.Equal("/letters", page.QuerySelector("a[data-drawer-close]")!.GetAttribute("href"));
        Assert.Equal("Đóng", page.QuerySelector("a[data-drawer-close]")!.GetAttribute("aria-label"));
        Assert.Equal("/letters/4820", page.QuerySelector("a.vl-more")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Tabs_are_links_with_counts_of_which_one_is_current()
    {
        var page = await Rendered.Of<Tabs>(("Items", new TabLink[] { new("Tất cả", "/letters", false, 1484), new("Quá hạn", "/letters?tab=late", true) }));

        Assert.Equal("1.484", page.QuerySelector(".vl-count")!.TextContent);
        Assert.Equal("/letters?tab=late", page.QuerySelectorAll("a[aria-current=page]").Single().GetAttribute("href"));
    }

    [Fact]
    public async Task A_pager_without_other_pages_is_not_there()
    {
        Assert.Null((await Rendered.Of<Pager>(("Text", "7 văn bản"))).QuerySelector("nav"));
        Assert.Equal("/l?after=x", (await Rendered.Of<Pager>(("Next", "/l?after=x"))).QuerySelector("a[rel=next]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_fact_without_value_is_left_out()
    {
        Assert.Equal("", (await Rendered.Of<Fact>(("Name", "Người ký"), ("Value", ""))).Body!.Squeezed());
        Assert.Equal("Người kýHà", (await Rendered.Of<Fact>(("Name", "Người ký"), ("Value", "Hà"))).Body!.Squeezed());
    }

    [Fact]
    public async Task A_signature_is_shown_with_its_verdict_first()
    {
        var page = await Rendered.Of<SignaturePanel>("en-GB", ("Signatures", new SignatureFacts[] { new("edXML", "Bộ Tài chính", null, At, Tone.Danger, "Chữ ký không khớp nội dung.", ["SHA-256"]) }));

        Assert.Equal("danger", page.QuerySelector(".vl-signature")!.GetAttribute("data-color"));
        Assert.Equal("Chữ ký không khớp nội dung.", page.QuerySelector(".vl-signature-verdict")!.TextContent);
        Assert.Equal(["What is signed", "Signer", "Time of signing"], page.QuerySelectorAll("dt").Select(t => t.TextContent));
        Assert.Equal("SHA-256", page.QuerySelector("details li")!.TextContent);
    }

    [Fact]
    public async Task A_certificate_is_shown_in_plain_words_and_its_distinguished_names_only_on_demand()
    {
        var facts = new SignatureFacts("Gói tin edXML", "Nguyễn Quốc Bình", "Ban Cơ yếu Chính phủ", null, Tone.Success, "Chữ ký hợp lệ.")
        {
            Agency = "Văn phòng Chính phủ",
            Certificate = new CertificateFacts("0A1B2C", At, At.AddYears(1), "CN=Nguyễn Quốc Bình, O=Văn phòng Chính phủ", "O=Ban Cơ yếu Chính phủ", "ab12"),
        };

        var page = await Rendered.Of<SignaturePanel>("vi-VN", ("Signatures", new[] { facts }));

        Assert.Equal(["Nội dung được ký", "Người ký", "Cơ quan", "Nơi cấp chứng thư", "Số chứng thư", "Hiệu lực"], page.QuerySelectorAll(".vl-signature > div > .vl-dl dt").Select(t => t.TextContent));
        Assert.Equal("0A 1B 2C", page.QuerySelector(".vl-serial")!.TextContent);
        Assert.Contains($"{VanLang.Web.Text.Format.Date(At)} đến {VanLang.Web.Text.Format.Date(At.AddYears(1))}", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("code").Where(c => c.TextContent.Contains("O=", StringComparison.Ordinal)), c => Assert.NotNull(c.Closest("details")));
        Assert.Equal(2, page.QuerySelectorAll("details code.vl-break").Length);
    }

    [Fact]
    public async Task A_failure_says_its_sentence_and_code_in_the_readers_language()
    {
        var error = new Error("EXC-0404", ErrorKind.NotFound, "Không có gói tin {0}.", "There is no packet {0}.").With("7");

        Assert.Equal("Không có gói tin 7.", (await Rendered.Of<Failure>(("Error", error))).QuerySelector("h1")!.TextContent);
        Assert.Equal("There is no packet 7.", (await Rendered.Of<Failure>("en-GB", ("Error", error))).QuerySelector("h1")!.TextContent);
        Assert.Equal("EXC-0404", (await Rendered.Of<Failure>(("Error", error))).QuerySelector("code")!.TextContent);
    }

    [Fact]
    public async Task A_filter_form_keeps_what_is_set_elsewhere_and_offers_to_clear()
    {
        var page = await Rendered.Of<FilterBar>(("Action", "/letters"), ("Keep", new Dictionary<string, string?> { ["tab"] = "late", ["none"] = null }), ("ChildContent", Rendered.Text("")));

        Assert.Equal("get", page.QuerySelector("form")!.GetAttribute("method"));
        Assert.Equal(["tab"], page.QuerySelectorAll("input[type=hidden]").Select(i => i.GetAttribute("name")));
        Assert.Equal("/letters", page.QuerySelector("a")!.GetAttribute("href"));
    }

    private static Task<AngleSharp.Html.Dom.IHtmlDocument> Table(params Letter[] letters)
    {
        RenderFragment columns = builder =>
        {
            builder.OpenComponent<Column<Letter>>(0);
            builder.AddComponentParameter(1, "Title", "Số đến");
            builder.AddComponentParameter(2, "Phone", Phone.Meta);
            builder.AddComponentParameter(3, "ChildContent", (RenderFragment<Letter>)(l => Rendered.Text($"{l.Number}")));
            builder.CloseComponent();
            builder.OpenComponent<Column<Letter>>(4);
            builder.AddComponentParameter(5, "Title", "Trích yếu");
            builder.AddComponentParameter(6, "Phone", Phone.Title);
            builder.AddComponentParameter(7, "ChildContent", (RenderFragment<Letter>)(l => Rendered.Text(l.Subject)));
            builder.CloseComponent();
            builder.OpenComponent<Column<Letter>>(8);
            builder.AddComponentParameter(9, "Title", "Trạng thái");
            builder.AddComponentParameter(10, "Phone", Phone.Tag);
            builder.AddComponentParameter(11, "ChildContent", (RenderFragment<Letter>)(l => Rendered.Text(l.State)));
            builder.CloseComponent();
        };
        return Rendered.Of<DataTable<Letter>>(("Items", letters), ("Caption", "Văn bản đến"), ("Href", (Func<Letter, string?>)(l => $"/letters?open={l.Number}")), ("ChildContent", columns));
    }

    private sealed record Letter(int Number, string Subject, string State);
}
