using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VanLang.Access.Clients;
using VanLang.Kernel;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Access.Tests.Tokens;

/// <summary>Authorization code with PKCE: another system asks who a person is, the person says yes or no.</summary>
public abstract partial class ConsentTests(TestApp app)
{
    private const string Back = "https://mot-cua.example.vn/callback";
    private const string Verifier = "mot-chuoi-ngau-nhien-du-dai-de-khong-ai-doan-duoc-0123456789";

    [Fact]
    public async Task A_person_who_says_yes_is_known_to_the_application()
    {
        var client = await Application("mot-cua-co");
        using var browser = await app.SignIn("vanthu.g22");
        var page = (await browser.Get(Ask(client))).Renders().IsWellMade().Says("Cho phép “Hệ thống một cửa” biết bạn là ai?", "Trần Thị Lan Anh", "https://mot-cua.example.vn");
        Assert.Contains("form-action 'self' https://mot-cua.example.vn;", page.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        var answer = await browser.Submit(page, "button[value=yes]");

        var code = Query(answer, "code");
        Assert.Equal("xyz", Query(answer, "state"));
        var (status, tokens) = await Exchange(client, code, Verifier);
        Assert.Equal(HttpStatusCode.OK, status);
        var identity = Claims(tokens.GetProperty("id_token").GetString()!);
        var account = await app.Account("vanthu.g22");
        Assert.Equal((account.Id.ToString(), "Trần Thị Lan Anh", client.ClientId), (identity.GetProperty("sub").GetString(), identity.GetProperty("name").GetString(), identity.GetProperty("aud").GetString()));
        Assert.False(Claims(tokens.GetProperty("access_token").GetString()!).TryGetProperty("organ_id", out _));
        Assert.Contains(await app.Audit(client.ClientId), r => r.Action == "access.consent.given");
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var client = await Application("mot-cua-lap");
        using var browser = await app.SignIn("vanthu.g22");
        var code = Query(await browser.Submit(await browser.Get(Ask(client)), "button[value=yes]"), "code");

        var (first, _) = await Exchange(client, code, Verifier);
        var (second, error) = await Exchange(client, code, Verifier);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (first, second));
        Assert.Equal("invalid_grant", error.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_stolen_code_is_worth_nothing_without_the_verifier_and_the_key()
    {
        var (client, thief) = (await Application("mot-cua-mat"), await Application("ke-trom"));
        using var browser = await app.SignIn("vanthu.g22");
        var code = Query(await browser.Submit(await browser.Get(Ask(client)), "button[value=yes]"), "code");

        var (wrongVerifier, _) = await Exchange(client, code, Verifier + "x");
        var (otherClient, _) = await Exchange(thief, code, Verifier);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (wrongVerifier, otherClient));
    }

    [Fact]
    public async Task A_code_expires_in_two_minutes()
    {
        var client = await Application("mot-cua-cham");
        using var browser = await app.SignIn("vanthu.g22");
        var code = Query(await browser.Submit(await browser.Get(Ask(client)), "button[value=yes]"), "code");

        app.Clock.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.BadRequest, (await Exchange(client, code, Verifier)).Status);
    }

    [Fact]
    public async Task A_person_who_says_no_stays_unknown()
    {
        var client = await Application("mot-cua-khong");
        using var browser = await app.SignIn("vanthu.g22");

        var answer = await browser.Submit(await browser.Get(Ask(client)), "button[value=no]");

        Assert.Equal("access_denied", Query(answer, "error"));
        Assert.StartsWith(Back, answer.Response.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains(await app.Audit(client.ClientId), r => r.Action == "access.consent.refused");
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_signs_in_first()
    {
        var client = await Application("mot-cua-truoc");
        using var browser = app.Browser();

        var asked = await browser.Get(Ask(client));

        Assert.StartsWith("/sign-in?returnUrl=%2Fconnect%2Fauthorize", asked.Location, StringComparison.Ordinal);
        var answer = await browser.Submit(await browser.Get(asked.Location!), "#form-sign-in", ("Input.UserName", "vanthu.g22"), ("Input.Password", TestApp.Password));
        (await browser.Follow(answer)).Renders().Says("Cho phép “Hệ thống một cửa” biết bạn là ai?");
    }

    [Theory]
    [InlineData("redirect_uri", "https://evil.example/callback")]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("response_type", "token")]
    [InlineData("client_id", "khong-co")]
    public async Task A_request_that_was_not_agreed_shows_no_question(string name, string? value)
    {
        var client = await Application("mot-cua-sai");
        using var browser = await app.SignIn("vanthu.g22");

        var page = await browser.Get(Ask(client, name, value));

        Assert.DoesNotContain("biết bạn là ai", page.Text, StringComparison.Ordinal);
        Assert.True(page.Status is HttpStatusCode.UnprocessableEntity || page.Response.Headers.Location?.Query.Contains("error=", StringComparison.Ordinal) == true, page.ToString());
    }

    [Fact]
    public async Task A_request_that_cannot_go_back_is_told_to_the_person_on_a_page()
    {
        using var browser = await app.SignIn("vanthu.g22");

        var page = (await browser.Get(Ask(await Application("mot-cua-la"), "client_id", "khong-co"))).Refuses("Yêu cầu đăng nhập từ ứng dụng không hợp lệ.", "ACC-0099").IsWellMade();

        page.Says("Không có gì về bạn được gửi đi.", "invalid_request");
        Assert.Null(page.TryElement("form[action='/connect/authorize/answer']"));
    }

    [Fact]
    public async Task A_yes_to_a_request_that_is_not_valid_gives_no_code_even_with_the_page_s_own_token()
    {
        var client = await Application("mot-cua-ep");
        using var browser = await app.SignIn("vanthu.g22");
        var page = await browser.Get(Ask(client));

        foreach (var (name, value) in new[] { ("redirect_uri", "https://evil.example/callback"), ("client_id", "khong-co"), ("code_challenge_method", "plain") })
        {
            var answer = await browser.Submit(page, "button[value=yes]", (name, value));

            Assert.True(answer.Status is HttpStatusCode.BadRequest || answer.Response.Headers.Location?.Query.Contains("error=", StringComparison.Ordinal) == true, answer.ToString());
            Assert.DoesNotContain("evil.example", answer.Response.Headers.Location?.ToString() ?? "", StringComparison.Ordinal);
            Assert.DoesNotContain("code=", answer.Response.Headers.Location?.Query ?? "", StringComparison.Ordinal);
        }

        Assert.DoesNotContain(await app.Audit(client.ClientId), r => r.Action == "access.consent.given");
    }

    [Fact]
    public async Task The_answer_needs_the_page_s_own_form()
    {
        var client = await Application("mot-cua-gia");
        using var browser = await app.SignIn("vanthu.g22");
        var fields = new Uri("http://x" + Ask(client)).Query.TrimStart('?').Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        fields["answer"] = "yes";

        var forged = await browser.Send(new HttpRequestMessage(HttpMethod.Post, "/connect/authorize/answer") { Content = new FormUrlEncodedContent(fields) });

        forged.Is(HttpStatusCode.BadRequest);
    }

    private async Task<DemoClient> Application(string clientId)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (!await app.In<AccessDb, bool>(db => Task.FromResult(db.Clients.Any(c => c.ClientId == clientId))))
        {
            var made = await app.In<RegisterClient, Result<ClientKeyMade>>(r =>
                r.Handle(new(clientId, "Hệ thống một cửa", "G22", Back, key.ExportSubjectPublicKeyInfoPem(), false), Actor.Platform("test") with { OrganizationCode = "G22" }, default));
            Assert.True(made.IsOk, made.IsOk ? "" : made.Error.En);
        }

        return new DemoClient(clientId, "G22", key.ExportPkcs8PrivateKeyPem());
    }

    private static string Ask(DemoClient client, string? changed = null, string? value = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["client_id"] = client.ClientId,
            ["redirect_uri"] = Back,
            ["response_type"] = "code",
            ["scope"] = "openid profile",
            ["state"] = "xyz",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
        if (changed is not null && value is null)
        {
            fields.Remove(changed);
        }
        else if (changed is not null)
        {
            fields[changed] = value!;
        }

        return "/connect/authorize?" + string.Join('&', fields.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}"));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Exchange(DemoClient client, string code, string verifier)
    {
        using var http = app.Anonymous();
        using var answer = await http.PostAsync("/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = Back,
            ["code_verifier"] = verifier,
            ["client_id"] = client.ClientId,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = client.Assertion("http://127.0.0.1/", app.Clock.GetUtcNow(), RandomNumberGenerator.GetHexString(32)),
        }));
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    private static string Query(Page page, string name) => page.Response.Headers.Location!.Query.TrimStart('?').Split('&')
        .Select(p => p.Split('=')).Where(p => p[0] == name).Select(p => Uri.UnescapeDataString(p[1])).Single();

    private static JsonElement Claims(string token) => JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
}

public sealed class ConsentOnSqlite(AccessSqlite app) : ConsentTests(app), IClassFixture<AccessSqlite>;

public sealed class ConsentOnPostgres(AccessPostgres app) : ConsentTests(app), IClassFixture<AccessPostgres>;
