using System.Net;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Access.Tests.RoleGrants;

/// <summary>What a role may do is data: a decision works on the next request.</summary>
public abstract class RolePagesTests(TestApp app)
{
    [Fact]
    public async Task A_permission_given_to_a_role_opens_the_page_at_once_and_taking_it_away_closes_it()
    {
        using var admin = await app.SignIn(AccessData.SystemAdmin);
        using var clerk = await app.SignIn("vanthu.g15");
        (await clerk.Get("/admin/roles")).Is(HttpStatusCode.Forbidden);

        (await Decide(admin, "clerk", "access.roles.read", "true", "thí điểm công khai")).RedirectsTo("/admin/roles");
        (await clerk.Get("/admin/roles")).Renders();
        (await Decide(admin, "clerk", "access.roles.read", "false", "hết thí điểm")).RedirectsTo("/admin/roles");
        (await clerk.Get("/admin/roles")).Is(HttpStatusCode.Forbidden);

        (await admin.Get("/admin/roles")).Renders().Says("hết thí điểm", "Hoàng Minh Tuấn");
        var rows = await app.Audit("clerk access.roles.read");
        Assert.Equal(["access.role.granted", "access.role.withdrawn"], rows.Select(r => r.Action));
        Assert.Equal("thí điểm công khai", rows[0].Reason);
    }

    [Fact]
    public async Task A_default_may_be_taken_away()
    {
        using var admin = await app.SignIn(AccessData.SystemAdmin);
        using var other = await app.SignIn("quantri.h17");
        (await other.Get("/admin/clients")).Renders();

        (await Decide(admin, "org-admin", "access.clients.manage", "false", "tập trung về một đầu mối")).RedirectsTo("/admin/roles");
        (await other.Get("/admin/clients")).Is(HttpStatusCode.Forbidden);

        (await Decide(admin, "org-admin", "access.clients.manage", "true", "giao lại cho cơ quan")).RedirectsTo("/admin/roles");
        (await other.Get("/admin/clients")).Renders();
    }

    [Theory]
    [InlineData("clerk", "access.accounts.read", "false", "không đổi gì", "Vai trò đã ở trạng thái này.", HttpStatusCode.Conflict)]
    [InlineData("system-admin", "access.roles.manage", "false", "tự khóa mình", "Quản trị hệ thống phải giữ quyền sửa vai trò, nếu không sẽ không ai sửa lại được.", HttpStatusCode.Conflict)]
    [InlineData("clerk", "access.accounts.read", "true", "x", "Nêu lý do (từ 5 đến 500 ký tự).", HttpStatusCode.UnprocessableEntity)]
    [InlineData("king", "access.accounts.read", "true", "thử vai trò lạ", "Không có vai trò king.", HttpStatusCode.UnprocessableEntity)]
    [InlineData("clerk", "no.such", "true", "thử quyền lạ", "Không có quyền này.", HttpStatusCode.UnprocessableEntity)]
    public async Task Senseless_decisions_are_refused(string role, string permission, string granted, string reason, string sentence, HttpStatusCode status)
    {
        using var admin = await app.SignIn(AccessData.SystemAdmin);

        (await Decide(admin, role, permission, granted, reason)).Is(status).Says(sentence);
    }

    [Fact]
    public async Task Whoever_only_reads_may_not_decide_by_a_forged_form()
    {
        using var admin = await app.SignIn(AccessData.SystemAdmin);
        using var auditor = await app.SignIn(AccessData.Auditor);
        var own = await auditor.Get("/admin/roles");
        Assert.Null(own.TryElement("#form-grant"));
        var token = (await auditor.Get("/account/password")).Element("#form-password input[name=__RequestVerificationToken]").GetAttribute("value")!;

        var forged = await auditor.Send(new HttpRequestMessage(HttpMethod.Post, "/admin/roles")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["_handler"] = "grant",
                ["__RequestVerificationToken"] = token,
                ["Input.Role"] = "auditor",
                ["Input.Permission"] = "access.roles.manage",
                ["Input.Granted"] = "true",
                ["Input.Reason"] = "tự cấp quyền",
            }),
        });

        Assert.NotEqual(HttpStatusCode.SeeOther, forged.Status);
        Assert.Empty(await app.Audit("auditor access.roles.manage"));
    }

    private static async Task<Page> Decide(Browser admin, string role, string permission, string granted, string reason) => await admin.Submit(
        await admin.Get("/admin/roles"), "#form-grant", ("Input.Role", role), ("Input.Permission", permission), ("Input.Granted", granted), ("Input.Reason", reason));
}

public sealed class RolePagesOnSqlite(AccessSqlite app) : RolePagesTests(app), IClassFixture<AccessSqlite>;

public sealed class RolePagesOnPostgres(AccessPostgres app) : RolePagesTests(app), IClassFixture<AccessPostgres>;
