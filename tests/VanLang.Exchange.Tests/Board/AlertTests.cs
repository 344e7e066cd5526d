using System.Net;
using VanLang.Exchange.Board;
using VanLang.Exchange.Tests.Pages;
using VanLang.Kernel;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Board;

/// <summary>Moves the clock, so it has a server of its own.</summary>
public abstract class AlertTests(TestApp app)
{
    private const string Operator = "quantri.hethong";
    private const string Reason = "Theo chỉ đạo số 7";

    [Fact]
    public async Task An_agency_that_fetches_nothing_and_a_full_disk_are_warned_of_by_rules_that_are_data()
    {
        using var system = await app.SignIn(Operator);
        await Office.Send(app, "V/v nhắc lấy văn bản", "H56");
        (await system.Get("/exchange/board")).SaysNot("giờ chưa lấy", "Ổ đĩa dữ liệu còn trống");

        var rule = (await system.Get("/exchange/board/rules?kind=DiskFull")).Renders("Quy tắc cảnh báo").IsWellMade();
        (await system.Submit(rule, "#form-rule", ("Form.Threshold", "0"), ("Form.Reason", Reason))).Refuses("Ngưỡng phải là số nguyên từ 1 đến 100.", "EXC-0801").IsWellMade();
        (await system.Submit(rule, "#form-rule", ("Form.Threshold", "101"), ("Form.Reason", Reason))).Refuses("EXC-0801");
        (await system.Submit(rule, "#form-rule", ("Form.Threshold", "100"), ("Form.Reason", "ab"))).Refuses("Hãy ghi lý do, ít nhất 5 ký tự.", "EXC-0802");
        (await system.Submit(await system.Get("/exchange/board/rules?kind=DiskFull"), "#form-rule", ("Form.Threshold", "100"), ("Form.Reason", Reason))).RedirectsTo("/exchange/board/rules");
        (await system.Submit(rule, "#form-rule", ("Form.Threshold", "50"), ("Form.Reason", Reason))).Is(HttpStatusCode.Conflict).Says("Người khác vừa đổi quy tắc này. Hãy mở lại trang rồi sửa.");
        (await system.Get("/exchange/board")).Says("Cần để ý", "Ổ đĩa dữ liệu còn trống");
        (await system.Submit(await system.Get("/exchange/board/rules?kind=DiskFull"), "#form-rule", ("Form.Threshold", "100"), ("Form.Enabled", null), ("Form.Reason", Reason))).RedirectsTo("/exchange/board/rules");
        (await system.Get("/exchange/board")).SaysNot("Ổ đĩa dữ liệu còn trống");
        var audit = await app.In((ExchangeDb db) => Task.FromResult(db.AuditRows.Count(r => r.Action == "exchange.alert-rule.changed" && r.Subject == "DiskFull" && r.Reason == Reason)));
        Assert.Equal(2, audit);

        app.Clock.Advance(TimeSpan.FromHours(25));
        var alerts = await app.In((ReadAlerts read) => read.Handle(AxisDay.Everybody, default));
        Assert.Contains(alerts, a => a is { Kind: AlertKind.NothingFetched, Code: "H56", Of: 1, Value: 25 });
        Assert.DoesNotContain(await app.In((ReadAlerts read) => read.Handle("H26", default)), a => a.Code == "H56");
    }

    [Fact]
    public async Task A_rule_that_is_not_there_cannot_be_set() =>
        Assert.Equal("EXC-0800", (await app.In((ChangeAlertRule change) => change.Handle(new((AlertKind)9, 10, true, Reason, 1), Actor.Platform("test"), default))).Error.Code);
}

public sealed class AlertsOnSqlite(SqliteApp app) : AlertTests(app), IClassFixture<SqliteApp>;

public sealed class AlertsOnPostgres(PostgresApp app) : AlertTests(app), IClassFixture<PostgresApp>;
