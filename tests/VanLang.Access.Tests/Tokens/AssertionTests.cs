using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VanLang.Testing;

namespace VanLang.Access.Tests.Tokens;

/// <summary>Row S7: everything that is not one fresh assertion of the client's own key is refused.</summary>
public abstract class AssertionTests(TestApp app)
{
    private const string Issuer = "http://127.0.0.1/";

    public static TheoryData<string> Forgeries => new(All.Keys);

    private delegate void Change(Dictionary<string, object> header, Dictionary<string, object> claims, Forge forge);

    private sealed class Forge
    {
        public required DateTimeOffset Now { get; init; }

        public Func<byte[], byte[]>? Sign { get; set; }

        public string? ClientId { get; set; }
    }

    private static readonly Dictionary<string, Change> All = new()
    {
        ["alg none"] = (h, _, f) => { h["alg"] = "none"; f.Sign = _ => []; },
        ["alg none in capitals"] = (h, _, f) => { h["alg"] = "NONE"; f.Sign = _ => []; },
        ["no signature"] = (_, _, f) => f.Sign = _ => [],
        ["a zero signature"] = (_, _, f) => f.Sign = _ => new byte[64],
        ["HS256 with the public key as secret"] = (h, _, f) => { h["alg"] = "HS256"; f.Sign = d => HMACSHA256.HashData(Encoding.ASCII.GetBytes("public key"), d); },
        ["RS256 with a key of its own"] = (h, _, f) => { h["alg"] = "RS256"; f.Sign = d => { using var k = RSA.Create(2048); return k.SignData(d, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1); }; },
        ["PS256"] = (h, _, _) => h["alg"] = "PS256",
        ["ES384"] = (h, _, f) => { h["alg"] = "ES384"; f.Sign = d => { using var k = ECDsa.Create(ECCurve.NamedCurves.nistP384); return k.SignData(d, HashAlgorithmName.SHA384); }; },
        ["ES256 with another key"] = (_, _, f) => f.Sign = d => { using var k = ECDsa.Create(ECCurve.NamedCurves.nistP256); return k.SignData(d, HashAlgorithmName.SHA256); },
        ["no alg"] = (h, _, _) => h.Remove("alg"),
        ["jku"] = (h, _, _) => h["jku"] = "https://evil.example/keys",
        ["x5u"] = (h, _, _) => h["x5u"] = "https://evil.example/cert",
        ["x5c"] = (h, _, _) => h["x5c"] = new[] { "AAAA" },
        ["jwk in the header"] = (h, _, _) => h["jwk"] = new Dictionary<string, string> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = "AA", ["y"] = "AA" },
        ["crit"] = (h, _, _) => h["crit"] = new[] { "exp" },
        ["typ of an access token"] = (h, _, _) => h["typ"] = "at+jwt",
        ["typ of a proof"] = (h, _, _) => h["typ"] = "dpop+jwt",
        ["x5t of another key"] = (h, _, _) => h["x5t"] = "AAAA",
        ["aud of the token endpoint of another server"] = (_, c, _) => c["aud"] = "https://other.example/connect/token",
        ["several aud, ours among them"] = (_, c, _) => c["aud"] = new[] { Issuer, "https://other.example/" },
        ["aud of another server"] = (_, c, _) => c["aud"] = "https://other.example/",
        ["aud empty"] = (_, c, _) => c["aud"] = "",
        ["no aud"] = (_, c, _) => c.Remove("aud"),
        ["iss of another client"] = (_, c, _) => c["iss"] = "qlvb-h41",
        ["no iss"] = (_, c, _) => c.Remove("iss"),
        ["sub of another client"] = (_, c, _) => c["sub"] = "qlvb-h41",
        ["no sub"] = (_, c, _) => c.Remove("sub"),
        ["another client's id in the form"] = (_, _, f) => f.ClientId = "qlvb-h41",
        ["an unknown client"] = (_, c, f) => { c["iss"] = c["sub"] = f.ClientId = "khong-co"; },
        ["expired"] = (_, c, f) => c["exp"] = f.Now.AddMinutes(-10).ToUnixTimeSeconds(),
        ["no exp"] = (_, c, _) => c.Remove("exp"),
        ["exp as text"] = (_, c, _) => c["exp"] = "tomorrow",
        ["exp in ten years"] = (_, c, f) => c["exp"] = f.Now.AddYears(10).ToUnixTimeSeconds(),
        ["not yet valid"] = (_, c, f) => c["nbf"] = f.Now.AddMinutes(30).ToUnixTimeSeconds(),
        ["no jti"] = (_, c, _) => c.Remove("jti"),
        ["empty jti"] = (_, c, _) => c["jti"] = "",
        ["jti as a number"] = (_, c, _) => c["jti"] = 7,
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_assertion_is_refused(string forgery)
    {
        var (status, body) = await Ask(forgery);

        Assert.True(status is HttpStatusCode.Unauthorized && JsonDocument.Parse(body).RootElement.GetProperty("error").GetString() == "invalid_client", $"{forgery}: {(int)status} {body}");
        Assert.DoesNotContain("access_token", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_unchanged_assertion_is_taken_so_the_table_proves_something()
    {
        var (status, body) = await Ask(null);

        Assert.True(status is HttpStatusCode.OK, body);
    }

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1/")]
    public async Task The_issuer_is_named_with_or_without_its_slash(string audience)
    {
        var client = DemoClient.Read(app.Database.DataFolder, "G12");

        using var answer = await Post(client, client.Assertion(audience, app.Clock.GetUtcNow(), Jti()));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task An_assertion_is_taken_once()
    {
        var client = DemoClient.Read(app.Database.DataFolder, "G15");
        var assertion = client.Assertion(Issuer, app.Clock.GetUtcNow(), Jti());

        using var first = await Post(client, assertion);
        using var second = await Post(client, assertion);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
        Assert.Contains("used before", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grant_type", "", HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("grant_type", "password", HttpStatusCode.BadRequest, "unsupported_grant_type")]
    [InlineData("client_assertion_type", "", HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("scope", "khong-co", HttpStatusCode.BadRequest, "invalid_scope")]
    public async Task What_is_wrong_beside_the_assertion_keeps_its_own_name(string field, string value, HttpStatusCode status, string error)
    {
        var client = DemoClient.Read(app.Database.DataFolder, "H26");
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client.ClientId,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = client.Assertion(Issuer, app.Clock.GetUtcNow(), Jti()),
            [field] = value,
        };
        using var http = app.Anonymous();

        using var answer = await http.PostAsync("/connect/token", new FormUrlEncodedContent(form.Where(f => f.Value.Length > 0)));

        Assert.Equal((status, error), (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Of_many_uses_at_the_same_moment_one_is_taken()
    {
        var client = DemoClient.Read(app.Database.DataFolder, "G15");
        var assertion = client.Assertion(Issuer, app.Clock.GetUtcNow(), Jti());

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Post(client, assertion)));

        Assert.Equal(1, answers.Count(a => a.StatusCode is HttpStatusCode.OK));
        Assert.Equal(11, answers.Count(a => a.StatusCode is HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task The_same_jti_of_two_clients_are_two()
    {
        var (a, b, jti) = (DemoClient.Read(app.Database.DataFolder, "H26"), DemoClient.Read(app.Database.DataFolder, "H29"), Jti());

        using var first = await Post(a, a.Assertion(Issuer, app.Clock.GetUtcNow(), jti));
        using var second = await Post(b, b.Assertion(Issuer, app.Clock.GetUtcNow(), jti));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task A_replay_is_refused_after_a_restart_too()
    {
        var client = DemoClient.Read(app.Database.DataFolder, "H17");
        var assertion = client.Assertion(Issuer, app.Clock.GetUtcNow(), Jti());
        using var first = await Post(client, assertion);

        await app.Restart();
        using var second = await Post(client, assertion);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task A_refusal_is_noted_with_its_reason_and_without_the_assertion()
    {
        var client = DemoClient.Read(app.Database.DataFolder, "H17");
        var assertion = client.Assertion("https://other.example/", app.Clock.GetUtcNow(), Jti());
        using var refused = await Post(client, assertion);

        var row = (await app.Audit(client.ClientId)).Last(r => r.Action == "access.token.refused");

        Assert.Contains("audience", row.Detail!, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(assertion[^40..], row.Detail!, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.Lines, l => l.Message.Contains(assertion[^40..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_is_told_apart_by_its_key_not_by_a_secret()
    {
        using var http = app.Anonymous();

        using var answer = await http.PostAsync("/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "qlvb-g22",
            ["client_secret"] = "secret",
        }));
        var discovery = await http.GetStringAsync("/.well-known/openid-configuration");

        Assert.False(answer.IsSuccessStatusCode);
        var methods = JsonDocument.Parse(discovery).RootElement.GetProperty("token_endpoint_auth_methods_supported").EnumerateArray().Select(m => m.GetString());
        Assert.Equal(["private_key_jwt"], methods);
    }

    private async Task<(HttpStatusCode Status, string Body)> Ask(string? forgery)
    {
        var client = DemoClient.Read(app.Database.DataFolder, "G22");
        var now = app.Clock.GetUtcNow();
        var forge = new Forge { Now = now };
        var header = new Dictionary<string, object> { ["alg"] = "ES256", ["typ"] = "client-authentication+jwt" };
        var claims = new Dictionary<string, object>
        {
            ["iss"] = client.ClientId,
            ["sub"] = client.ClientId,
            ["aud"] = Issuer,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(1).ToUnixTimeSeconds(),
            ["jti"] = Jti(),
        };
        if (forgery is not null)
        {
            All[forgery](header, claims, forge);
        }

        var signed = Part(header) + "." + Part(claims);
        using var key = ECDsa.Create();
        key.ImportFromPem(client.PrivateKeyPem);
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = forge.Sign?.Invoke(bytes) ?? key.SignData(bytes, HashAlgorithmName.SHA256);
        using var answer = await Post(client with { ClientId = forge.ClientId ?? client.ClientId }, signed + "." + Base64Url.EncodeToString(signature));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> Post(DemoClient client, string assertion)
    {
        using var http = app.Anonymous();
        return await http.PostAsync("/connect/token", client.Form(assertion));
    }

    private static string Part(Dictionary<string, object> part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private static string Jti() => RandomNumberGenerator.GetHexString(32);
}

public sealed class AssertionsOnSqlite(AccessSqlite app) : AssertionTests(app), IClassFixture<AccessSqlite>;

public sealed class AssertionsOnPostgres(AccessPostgres app) : AssertionTests(app), IClassFixture<AccessPostgres>;
