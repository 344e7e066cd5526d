using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Access.Tests.Accounts;

/// <summary>Substitution and the choice of the position in which a person acts.</summary>
public abstract class PositionsPageTests(TestApp app)
{
    [Fact]
    public async Task A_substitute_takes_over_for_the_days_and_not_longer()
    {
        using var holder = await app.SignIn("quantri.g12");
        var page = (await holder.Get("/account/positions")).Renders().IsWellMade();
        (await Substitute(holder, page, "chuyenvien.g12", "25/11/2026", "26/11/2026")).RedirectsTo("/account/positions");
        using var substitute = await app.SignIn("chuyenvien.g12");
        (await substitute.Get("/account/positions")).SaysNot("Quản trị viên cơ quan");

        app.Clock.Set(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.FromHours(7)));
        using var next = await app.SignIn("chuyenvien.g12");
        (await next.Get("/admin/accounts")).Is(System.Net.HttpStatusCode.Forbidden);
        var choice = (await next.Get("/account/positions")).Renders().Says("thay Dương Quang Huy đến 26/11/2026");
        var stood = choice.All("#form-act input[type=radio]").Single(r => !r.HasAttribute("checked")).GetAttribute("value");
        (await next.Submit(choice, "#form-act", ("Position.PositionId", stood))).RedirectsTo("/account/positions");
        (await next.Get("/admin/accounts")).Renders().Says("vanthu.g12").SaysNot("vanthu.g22");

        app.Clock.Set(new DateTimeOffset(2026, 11, 27, 8, 0, 0, TimeSpan.FromHours(7)));
        using var after = await app.SignIn("chuyenvien.g12");
        (await after.Get("/account/positions")).Renders().SaysNot("thay Dương Quang Huy");
        (await after.Get("/admin/accounts")).Is(System.Net.HttpStatusCode.Forbidden);
        app.Clock.Set(TestClock.Start.AddHours(1));
        Assert.Contains(await app.Audit("chuyenvien.g12"), r => r is { Action: "access.substitution.set", Reason: "nghỉ phép năm" });
    }

    [Theory]
    [InlineData("khong.co", "25/11/2026", "26/11/2026", "Không có tài khoản nào mang tên đăng nhập này trong cơ quan.")]
    [InlineData("vanthu.h41", "25/11/2026", "26/11/2026", "Không có tài khoản nào mang tên đăng nhập này trong cơ quan.")]
    [InlineData("quantri.g15", "25/11/2026", "26/11/2026", "Người thay thế phải là người khác.")]
    [InlineData("vanthu.g15", "01/11/2026", "26/11/2026", "Ngày bắt đầu phải từ hôm nay và không sau ngày kết thúc.")]
    [InlineData("vanthu.g15", "26/11/2026", "25/11/2026", "Ngày bắt đầu phải từ hôm nay và không sau ngày kết thúc.")]
    public async Task Senseless_substitutions_are_refused(string userName, string from, string to, string sentence)
    {
        using var holder = await app.SignIn("quantri.g15");

        (await Substitute(holder, await holder.Get("/account/positions"), userName, from, to)).Refuses(sentence);
    }

    [Fact]
    public async Task Nobody_acts_in_a_position_that_is_not_held()
    {
        using var browser = await app.SignIn("chuyenvien.g15");
        var page = await browser.Get("/account/positions");

        var answer = await browser.Submit(page, "#form-act", ("Position.PositionId", Guid.CreateVersion7().ToString()));

        answer.Is(System.Net.HttpStatusCode.Forbidden).Says("Hôm nay bạn không giữ vị trí này.");
    }

    private static Task<Page> Substitute(Browser holder, Page page, string userName, string from, string to) => holder.Submit(
        page,
        "#form-substitute",
        ("Stand.UserName", userName), ("Stand.From", from), ("Stand.To", to), ("Stand.Reason", "nghỉ phép năm"));
}

public sealed class PositionsPageOnSqlite(AccessSqlite app) : PositionsPageTests(app), IClassFixture<AccessSqlite>;

public sealed class PositionsPageOnPostgres(AccessPostgres app) : PositionsPageTests(app), IClassFixture<AccessPostgres>;
