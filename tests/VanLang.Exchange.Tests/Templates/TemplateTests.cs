using System.Net;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Templates;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Templates;

public abstract class TemplateTests(TestApp app)
{
    [Theory]
    [InlineData("/exchange/templates")]
    [InlineData("/exchange/templates/new")]
    public async Task Pages_need_sign_in_and_permission(string url)
    {
        using var officer = await app.SignIn("chuyenvien.h41");
        using var clerk = await app.SignIn("vanthu.h41");

        Assert.StartsWith("/sign-in", (await app.Browser().Get(url)).Location, StringComparison.Ordinal);
        (await officer.Get(url)).Is(HttpStatusCode.Forbidden);
        (await clerk.Get(url)).Renders().IsWellMade();
    }

    [Theory]
    [InlineData("Báo cáo tháng {tháng} năm {năm}", "2026-03-09", "Báo cáo tháng 3 năm 2026")]
    [InlineData("Họp quý {quý}/{năm}, ngày {ngày}", "2026-11-04", "Họp quý IV/2026, ngày 04")]
    [InlineData("{QUÝ} {quý} {Năm}", "2026-07-01", "III III 2026")]
    [InlineData("V/v {khác} và {", "2026-07-01", "V/v {khác} và {")]
    public void A_subject_speaks_of_the_day(string pattern, string day, string subject) =>
        Assert.Equal(subject, DocumentTemplate.SubjectOn(pattern, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public async Task What_was_filled_in_becomes_a_template_and_a_form_to_begin_with()
    {
        using var clerk = await app.SignIn("vanthu.h26");
        using var stranger = await app.SignIn("vanthu.h17");
        var compose = await clerk.Get("/exchange/compose");

        (await clerk.Submit(compose, "#form-compose", ("Form.Act", "template"), ("Form.TemplateName", "Báo cáo tháng"), ("Form.Subject", "V/v báo cáo tháng {tháng}/{năm}"), ("Form.SignerName", "Trần Văn Ký"), ("Form.Priority", "1"), ("Form.Recipients", (string[])["G22", "H41"]))).RedirectsTo("/exchange/templates");
        var list = (await clerk.Get("/exchange/templates")).Renders("Mẫu văn bản gửi").IsWellMade().Says("Báo cáo tháng", "V/v báo cáo tháng 11/2026");
        var address = list.All("a.vl-row-link")[0].GetAttribute("href")!;
        var begun = (await clerk.Get(list.All("a[href^='/exchange/compose?template=']")[0].GetAttribute("href")!)).Renders().IsWellMade();

        Assert.Equal("V/v báo cáo tháng 11/2026", begun.Element("textarea[name='Form.Subject']").TextContent.Trim());
        Assert.Equal("Trần Văn Ký", begun.Element("input[name='Form.SignerName']").GetAttribute("value"));
        Assert.Equal("1", begun.Element("select[name='Form.Priority'] option[selected]").GetAttribute("value"));
        Assert.Equal(["G22", "H41"], begun.All("input[name='Form.Recipients'][checked]").Select(i => i.GetAttribute("value")).Order());
        (await stranger.Get("/exchange/templates")).SaysNot("Báo cáo tháng");
        (await stranger.Get(address)).Is(HttpStatusCode.NotFound);
        (await stranger.Get("/exchange/compose?template=" + address[(address.LastIndexOf('/') + 1)..])).Renders().SaysNot("Trần Văn Ký");

        (await clerk.Submit(compose, "#form-compose", ("Form.Act", "template"), ("Form.TemplateName", ""))).Refuses("Hãy đặt tên cho mẫu.", "EXC-0861");
        (await clerk.Submit(await clerk.Get("/exchange/compose"), "#form-compose", ("Form.Act", "template"), ("Form.TemplateName", "bao cao thang"))).Is(HttpStatusCode.Conflict).Says("Cơ quan đã có mẫu tên \"bao cao thang\".", "EXC-0862");

        var old = await clerk.Get(address);
        (await clerk.Submit(await clerk.Get(address), "#form-template", ("Form.Name", "Báo cáo tháng, sửa"), ("Form.Subject", "V/v báo cáo quý {quý}"))).RedirectsTo("/exchange/templates");
        (await clerk.Submit(old, "#form-template", ("Form.Name", "Khác"))).Is(HttpStatusCode.Conflict).Says("Người khác vừa đổi mẫu này.", "EXC-0866");
        (await clerk.Get(address)).Renders("Báo cáo tháng, sửa").IsWellMade();
        (await clerk.Submit(await clerk.Get(address), "#form-remove-template")).RedirectsTo("/exchange/templates");
        (await clerk.Get(address)).Is(HttpStatusCode.NotFound);
        Assert.Equal(["exchange.template.saved", "exchange.template.saved", "exchange.template.removed"], await app.In<ExchangeDb, List<string>>(db =>
            db.AuditRows.Where(r => r.Subject == address.Substring(address.LastIndexOf('/') + 1)).OrderBy(r => r.Number).Select(r => r.Action).ToListAsync()));
    }

    [Fact]
    public async Task A_document_is_sent_from_a_template_and_the_template_stays()
    {
        using var clerk = await app.SignIn("vanthu.h29");
        (await clerk.Submit(await clerk.Get("/exchange/templates/new"), "#form-template", ("Form.Name", "Giấy mời"), ("Form.Kind", "Giấy mời"), ("Form.Subject", "Mời họp ngày {ngày}"), ("Form.Recipients", "H41"))).RedirectsTo("/exchange/templates");
        var list = await clerk.Get("/exchange/templates");
        var begun = await clerk.Get(list.All("a[href^='/exchange/compose?template=']")[0].GetAttribute("href")!);

        var sent = await clerk.Submit(begun, "#form-compose", Pages.Office.Document("Mời họp ngày 24", "H41"));

        sent.RedirectsTo("/exchange/packets/*");
        (await clerk.Get("/exchange/templates")).Says("Giấy mời");
    }

    [Fact]
    public void Everything_wrong_with_a_template_is_said()
    {
        var wrong = SaveTemplate.Check(new(default, "", null, new TemplateContent { Kind = "Sắc lệnh", Priority = 5, Subject = new string('a', 501) }, 0));
        Assert.Equal(
            [("EXC-0861", "Hãy đặt tên cho mẫu."), ("EXC-0864", "Loại văn bản \"Sắc lệnh\" không có trong danh mục."), ("EXC-0868", "Độ khẩn phải từ 0 đến 4."), ("EXC-0863", "Giá trị dài 501 ký tự, tối đa 500.")],
            wrong.Select(e => (e.Code, e.Sentence("vi"))));
        Assert.Equal("EXC-0048", Assert.Single(SaveTemplate.Check(new(default, "x\u0002", null, new TemplateContent(), 0))).Code);
        Assert.Empty(SaveTemplate.Check(new(default, "Trống", null, new TemplateContent(), 0)));
    }

    [Fact]
    public async Task A_recipient_that_is_not_known_is_refused()
    {
        var refused = await app.In((SaveTemplate save) => save.Handle(new(new TemplateId(Guid.CreateVersion7()), "Mẫu sai", null, new TemplateContent { Recipients = ["Z99"] }, 0), Agencies.System("H41"), CancellationToken.None));

        Agencies.Refused(refused, "EXC-0865", "Cơ quan \"Z99\" không có trong danh mục.");
    }

    [Fact]
    public async Task A_list_costs_one_command()
    {
        using var clerk = await app.SignIn("vanthu.h41");
        for (var i = 0; i < 4; i++)
        {
            await app.In((SaveTemplate save) => save.Handle(new(new TemplateId(Guid.CreateVersion7()), $"Mẫu {i}", null, new TemplateContent { Recipients = ["H26", "H29"] }, 0), Agencies.System("H41"), CancellationToken.None));
        }

        var page = await clerk.Get("/exchange/templates");

        Assert.Equal((1, 4), (page.Commands.Count(c => c.Contains("document_templates", StringComparison.Ordinal)), page.All("tbody tr").Count));
    }
}

public sealed class TemplatesOnSqlite(SqliteApp app) : TemplateTests(app), IClassFixture<SqliteApp>;

public sealed class TemplatesOnPostgres(PostgresApp app) : TemplateTests(app), IClassFixture<PostgresApp>;
