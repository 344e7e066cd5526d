using System.Net;
using VanLang.Exchange.Board;
using VanLang.Exchange.Clocks;
using VanLang.Exchange.Deliveries;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Clocks;

/// <summary>What becomes of the board when time passes.</summary>
public abstract class DeadlineTimeTests(TestApp app)
{
    private const string Operator = "quantri.hethong";

    [Fact]
    public async Task Ratios_tell_what_is_decided_and_every_figure_leads_to_its_rows()
    {
        var sent = new List<Delivery>();
        for (var i = 0; i < 4; i++)
        {
            sent.Add((await app.Deliver("G22", Agencies.Document("G22", ["H52"], subject: "V/v nội dung riêng"))).Deliveries[0]);
        }

        await app.Report(sent[0], StatusMachine.Registered);
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.Report(sent[1], StatusMachine.Registered);
        var late = await app.Deliver("G22", Agencies.Document("G22", ["H52"], date: new DateOnly(2026, 11, 20)));
        using var clerk = await app.SignIn("vanthu.g22");
        using var system = await app.SignIn(Operator);

        var answer = await Figures("H52");
        Assert.Equal(new DutySum(1, 1, 2, 1, 0, 0), answer[Duty.Receipt] with { DueSoon = 0 });
        Assert.Equal((1, 4), (answer[Duty.Receipt].Kept, answer[Duty.Receipt].Decided));
        Assert.Equal((0, 0), (answer[Duty.Send].Kept, answer[Duty.Send].Missed));
        Assert.True((await Figures("G22"))[Duty.Send].Late > 0);

        var all = (await system.Get("/exchange/deadlines")).Renders("Giữ hạn gửi, nhận văn bản").IsWellMade().Says("Toàn Trục", "Ủy ban nhân dân tỉnh Sơn La", "lỡ hạn").SaysNot("V/v nội dung riêng");
        var board = (await system.Get("/exchange/deadlines?agency=H52")).Renders().IsWellMade().Says("1/4", "1 trễ · 2 quá hạn chưa làm · 1 đang chạy");
        var rows = (await system.Get(board.All(".vl-board-tiles a")[1].GetAttribute("href")!)).Renders("Trả lời đã nhận ngay trong ngày").IsWellMade().SaysNot("V/v nội dung riêng");
        Assert.Equal(3, rows.All("tbody tr").Count);
        Assert.Empty(rows.All("a[href^='/exchange/packets/']"));
        Assert.NotEmpty(all.All("a[href*='agency=H52']"));
        foreach (var (state, count) in ((string, int)[])[("kept", 1), ("missed", 3), ("overdue", 2), ("running", 1), ("ended", 0), ("", 5)])
        {
            Assert.Equal(count, (await system.Get($"/exchange/deadlines/rows?agency=H52&state={state}")).All("tbody tr").Count);
        }

        var own = (await clerk.Get("/exchange/deadlines/rows?duty=send&state=missed")).Renders("Gửi trong ngày ký, chậm nhất sáng ngày làm việc sau").IsWellMade();
        Assert.Equal($"/exchange/packets/{late.Packet.Id.Value}", own.All("a.vl-row-link")[0].GetAttribute("href"));
        (await clerk.Get("/exchange/deadlines?agency=H52")).Is(HttpStatusCode.NotFound);
        (await clerk.Get("/exchange/deadlines/rows?agency=H52")).Is(HttpStatusCode.NotFound);
        (await clerk.Get("/exchange/deadlines/rows.csv?agency=H52")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_inbox_shows_and_finds_what_is_late_and_what_soon_will_be()
    {
        await app.Deliver("G22", Agencies.Document("G22", ["H17"], subject: "V/v việc đã quá hạn"));
        app.Clock.Advance(TimeSpan.FromDays(3));
        await app.Deliver("G22", Agencies.Document("G22", ["H17"], subject: "V/v việc còn hạn"));
        using var clerk = await app.SignIn("vanthu.h17");

        (await clerk.Get("/exchange/inbox")).Renders().IsWellMade().Says("quá hạn từ", "trước");
        (await clerk.Get("/exchange/inbox?clock=late")).Renders().IsWellMade().Says("V/v việc đã quá hạn").SaysNot("V/v việc còn hạn");
        (await clerk.Get("/exchange/inbox?clock=nonsense")).Says("V/v việc còn hạn");
        (await clerk.Get("/exchange/inbox?clock=soon")).Renders().IsWellMade();
        (await clerk.Get("/work")).Renders().Says("V/v việc đã quá hạn");
    }

    [Fact]
    public async Task An_agency_that_misses_much_is_warned_of()
    {
        for (var i = 0; i < 12; i++)
        {
            await app.Deliver("G22", Agencies.Document("G22", ["H27"]));
        }

        Assert.DoesNotContain(await Alerts(), a => a is { Kind: AlertKind.DeadlinesMissed, Code: "H27" }); // what runs is not missed
        app.Clock.Advance(TimeSpan.FromDays(5));

        var alert = Assert.Single(await Alerts(), a => a is { Kind: AlertKind.DeadlinesMissed, Code: "H27" });
        Assert.Equal((100, 24), (alert.Value, alert.Of)); // receipt and registration of each

        Task<IReadOnlyList<Alert>> Alerts() => app.In<ReadAlerts, IReadOnlyList<Alert>>(r => r.Handle("H27", CancellationToken.None));
    }

    private Task<DeadlineView> Figures(string code) => app.In<ReadDeadlines, DeadlineView>(r => r.Handle(code, new DayRange(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)), CancellationToken.None));
}

public sealed class DeadlineTimesOnSqlite(SqliteApp app) : DeadlineTimeTests(app), IClassFixture<SqliteApp>;

public sealed class DeadlineTimesOnPostgres(PostgresApp app) : DeadlineTimeTests(app), IClassFixture<PostgresApp>;
