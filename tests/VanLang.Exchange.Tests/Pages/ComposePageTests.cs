using System.Net;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Pages;

public abstract class ComposePageTests(TestApp app)
{
    [Fact]
    public async Task The_form_is_well_made_and_offers_the_34_provinces()
    {
        using var clerk = await app.SignIn("vanthu.g22");

        var page = (await clerk.Get("/exchange/compose")).Renders("Gửi văn bản").IsWellMade();

        page.Says("Các tỉnh, thành phố 34");
        Assert.Equal("24/11/2026", page.Element("[name='Form.IssuedOn']").GetAttribute("value"));
        Assert.Null(page.TryElement("input[type=checkbox][value=G22]"));
    }

    [Theory]
    [InlineData("Form.Subject", "", "Hãy nhập trích yếu.")]
    [InlineData("Form.Number", "", "Hãy nhập số.")]
    [InlineData("Form.Notation", "", "Hãy nhập ký hiệu.")]
    [InlineData("Form.Place", "", "Hãy nhập nơi ban hành.")]
    [InlineData("Form.SignerPosition", "", "Hãy nhập chức vụ người ký.")]
    [InlineData("Form.SignerName", "", "Hãy nhập họ tên người ký.")]
    [InlineData("Form.Recipients", null, "Hãy chọn ít nhất một nơi nhận.")]
    [InlineData("Form.Files", null, "Hãy đính kèm tệp văn bản.")]
    [InlineData("Form.Kind", "Bản tin", "Hãy chọn loại văn bản trong danh sách.")]
    [InlineData("Form.IssuedOn", "25/11/2026", "Ngày ban hành không được ở trong tương lai.")]
    [InlineData("Form.DueDate", "23/11/2026", "Hạn xử lý không được trước ngày ban hành.")]
    [InlineData("Form.Recipients", "H99", "Cơ quan nhận \"H99\" không có trong danh mục.")]
    public async Task What_is_missing_or_wrong_is_named_and_what_was_typed_is_kept(string field, string? value, string sentence)
    {
        using var clerk = await app.SignIn("vanthu.g22");
        var form = await clerk.Get("/exchange/compose");

        var refused = await clerk.Submit(form, "#form-compose", Office.Document().With(field, value));

        refused.Refuses(sentence).IsWellMade();
        Assert.Equal("KT. BỘ TRƯỞNG, CHỦ NHIỆM", refused.Element("[name='Form.Competence']").GetAttribute("value"));
    }

    [Fact]
    public async Task The_document_itself_must_be_a_PDF_with_content()
    {
        using var clerk = await app.SignIn("vanthu.g22");
        var form = await clerk.Get("/exchange/compose");

        (await clerk.Submit(form, "#form-compose", Office.Document().With("Form.Files", new Upload("thu.pdf", "Không phải PDF"u8.ToArray())))).Refuses("Tệp \"thu.pdf\" không phải là PDF.");
        (await clerk.Submit(form, "#form-compose", Office.Document().With("Form.Files", new Upload("rong.pdf", [])))).Refuses("Tệp \"rong.pdf\" không có nội dung.");
    }

    [Theory]
    [InlineData("MẬT - V/v kế hoạch")]
    [InlineData("V/v phương án (mật)")]
    public async Task A_secret_document_is_refused_with_the_ground_of_law(string subject)
    {
        using var clerk = await app.SignIn("vanthu.g22");

        var refused = await clerk.Submit(await clerk.Get("/exchange/compose"), "#form-compose", Office.Document(subject));

        refused.Is(HttpStatusCode.Forbidden).Says("28/2018", "không được gửi, nhận qua Trục");
        using var recipient = await app.SignIn("vanthu.h41");
        (await recipient.Get("/exchange/inbox?q=" + Uri.EscapeDataString(subject))).SaysNot(subject);
    }

    [Fact]
    public async Task Security_in_the_plain_sense_is_no_secret()
    {
        var page = await Office.Send(app, "V/v BẢO MẬT thông tin và mật độ dân số");

        using var clerk = await app.SignIn("vanthu.g22");
        (await clerk.Get(page)).Renders("V/v BẢO MẬT thông tin và mật độ dân số");
    }

    [Fact]
    public async Task Posting_the_form_twice_sends_one_document_and_its_number_cannot_be_used_again()
    {
        using var clerk = await app.SignIn("vanthu.g22");
        var form = await clerk.Get("/exchange/compose");
        var fields = Office.Document("V/v gửi hai lần");

        var first = await clerk.Submit(form, "#form-compose", fields);
        var second = await clerk.Submit(form, "#form-compose", fields);
        var other = await clerk.Submit(await clerk.Get("/exchange/compose"), "#form-compose", fields.With("Form.Subject", "V/v nội dung khác"));

        Assert.Equal(first.Location, second.Location);
        other.Is(HttpStatusCode.Conflict).Says("của cơ quan này đã được gửi với nội dung khác.");
    }

    [Fact]
    public async Task Without_script_a_group_is_a_button_that_keeps_what_was_typed()
    {
        using var clerk = await app.SignIn("vanthu.g22");
        var form = await clerk.Get("/exchange/compose");

        var shown = await clerk.Submit(form, "#form-compose button[value='Form.Recipients+provinces']", ("Form.Subject", "V/v đang soạn"));

        shown.Is(HttpStatusCode.OK).IsWellMade();
        Assert.Equal(34, shown.All("input[name='Form.Recipients'][checked]").Count);
        Assert.Equal("V/v đang soạn", HtmlAssert.Squeeze(shown.Element("[name='Form.Subject']").TextContent));
    }
}

public sealed class ComposePageOnSqlite(SqliteApp app) : ComposePageTests(app), IClassFixture<SqliteApp>;

public sealed class ComposePageOnPostgres(PostgresApp app) : ComposePageTests(app), IClassFixture<PostgresApp>;
