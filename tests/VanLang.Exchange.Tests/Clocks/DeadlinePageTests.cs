using System.Net;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Clocks;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Tests.Api;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Clocks;

public abstract class DeadlinePageTests(TestApp app)
{
    private const string Operator = "quantri.hethong";
    private const string Api = "/api/exchange/v1/deadlines";

    [Theory]
    [InlineData("/exchange/deadlines")]
    [InlineData("/exchange/deadlines/rows")]
    [InlineData("/exchange/deadlines/rules")]
    [InlineData("/exchange/deadlines.csv")]
    [InlineData("/exchange/deadlines/rows.csv")]
    public async Task Each_page_needs_sign_in_and_its_permission(string url)
    {
        using var officer = await app.SignIn("chuyenvien.h41");
        using var clerk = await app.SignIn("vanthu.h41");

        Assert.StartsWith("/sign-in", (await app.Browser().Get(url)).Location, StringComparison.Ordinal);
        (await officer.Get(url)).Is(HttpStatusCode.Forbidden);
        (await clerk.Get(url)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_files_say_what_the_pages_say()
    {
        var sent = await app.Deliver("G22", Agencies.Document("G22", ["H56"]));
        await app.Report(sent.Deliveries[0], StatusMachine.Refused, "Gửi nhầm nơi nhận");
        using var system = await app.SignIn(Operator);

        var board = (await system.Get("/exchange/deadlines.csv?agency=H56")).Text;
        var rows = (await system.Get("/exchange/deadlines/rows.csv?agency=H56")).Text;

        Assert.Contains("\"2026-11\",\"\",\"Trả lời đã nhận\",\"1\",\"0\",\"0\",\"1\",\"0\",\"0\"", board, StringComparison.Ordinal);
        Assert.Contains("\"2026-11\",\"\",\"Vào sổ\",\"0\",\"0\",\"0\",\"0\",\"0\",\"1\"", board, StringComparison.Ordinal); // returned: nothing to register
        Assert.Contains("\"Đúng hạn\"", rows, StringComparison.Ordinal);
        Assert.Equal(2, rows.Trim().Split('\n').Length);
    }

    [Fact]
    public async Task The_api_gives_the_same_figures_of_the_own_agency_only()
    {
        var sent = await app.Deliver("G22", Agencies.Document("G22", ["H29"]));
        await app.Report(sent.Deliveries[0], StatusMachine.Registered);
        using var agency = await app.Api("H29");
        using var stranger = await app.Api("H41");

        var answer = await agency.Get(Api + "?from=2026-11-01&to=2026-11-30");
        var duties = answer.GetProperty("duties");
        Assert.Equal(("H29", "2026-11-01", "2026-11-30"), (answer.Text("agency"), answer.Text("from"), answer.Text("to")));
        Assert.Equal((1, 1), (duties.GetProperty("receipt").GetProperty("kept").GetInt64(), duties.GetProperty("receipt").GetProperty("decided").GetInt64()));
        Assert.Equal("2026-11", answer.GetProperty("months")[0].Text("month"));
        Assert.Equal(0, answer.GetProperty("agencies").GetArrayLength());
        await (await stranger.GetAsync(Api + "?agency=H29")).Refused(HttpStatusCode.NotFound, "EXC-0804", "Không tìm thấy cơ quan có mã H29.");
        await (await stranger.GetAsync(Api + "?agency=Z99")).Refused(HttpStatusCode.NotFound, "EXC-0804", "Không tìm thấy cơ quan có mã Z99.");
        await (await stranger.GetAsync(Api + "?from=hom-qua")).Refused(HttpStatusCode.UnprocessableEntity, "EXC-0820", "Ngày \"hom-qua\" không đọc được; hãy viết như 2026-11-24.");
        await (await stranger.GetAsync(Api + "?to=2026-13-01")).Refused(HttpStatusCode.UnprocessableEntity, "EXC-0820", "Ngày \"2026-13-01\" không đọc được; hãy viết như 2026-11-24.");
        await (await stranger.GetAsync(Api + "?from=2026-11-02&to=2026-11-01")).Refused(HttpStatusCode.UnprocessableEntity, "EXC-0821", "Ngày cuối không được trước ngày đầu.");
        await (await stranger.GetAsync(Api + "?from=2025-11-01&to=2026-11-02")).Refused(HttpStatusCode.UnprocessableEntity, "EXC-0822", "Khoảng thời gian dài nhất là 366 ngày.");
        using var nobody = app.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(Api)).StatusCode);
    }

    [Theory]
    [InlineData("/exchange/deadlines/rows?duty=nothing", "EXC-0823", "Không có loại thời hạn này.")]
    [InlineData("/exchange/deadlines/rows?duty=9", "EXC-0823", "Không có loại thời hạn này.")]
    [InlineData("/exchange/deadlines?from=x", "EXC-0820", "Ngày \"x\" không đọc được; hãy viết như 2026-11-24.")]
    public async Task What_cannot_be_asked_is_said_to_the_reader(string url, string code, string sentence)
    {
        using var clerk = await app.SignIn("vanthu.h41");

        (await clerk.Get(url)).Is(HttpStatusCode.UnprocessableEntity).Says(sentence, code);
    }

    [Fact]
    public async Task A_board_costs_the_same_few_commands_and_reads_no_delivery()
    {
        using var system = await app.SignIn(Operator);
        var before = await system.Get("/exchange/deadlines");
        for (var i = 0; i < 6; i++)
        {
            await app.Deliver("G22", Agencies.Document("G22", ["H36", "H37", "H38"]));
        }

        var after = await system.Get("/exchange/deadlines");
        var rows = await system.Get("/exchange/deadlines/rows?agency=H36");

        Assert.Equal((1, 1), (Of(before, "deadline_days"), Of(after, "deadline_days")));
        Assert.DoesNotContain(after.Commands, c => c.Contains("deliveries", StringComparison.Ordinal) || c.Contains("packets", StringComparison.Ordinal));
        Assert.Equal((1, 0), (Of(rows, "deliveries"), Of(rows, "packets")));
        Assert.Equal(1, Of(await system.Get("/exchange/deadlines?agency=H36"), "deadline_days"));
    }

    [Fact]
    public async Task A_rule_is_recorded_from_a_day_on_by_who_may_and_the_old_one_stays()
    {
        using var clerk = await app.SignIn("vanthu.h41");
        using var system = await app.SignIn(Operator);
        Assert.Null((await clerk.Get("/exchange/deadlines/rules")).Renders().IsWellMade().Says("Nghị định 30/2020/NĐ-CP, Điều 21 khoản 2 điểm c").TryElement("#form-deadline-rule"));
        var page = (await system.Get("/exchange/deadlines/rules")).Renders("Căn cứ và quy tắc thời hạn").IsWellMade();
        (string, object?)[] right = [("Form.Duty", "Receipt"), ("Form.Unit", "WorkingMinutes"), ("Form.Amount", "120"), ("Form.ValidFrom", "01/03/2027"), ("Form.SoonMinutes", "30"), ("Form.LegalBasis", "Nghị định thử 1/2027"), ("Form.Note", "Ban hành mới")];

        var before = await Rules();
        (await system.Submit(page, "#form-deadline-rule", right)).RedirectsTo("/exchange/deadlines/rules");
        (await system.Submit(await system.Get("/exchange/deadlines/rules"), "#form-deadline-rule", right)).Is(HttpStatusCode.Conflict).Says("Đã có quy tắc cho thời hạn, độ khẩn và ngày này.", "EXC-0827");
        var after = await Rules();

        Assert.Equal(before + 1, after);
        Assert.Equal(1, await app.In<ExchangeDb, int>(db => db.AuditRows.CountAsync(r => r.Action == "exchange.deadline-rule.recorded")));
        (await system.Get("/exchange/deadlines/rules")).Says("120 phút làm việc", "01/03/2027");
        var forged = await clerk.Submit(await system.Get("/exchange/deadlines/rules"), "#form-deadline-rule", right);
        Assert.True(forged.Status is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest, forged.Status.ToString());
        Assert.Equal(after, await Rules());
    }

    [Fact]
    public void Everything_wrong_with_a_rule_is_said()
    {
        var today = new DateOnly(2026, 11, 24);
        var errors = RecordDeadlineRule.Check(new(null, false, null, null, 99, -1, "x", "y"), today);
        Assert.Equal(["EXC-0823", "EXC-0831", "EXC-0825", "EXC-0828", "EXC-0824", "EXC-0830"], errors.Select(e => e.Code));
        Assert.Equal("Số lượng phải là số nguyên từ 0 đến 60.", errors[2].Sentence("vi"));
        Assert.Equal("Số phút báo sắp đến hạn phải là số nguyên từ 0 đến 1440.", errors[3].Sentence("vi"));
        Assert.Equal("Hãy ghi căn cứ, ít nhất 5 ký tự.", errors[4].Sentence("vi"));
        Assert.Equal("Hãy ghi lý do, ít nhất 5 ký tự.", errors[5].Sentence("vi"));
        Assert.Equal("Hãy nhập ngày bắt đầu có hiệu lực.", errors[1].Sentence("vi"));

        var late = Assert.Single(RecordDeadlineRule.Check(new(Duty.Send, false, today, LimitUnit.Morning, 1, 0, "Nghị định", "Nguồn nào"), today));
        Assert.Equal(("EXC-0826", "Quy tắc mới có hiệu lực sớm nhất từ ngày mai: thời hạn đã tính không đổi."), (late.Code, late.Sentence("vi")));
        var zero = Assert.Single(RecordDeadlineRule.Check(new(Duty.Send, false, today.AddDays(1), LimitUnit.Morning, 0, 0, "Nghị định", "Nguồn nào"), today));
        Assert.Equal("Số lượng phải là số nguyên từ 1 đến 60.", zero.Sentence("vi"));
        var tooLong = RecordDeadlineRule.Check(new(Duty.Send, false, today.AddDays(1), LimitUnit.Closing, 0, 0, new string('a', 401), new string('b', 1001)), today);
        Assert.Equal(["Giá trị dài 401 ký tự, tối đa 400.", "Giá trị dài 1001 ký tự, tối đa 1000."], tooLong.Select(e => e.Sentence("vi")));
    }

    [Fact]
    public async Task English_readers_find_English()
    {
        using var system = await app.SignIn(Operator);
        await system.Submit(await system.Get("/exchange/deadlines"), "form.vl-language button");

        (await system.Get("/exchange/deadlines")).Renders("Deadlines of sending and receiving").IsWellMade().Says("Receipt answered", "Export CSV");
        (await system.Get("/exchange/deadlines/rules")).Renders("Legal bases and rules of the deadlines").IsWellMade().Says("30 working minutes");
        await system.Submit(await system.Get("/exchange/deadlines"), "form.vl-language button");
    }

    private Task<int> Rules() => app.In<ExchangeDb, int>(db => db.DeadlineRules.CountAsync());

    private static int Of(Page page, string table) => page.Commands.Count(c => c.Contains(table, StringComparison.Ordinal));
}

public sealed class DeadlinePagesOnSqlite(SqliteApp app) : DeadlinePageTests(app), IClassFixture<SqliteApp>;

public sealed class DeadlinePagesOnPostgres(PostgresApp app) : DeadlinePageTests(app), IClassFixture<PostgresApp>;
