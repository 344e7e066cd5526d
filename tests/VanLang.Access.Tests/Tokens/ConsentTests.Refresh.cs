using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Access.Tests.Tokens;

/// <summary>What another system holds of a person who consented: who it is, and a refresh token.</summary>
public abstract partial class ConsentTests
{
    [Fact]
    public async Task Another_system_s_token_tells_who_the_person_is_and_does_not_act_in_the_person_s_place()
    {
        var client = await Application("mot-cua-hoi");
        var tokens = await SignedIn(client, "openid profile");
        var access = tokens.GetProperty("access_token").GetString()!;

        var told = JsonDocument.Parse(await (await Call("/connect/userinfo", access)).Content.ReadAsStringAsync()).RootElement;
        using var api = await Call("/api/exchange/v1/inbox", access);
        using var nobody = await Call("/connect/userinfo", null);
        using var system = await Call("/connect/userinfo", await app.Token("G22"));

        Assert.Equal(("Trần Thị Lan Anh", "G22", "vanthu.g22"), (told.GetProperty("name").GetString(), told.GetProperty("organ_id").GetString(), told.GetProperty("preferred_username").GetString()));
        Assert.Equal((await app.Account("vanthu.g22")).Id.ToString(), told.GetProperty("sub").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        Assert.False(nobody.IsSuccessStatusCode);
        Assert.False(system.IsSuccessStatusCode);
        Assert.False(tokens.TryGetProperty("refresh_token", out _), "It was not asked for.");
    }

    [Fact]
    public async Task Without_the_scope_of_the_profile_only_the_subject_is_told()
    {
        var tokens = await SignedIn(await Application("mot-cua-it"), "openid");

        var told = JsonDocument.Parse(await (await Call("/connect/userinfo", tokens.GetProperty("access_token").GetString()!)).Content.ReadAsStringAsync()).RootElement;

        Assert.True(told.TryGetProperty("sub", out _));
        Assert.False(told.TryGetProperty("name", out _) || told.TryGetProperty("organ_id", out _) || told.TryGetProperty("preferred_username", out _));
    }

    [Fact]
    public async Task A_refresh_token_works_once_and_its_second_use_ends_what_came_of_it()
    {
        var client = await Application("mot-cua-lau");
        var first = Refresh(await SignedIn(client, "openid profile offline_access"));

        var (status, second) = await Renew(client, first);
        var (again, error) = await Renew(client, first);
        var (after, _) = await Renew(client, Refresh(second));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEqual(first, Refresh(second));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (again, error.GetProperty("error").GetString()));
        Assert.True(after is HttpStatusCode.BadRequest, "The thief and the owner cannot be told apart: both are out.");
    }

    [Fact]
    public async Task A_chain_of_refreshes_goes_on_until_its_two_weeks_are_over()
    {
        var client = await Application("mot-cua-dai");
        var token = Refresh(await SignedIn(client, "openid offline_access"));
        try
        {
            for (var day = 0; day < 13; day += 4)
            {
                var (status, next) = await Renew(client, token);
                Assert.Equal(HttpStatusCode.OK, status);
                token = Refresh(next);
                app.Clock.Advance(TimeSpan.FromDays(4));
            }

            Assert.Equal(HttpStatusCode.BadRequest, (await Renew(client, token)).Status);
        }
        finally
        {
            app.Clock.Set(TestClock.Start);
        }
    }

    [Fact]
    public async Task Another_client_a_locked_account_and_a_new_password_end_it()
    {
        var (client, thief) = (await Application("mot-cua-khoa"), await Application("ke-trom-hai"));
        var account = await app.NewAccount("lam.moi");
        var stolen = Refresh(await SignedIn(client, "openid offline_access", "lam.moi"));
        var kept = Refresh(await SignedIn(client, "openid offline_access", "lam.moi"));

        var (other, _) = await Renew(thief, stolen);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await Change(account.Id, a => a.SetPassword(a.PasswordHash!, app.Clock.GetUtcNow()));
        var (changed, said) = await Renew(client, kept);
        var fresh = Refresh(await SignedIn(client, "openid offline_access", "lam.moi"));
        await Change(account.Id, a => Assert.True(a.Lock("nghi lộ mật khẩu", app.Clock.GetUtcNow()).IsOk));
        var (locked, _) = await Renew(client, fresh);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (other, changed, locked));
        Assert.Equal("The password was changed since; the person has to sign in again.", said.GetProperty("error_description").GetString());
    }

    private Task Change(Guid id, Action<VanLang.Access.Accounts.Account> change) => app.In<AccessDb>(async db =>
    {
        change(db.Accounts.Single(a => a.Id == id));
        db.Audit(Actor.Platform("test"), "test.account", id.ToString());
        await db.SaveChangesAsync();
    });

    private async Task<JsonElement> SignedIn(DemoClient client, string scope, string userName = "vanthu.g22")
    {
        using var browser = await app.SignIn(userName);
        var code = Query(await browser.Submit(await browser.Get(Ask(client, "scope", scope)), "button[value=yes]"), "code");
        var (status, tokens) = await Exchange(client, code, Verifier);
        Assert.True(status is HttpStatusCode.OK, tokens.ToString());
        return tokens;
    }

    private static string Refresh(JsonElement tokens) => tokens.GetProperty("refresh_token").GetString()!;

    private async Task<HttpResponseMessage> Call(string path, string? token)
    {
        using var http = app.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Renew(DemoClient client, string refreshToken)
    {
        using var http = app.Anonymous();
        using var answer = await http.PostAsync("/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["client_id"] = client.ClientId,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = client.Assertion("http://127.0.0.1/", app.Clock.GetUtcNow(), RandomNumberGenerator.GetHexString(32)),
        }));
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
