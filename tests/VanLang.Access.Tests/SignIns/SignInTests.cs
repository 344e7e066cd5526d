using System.Diagnostics;
using System.Net;
using VanLang.Access.Accounts;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Access.Tests.SignIns;

public abstract class SignInTests(TestApp app)
{
    private const string Refused = "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khóa. Sau 5 lần sai liên tiếp, tài khoản tạm khóa 15 phút.";
    private const string Form = "#form-sign-in";

    [Fact]
    public async Task The_right_password_opens_a_session_and_leads_to_work()
    {
        using var browser = app.Browser();

        var answer = await Try(browser, "vanthu.g12", TestApp.Password);

        answer.RedirectsTo("/work");
        Assert.Contains("vanlang.session", browser.Cookies.Keys);
        (await browser.Get("/account")).Renders("Tài khoản của tôi").Says("Ngô Thị Bích Ngọc", "vanthu.g12");
        var row = (await app.Audit("vanthu.g12")).Last(r => r.Action == "access.sign-in.ok");
        Assert.Contains("\"method\":\"password\"", row.Detail!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sign_in_name_may_be_typed_in_capitals()
    {
        using var browser = app.Browser();

        (await Try(browser, "VanThu.G15", TestApp.Password)).RedirectsTo("/work");
    }

    [Fact]
    public async Task After_signing_in_people_are_where_they_wanted_to_be()
    {
        using var browser = app.Browser();
        var asked = await browser.Get("/account/sessions");
        Assert.StartsWith("/sign-in?returnUrl=", asked.Location, StringComparison.Ordinal);

        var answer = await browser.Submit(await browser.Get(asked.Location!), Form, ("Input.UserName", "lanhdao.g12"), ("Input.Password", TestApp.Password));

        answer.RedirectsTo("/account/sessions");
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    public async Task A_strange_return_address_is_not_followed(string address)
    {
        using var browser = app.Browser();
        var page = await browser.Get("/sign-in?returnUrl=" + Uri.EscapeDataString(address));

        (await browser.Submit(page, Form, ("Input.UserName", "lanhdao.g15"), ("Input.Password", TestApp.Password))).RedirectsTo("/work");
    }

    [Fact]
    public async Task Empty_fields_are_named()
    {
        using var browser = app.Browser();

        var answer = await Try(browser, "", "");

        answer.Refuses("Nhập tên đăng nhập.", "Nhập mật khẩu.").IsWellMade();
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_and_a_quarter_of_an_hour_unlocks()
    {
        await app.NewAccount("khoa.lai");
        using var browser = app.Browser();
        for (var i = 0; i < 5; i++)
        {
            (await Try(browser, "khoa.lai", "sai mật khẩu rồi")).Refuses(Refused);
        }

        (await Try(browser, "khoa.lai", TestApp.Password)).Refuses(Refused);
        app.Clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        (await Try(browser, "khoa.lai", TestApp.Password)).RedirectsTo("/work");

        var actions = (await app.Audit("khoa.lai")).Select(r => r.Action).Where(a => a.StartsWith("access.sign-in", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, actions.IndexOf("access.sign-in.locked-out"));
        Assert.Equal("access.sign-in.ok", actions[^1]);
    }

    [Fact]
    public async Task Guesses_sent_at_the_same_moment_all_count()
    {
        await app.NewAccount("cung.luc");
        var pages = new List<(Browser Browser, Page Page)>();
        for (var i = 0; i < 6; i++)
        {
            var browser = app.Browser();
            pages.Add((browser, await browser.Get("/sign-in")));
        }

        await Task.WhenAll(pages.Select(p => p.Browser.Submit(p.Page, Form, ("Input.UserName", "cung.luc"), ("Input.Password", "sai mật khẩu rồi"))));

        Assert.True((await app.Account("cung.luc")).IsLockedOut(app.Clock.GetUtcNow()));
        pages.ForEach(p => p.Browser.Dispose());
    }

    [Fact]
    public async Task Nobody_learns_whether_a_name_exists()
    {
        await app.NewAccount("co.that");
        using var browser = app.Browser();

        var known = await Try(browser, "co.that", "sai mật khẩu rồi");
        var unknown = await Try(browser, "khong.co", "sai mật khẩu rồi");

        Assert.Equal(Bare(known), Bare(unknown));
        Assert.Equal(known.Status, unknown.Status);

        static string Bare(Page page) => page.Refuses(Refused).Readable();
    }

    [Fact]
    public async Task The_eleventh_try_from_one_address_is_told_to_wait()
    {
        using var browser = app.Browser();
        for (var i = 0; i < 10; i++)
        {
            (await Try(browser, "nhieu.lan", "sai mật khẩu rồi")).Refuses(Refused);
        }

        var answer = await Try(browser, "nhieu.lan", "sai mật khẩu rồi");

        answer.Is(HttpStatusCode.TooManyRequests).Says("Quá nhiều lần thử từ địa chỉ này. Đợi 5 phút rồi thử lại.");
        app.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        (await Try(browser, "nhieu.lan", "sai mật khẩu rồi")).Refuses(Refused);
    }

    [Fact]
    public async Task What_cannot_be_a_name_is_not_written_into_the_audit()
    {
        using var browser = app.Browser();

        (await Try(browser, "mật khẩu tôi gõ nhầm ô", "x")).Refuses(Refused);

        Assert.Contains(await app.Audit("?"), r => r.Action == "access.sign-in.failed");
        Assert.DoesNotContain(app.Log.Lines, l => l.Message.Contains("gõ nhầm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_locked_account_is_told_so_only_with_its_password()
    {
        var account = await app.NewAccount("bi.khoa");
        await app.In<LockAccount>(l => l.Handle(new(account.Id, "nghỉ không lương"), VanLang.Kernel.Actor.Platform("test"), default));
        using var browser = app.Browser();

        (await Try(browser, "bi.khoa", "sai mật khẩu rồi")).Refuses(Refused);
        (await Try(browser, "bi.khoa", TestApp.Password)).Is(HttpStatusCode.Forbidden).Says("Tài khoản đã bị quản trị viên khóa. Liên hệ quản trị viên của cơ quan.", "ACC-0005");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        await app.NewAccount("ra.ve");
        using var browser = await app.SignIn("ra.ve");
        var stolen = browser.Cookies["vanlang.session"];

        var left = await browser.Submit(await browser.Get("/sign-out"), "#form-sign-out");
        left.RedirectsTo("/sign-in");

        using var thief = app.Browser();
        var request = new HttpRequestMessage(HttpMethod.Get, "/account");
        request.Headers.Add("Cookie", "vanlang.session=" + stolen);
        Assert.StartsWith("/sign-in", (await thief.Send(request)).Location, StringComparison.Ordinal);
        Assert.Contains(await app.Audit("ra.ve"), r => r.Action == "access.sign-out");
    }

    [Fact]
    public async Task Signing_out_needs_the_form()
    {
        using var browser = await app.SignIn("chuyenvien.g12");

        var forged = await browser.Send(new HttpRequestMessage(HttpMethod.Post, "/sign-out") { Content = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "sign-out")]) });

        forged.Is(HttpStatusCode.BadRequest);
        (await browser.Get("/account")).Renders();
    }

    [Fact]
    public async Task A_session_ends_after_rest_and_after_half_a_day()
    {
        await app.NewAccount("nghi.lau");
        using var resting = await app.SignIn("nghi.lau");
        app.Clock.Advance(TimeSpan.FromMinutes(121));
        Assert.StartsWith("/sign-in", (await resting.Get("/account")).Location, StringComparison.Ordinal);

        using var busy = await app.SignIn("nghi.lau");
        for (var hour = 0; hour < 11; hour++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            (await busy.Get("/account")).Renders();
        }

        app.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1));
        Assert.StartsWith("/sign-in", (await busy.Get("/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_is_for_this_server_s_pages_only()
    {
        using var browser = app.Browser();

        var answer = await Try(browser, "quantri.g15", TestApp.Password);

        var cookie = answer.Response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("vanlang.session=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        var api = new HttpRequestMessage(HttpMethod.Get, "/api/exchange/v1/outbox?limit=0");
        (await browser.Send(api)).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_signed_in_page_asks_the_database_little()
    {
        // An organisation's administrator: other menus count what waits, which costs a command each.
        using var browser = await app.SignIn("quantri.h41");
        await browser.Get("/account/password");

        var page = await browser.Get("/account/password");

        Assert.Empty(page.Renders().Commands);
    }

    private static async Task<Page> Try(Browser browser, string userName, string password) =>
        await browser.Submit(await browser.Get("/sign-in"), Form, ("Input.UserName", userName), ("Input.Password", password));
}

public sealed class SignInOnSqlite(AccessSqlite app) : SignInTests(app), IClassFixture<AccessSqlite>;

public sealed class SignInOnPostgres(AccessPostgres app) : SignInTests(app), IClassFixture<AccessPostgres>;

/// <summary>Row S9: the answer to an unknown name takes as long as to a wrong password. With the real cost of a hash.</summary>
public sealed class EnumerationOnSqlite(SqliteApp app) : IClassFixture<SqliteApp>
{
    [Fact]
    public async Task An_unknown_name_takes_as_long_as_a_wrong_password()
    {
        const int Rounds = 9;
        using var browser = app.Browser();
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < Rounds + 1; i++)
        {
            // A name of its own each time: neither lockout nor rate limit may shorten the answer.
            await app.NewAccount($"quen.{i}");
            known.Add(await Time(browser, $"quen.{i}"));
            unknown.Add(await Time(browser, $"la.{i}"));
        }

        // The shortest of each: whatever else runs on the machine only lengthens an answer.
        var (a, b) = (known.Skip(1).Min(), unknown.Skip(1).Min());

        // Even so few rounds scatter on a shared machine; without the dummy hash the ratio is far below a half.
        Assert.InRange(b / a, 0.65, 1.55);
        Assert.True(a > 30, $"The hash costs something: {a} ms.");
    }

    private static async Task<double> Time(Browser browser, string userName)
    {
        var page = await browser.Get("/sign-in");
        var watch = Stopwatch.StartNew();
        (await browser.Submit(page, "#form-sign-in", ("Input.UserName", userName), ("Input.Password", "sai mật khẩu rồi"))).Is(HttpStatusCode.UnprocessableEntity);
        return watch.Elapsed.TotalMilliseconds;
    }
}
