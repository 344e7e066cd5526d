using System.Net;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Board;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Tests.Pages;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Board;

public abstract class BoardTests(TestApp app)
{
    private const string Operator = "quantri.hethong";

    [Theory]
    [InlineData("/exchange/board", "chuyenvien.h41")]
    [InlineData("/exchange/board/agencies", "vanthu.h41")]
    [InlineData("/exchange/board/agencies/H41", "chuyenvien.h41")]
    [InlineData("/exchange/board/agencies/H41/rows", "chuyenvien.h41")]
    [InlineData("/exchange/board/days/2026-11-24", "lanhdao.h41")]
    [InlineData("/exchange/board/states/queued", "lanhdao.h41")]
    [InlineData("/exchange/board/rules", "kiemtoan")]
    public async Task Each_page_needs_sign_in_and_its_permission(string url, string refused)
    {
        using var browser = await app.SignIn(refused);
        using var system = await app.SignIn(Operator);

        Assert.StartsWith("/sign-in", (await app.Browser().Get(url)).Location, StringComparison.Ordinal);
        (await browser.Get(url)).Is(HttpStatusCode.Forbidden);
        (await system.Get(url)).Renders().IsWellMade();
    }

    [Fact]
    public async Task What_the_writer_counts_is_what_the_tables_hold()
    {
        var page = await Office.Send(app, "V/v kiểm đếm bảng theo dõi", "H44", "H26", "H17");
        await Office.Send(app, "V/v văn bản thứ hai", "H44");
        using var clerk = await app.SignIn("vanthu.h26");
        await clerk.Submit(await clerk.Get(page), "#form-register");
        using var other = await app.SignIn("vanthu.h17");
        await other.Submit(await other.Get(page), "#form-reject", ("Form.Reason", "Gửi nhầm nơi nhận"));

        await app.In(async (ExchangeDb db) =>
        {
            var deliveries = await db.Deliveries.AsNoTracking().Where(d => d.Kind != PacketKind.Status && d.Kind != PacketKind.Recall).ToListAsync();
            var packets = await db.Packets.AsNoTracking().ToListAsync();
            var days = await db.AxisDays.AsNoTracking().ToListAsync();
            var agencies = await db.AxisAgencies.AsNoTracking().ToListAsync();
            var delays = await db.FetchDelays.AsNoTracking().ToListAsync();

            foreach (var code in packets.Select(p => p.SenderCode).Concat(deliveries.Select(d => d.RecipientCode)).Distinct().Append(AxisDay.Everybody))
            {
                var own = days.Where(d => d.OrganizationCode == code).ToList();
                var sent = packets.FindAll(p => code is AxisDay.Everybody || p.SenderCode == code);
                var to = deliveries.FindAll(d => code is AxisDay.Everybody || d.SenderCode == code);
                var into = deliveries.FindAll(d => code is AxisDay.Everybody || d.RecipientCode == code);
                Assert.Equal((sent.Count(p => p.Kind != PacketKind.Status), sent.Count(p => p.Kind == PacketKind.Status), sent.Sum(p => p.Size)), (own.Sum(d => d.Sent), own.Sum(d => d.Statuses), own.Sum(d => d.Bytes)));
                Assert.Equal(Parts(to), (own.Sum(d => d.To), own.Sum(d => d.ToArrived), own.Sum(d => d.ToRegistered), own.Sum(d => d.ToFinished), own.Sum(d => d.ToReturned)));
                Assert.Equal(Parts(into), (own.Sum(d => d.In), own.Sum(d => d.InArrived), own.Sum(d => d.InRegistered), own.Sum(d => d.InFinished), own.Sum(d => d.InReturned)));
                var agency = agencies.Find(a => a.OrganizationCode == code);
                Assert.All(ReadBoard.Open, s => Assert.Equal(into.Count(d => d.State == s), agency?.In(s) ?? 0));
                Assert.Equal(into.Count(d => d.ArrivedAt is not null), delays.Where(d => d.OrganizationCode == code).Sum(d => d.Documents));
            }

            return true;
        });
    }

    [Fact]
    public async Task The_operator_walks_from_a_figure_to_its_rows_and_never_to_a_document()
    {
        await Office.Send(app, "V/v nội dung không ai khác được đọc", "H44");
        using var system = await app.SignIn(Operator);

        var board = (await system.Get("/exchange/board")).Renders("Bảng theo dõi Trục liên thông").IsWellMade().Says("Toàn Trục", "Gói tin mỗi ngày, 30 ngày", "Đang trên đường, theo trạng thái");
        var day = (await system.Get(board.All(".vl-board-tiles a")[0].GetAttribute("href")!)).Renders("Ngày 24/11/2026").IsWellMade().Says("Văn phòng Chính phủ");
        var rows = (await system.Get(day.All("tbody a").Single(a => a.TextContent.Contains("Văn phòng Chính phủ", StringComparison.Ordinal)).GetAttribute("href")!)).Renders("Lượt gửi đi").IsWellMade();
        var state = (await system.Get(board.All(".vl-bars a")[0].GetAttribute("href")!)).Renders("Đang trên đường: Chưa nhận").IsWellMade();
        var received = (await system.Get(state.All("a.vl-row-link")[0].GetAttribute("href")!)).Renders("Lượt nhận").IsWellMade();

        Assert.Equal(30, board.All(".vl-chart tbody tr").Count);
        Assert.Equal(int.Parse(day.All("tbody tr").Single(r => r.TextContent.Contains("Văn phòng Chính phủ", StringComparison.Ordinal)).QuerySelectorAll("td")[1].TextContent.Trim(), System.Globalization.CultureInfo.InvariantCulture) > 0, rows.All("tbody tr").Count > 0);
        foreach (var page in (Page[])[board, day, rows, state, received])
        {
            page.SaysNot("V/v nội dung không ai khác được đọc");
            Assert.Empty(page.All("a[href^='/exchange/packets/']"));
        }

        rows.Says("nội dung văn bản chỉ nơi gửi và nơi nhận được xem");
        (await system.Get("/exchange/board/agencies?q=van+phong+chinh+phu")).Renders().IsWellMade().Says("Văn phòng Chính phủ").SaysNot("Nghệ An");
        (await system.Get("/exchange/board/agencies?q=khongcogi")).Says("Không có cơ quan nào khớp");
    }

    [Fact]
    public async Task An_agency_sees_its_own_figures_and_rows_lead_to_its_documents()
    {
        await Office.Send(app, "V/v số liệu của riêng mình", "H26");
        using var clerk = await app.SignIn("vanthu.h26");

        var board = (await clerk.Get("/exchange/board")).Renders("Bảng theo dõi của cơ quan").IsWellMade().Says("Ủy ban nhân dân thành phố Hà Nội").SaysNot("Mọi cơ quan");
        var rows = (await clerk.Get("/exchange/board/agencies/H26/rows?side=received")).Renders("Lượt nhận").IsWellMade();

        Assert.Null(board.TryElement("a[href='/exchange/board/rules']"));
        (await clerk.Get(rows.All("a.vl-row-link")[0].GetAttribute("href")!)).Renders();
        (await clerk.Get("/exchange/board/agencies/H41")).Is(HttpStatusCode.NotFound);
        (await clerk.Get("/exchange/board/agencies/H41/rows")).Is(HttpStatusCode.NotFound);
        (await clerk.Get("/exchange/board/agencies/Z99")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/exchange/board/days/2026-13-99")]
    [InlineData("/exchange/board/days/2027-01-01")]
    [InlineData("/exchange/board/states/done")]
    [InlineData("/exchange/board/states/nonsense")]
    [InlineData("/exchange/board/agencies/Z99")]
    public async Task What_is_not_there_is_said_to_be_not_there(string url)
    {
        using var system = await app.SignIn(Operator);

        (await system.Get(url)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_board_makes_the_same_few_commands_whatever_it_shows()
    {
        using var system = await app.SignIn(Operator);
        await system.Get("/exchange/board");
        var before = await system.Get("/exchange/board");
        for (var i = 0; i < 5; i++)
        {
            await Office.Send(app, $"V/v báo cáo số {i}", "H41", "H26", "H29");
        }

        var after = await system.Get("/exchange/board");
        var rows = await system.Get("/exchange/board/agencies/G22/rows?side=sent");

        foreach (var table in (string[])["axis_days", "axis_agencies", "fetch_delays", "alert_rules"])
        {
            Assert.Equal(Of(before, table), Of(after, table));
        }

        // Days, sums by agency (which asks for the agencies too), returned shares; gauges, sums, alerts; delays; rules. No packet and no delivery is read.
        Assert.Equal((3, 3, 1, 1), (Of(after, "axis_days"), Of(after, "axis_agencies"), Of(after, "fetch_delays"), Of(after, "alert_rules")));
        Assert.DoesNotContain(after.Commands, c => c.Contains("packets", StringComparison.Ordinal) || c.Contains("deliveries", StringComparison.Ordinal));
        Assert.Equal(1, Of(rows, "deliveries"));
    }

    [Fact]
    public async Task Rows_are_read_by_key_and_filtered_by_day_and_state()
    {
        for (var i = 0; i < 26; i++)
        {
            await Office.Send(app, $"V/v lượt thứ {i}", "H52", "H54");
        }

        using var system = await app.SignIn(Operator);
        var first = await system.Get("/exchange/board/agencies/G22/rows?side=sent&state=queued&day=2026-11-24");
        var second = await system.Get(first.Element("a[rel=next]").GetAttribute("href")!);

        Assert.Equal(50, first.All("tbody tr").Count);
        Assert.NotEmpty(second.All("tbody tr"));
        Assert.Empty(first.TextsOf("tbody tr").Intersect(second.TextsOf("tbody tr")));
        Assert.Equal(26, (await system.Get("/exchange/board/agencies/H52/rows?side=received&state=queued")).All("tbody tr").Count);
        (await system.Get("/exchange/board/agencies/H52/rows?side=received&day=2026-11-23")).Says("Không có lượt nào khớp");
        (await system.Get("/exchange/board/agencies/H52/rows?side=received&state=done")).Says("Không có lượt nào khớp");
        (await system.Get("/exchange/board/agencies/H52/rows?side=x&state=y&day=z&after=!!")).Renders("Lượt nhận");
    }

    [Fact]
    public async Task English_readers_find_English()
    {
        using var system = await app.SignIn(Operator);
        await system.Submit(await system.Get("/exchange/board"), "form.vl-language button");

        (await system.Get("/exchange/board")).Renders("Board of the document exchange").IsWellMade().Says("documents sent today", "Under way, by state");
    }

    private static (long, long, long, long, long) Parts(List<Delivery> rows) => (
        rows.Count,
        rows.Count(d => d.ArrivedAt is not null),
        rows.Count(d => d.Handled is DeliveryState.Received or DeliveryState.Assigned or DeliveryState.Processing or DeliveryState.Done),
        rows.Count(d => d.Handled == DeliveryState.Done),
        rows.Count(d => d.Handled == DeliveryState.Rejected));

    private static int Of(Page page, string table) => page.Commands.Count(c => c.Contains(table, StringComparison.Ordinal));
}

public sealed class BoardOnSqlite(SqliteApp app) : BoardTests(app), IClassFixture<SqliteApp>;

public sealed class BoardOnPostgres(PostgresApp app) : BoardTests(app), IClassFixture<PostgresApp>;
