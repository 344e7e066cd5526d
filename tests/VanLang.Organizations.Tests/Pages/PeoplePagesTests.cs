using System.Net;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Organizations.Tests.Pages;

public abstract class PeoplePagesTests(TestApp app)
{
    private const string Reason = "Quyết định 15/QĐ-UBND";

    [Fact]
    public async Task People_are_for_those_who_are_signed_in()
    {
        Assert.StartsWith("/sign-in", (await app.Browser().Get("/organizations/H41/people")).Location, StringComparison.Ordinal);

        using var clerk = await app.SignIn("vanthu.h41");
        (await clerk.Get("/organizations/H41/people")).Renders("Người và vị trí").IsWellMade().Says("Hoàng Thị Sen", "Văn thư", "Phòng Hành chính - Tổ chức").SaysNot("Bổ nhiệm");
        (await clerk.Get("/organizations/people")).Renders().Says("Ủy ban nhân dân tỉnh Nghệ An");
        (await clerk.Get("/organizations/Z99/people")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("units/add")]
    [InlineData("positions/add")]
    [InlineData("appoint")]
    public async Task Edits_are_for_the_own_administrator(string act)
    {
        using var clerk = await app.SignIn("vanthu.h41");
        (await clerk.Get("/organizations/H41/people/" + act)).Is(HttpStatusCode.Forbidden);

        using var own = await app.SignIn("quantri.h41");
        (await own.Get("/organizations/H41/people/" + act)).Renders().IsWellMade();
        (await own.Get("/organizations/H26/people/" + act)).Is(HttpStatusCode.Forbidden).Says("Bạn không được phép thay đổi danh mục của cơ quan này.");
        (await own.Get("/organizations/Z99/people/" + act)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_unit_a_position_and_a_person_are_added_ended_and_stood_in_for()
    {
        using var admin = await app.SignIn("quantri.h17");
        (await admin.Submit(await admin.Get("/organizations/H17/people/units/add"), "#form-addunitpage", ("Form.Name", "Phòng Kinh tế"), ("Form.Reason", Reason))).RedirectsTo("/organizations/H17/people");

        var positions = await admin.Get("/organizations/H17/people/positions/add");
        Assert.DoesNotContain("system-admin", positions.All("input[name='Form.Roles']").Select(i => i.GetAttribute("value")));
        var unit = positions.All("#Form-Unit option").Single(o => o.TextContent == "Phòng Kinh tế").GetAttribute("value");
        (await admin.Submit(positions, "#form-addpositionpage", ("Form.Title", "Trưởng phòng Kinh tế"), ("Form.Unit", unit), ("Form.Roles", new[] { "leader", "officer" }), ("Form.Reason", Reason))).RedirectsTo("/organizations/H17/people");

        var appoint = await admin.Get("/organizations/H17/people/appoint");
        var seat = appoint.All("#Form-Position option").Single(o => o.TextContent.StartsWith("Trưởng phòng Kinh tế", StringComparison.Ordinal)).GetAttribute("value");
        (await admin.Submit(appoint, "#form-appointpage", ("Form.FullName", "Lương Thị Mười"), ("Form.Email", "muoi@vanlang.example"), ("Form.Position", seat), ("Form.Reason", Reason))).RedirectsTo("/organizations/H17/people");
        var list = await admin.Get("/organizations/H17/people");
        list.Says("Lương Thị Mười", "Trưởng phòng Kinh tế", "Phòng Kinh tế", "Lãnh đạo", "Đã bổ nhiệm.");

        var substitute = await admin.Get(list.All("a").Single(a => a.GetAttribute("aria-label") == "Cử người thay: Trưởng phòng Kinh tế").GetAttribute("href")!);
        (await admin.Submit(substitute, "#form-substitutepage", ("Form.Reason", "Đi học tập trung"))).Refuses("Hãy chọn người thay.");
        var person = substitute.All("#Form-Person option").First(o => o.GetAttribute("value") != "").GetAttribute("value");
        (await admin.Submit(substitute, "#form-substitutepage", ("Form.Person", person), ("Form.Reason", "Đi học tập trung"))).RedirectsTo("/organizations/H17/people");
        (await admin.Get("/organizations/H17/people")).Says("Thay thế");

        var end = await admin.Get(list.All("a").Single(a => a.GetAttribute("aria-label") == "Kết thúc: Lương Thị Mười, Trưởng phòng Kinh tế").GetAttribute("href")!);
        (await admin.Submit(end, "#form-endholdingpage", ("Form.LastDay", "24/11/2026"), ("Form.Reason", "Chuyển công tác"))).RedirectsTo("/organizations/H17/people");
        (await admin.Get("/organizations/H17/people?at=25/11/2026")).SaysNot("Lương Thị Mười");
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_wrong_fields_are_named()
    {
        using var admin = await app.SignIn("quantri.h29");

        (await admin.Get($"/organizations/H29/people/{Guid.NewGuid()}/end")).Is(HttpStatusCode.NotFound);
        (await admin.Get($"/organizations/H29/people/{Guid.NewGuid()}/substitute")).Is(HttpStatusCode.NotFound);
        (await admin.Submit(await admin.Get("/organizations/H29/people/units/add"), "#form-addunitpage", ("Form.Name", ""), ("Form.Reason", Reason))).Refuses("Hãy ghi tên đơn vị, không quá 200 ký tự.");
        (await admin.Submit(await admin.Get("/organizations/H29/people/positions/add"), "#form-addpositionpage", ("Form.Title", ""), ("Form.Reason", Reason))).Refuses("Hãy ghi chức danh, không quá 200 ký tự.");
        (await admin.Submit(await admin.Get("/organizations/H29/people/appoint"), "#form-appointpage", ("Form.FullName", "Tên"), ("Form.Email", "a@b.vn"), ("Form.Reason", Reason))).Refuses("Hãy chọn vị trí.");
    }

    [Fact]
    public async Task The_list_costs_the_same_queries_for_few_and_many()
    {
        using var admin = await app.SignIn("quantri.hethong");
        await admin.Get("/organizations/H26/people");

        Assert.Equal((await admin.Get("/organizations/H26/people")).Commands.Count, (await admin.Get("/organizations/G22/people")).Commands.Count);
    }
}

public sealed class PeoplePagesOnSqlite(SqliteApp app) : PeoplePagesTests(app), IClassFixture<SqliteApp>;

public sealed class PeoplePagesOnPostgres(PostgresApp app) : PeoplePagesTests(app), IClassFixture<PostgresApp>;
