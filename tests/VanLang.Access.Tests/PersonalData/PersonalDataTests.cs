using Microsoft.EntityFrameworkCore;
using VanLang.Access.Accounts;
using VanLang.Access.PersonalData;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Access.Tests.PersonalData;

public abstract class PersonalDataTests(TestApp app)
{
    [Fact]
    public async Task People_see_what_is_held_about_them_and_for_how_long()
    {
        await app.NewAccount("xem.minh");
        using var browser = await app.SignIn("xem.minh");

        var page = (await browser.Get("/account/personal-data")).Renders("Dữ liệu về tôi").IsWellMade();

        page.Says("Nguyễn Thị Thử Nghiệm", "xem.minh@example.vn", "3.650 ngày sau khi kết thúc", "730 ngày sau khi kết thúc", "Thông tư 12/2022/TT-BTTTT");
        Assert.Contains(await app.Audit("xem.minh"), r => r.Action == "access.personal-data.viewed");
    }

    [Fact]
    public async Task A_correction_is_asked_for_decided_and_read()
    {
        var account = await app.NewAccount("sai.ten");
        using var person = await app.SignIn("sai.ten");
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        var page = await person.Get("/account/personal-data");
        (await person.Submit(page, "#form-correct", ("Input.Text", "sai"))).Refuses("Nêu điều cần sửa (10 đến 1000 ký tự).");
        (await person.Submit(page, "#form-correct", ("Input.Text", "Tên tôi là Thử Nghiệp, không phải Nghiệm."))).RedirectsTo("/account/personal-data");
        Assert.Null((await person.Get("/account/personal-data")).TryElement("#form-correct"));

        var desk = (await admin.Get($"/admin/accounts/{account.Id}")).Renders().Says("Tên tôi là Thử Nghiệp, không phải Nghiệm.");
        (await admin.Submit(desk, "#form-correct button[value=done]", ("Correct.FullName", "Nguyễn Thị Thử Nghiệp"), ("Correct.Answer", "ok"))).Refuses("Trả lời người yêu cầu (5 đến 500 ký tự).");
        (await admin.Submit(desk, "#form-correct button[value=done]", ("Correct.FullName", "Nguyễn Thị Thử Nghiệp"), ("Correct.Answer", "Đã sửa theo hồ sơ."))).RedirectsTo($"/admin/accounts/{account.Id}");

        (await person.Get("/account/personal-data")).Says("Nguyễn Thị Thử Nghiệp", "Đã sửa lúc", "Đã sửa theo hồ sơ.");
        var row = (await app.Audit("sai.ten")).Single(r => r.Action == "access.personal-data.corrected");
        Assert.DoesNotContain("Nghiệp", row.Detail!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_correction_changes_nothing()
    {
        var account = await app.NewAccount("doi.hoi");
        using var person = await app.SignIn("doi.hoi");
        await person.Submit(await person.Get("/account/personal-data"), "#form-correct", ("Input.Text", "Xin đổi tên thành Bộ trưởng."));
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);

        var desk = await admin.Get($"/admin/accounts/{account.Id}");
        (await admin.Submit(desk, "#form-correct button[value=refused]", ("Correct.Answer", "Không có căn cứ."))).RedirectsTo($"/admin/accounts/{account.Id}");

        Assert.Equal("Nguyễn Thị Thử Nghiệm", (await app.Account("doi.hoi")).FullName);
        (await person.Get("/account/personal-data")).Says("Không sửa, trả lời lúc", "Không có căn cứ.");
        var again = await app.In<DecideCorrection, VanLang.Kernel.Result>(async d =>
        {
            var id = await app.In<AccessDb, Guid>(async db => (await db.Corrections.SingleAsync(c => c.AccountId == account.Id)).Id.Value);
            return await d.Handle(new(id, false, "lần nữa xem", null, null), VanLang.Kernel.Actor.Platform("test"), default);
        });
        Assert.Equal("Yêu cầu đã được giải quyết.", again.Error.Sentence("vi"));
    }

    [Fact]
    public async Task What_may_no_longer_be_kept_is_deleted_on_its_day()
    {
        var account = await app.NewAccount("het.han");
        using var browser = await app.SignIn("het.han");
        await app.In<EndAccount>(e => e.Handle(new(account.Id, "nghỉ hưu theo chế độ"), VanLang.Kernel.Actor.Platform("test"), default));

        app.Clock.Advance(TimeSpan.FromDays(730));
        await Erase();
        Assert.Equal(1, await Sessions(account.Id));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await Erase();
        Assert.Equal(0, await Sessions(account.Id));
        Assert.Equal("Nguyễn Thị Thử Nghiệm", (await app.Account("het.han")).FullName);

        app.Clock.Advance(TimeSpan.FromDays(3650 - 731 + 1));
        await Erase();
        var erased = await app.In<AccessDb, Account>(db => db.Accounts.AsNoTracking().SingleAsync(a => a.Id == account.Id));
        Assert.True(erased.IsErased);
        Assert.Null(erased.Email);
        Assert.Contains(await app.Audit("retention"), r => r.Action == "access.retention.erased");
        app.Clock.Set(TestClock.Start.AddHours(5));
    }

    [Fact]
    public async Task A_later_rule_takes_the_place_of_an_earlier_one_on_its_day()
    {
        await app.In<AccessDb>(async db =>
        {
            db.RetentionRules.Add(new RetentionRule { Kind = DataKinds.Link, ValidFrom = new DateOnly(2027, 1, 1), Days = 10, Ground = "Thông tư mới", GroundEn = "New circular" });
            db.Audit(VanLang.Kernel.Actor.Platform("test"), "test.rule", "rule");
            await db.SaveChangesAsync();
        });

        var today = await Rule();
        app.Clock.Set(new DateTimeOffset(2027, 1, 1, 0, 0, 1, TimeSpan.FromHours(7)));
        var later = await Rule();
        app.Clock.Set(TestClock.Start.AddHours(6));

        Assert.Equal((30, 10), (today, later));

        Task<int> Rule() => app.In<RetentionRules, int>(async r => (await r.InForce(default))[DataKinds.Link].Days);
    }

    private Task Erase() => app.In<EraseByRule>(e => e.Handle(null, default));

    private Task<int> Sessions(Guid account) => app.In<AccessDb, int>(db => db.Sessions.CountAsync(s => s.AccountId == account));
}

public sealed class PersonalDataOnSqlite(AccessSqlite app) : PersonalDataTests(app), IClassFixture<AccessSqlite>;

public sealed class PersonalDataOnPostgres(AccessPostgres app) : PersonalDataTests(app), IClassFixture<AccessPostgres>;
