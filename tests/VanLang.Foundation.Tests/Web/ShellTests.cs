using System.IO.Compression;
using System.Net;
using VanLang.Testing.Http;
using VanLang.Web.Search;

namespace VanLang.Foundation.Tests.Web;

public sealed class ShellTests(FaceHouse house) : IClassFixture<FaceHouse>
{
    private static readonly string[] PublicPages = ["/", "/accessibility", "/letters/new"];

    [Fact]
    public async Task The_header_shows_the_systems_with_something_for_this_person_in_their_order()
    {
        using var browser = await house.Open();

        var page = await browser.Get("/letters");

        Assert.Equal(["Việc của tôi", "Văn bản", "Tra cứu"], page.TextsOf(".vl-systems a"));
        Assert.Equal("Văn bản", page.TextOf(".vl-systems a[aria-current]"));
        Assert.Contains("Nguyễn Thu Hà", page.TextOf(".vl-user summary"), StringComparison.Ordinal);
        Assert.Contains("Văn thư · H29", page.TextOf(".vl-user summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rail_shows_the_entries_of_the_system_with_their_counts_and_marks_this_page()
    {
        using var browser = await house.Open();

        var page = await browser.Get("/letters");

        Assert.Equal(["Văn bản đến 1.484", "Văn bản đi"], page.TextsOf(".vl-rail-all a"));
        Assert.Equal("/letters", page.Element(".vl-rail-all a[aria-current=page]").GetAttribute("href"));
        Assert.Equal("Hộp văn bản", page.TextOf(".vl-rail-all .vl-rail-title"));
    }

    [Fact]
    public async Task On_a_phone_the_rail_is_folded_under_the_name_of_this_page_and_needs_no_script()
    {
        using var browser = await house.Open();

        var page = await browser.Get("/letters");

        Assert.Equal("Văn bản đến 1.484", page.TextOf("details.vl-rail-fold > summary"));
        Assert.Equal(page.TextsOf(".vl-rail-all a"), page.TextsOf(".vl-rail-fold a"));
        Assert.Equal("Trong hệ thống này", (await browser.Get("/work")).TextOf("details.vl-rail-fold > summary"));
    }

    [Fact]
    public async Task Nobody_signed_in_sees_a_way_to_sign_in_that_leads_back_and_no_menus()
    {
        using var browser = await house.Open(signedIn: false);

        var page = await browser.Get("/letters");

        Assert.Equal("/sign-in?returnUrl=%2Fletters", page.Element(".vl-header-end a").GetAttribute("href"));
        Assert.Null(page.TryElement(".vl-rail"));
        Assert.Null(page.TryElement(".vl-user"));
    }

    [Fact]
    public async Task The_language_form_changes_the_language_and_leads_back()
    {
        using var browser = await house.Open(signedIn: false);
        var page = await browser.Get("/accessibility");

        var answer = await browser.Submit(page, ".vl-language button");
        var english = await browser.Follow(answer.RedirectsTo("/accessibility"));

        Assert.Equal("en", english.Element("html").GetAttribute("lang"));
        Assert.Equal("Accessibility statement", english.Heading);
        Assert.Equal("Tiếng Việt", english.TextOf(".vl-language button"));
        Assert.Equal("vi", (await browser.Follow(await browser.Submit(english, ".vl-language button"))).Element("html").GetAttribute("lang"));
    }

    [Fact]
    public async Task The_browsers_own_language_changes_nothing()
    {
        using var browser = await house.Open(signedIn: false);
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept-Language", "en-US,en");

        Assert.Equal("vi", (await browser.Send(request)).Element("html").GetAttribute("lang"));
    }

    [Fact]
    public async Task The_reader_may_choose_dark_colours()
    {
        using var browser = await house.Open(signedIn: false);

        var answer = await browser.Submit(await browser.Get("/"), ".vl-scheme button");

        Assert.Equal("dark", (await browser.Follow(answer.RedirectsTo("/"))).Element("html").GetAttribute("data-color-scheme"));
    }

    [Fact]
    public async Task Preferences_without_the_forms_token_are_refused()
    {
        using var browser = await house.Open(signedIn: false);

        var answer = await browser.Send(new HttpRequestMessage(HttpMethod.Post, "/preferences/language") { Content = new FormUrlEncodedContent([new("language", "en")]) });

        answer.Is(HttpStatusCode.BadRequest);
        Assert.DoesNotContain("vanlang-language", browser.Cookies.Keys);
    }

    [Fact]
    public async Task Every_page_keeps_the_strict_policy_with_no_script_or_style_written_into_it()
    {
        using var browser = await house.Open();
        foreach (var url in (string[])[.. PublicPages, "/work", "/letters", "/search?q=a", "/bare/404"])
        {
            var page = await browser.Get(url);

            Assert.Contains("script-src 'self';", page.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("style-src 'self';", page.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", page.Response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Empty(page.All("script:not([src]), style, [style], [onclick], [onsubmit]"));
            Assert.Empty(page.All("script[src^=http], link[href^=http], img[src^=http]"));
        }
    }

    [Fact]
    public async Task Every_page_has_a_skip_link_to_its_main_part_a_title_and_a_language()
    {
        using var browser = await house.Open();
        foreach (var url in (string[])[.. PublicPages, "/work", "/letters", "/search?q=a%20b"])
        {
            var page = await browser.Get(url);

            page.IsWellMade();
            Assert.Equal(url.TrimStart('/') + "#main", page.Element("a.ds-skip-link").GetAttribute("href"));
            Assert.Equal("MAIN", page.Element("#main").TagName);
            Assert.Equal("vi", page.Element("html").GetAttribute("lang"));
        }
    }

    [Fact]
    public async Task Vietnamese_letters_are_sent_as_they_are()
    {
        using var browser = await house.Open(signedIn: false);

        Assert.Contains("Tra cứu và tính toán", (await browser.Get("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_load_weighs_at_most_230_KB_compressed()
    {
        using var browser = await house.Open(signedIn: false);
        var page = await browser.Get("/");
        var parts = page.All("link[rel=stylesheet], link[rel=preload], script[src], img[src], link[rel=icon]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).ToHashSet();
        parts.Add(page.All("use")[0].GetAttribute("href")!.Split('#')[0]);
        foreach (var weight in (int[])[600, 700])
        {
            parts.UnionWith(new[] { "latin", "vietnamese" }.Select(s => $"_content/VanLang.Web/dist/fonts/be-vietnam-pro-5.3.0-{s}-{weight}.woff2"));
        }

        var total = Weight(page.Bytes);
        foreach (var part in parts)
        {
            var answer = (await browser.Get("/" + part)).Is(HttpStatusCode.OK);
            Assert.NotEmpty(answer.Bytes);
            total += part.EndsWith("woff2", StringComparison.Ordinal) ? answer.Bytes.Length : Weight(answer.Bytes);
        }

        Assert.InRange(total, 100_000, 230 * 1024);
    }

    [Fact]
    public async Task Fonts_may_be_kept_for_ever()
    {
        using var browser = await house.Open(signedIn: false);

        var font = await browser.Get("/_content/VanLang.Web/dist/fonts/be-vietnam-pro-5.3.0-vietnamese-400.woff2");

        Assert.Contains("immutable", font.Response.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
        Assert.Equal("wOF2"u8.ToArray(), font.Bytes[..4]);
    }

    [Fact]
    public async Task The_start_page_leads_to_the_open_tools()
    {
        using var browser = await house.Open(signedIn: false);

        var links = (await browser.Get("/")).All("a").Select(a => a.GetAttribute("href"));

        Assert.Subset(links.ToHashSet(), new HashSet<string?> { "/sign-in", "/law/deadline", "/workdays", "/organizations", "/docs/api", "/verify/receipt" });
    }

    [Fact]
    public async Task My_work_is_grouped_by_deadline_and_says_what_is_left()
    {
        using var browser = await house.Open();
        var now = house.Time.GetUtcNow();
        house.Desk.Waiting.Clear();
        (await browser.Get("/work")).Renders("Việc của tôi").Says("Không có việc nào đang chờ bạn");

        house.Desk.Waiting.AddRange(
        [
            new("Tiếp nhận văn bản", "Receive", "V/v góp ý dự thảo", "/letters/1", now.AddDays(-3), now.AddDays(-1), 3),
            new("Xử lý văn bản", "Process", "Giấy mời họp", "/letters/2", now.AddHours(-2), now.AddHours(2), 0),
            new("Xử lý văn bản", "Process", "Kế hoạch năm", "/letters/3", now.AddDays(-1), null, 0),
        ]);
        var page = await browser.Get("/work");

        page.IsWellMade();
        Assert.Equal(["Quá hạn", "Hạn hôm nay", "Sau đó và không có hạn"], page.TextsOf(".vl-work-group h2"));
        Assert.Contains("quá hạn 1 ngày làm việc", page.TextOf("#overdue"), StringComparison.Ordinal);
        Assert.Contains("Hỏa tốc", page.TextOf("#overdue"), StringComparison.Ordinal);
        Assert.Contains("còn", page.TextOf("#today"), StringComparison.Ordinal);
        Assert.Contains("Chờ từ hôm qua", page.TextOf("#later"), StringComparison.Ordinal);
        house.Desk.Waiting.Clear();
    }

    [Fact]
    public async Task Search_folds_the_words_and_shows_what_the_modules_find()
    {
        using var browser = await house.Open();
        house.Desk.Hits.Add(new SearchHit("Văn bản đến", "Incoming", "Quyết định 849/QĐ-SXD", "/letters/849", "Sở Xây dựng"));

        var page = await browser.Get("/search?q=" + Uri.EscapeDataString("  Quyết-Định "));

        Assert.Equal("quyet dinh", house.Desk.LastWords);
        page.Renders("Tìm kiếm").Says("1 kết quả cho “Quyết-Định”", "Sở Xây dựng");
        Assert.Equal("/letters/849", page.Element(".vl-row-link").GetAttribute("href"));
    }

    [Fact]
    public void Every_icon_of_every_menu_is_in_the_sprite()
    {
        var sprite = File.ReadAllText(Testing.Repository.At("src", "VanLang.Web", "wwwroot", "dist", "icons.svg"));

        var missing = Composition.VanLangModules.All.SelectMany(m => m.Menu).Select(e => e.Icon).Where(icon => !sprite.Contains($"id=\"{icon}\"", StringComparison.Ordinal));

        Assert.Empty(missing);
        Assert.DoesNotContain("id=\"no-such-icon\"", sprite, StringComparison.Ordinal);
    }

    private static int Weight(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(bytes);
        }

        return (int)packed.Length;
    }
}
