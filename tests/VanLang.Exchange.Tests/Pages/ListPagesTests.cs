using System.Net;
using System.Text;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Pages;

public abstract class ListPagesTests(TestApp app)
{
    [Theory]
    [InlineData("/exchange/inbox")]
    [InlineData("/exchange/outbox")]
    [InlineData("/exchange/compose")]
    [InlineData("/exchange/inbox.csv")]
    [InlineData("/exchange/packets/01a20c00-0000-7000-8000-000000000000")]
    public async Task Pages_of_documents_need_sign_in_and_permission(string url)
    {
        Assert.StartsWith("/sign-in", (await app.Browser().Get(url)).Location, StringComparison.Ordinal);

        using var administrator = await app.SignIn("quantri.g12");
        (await administrator.Get(url)).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_organisation_s_packet_is_not_there()
    {
        var page = await Office.Send(app);
        using var stranger = await app.SignIn("vanthu.h29");

        (await stranger.Get(page)).Is(HttpStatusCode.NotFound);
        (await stranger.Get(page + "/packet.edxml")).Is(HttpStatusCode.NotFound);
        (await stranger.Get(page + "/files/1")).Is(HttpStatusCode.NotFound);
        (await stranger.Get("/exchange/packets/01a20c00-0000-7000-8000-000000000000")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_officer_may_read_but_not_send_nor_register()
    {
        var page = await Office.Send(app, recipients: "H41");
        using var officer = await app.SignIn("chuyenvien.h41");

        (await officer.Get("/exchange/compose")).Is(HttpStatusCode.Forbidden);
        var shown = (await officer.Get(page)).Renders();
        Assert.Null(shown.TryElement("#form-register"));
        using var clerk = await app.SignIn("vanthu.h41");
        var form = await clerk.Get(page);
        var forged = await officer.Submit(form, "#form-register");
        Assert.True(forged.Status is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest, forged.Status.ToString());
        (await clerk.Get(page)).SaysNot("Đã tiếp nhận, vào sổ ");
    }

    [Fact]
    public async Task Words_without_diacritics_find_and_filters_stay_in_the_address()
    {
        await Office.Send(app, "V/v hướng dẫn phòng chống thiên tai", "H17");
        using var clerk = await app.SignIn("vanthu.h17");

        (await clerk.Get("/exchange/inbox?q=phong+chong+thien+tai")).Says("V/v hướng dẫn phòng chống thiên tai");
        var none = (await clerk.Get("/exchange/inbox?q=khong-co-gi&tab=waiting&priority=3")).Says("Không có văn bản nào khớp").IsWellMade();
        Assert.Equal("khong-co-gi", none.Element("#filter-q").GetAttribute("value"));
        Assert.Equal("waiting", none.Element("input[type=hidden][name=tab]").GetAttribute("value"));
        (await clerk.Get("/exchange/inbox?tab=nonsense&priority=x&after=%21&from=32/13/2026")).Renders("Văn bản đến");
    }

    [Fact]
    public async Task Lists_make_the_same_few_commands_whatever_they_show()
    {
        using var clerk = await app.SignIn("vanthu.h29");
        await clerk.Get("/exchange/inbox");
        var empty = await clerk.Get("/exchange/inbox?q=khongcogi");
        for (var i = 0; i < 5; i++)
        {
            await Office.Send(app, $"V/v báo cáo tháng {i + 1}", "H29");
        }

        var inbox = await clerk.Get("/exchange/inbox");
        using var sender = await app.SignIn("vanthu.g22");
        await sender.Get("/exchange/outbox");
        var outbox = await sender.Get("/exchange/outbox");

        Assert.Equal(5, inbox.All("tbody tr").Count);
        // Three of the exchange: the rail's count, the rows, the tabs. Now and then the session is looked up anew as well.
        Assert.Equal(Of(empty, "deliveries"), Of(inbox, "deliveries"));
        Assert.Equal(3, Of(inbox, "deliveries"));
        // Two of the outbox: the rows and the tabs, whatever there is.
        Assert.Equal(2, Of(outbox, "packets"));
        Assert.True(outbox.Commands.Count <= 6, string.Join("\n", outbox.Commands));
        Assert.True(inbox.Commands.Count <= 6, string.Join("\n", inbox.Commands));
    }

    [Fact]
    public async Task The_outbox_counts_what_waits_for_somebody_and_each_count_is_the_rows_of_its_tab()
    {
        using var sender = await app.SignIn("vanthu.g22");
        async Task<(int Waiting, int Returned)> Counted()
        {
            var tabs = (await sender.Get("/exchange/outbox")).TextsOf(".vl-tabs a").ToList();
            int Of(string title) => int.Parse(tabs.Single(t => t.StartsWith(title, StringComparison.Ordinal))[title.Length..].Trim().Replace(".", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
            return (Of("Còn nơi chưa tiếp nhận"), Of("Bị trả lại"));
        }

        var before = await Counted();
        var page = await Office.Send(app, "V/v kiểm đếm", "H17", "H22");
        var sent = await Counted();
        using var clerk = await app.SignIn("vanthu.h17");
        await clerk.Submit(await clerk.Get(page), "#form-reject", ("Form.Reason", "Gửi nhầm nơi nhận"));
        var returned = await Counted();

        // Two recipients wait, and it is one document.
        Assert.Equal(before with { Waiting = before.Waiting + 1 }, sent);
        Assert.Equal(sent with { Returned = before.Returned + 1 }, returned);
        Assert.Equal(returned.Returned, (await sender.Get("/exchange/outbox?tab=returned")).All("tbody tr").Count);
    }

    [Fact]
    public async Task More_than_a_page_is_read_by_key()
    {
        for (var i = 0; i < 52; i++)
        {
            await Office.Send(app, $"V/v văn bản thứ {i}", "H19");
        }

        using var sender = await app.SignIn("vanthu.g22");
        var first = await sender.Get("/exchange/outbox?q=van+ban+thu");
        var second = await sender.Get(first.Element("a[rel=next]").GetAttribute("href")!);

        Assert.Equal(50, first.All("tbody tr").Count);
        Assert.Equal(2, second.All("tbody tr").Count);
        Assert.Empty(first.TextsOf("tbody .vl-row-link").Intersect(second.TextsOf("tbody .vl-row-link")));
    }

    [Fact]
    public async Task The_inbox_is_exported_as_text_that_no_spreadsheet_runs()
    {
        await Office.Send(app, "=1+1 dự án", "H26");
        using var clerk = await app.SignIn("vanthu.h26");

        var csv = (await clerk.Get("/exchange/inbox.csv")).Is(HttpStatusCode.OK);

        Assert.StartsWith("\uFEFF\"Số, ký hiệu\",\"Trích yếu\"", Encoding.UTF8.GetString(csv.Bytes), StringComparison.Ordinal);
        Assert.Contains("\"'=1+1 dự án\"", csv.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_search_of_the_header_finds_own_documents_only()
    {
        await Office.Send(app, "V/v quản lý rừng phòng hộ đầu nguồn", "H22");
        using var sender = await app.SignIn("vanthu.g22");
        using var stranger = await app.SignIn("vanthu.h29");

        (await sender.Get("/search?q=rung+phong+ho")).Says("V/v quản lý rừng phòng hộ đầu nguồn", "Văn bản đi");
        (await stranger.Get("/search?q=rung+phong+ho")).SaysNot("V/v quản lý rừng phòng hộ đầu nguồn");
    }

    [Fact]
    public async Task English_pages_speak_English()
    {
        using var clerk = await app.SignIn("vanthu.g22");
        var page = await clerk.Get("/exchange/outbox");

        await clerk.Submit(page, "form[action='/preferences/language'] button");

        (await clerk.Get("/exchange/outbox")).Renders("Outgoing documents").IsWellMade();
        var kinds = (await clerk.Get("/exchange/compose")).All("[name='Form.Kind'] option");
        Assert.Equal(("Công văn", "Official letter"), (kinds[0].GetAttribute("value"), kinds[0].TextContent));
        Assert.All(kinds, k => Assert.DoesNotMatch("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", k.TextContent.Split(" (")[0]));
    }

    private static int Of(Page page, string table) => page.Commands.Count(c => c.Contains($"{table}", StringComparison.Ordinal));
}

public sealed class ListPagesOnSqlite(SqliteApp app) : ListPagesTests(app), IClassFixture<SqliteApp>;

public sealed class ListPagesOnPostgres(PostgresApp app) : ListPagesTests(app), IClassFixture<PostgresApp>;
