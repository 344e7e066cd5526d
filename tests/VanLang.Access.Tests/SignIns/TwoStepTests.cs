using VanLang.Access.TwoFactor;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Access.Tests.SignIns;

public abstract class TwoStepTests(TestApp app)
{
    private const string Wrong = "Mã xác thực không đúng hoặc đã dùng.";

    [Fact]
    public async Task The_second_step_is_asked_for_and_takes_a_code_once()
    {
        var (secret, _) = await TurnOn("hai.buoc");
        using var browser = app.Browser();

        (await Password(browser, "hai.buoc")).RedirectsTo("/sign-in/code?returnUrl=%2Fwork");
        Assert.StartsWith("/sign-in", (await browser.Get("/account")).Location, StringComparison.Ordinal);
        var page = await browser.Get("/sign-in/code");
        page.Renders("Xác thực bước hai").IsWellMade();
        (await browser.Submit(page, "#form-code", ("Input.Code", "000000"))).Refuses(Wrong);
        var code = Totp.Code(secret, Totp.StepAt(app.Clock.GetUtcNow()) + 1);
        (await browser.Submit(page, "#form-code", ("Input.Code", code))).RedirectsTo("/work");
        (await browser.Get("/account")).Renders();

        using var second = app.Browser();
        await Password(second, "hai.buoc");
        (await second.Submit(await second.Get("/sign-in/code"), "#form-code", ("Input.Code", code))).Refuses(Wrong);
    }

    [Fact]
    public async Task A_recovery_code_opens_once()
    {
        var (_, codes) = await TurnOn("mat.may");
        Assert.Equal(10, codes.Count);
        using var browser = app.Browser();
        await Password(browser, "mat.may");
        (await browser.Submit(await browser.Get("/sign-in/code"), "#form-code", ("Input.Code", codes[3].ToUpperInvariant()))).RedirectsTo("/work");

        using var second = app.Browser();
        await Password(second, "mat.may");
        (await second.Submit(await second.Get("/sign-in/code"), "#form-code", ("Input.Code", codes[3]))).Refuses(Wrong);

        Assert.Contains(await app.Audit("mat.may"), r => r.Action == "access.totp.recovery-used");
    }

    [Fact]
    public async Task Wrong_codes_lock_like_wrong_passwords()
    {
        var (secret, _) = await TurnOn("do.ma");
        using var browser = app.Browser();
        await Password(browser, "do.ma");
        var page = await browser.Get("/sign-in/code");
        for (var i = 0; i < 5; i++)
        {
            (await browser.Submit(page, "#form-code", ("Input.Code", $"00000{i}"))).Refuses(Wrong);
        }

        var code = Totp.Code(secret, Totp.StepAt(app.Clock.GetUtcNow()) + 1);
        (await browser.Submit(page, "#form-code", ("Input.Code", code))).Refuses("Bước xác thực đã hết hạn. Đăng nhập lại từ đầu.");
        Assert.True((await app.Account("do.ma")).IsLockedOut(app.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task The_second_step_without_the_first_is_nothing()
    {
        using var browser = app.Browser();

        var page = await browser.Get("/sign-in/code");

        (await browser.Submit(page, "#form-code", ("Input.Code", "123456"))).Refuses("Bước xác thực đã hết hạn. Đăng nhập lại từ đầu.");
    }

    [Fact]
    public async Task Turning_on_needs_a_right_code()
    {
        await app.NewAccount("bat.sai");
        using var browser = await app.SignIn("bat.sai");
        var page = await browser.Get("/account/two-step");

        (await browser.Submit(page, "#form-on", ("On.Code", "123456"))).Refuses(Wrong);
        (await browser.Submit(page, "#form-on", ("On.Code", ""))).Refuses("Nhập mã xác thực.");

        Assert.False((await app.Account("bat.sai")).TwoFactorEnabled);
    }

    [Fact]
    public async Task The_secret_lies_sealed_in_the_database()
    {
        var (secret, _) = await TurnOn("niem.phong");

        var stored = Convert.FromBase64String((await app.Account("niem.phong")).TotpSecret!);

        Assert.True(stored.AsSpan().IndexOf(secret) < 0);
        Assert.DoesNotContain((await app.Audit("niem.phong")).Select(r => r.Detail ?? ""), d => d.Contains(Totp.Text(secret), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Turning_off_needs_the_password_and_takes_the_codes_away()
    {
        await TurnOn("tat.di");
        using var browser = await Complete("tat.di");
        var page = await browser.Get("/account/two-step");

        (await browser.Submit(page, "#form-off", ("Off.Password", "sai"))).Refuses("Mật khẩu hiện tại không đúng.");
        (await browser.Submit(page, "#form-off", ("Off.Password", TestApp.Password))).RedirectsTo("/account");

        var account = await app.Account("tat.di");
        Assert.False(account.TwoFactorEnabled);
        Assert.Null(account.TotpSecret);
        Assert.Equal(["access.totp.on", "access.totp.off"], (await app.Audit("tat.di")).Select(r => r.Action).Where(a => a is "access.totp.on" or "access.totp.off"));
    }

    private readonly Dictionary<string, byte[]> secrets = [];

    private async Task<(byte[] Secret, IReadOnlyList<string> Codes)> TurnOn(string userName)
    {
        await app.NewAccount(userName);
        using var browser = await app.SignIn(userName);
        var page = await browser.Get("/account/two-step");
        page.Renders("Xác thực hai bước").IsWellMade();
        var secret = FromBase32(page.TextOf(".vl-copyable code"));
        var on = await browser.Submit(page, "#form-on", ("On.Code", Totp.Code(secret, Totp.StepAt(app.Clock.GetUtcNow()))));
        on.Renders().Says("Đã bật xác thực hai bước");
        secrets[userName] = secret;
        return (secret, on.TextOf(".vl-code pre").Split(' '));
    }

    private async Task<Browser> Complete(string userName)
    {
        var browser = app.Browser();
        await Password(browser, userName);
        var code = Totp.Code(secrets[userName], Totp.StepAt(app.Clock.GetUtcNow()) + 1);
        (await browser.Submit(await browser.Get("/sign-in/code"), "#form-code", ("Input.Code", code))).RedirectsTo("/work");
        return browser;
    }

    private static async Task<Page> Password(Browser browser, string userName) =>
        await browser.Submit(await browser.Get("/sign-in"), "#form-sign-in", ("Input.UserName", userName), ("Input.Password", TestApp.Password));

    // Its own reader of base 32, as an authenticator app has.
    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}

public sealed class TwoStepOnSqlite(AccessSqlite app) : TwoStepTests(app), IClassFixture<AccessSqlite>;

public sealed class TwoStepOnPostgres(AccessPostgres app) : TwoStepTests(app), IClassFixture<AccessPostgres>;
