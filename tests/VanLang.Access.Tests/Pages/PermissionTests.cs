using System.Net;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Access.Tests.Pages;

/// <summary>Who may open what: each page of the module and each kind of person.</summary>
public abstract class PermissionTests(TestApp app)
{
    private static readonly string[] Own =
        ["/account", "/account/positions", "/account/password", "/account/two-step", "/account/passkeys", "/account/sessions", "/account/personal-data"];

    private static readonly Dictionary<string, string[]> Administration = new()
    {
        ["/admin/accounts"] = [AccessData.SystemAdmin, AccessData.OrganizationAdmin, AccessData.Auditor],
        ["/admin/accounts/export.csv"] = [AccessData.SystemAdmin, AccessData.OrganizationAdmin, AccessData.Auditor],
        ["/admin/accounts/new"] = [AccessData.SystemAdmin, AccessData.OrganizationAdmin],
        ["/admin/accounts/import"] = [AccessData.SystemAdmin, AccessData.OrganizationAdmin],
        ["/admin/clients"] = [AccessData.SystemAdmin, AccessData.OrganizationAdmin],
        ["/admin/clients/new"] = [AccessData.SystemAdmin, AccessData.OrganizationAdmin],
        ["/admin/clients/qlvb-g22"] = [AccessData.SystemAdmin, AccessData.OrganizationAdmin],
        ["/admin/roles"] = [AccessData.SystemAdmin, AccessData.Auditor],
        ["/admin/mail"] = [AccessData.SystemAdmin],
    };

    public static TheoryData<string> People => [AccessData.SystemAdmin, AccessData.OrganizationAdmin, AccessData.Auditor, AccessData.Clerk, "lanhdao.g22", "chuyenvien.g22"];

    [Theory]
    [MemberData(nameof(People))]
    public async Task Everybody_opens_what_the_position_permits_and_nothing_else(string userName)
    {
        using var browser = await app.SignIn(userName);
        foreach (var page in Own)
        {
            (await browser.Get(page)).Renders().IsWellMade();
        }

        foreach (var (page, allowed) in Administration)
        {
            var answer = await browser.Get(page);
            if (allowed.Contains(userName))
            {
                answer.Is(HttpStatusCode.OK);
                if (!page.EndsWith(".csv", StringComparison.Ordinal))
                {
                    answer.IsWellMade();
                }
            }
            else
            {
                answer.Is(HttpStatusCode.Forbidden);
            }
        }
    }

    [Fact]
    public async Task Without_signing_in_everything_leads_to_the_sign_in_page()
    {
        using var browser = app.Browser();
        foreach (var page in Own.Concat(Administration.Keys))
        {
            Assert.StartsWith("/sign-in?returnUrl=", (await browser.Get(page)).Location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_tray_of_letters_stands_under_accounts_in_rail_and_breadcrumb()
    {
        using var browser = await app.SignIn(AccessData.SystemAdmin);

        var page = (await browser.Get("/admin/mail")).Renders("Hộp thư chờ gửi");

        Assert.Equal("/admin/accounts", page.Element(".vl-rail-all a[aria-current=page]").GetAttribute("href"));
        Assert.Equal("/admin/accounts", page.Element(".vl-breadcrumb a").GetAttribute("href"));
    }

    [Fact]
    public async Task Roles_of_people_are_offered_without_the_role_of_machines()
    {
        using var browser = await app.SignIn(AccessData.SystemAdmin);

        var roles = (await browser.Get("/admin/accounts/new")).All("[name='Input.Role'] option").Select(o => o.GetAttribute("value")).ToList();

        Assert.Contains("clerk", roles);
        Assert.DoesNotContain("client", roles);
    }

    [Fact]
    public async Task An_administrator_sees_the_own_organisation_only()
    {
        var foreign = await app.Account("vanthu.h41");
        using var browser = await app.SignIn(AccessData.OrganizationAdmin);

        (await browser.Get("/admin/accounts")).Renders().Says("vanthu.g22").SaysNot("vanthu.h41");
        (await browser.Get("/admin/accounts?organization=H41")).Renders().Says("Không có tài khoản nào khớp");
        (await browser.Get($"/admin/accounts/{foreign.Id}")).Is(HttpStatusCode.NotFound).SaysNot("Hoàng Thị Sen");
        (await browser.Get("/admin/clients")).Renders().Says("qlvb-g22").SaysNot("qlvb-h41");
        (await browser.Get("/admin/clients/qlvb-h41")).Is(HttpStatusCode.NotFound).SaysNot("Nghệ An");
    }

    [Fact]
    public async Task An_auditor_reads_an_account_and_changes_nothing()
    {
        var account = await app.Account("vanthu.h41");
        using var browser = await app.SignIn(AccessData.Auditor);

        var page = await browser.Get($"/admin/accounts/{account.Id}");

        page.Renders("Hoàng Thị Sen").IsWellMade();
        Assert.Null(page.TryElement("#form-act"));
    }

    [Fact]
    public async Task An_administrator_may_not_touch_another_organisation_s_account_by_a_forged_form()
    {
        var (own, foreign) = (await app.Account("chuyenvien.g22"), await app.Account("chuyenvien.h41"));
        using var browser = await app.SignIn(AccessData.OrganizationAdmin);
        var page = await browser.Get($"/admin/accounts/{own.Id}");
        page.Element("#form-act").SetAttribute("action", $"/admin/accounts/{foreign.Id}");

        var answer = await browser.Submit(page, "#form-act", ("Input.What", "lock"), ("Input.Reason", "thử vượt quyền"));

        // The foreign account's page holds no such form for this administrator, so the post meets nothing.
        answer.Is(HttpStatusCode.BadRequest);
        Assert.Equal(VanLang.Access.Accounts.AccountState.Active, (await app.Account("chuyenvien.h41")).State);
    }

    [Fact]
    public async Task Lists_cost_few_commands()
    {
        using var browser = await app.SignIn(AccessData.SystemAdmin);
        await browser.Get("/admin/accounts");
        await browser.Get("/admin/clients");

        Assert.Equal(2, (await browser.Get("/admin/accounts")).Commands.Count);
        Assert.Equal(2, (await browser.Get("/admin/clients")).Commands.Count);
        Assert.Single((await browser.Get("/admin/roles")).Commands);
    }

    [Fact]
    public async Task Lists_are_read_page_by_page_without_gap_or_repetition()
    {
        for (var i = 0; i < 40; i++)
        {
            await app.NewAccount($"trang.{i:00}");
        }

        using var browser = await app.SignIn(AccessData.SystemAdmin);
        var seen = new List<string>();
        for (var url = "/admin/accounts"; url is not null;)
        {
            var page = (await browser.Get(url)).Renders();
            seen.AddRange(page.TextsOf("tbody td[data-phone=meta]"));
            url = page.TryElement("a[rel=next]")?.GetAttribute("href");
        }

        Assert.True(seen.Count >= 75);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(seen.OrderBy(s => s.ToUpperInvariant(), StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task Search_finds_without_diacritics_and_export_gives_the_same_rows()
    {
        using var browser = await app.SignIn(AccessData.SystemAdmin);

        var page = (await browser.Get("/admin/accounts?q=lan+anh")).Renders();
        var file = await browser.Get("/admin/accounts/export.csv?q=lan+anh");

        page.Says("Trần Thị Lan Anh").SaysNot("Đỗ Văn Khang");
        Assert.Equal("text/csv; charset=utf-8", file.Response.Content.Headers.ContentType!.ToString());
        var lines = file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("\uFEFFuser_name,full_name,email,organization,state,two_step,created,last_sign_in", lines[0]);
        Assert.StartsWith("vanthu.g22,Trần Thị Lan Anh,vanthu.g22@vanlang.example,G22,active,no,", Assert.Single(lines[1..]), StringComparison.Ordinal);
        Assert.Contains(await app.Audit("accounts"), r => r.Action == "access.account.exported");
    }

    [Fact]
    public async Task Pages_speak_english_when_asked()
    {
        using var browser = await app.SignIn("quantri.h29");
        var page = await browser.Get("/admin/accounts");
        await browser.Submit(page, ".vl-language button");

        (await browser.Get("/admin/accounts")).Renders("Accounts").Says("Sign-in name", "Invite somebody");
        (await browser.Get("/account/personal-data")).Renders("Data about me");
    }
}

public sealed class PermissionsOnSqlite(AccessSqlite app) : PermissionTests(app), IClassFixture<AccessSqlite>;

public sealed class PermissionsOnPostgres(AccessPostgres app) : PermissionTests(app), IClassFixture<AccessPostgres>;
