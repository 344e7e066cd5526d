using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Access.Pages.Audit;
using VanLang.Data.Audit;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Foundation.Tests.Audit;

public abstract class AuditPageTests(TestApp app)
{
    private const string Auditor = "kiemtoan";
    private const string Clerk = "vanthu.g22";

    [Fact]
    public async Task The_auditor_reads_the_log_and_each_entry_with_its_proof()
    {
        await Sealed();
        using var auditor = await app.SignIn(Auditor);

        var list = (await auditor.Get("/admin/audit")).Renders("Nhật ký kiểm toán").IsWellMade();
        list.Says("Điểm kiểm cuối đã ký", "Mục đã niêm phong");
        var link = list.All("a.vl-row-link")[0].GetAttribute("href")!;
        var entry = (await auditor.Get(link)).Renders().IsWellMade();

        entry.Says("Chứng minh đúng: không bị sửa từ khi ghi", "Mã băm của dòng", "vanlang/n1");
    }

    [Fact]
    public async Task Lists_speak_in_sentences_and_the_code_stands_in_the_entry()
    {
        using var auditor = await app.SignIn(Auditor);
        await Sealed("access.sign-in.ok");

        var list = (await auditor.Get("/admin/audit?action=access.sign-in.ok")).Renders();
        var entry = (await auditor.Get(list.All("a.vl-row-link")[0].GetAttribute("href")!)).Renders("Đăng nhập");
        var begun = (await auditor.Get("/admin/audit?action=access.sign")).Renders();

        Assert.All(list.TextsOf("a.vl-row-link"), t => Assert.Equal("Đăng nhập", t));
        Assert.Equal("access.sign-in.ok", list.Element("#filter-action option[selected]").GetAttribute("value"));
        Assert.DoesNotContain(list.TextsOf("tbody td"), t => t.Contains("access.", StringComparison.Ordinal));
        entry.Says("Mã hành động", "access.sign-in.ok");
        Assert.Equal("access.sign", begun.Element("#filter-action option[selected]").GetAttribute("value"));
    }

    [Fact]
    public async Task Every_act_that_the_log_holds_has_a_sentence()
    {
        await Sealed();
        var known = Composition.VanLangModules.All.SelectMany(m => m.Acts).Select(a => a.Code).ToHashSet();

        Assert.Empty((await app.In<AuditDb, List<string>>(db => db.Entries.Select(e => e.Action).Distinct().ToListAsync())).Except(known));
    }

    [Fact]
    public async Task An_entry_shows_old_and_new_values()
    {
        await Sealed();
        var seq = await app.In<AuditDb, long>(db => db.Entries.Where(e => e.Detail!.Contains("\"changes\":[{")).OrderBy(e => e.Seq).Select(e => e.Seq).FirstAsync());
        using var auditor = await app.SignIn(Auditor);

        (await auditor.Get($"/admin/audit/n1/{seq}")).Renders().Says("Giá trị cũ và mới", "Trường");
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_narrow_list_and_export_alike()
    {
        await Sealed();
        using var auditor = await app.SignIn(Auditor);

        var page = (await auditor.Get("/admin/audit?module=access&q=demo")).Renders();
        var export = await auditor.Get("/admin/audit/export.csv?module=access&q=demo");
        var none = (await auditor.Get("/admin/audit?subject=kh%C3%B4ng%20c%C3%B3")).Renders();

        Assert.Equal("demo", page.Element("#filter-q").GetAttribute("value"));
        Assert.Equal("/admin/audit/export.csv?q=demo&module=access", page.Element("a[href^='/admin/audit/export.csv']").GetAttribute("href"));
        export.Is(HttpStatusCode.OK);
        var lines = export.Text.TrimEnd().Split("\r\n");
        Assert.StartsWith("\uFEFFnode,seq,module,at", lines[0]);
        Assert.All(lines[1..], l => Assert.Contains(",access,", l));
        Assert.True(lines.Length > 1);
        none.Says("Không có hành vi nào khớp bộ lọc");
    }

    [Fact]
    public async Task The_second_page_goes_on_where_the_first_ended()
    {
        await Sealed();
        using var auditor = await app.SignIn(Auditor);

        var first = (await auditor.Get("/admin/audit")).Renders();
        var next = first.TryElement("a[rel=next]");
        Assert.SkipWhen(next is null, "The demo's log fits on one page.");
        var second = (await auditor.Get(next!.GetAttribute("href")!)).Renders();

        Assert.Empty(first.All("a.vl-row-link").Select(a => a.GetAttribute("href")).Intersect(second.All("a.vl-row-link").Select(a => a.GetAttribute("href"))));
        Assert.Equal("/admin/audit", second.Element("a[rel=first]").GetAttribute("href"));
    }

    [Fact]
    public async Task What_is_not_there_says_so()
    {
        using var auditor = await app.SignIn(Auditor);

        (await auditor.Get("/admin/audit/n1/99999999")).Is(HttpStatusCode.NotFound).Says("Không tìm thấy trang");
        (await auditor.Get("/admin/audit?after=xyz")).Refuses("Không đọc được vị trí trang trong địa chỉ.", "AUD-0005");
    }

    [Theory]
    [InlineData("/admin/audit")]
    [InlineData("/admin/audit/n1/0")]
    [InlineData("/admin/audit/export.csv")]
    public async Task A_clerk_may_not_read_it_and_a_stranger_is_asked_to_sign_in(string url)
    {
        using var clerk = await app.SignIn(Clerk);
        using var stranger = app.Browser();

        (await clerk.Get(url)).Is(HttpStatusCode.Forbidden);
        Assert.StartsWith("/sign-in", (await stranger.Get(url)).Location);
    }

    [Fact]
    public async Task English_readers_find_English()
    {
        using var auditor = await app.SignIn(Auditor);
        await auditor.Submit(await auditor.Get("/admin/audit"), "form.vl-language button");

        (await auditor.Get("/admin/audit")).Says("Audit log", "Last signed checkpoint");
    }

    private Task Sealed() => Poll.Until(() => app.In<AuditDb, bool>(db => db.Checkpoints.AnyAsync()), "the first checkpoint");

    // A sign-in is sealed up to a second after it happened.
    private Task Sealed(string action) => Poll.Until(() => app.In<AuditDb, bool>(db => db.Entries.AnyAsync(e => e.Action == action)), $"a sealed {action}");
}

public sealed class AuditPageOnSqlite(SqliteApp app) : AuditPageTests(app), IClassFixture<SqliteApp>;

public sealed class AuditPageOnPostgres(PostgresApp app) : AuditPageTests(app), IClassFixture<PostgresApp>;

public sealed class AuditDetailTests
{
    [Fact]
    public void Changes_are_taken_apart_into_old_and_new()
    {
        var detail = AuditDetail.Of("""{"told":{"lý do":"sáp nhập"},"changes":[{"row":"Organization H29","kind":"changed","values":{"Name":["Cũ","Mới"],"Ended":[null,"2025-07-01"]}},{"row":"Unit 7","kind":"deleted","values":null},{"row":"Unit 8","kind":"added","values":{"Name":["Phòng Văn thư"]}}]}""");

        Assert.Contains("sáp nhập", detail.Told);
        Assert.Equal(
            [new("Organization H29", "changed", "Name", "Cũ", "Mới"), new("Organization H29", "changed", "Ended", null, "2025-07-01"), new("Unit 7", "deleted", null, null, null), new("Unit 8", "added", "Name", null, "Phòng Văn thư")],
            detail.Changes);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("""{"told":null,"changes":null}""", null)]
    [InlineData("""{"told":{"a":1""", """{"told":{"a":1""")]
    public void What_is_not_whole_is_shown_as_it_is(string? json, string? told)
    {
        var detail = AuditDetail.Of(json);

        Assert.Equal(told, detail.Told);
        Assert.Empty(detail.Changes);
    }

    [Fact]
    public void A_writers_own_detail_is_shown_readably() => Assert.Equal("{\n  \"số\": 7\n}", AuditDetail.Of("""{"số":7}""").Told!.ReplaceLineEndings("\n"));
}
