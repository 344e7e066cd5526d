using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VanLang.Access.Clients.Existing;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Access.Tests.Clients.Existing;

/// <summary>Turning on, changing and losing a secret through the pages, and what each means to the system that calls.</summary>
public abstract class SystemSecretTests(TestApp app)
{
    private const string WrongSecret = "Sai SystemId hoac SecretKey.";

    [Fact]
    public async Task It_is_off_until_an_administrator_turns_it_on_and_the_secret_is_shown_once()
    {
        using var admin = await app.SignIn(AccessData.SystemAdmin);
        await Refused(await Call("000.00.00.H17", "bat-ky"));

        var made = await TurnOn(admin, "qlvb-h17");
        var (systemId, secret) = Secret(made);

        Assert.Equal("000.00.00.H17", systemId);
        await Taken(await Call(systemId, secret));
        await Taken(await Call("qlvb-h17", secret));
        await Taken(await Call(systemId.ToLowerInvariant(), secret, "SystemId", "SecretKey"));
        (await admin.Get("/admin/clients/qlvb-h17/existing")).Renders("Kết nối bằng mã bí mật").IsWellMade().SaysNot(secret);
        (await admin.Get("/admin/clients/qlvb-h17")).Renders().Says("Đang bật", "000.00.00.H17").SaysNot(secret);
        var rows = await app.Audit("qlvb-h17");
        Assert.Contains(rows, r => r is { Action: "access.client.existing-on", Reason: "phần mềm cũ của cơ quan" });
        Assert.Contains(rows, r => r.Action == "access.client.existing-used");
        Assert.DoesNotContain(rows, r => (r.Detail ?? "").Contains(secret, StringComparison.Ordinal) || (r.Detail ?? "").Contains(SecretText.Hash(secret), StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.Lines, l => l.Message.Contains(secret, StringComparison.Ordinal));
        Assert.Equal(SecretText.Hash(secret), await app.In<AccessDb, string>(db => db.Set<SystemSecret>().Where(s => s.ClientId == "qlvb-h17").Select(s => s.Hash).SingleAsync()));
    }

    [Fact]
    public async Task Every_address_below_refuses_in_the_form_that_such_systems_read_and_none_is_404()
    {
        foreach (var path in (string[])["/vxp", "/vxp/", "/vxp/sendEdoc", "/vxp/khong-co", "/vxp/a/b/c", "/VXP/getEdoc", "/lgsp", "/lgsp/v1/getEdoc", "/lgsp/v2/khong-co"])
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete])
            {
                using var client = app.Anonymous();
                using var answer = await client.SendAsync(new HttpRequestMessage(method, path));
                await Refused(answer, path.StartsWith("/lgsp", StringComparison.Ordinal) ? "Sai SystemId hoặc SecretKey." : WrongSecret);
            }
        }
    }

    [Fact]
    public async Task A_missing_name_or_secret_is_refused_like_a_wrong_one()
    {
        await Refused(await Call(null, "bat-ky"));
        await Refused(await Call("000.00.00.G12", null));
        await Refused(await Call("", ""));
        await Refused(await Call(new string('x', 61), "bat-ky"));
        await Refused(await Call("000.00.00.G12", new string('x', 201)));
        using var inAddress = app.Anonymous();
        await Refused(await inAddress.GetAsync("/vxp/countReceiveEdoc?SystemId=000.00.00.G12&SecretKey=x"));
        using var bearer = await app.Api("G12");
        await Refused(await bearer.GetAsync("/vxp/countReceiveEdoc"));
    }

    [Fact]
    public async Task A_rotation_refuses_no_call_and_the_revoked_secret_is_refused_at_once()
    {
        using var admin = await app.SignIn(AccessData.SystemAdmin);
        var (systemId, first) = Secret(await TurnOn(admin, "qlvb-g15"));
        const string here = "/admin/clients/qlvb-g15/existing";

        var (_, second) = Secret((await admin.Submit(await admin.Get(here), "#form-add")).Renders());
        await Taken(await Call(systemId, first));
        await Taken(await Call(systemId, second));
        (await admin.Submit(await admin.Get(here), "#form-add")).Is(HttpStatusCode.Conflict).Says("Đã có hai mã bí mật hiệu lực. Thu hồi một mã cũ trước.");
        var page = await admin.Get(here);
        var old = page.All("#Revoked-SecretId option").First(o => o.TextContent.Contains(first[..6], StringComparison.Ordinal)).GetAttribute("value");
        (await admin.Submit(page, "#form-revoke", ("Revoked.SecretId", old), ("Revoked.Reason", "x"))).Refuses("Nêu lý do (từ 5 đến 500 ký tự).");
        (await admin.Submit(page, "#form-revoke", ("Revoked.SecretId", old), ("Revoked.Reason", "thay định kỳ"))).RedirectsTo(here);

        await Refused(await Call(systemId, first));
        await Taken(await Call(systemId, second));
        (await admin.Submit(await admin.Get(here), "#form-off", ("Off.Reason", "đã chuyển sang API mới"))).RedirectsTo(here);
        await Refused(await Call(systemId, second));
        (await admin.Get(here)).Renders().Says("Đang tắt");
        await app.Token("G15");
        Assert.Equal(
            ["access.client.existing-on", "access.client.secret-added", "access.client.secret-revoked", "access.client.existing-off"],
            (await app.Audit("qlvb-g15")).Select(r => r.Action).Where(a => a.Contains("existing-o", StringComparison.Ordinal) || a.Contains("secret-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Wrong_secrets_lock_the_pair_of_system_and_address_and_every_try_is_noted()
    {
        using var admin = await app.SignIn(AccessData.SystemAdmin);
        var (systemId, secret) = Secret(await TurnOn(admin, "qlvb-h41"));

        for (var i = 0; i < 10; i++)
        {
            await Refused(await Call(systemId, "sai-" + i));
        }

        await Refused(await Call(systemId, secret));
        Assert.Equal(10 + 1, (await app.Audit("qlvb-h41")).Count(r => r.Action == "access.secret.refused") + (await app.Audit(systemId)).Count(r => r.Action == "access.secret.refused"));
        app.Clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        await Taken(await Call(systemId, secret));
    }

    [Fact]
    public async Task A_locked_client_is_refused_like_a_wrong_secret()
    {
        using var admin = await app.SignIn(AccessData.SystemAdmin);
        var (systemId, secret) = Secret(await TurnOn(admin, "qlvb-h26"));
        await Taken(await Call(systemId, secret));

        (await admin.Submit(await admin.Get("/admin/clients/qlvb-h26"), "#form-lock", ("Locked.Reason", "nghi lộ mã bí mật"))).RedirectsTo("/admin/clients/qlvb-h26");

        await Refused(await Call(systemId, secret));
    }

    [Fact]
    public async Task Nobody_calls_under_the_code_of_another_agency()
    {
        using var admin = await app.SignIn(AccessData.OrganizationAdmin);
        using var other = await app.SignIn(AccessData.OtherAdmin);

        (await TurnOn(admin, "qlvb-g22", "000.00.00.H41")).Is(HttpStatusCode.Conflict).Says("000.00.00.H41 là mã của cơ quan khác (Ủy ban nhân dân tỉnh Nghệ An).");
        (await TurnOn(admin, "qlvb-g22", "qlvb-h29")).Is(HttpStatusCode.Conflict).Says("SystemId QLVB-H29 đã được ứng dụng khác dùng.");
        (await TurnOn(admin, "qlvb-g22", "có dấu")).Refuses("SystemId gồm 3 đến 60 chữ cái không dấu, chữ số hoặc dấu . - _");
        (await admin.Get("/admin/clients/qlvb-h41/existing")).Is(HttpStatusCode.NotFound);
        (await other.Get("/admin/clients/qlvb-g22/existing")).Is(HttpStatusCode.NotFound);
        var made = await TurnOn(admin, "qlvb-g22", "vxp.saas.03");
        Assert.Equal("VXP.SAAS.03", Secret(made).SystemId);
        var (nothing, _) = await app.In<TurnOnSystemAccess, (bool, string)>(async t =>
            ((await t.Handle(new("qlvb-h41", "H41", false, "thử xem sao"), new(VanLang.Kernel.ActorKind.Person, "1", "Người lạ", "G22", null, new HashSet<string>()), default)).IsOk, ""));
        Assert.False(nothing);
    }

    [Fact]
    public async Task Only_the_system_administrator_makes_a_relay_centre()
    {
        using var admin = await app.SignIn("quantri.h29");
        (await admin.Get("/admin/clients/qlvb-h29/existing")).Renders().SaysNot("trung tâm kết nối: được đăng ký");

        var refused = await app.In<TurnOnSystemAccess, VanLang.Kernel.Result<SystemSecretMade>>(t => t.Handle(
            new("qlvb-h29", "H29", true, "trung tâm kết nối"),
            new(VanLang.Kernel.ActorKind.Person, "1", "Quản trị", "H29", null, new HashSet<string> { AccessPermissions.ManageClients }),
            default));

        Assert.Equal("ACC-0118", refused.Error.Code);
    }

    private static async Task<Page> TurnOn(Browser admin, string clientId, string? systemId = null)
    {
        var page = await admin.Get($"/admin/clients/{clientId}/existing");
        return await admin.Submit(page, "#form-on", ("On.SystemId", systemId ?? page.Element("#On-SystemId").GetAttribute("value")), ("On.Reason", "phần mềm cũ của cơ quan"));
    }

    private static (string SystemId, string Secret) Secret(Page made)
    {
        var lines = made.Renders().Element(".vl-code pre").TextContent.Split('\n');
        return (lines[0].Split(": ")[1], lines[1].Split(": ")[1].Trim());
    }

    private async Task<HttpResponseMessage> Call(string? systemId, string? secret, string nameHeader = "X-SystemId", string secretHeader = "X-SecretKey")
    {
        using var client = app.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/vxp/countReceiveEdoc");
        if (systemId is not null)
        {
            request.Headers.TryAddWithoutValidation(nameHeader, systemId);
        }

        if (secret is not null)
        {
            request.Headers.TryAddWithoutValidation(secretHeader, secret);
        }

        return await client.SendAsync(request);
    }

    private static async Task Taken(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("OK", JsonDocument.Parse(text).RootElement.GetProperty("status").GetString());
    }

    private static async Task Refused(HttpResponseMessage answer, string sentence = WrongSecret)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized, $"{(int)answer.StatusCode} {text}");
        var json = JsonDocument.Parse(text).RootElement;
        Assert.Equal(("FAIL", "15", sentence), (json.GetProperty("status").GetString(), json.GetProperty("ErrorCode").GetString(), json.GetProperty("ErrorDesc").GetString()));
    }
}

public sealed class SystemSecretOnSqlite(AccessSqlite app) : SystemSecretTests(app), IClassFixture<AccessSqlite>;

public sealed class SystemSecretOnPostgres(AccessPostgres app) : SystemSecretTests(app), IClassFixture<AccessPostgres>;
