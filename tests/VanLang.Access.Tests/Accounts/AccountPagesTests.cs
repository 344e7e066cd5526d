using System.Net;
using System.Text;
using VanLang.Access.Accounts;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Access.Tests.Accounts;

/// <summary>Invitation, links, locking and bulk accounts through the pages.</summary>
public abstract class AccountPagesTests(TestApp app)
{
    private const string LinkDead = "Liên kết không đúng, đã dùng hoặc đã hết hạn. Hãy yêu cầu liên kết mới.";

    [Fact]
    public async Task An_invited_person_sets_a_password_and_works_in_the_position()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        var invited = await Invite(admin, "ha.nguyen.g22", "ha.nguyen@g22.example.vn");
        invited.RedirectsTo("/admin/accounts/*");
        (await admin.Follow(invited)).Renders("Nguyễn Thu Hà").Says("Đã mời", "Đã gửi lời mời đến ha.nguyen@g22.example.vn.");

        var (letter, path) = await app.LetterTo("ha.nguyen@g22.example.vn");
        Assert.Equal("Mời sử dụng tài khoản VanLang", letter.Subject);
        using var browser = app.Browser();
        var page = (await browser.Get(path)).Renders("Đặt mật khẩu").IsWellMade();
        (await browser.Submit(page, "#form-set", ("Input.Password", "ngắn"), ("Input.Again", "ngắn"))).Refuses("Mật khẩu dài từ 12 đến 128 ký tự.");
        (await browser.Submit(page, "#form-set", ("Input.Password", AccessData.Fresh), ("Input.Again", "khác"))).Refuses("Hai lần nhập mật khẩu không giống nhau.");
        (await browser.Submit(page, "#form-set", ("Input.Password", AccessData.Fresh), ("Input.Again", AccessData.Fresh))).RedirectsTo("/sign-in");

        await browser.SignIn("ha.nguyen.g22", AccessData.Fresh);
        (await browser.Get("/account/positions")).Renders().Says("Chuyên viên, Văn phòng Chính phủ");
        (await browser.Get(path)).Is(HttpStatusCode.Gone).Says(LinkDead);
        Assert.Equal(["access.account.invited", "access.account.activated"], (await app.Audit("ha.nguyen.g22")).Select(r => r.Action).Take(2));
    }

    [Fact]
    public async Task A_link_dies_after_its_days_and_when_a_newer_one_is_sent()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        var page = await admin.Follow(await Invite(admin, "cham.tre.g22", "cham.tre@g22.example.vn"));
        var (_, first) = await app.LetterTo("cham.tre@g22.example.vn");
        (await admin.Submit(page, "#form-act", ("Input.What", "link"), ("Input.Reason", "chưa nhận được thư"))).RedirectsTo("/admin/accounts/*");
        var (_, second) = await app.LetterTo("cham.tre@g22.example.vn", atLeast: 2);
        using var browser = app.Browser();

        (await browser.Get(first)).Is(HttpStatusCode.Gone);
        (await browser.Get(second)).Renders();
        app.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        (await browser.Get(second)).Is(HttpStatusCode.Gone).Says(LinkDead, "ACC-0016");
    }

    [Fact]
    public async Task Of_two_browsers_with_one_link_one_sets_the_password()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        await Invite(admin, "hai.may.g22", "hai.may@g22.example.vn");
        var (_, path) = await app.LetterTo("hai.may@g22.example.vn");
        var browsers = Enumerable.Range(0, 4).Select(_ => app.Browser()).ToList();
        var pages = new List<Page>();
        foreach (var browser in browsers)
        {
            pages.Add(await browser.Get(path));
        }

        var answers = await Task.WhenAll(browsers.Select((b, i) => b.Submit(pages[i], "#form-set", ("Input.Password", $"{AccessData.Fresh} {i}"), ("Input.Again", $"{AccessData.Fresh} {i}"))));

        Assert.Equal(1, answers.Count(a => a.Status is HttpStatusCode.SeeOther));
        Assert.Equal(3, answers.Count(a => a.Status is HttpStatusCode.Gone));
    }

    [Fact]
    public async Task A_wrong_invitation_is_refused_field_by_field()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        var page = await admin.Get("/admin/accounts/new");

        var answer = await admin.Submit(page, "#form-invite",
            ("Input.UserName", "có dấu"), ("Input.FullName", "H"), ("Input.Email", "x"), ("Input.OrganizationCode", "Z99"), ("Input.Title", ""), ("Input.Role", "officer"), ("Input.Reason", "ok"));

        answer.Refuses(
            "Tên đăng nhập gồm 3 đến 100 chữ cái không dấu, chữ số hoặc . - _ @, bắt đầu và kết thúc bằng chữ hoặc số.",
            "Nhập họ và tên (2 đến 200 ký tự).",
            "Địa chỉ thư điện tử không đúng.",
            "Không có cơ quan mang mã Z99 đang hoạt động.",
            "Nhập chức vụ (2 đến 200 ký tự).",
            "Nêu lý do (từ 5 đến 500 ký tự).").IsWellMade();
        Assert.Equal("có dấu", answer.Element("#Input-UserName").GetAttribute("value"));
    }

    [Fact]
    public async Task Another_organisation_and_a_taken_name_are_refused()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);

        (await Invite(admin, "vanthu.g22", "x.y@g22.example.vn")).Is(HttpStatusCode.Conflict).Says("Tên đăng nhập đã có người dùng.");
        (await Invite(admin, "la.mat.h41", "x.y@h41.example.vn", organization: "H41")).Is(HttpStatusCode.Forbidden).Says("Chỉ được làm việc với cơ quan của mình.");
    }

    [Fact]
    public async Task An_organisation_s_administrator_makes_no_system_administrator()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        var page = await admin.Get("/admin/accounts/new");
        Assert.DoesNotContain(page.All("#Input-Role option"), o => o.GetAttribute("value") == "system-admin");

        (await Invite(admin, "leo.thang.g22", "x.y@g22.example.vn", role: "system-admin")).Is(HttpStatusCode.Forbidden).Says("Chỉ quản trị hệ thống được giao vai trò này.");
    }

    [Fact]
    public async Task Locking_ends_sessions_at_once_and_unlocking_lets_back_in()
    {
        var account = await app.NewAccount("mo.dong");
        using var person = await app.SignIn("mo.dong");
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        var page = await admin.Get($"/admin/accounts/{account.Id}");

        (await admin.Submit(page, "#form-act", ("Input.What", "lock"), ("Input.Reason", "abc"))).Refuses("Nêu lý do (từ 5 đến 500 ký tự).");
        (await admin.Submit(page, "#form-act", ("Input.What", "lock"), ("Input.Reason", "nghỉ chế độ dài ngày"))).RedirectsTo($"/admin/accounts/{account.Id}");
        Assert.StartsWith("/sign-in", (await person.Get("/account")).Location, StringComparison.Ordinal);

        page = (await admin.Get($"/admin/accounts/{account.Id}")).Renders().Says("Bị khóa", "nghỉ chế độ dài ngày");
        (await admin.Submit(page, "#form-act", ("Input.What", "unlock"), ("Input.Reason", "đã đi làm lại"))).RedirectsTo($"/admin/accounts/{account.Id}");
        using var again = await app.SignIn("mo.dong");
        var row = (await app.Audit("mo.dong")).Single(r => r.Action == "access.account.locked");
        Assert.Equal(("nghỉ chế độ dài ngày", "G22", "Phạm Đức Long"), (row.Reason, row.Organization, row.ActorName));
    }

    [Fact]
    public async Task Nobody_locks_or_ends_the_own_account()
    {
        var own = await app.Account(AccessData.OtherAdmin);
        using var admin = await app.SignIn(AccessData.OtherAdmin);
        var page = await admin.Get($"/admin/accounts/{own.Id}");

        (await admin.Submit(page, "#form-act", ("Input.What", "lock"), ("Input.Reason", "lỡ tay bấm"))).Is(HttpStatusCode.Conflict).Says("Không thể khóa hoặc kết thúc tài khoản của chính mình.");
        (await admin.Submit(page, "#form-act", ("Input.What", "end"), ("Input.Reason", "lỡ tay bấm"))).Is(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_ended_account_stays_in_sight_and_out_of_use()
    {
        var account = await app.NewAccount("thoi.viec");
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        var page = await admin.Get($"/admin/accounts/{account.Id}");

        (await admin.Submit(page, "#form-act", ("Input.What", "end"), ("Input.Reason", "thôi việc theo quyết định"))).RedirectsTo($"/admin/accounts/{account.Id}");

        page = (await admin.Get($"/admin/accounts/{account.Id}")).Renders().Says("Đã kết thúc");
        Assert.Null(page.TryElement("#form-act"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.SignIn("thoi.viec"));
    }

    [Fact]
    public async Task A_forgotten_password_is_reset_by_letter_and_other_sessions_end()
    {
        await app.NewAccount("hay.quen");
        using var open = await app.SignIn("hay.quen");
        using var browser = app.Browser();
        var asked = await browser.Submit(await browser.Get("/forgot-password"), "#form-forgot", ("Input.UserName", "hay.quen"));
        asked.Renders().Says("Đã nhận yêu cầu");

        var (letter, path) = await app.LetterTo("hay.quen@example.vn");
        Assert.Equal("Đặt lại mật khẩu VanLang", letter.Subject);
        (await browser.Submit(await browser.Get(path), "#form-set", ("Input.Password", AccessData.Fresh), ("Input.Again", AccessData.Fresh))).RedirectsTo("/sign-in");

        Assert.StartsWith("/sign-in", (await open.Get("/account")).Location, StringComparison.Ordinal);
        await browser.SignIn("hay.quen", AccessData.Fresh);
        Assert.Contains(await app.Audit("hay.quen"), r => r.Action == "access.password.reset");
    }

    [Fact]
    public async Task Asking_for_an_unknown_name_says_the_same_and_sends_nothing()
    {
        using var browser = app.Browser();

        var unknown = await browser.Submit(await browser.Get("/forgot-password"), "#form-forgot", ("Input.UserName", "khong.ai.ca"));
        var known = await browser.Submit(await browser.Get("/forgot-password"), "#form-forgot", ("Input.UserName", "vanthu.h29"));

        Assert.Equal(known.Readable(), unknown.Readable());
        await Poll.Until(async () => (await app.Audit("khong.ai.ca")).Exists(r => r.Action == "access.password.reset-refused"), "the refusal in the audit");
        (await browser.Submit(await browser.Get("/forgot-password"), "#form-forgot", ("Input.UserName", ""))).Refuses("Nhập tên đăng nhập.");
    }

    [Fact]
    public async Task Letters_lie_where_only_the_server_reads_them()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        await Invite(admin, "thu.rieng.g22", "thu.rieng@g22.example.vn");
        await app.LetterTo("thu.rieng@g22.example.vn");

        var modes = Directory.GetFiles(Path.Combine(app.Database.DataFolder, "mail")).Select(File.GetUnixFileMode).Distinct();

        Assert.Equal([UnixFileMode.UserRead | UnixFileMode.UserWrite], modes);
    }

    [Fact]
    public async Task Changing_the_password_keeps_this_session_and_ends_the_others()
    {
        await app.NewAccount("doi.moi");
        using var here = await app.SignIn("doi.moi");
        using var there = await app.SignIn("doi.moi");
        var page = await here.Get("/account/password");

        (await here.Submit(page, "#form-password", ("Input.Current", "sai"), ("Input.Password", AccessData.Fresh), ("Input.Again", AccessData.Fresh))).Refuses("Mật khẩu hiện tại không đúng.");
        (await here.Submit(page, "#form-password", ("Input.Current", TestApp.Password), ("Input.Password", TestApp.Password), ("Input.Again", TestApp.Password))).Refuses("Mật khẩu mới phải khác mật khẩu hiện tại.");
        (await here.Submit(page, "#form-password", ("Input.Current", TestApp.Password), ("Input.Password", AccessData.Fresh), ("Input.Again", AccessData.Fresh))).RedirectsTo("/account");

        (await here.Get("/account")).Renders();
        Assert.StartsWith("/sign-in", (await there.Get("/account")).Location, StringComparison.Ordinal);
        Assert.DoesNotContain(await app.Audit("doi.moi"), r => r.Detail?.Contains("trâu", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_session_is_ended_from_another_browser()
    {
        await app.NewAccount("hai.phien");
        using var here = await app.SignIn("hai.phien");
        using var there = await app.SignIn("hai.phien");
        var page = (await here.Get("/account/sessions")).Renders().Says("Phiên này");
        Assert.Equal(2, page.All("tbody tr").Count);

        (await here.Submit(page, "form[id^=form-end-]")).RedirectsTo("/account/sessions");

        Assert.StartsWith("/sign-in", (await there.Get("/account")).Location, StringComparison.Ordinal);
        (await here.Get("/account")).Renders();
    }

    [Fact]
    public async Task A_file_of_accounts_is_tried_first_and_then_carried_out()
    {
        const string Good = "user_name,full_name,email,organization,unit,title,role\nnhap.mot.g22,Lê Văn Một,nhap.mot@g22.example.vn,G22,Vụ Tổng hợp,Chuyên viên,officer\nnhap.hai.g22,Lê Thị Hai,nhap.hai@g22.example.vn,000.00.00.G22,,Văn thư,clerk\n";
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);

        var tried = await Import(admin, Good, "check");
        tried.Renders().Says("2 dòng hợp lệ");
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Account("nhap.mot.g22"));

        (await Import(admin, Good, "run")).Renders().Says("Đã mời 2 người");
        Assert.Equal(AccountState.Invited, (await app.Account("nhap.hai.g22")).State);
        await app.LetterTo("nhap.hai@g22.example.vn");
    }

    [Fact]
    public async Task Faulty_lines_are_named_and_nobody_is_invited()
    {
        const string Bad = "user_name,full_name,email,organization,unit,title,role\nnhap.ba.g22,Lê Văn Ba,nhap.ba@g22.example.vn,G22,,Chuyên viên,officer\nvanthu.g22,Lê Văn Bốn,sai,H41,,Chuyên viên,king\nnhap.ba.g22,Lê Văn Năm,nam@g22.example.vn,G22,,Chuyên viên,officer\nthieu,cot\n";
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);

        var answer = await Import(admin, Bad, "run");

        answer.Refuses(
            "3 dòng có lỗi, chưa mời ai",
            "Tên đăng nhập đã có người dùng. (ACC-0027)",
            "Địa chỉ thư điện tử không đúng. (ACC-0029)",
            "Chỉ được làm việc với cơ quan của mình. (ACC-0031)",
            "Không có vai trò king. (ACC-0033)",
            "Tên đăng nhập đã có ở dòng 2. (ACC-0044)",
            "Dòng có 2 cột, cần 7. (ACC-0042)");
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Account("nhap.ba.g22"));
    }

    [Theory]
    [InlineData("", "Chọn tệp CSV có ít nhất một dòng dữ liệu.")]
    [InlineData("a,b\n1,2\n", "Dòng đầu phải có các cột: user_name, full_name, email, organization, unit, title, role.")]
    public async Task Files_of_another_kind_are_refused(string file, string sentence)
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);

        (await Import(admin, file, "check")).Refuses(sentence);
    }

    [Fact]
    public async Task A_file_of_more_than_500_lines_is_refused()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        var file = "user_name,full_name,email,organization,unit,title,role\n" + string.Concat(Enumerable.Repeat("a,b,c,d,e,f,g\n", 501));

        (await Import(admin, file, "check")).Is(HttpStatusCode.RequestEntityTooLarge).Says("Tệp có quá 500 dòng.");
    }

    private static async Task<Page> Import(Browser admin, string file, string act) => await admin.Submit(
        await admin.Get("/admin/accounts/import"),
        $"#form-import button[value={act}]",
        ("Input.File", new Upload("accounts.csv", Encoding.UTF8.GetBytes(file), "text/csv")),
        ("Input.Reason", "kiện toàn tổ chức"));

    private static async Task<Page> Invite(Browser admin, string userName, string email, string organization = "G22", string role = "officer") => await admin.Submit(
        await admin.Get("/admin/accounts/new"),
        "#form-invite",
        ("Input.UserName", userName), ("Input.FullName", "Nguyễn Thu Hà"), ("Input.Email", email), ("Input.OrganizationCode", organization),
        ("Input.Title", "Chuyên viên"), ("Input.Role", role), ("Input.Reason", "Quyết định 12/QĐ-VPCP"));
}

public sealed class AccountPagesOnSqlite(AccessSqlite app) : AccountPagesTests(app), IClassFixture<AccessSqlite>;

public sealed class AccountPagesOnPostgres(AccessPostgres app) : AccountPagesTests(app), IClassFixture<AccessPostgres>;
