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

        public required string PrivateKeyPem { get; init; }

        public required string OtherKeyPem { get; init; }

        public ECDsa Own()
        {
            var key = ECDsa.Create();
            key.ImportFromPem(PrivateKeyPem);
            return key;
        }

        public ECDsa Public() => Own();

        /// <summary>A registered key, but another client's.</summary>
        public (ECDsa Key, string Kid) Other()
        {
            var key = ECDsa.Create();
            key.ImportFromPem(OtherKeyPem);
            var q = key.ExportParameters(false).Q;
            return (key, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($"{{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"{Base64Url.EncodeToString(q.X)}\",\"y\":\"{Base64Url.EncodeToString(q.Y)}\"}}"))));
        }
    }

    private static readonly Dictionary<string, Change> All = new()
    {
        ["alg none"] = (h, _, f) => { h["alg"] = "none"; f.Sign = _ => []; },
        ["alg none in capitals"] = (h, _, f) => { h["alg"] = "NONE"; f.Sign = _ => []; },
        ["no signature"] = (_, _, f) => f.Sign = _ => [],
        ["a zero signature"] = (_, _, f) => f.Sign = _ => new byte[64],
        ["HS256 with the public key as secret"] = (h, _, f) => { h["alg"] = "HS256"; f.Sign = d => HMACSHA256.HashData(Encoding.ASCII.GetBytes(f.Public().ExportSubjectPublicKeyInfoPem()), d); },
        ["HS256 with the bytes of the public key as secret"] = (h, _, f) => { h["alg"] = "HS256"; f.Sign = d => HMACSHA256.HashData(f.Public().ExportSubjectPublicKeyInfo(), d); },
        ["RS256 with a key of its own"] = (h, _, f) => { h["alg"] = "RS256"; f.Sign = d => { using var k = RSA.Create(2048); return k.SignData(d, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1); }; },
        ["PS256"] = (h, _, _) => h["alg"] = "PS256",
        ["ES384"] = (h, _, f) => { h["alg"] = "ES384"; f.Sign = d => { using var k = ECDsa.Create(ECCurve.NamedCurves.nistP384); return k.SignData(d, HashAlgorithmName.SHA384); }; },
        ["ES256 with another key"] = (_, _, f) => f.Sign = d => { using var k = ECDsa.Create(ECCurve.NamedCurves.nistP256); return k.SignData(d, HashAlgorithmName.SHA256); },
        ["no alg"] = (h, _, _) => h.Remove("alg"),
        ["jku"] = (h, _, _) => h["jku"] = "https://evil.example/keys",
        ["x5u"] = (h, _, _) => h["x5u"] = "https://evil.example/cert",
        ["x5c"] = (h, _, _) => h["x5c"] = new[] { "AAAA" },
        ["jwk in the header"] = (h, _, _) => h["jwk"] = new Dictionary<string, string> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = "AA", ["y"] = "AA" },
        ["jwk of a key of its own that signed"] = (h, _, f) => { var k = ECDsa.Create(ECCurve.NamedCurves.nistP256); var q = k.ExportParameters(false).Q; h["jwk"] = new Dictionary<string, string> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(q.X), ["y"] = Base64Url.EncodeToString(q.Y) }; f.Sign = d => k.SignData(d, HashAlgorithmName.SHA256); },
        ["kid that climbs out of a folder"] = (h, _, f) => { h["kid"] = "../../../../dev/null"; f.Sign = d => HMACSHA256.HashData(Array.Empty<byte>(), d); },
        ["kid that is SQL"] = (h, _, f) => { h["kid"] = "x' UNION SELECT 'AA' --"; f.Sign = _ => new byte[64]; },
        ["kid of another client's key"] = (h, _, f) => { h["kid"] = f.Other().Kid; f.Sign = d => f.Other().Key.SignData(d, HashAlgorithmName.SHA256); },
        ["typ missing"] = (h, _, _) => h.Remove("typ"),
        ["typ empty"] = (h, _, _) => h["typ"] = "",
        ["typ JWT"] = (h, _, _) => h["typ"] = "JWT",
        ["b64 false"] = (h, _, _) => { h["b64"] = false; h["crit"] = new[] { "b64" }; },
        ["compressed"] = (h, _, _) => h["zip"] = "DEF",
        ["a signature in DER"] = (_, _, f) => f.Sign = d => f.Own().SignData(d, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
        ["oversized"] = (_, c, _) => c["note"] = new string('x', 100_000),
        ["alg with another case"] = (h, _, _) => h["alg"] = "es256",
        ["exp in the past by a minute over the skew"] = (_, c, f) => c["exp"] = f.Now.AddMinutes(-6).ToUnixTimeSeconds(),
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

    /// <summary>The figure of the row: the whole table again, and what is not the assertion's own fault.</summary>
    [Fact]
    public async Task Every_forgery_of_the_table_is_refused()
    {
        var taken = new List<string>();
        foreach (var forgery in All.Keys)
        {
            var (status, body) = await Ask(forgery);
            if (status is not HttpStatusCode.Unauthorized || body.Contains("access_token", StringComparison.Ordinal))
            {
                taken.Add(forgery);
            }
        }

        Console.WriteLine($"FIGURE S7 {app.Kind}: {All.Count} forged assertions, {All.Count - taken.Count} refused ({100.0 * (All.Count - taken.Count) / All.Count:0.#} %)");
        Assert.Empty(taken);
    }

    [Theory]
    [InlineData("client_assertion")]
    [InlineData("client_assertion_type")]
    [InlineData("grant_type")]
    [InlineData("client_id")]
    [InlineData("scope")]
    public async Task A_parameter_that_stands_twice_is_refused(string name)
    {
        var client = DemoClient.Read(app.Database.DataFolder, "G22");
        var form = await client.Form(client.Assertion(Issuer, app.Clock.GetUtcNow(), Jti())).ReadAsStringAsync();
        var again = name == "scope" ? "scope=openid&scope=profile" : form.Split('&').Single(p => p.StartsWith(name + "=", StringComparison.Ordinal));
        using var http = app.Anonymous();

        using var answer = await http.PostAsync("/connect/token", new StringContent($"{form}&{again}", Encoding.ASCII, "application/x-www-form-urlencoded"));

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        Assert.DoesNotContain("access_token", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("POST", "application/json")]
    [InlineData("POST", "multipart/form-data; boundary=x")]
    [InlineData("POST", "text/plain")]
    public async Task A_token_is_asked_for_by_a_posted_form_only(string method, string? type)
    {
        var client = DemoClient.Read(app.Database.DataFolder, "G22");
        var form = await client.Form(client.Assertion(Issuer, app.Clock.GetUtcNow(), Jti())).ReadAsStringAsync();
        using var http = app.Anonymous();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/connect/token" + (type is null ? "?" + form : ""));
        if (type is not null)
        {
            request.Content = new StringContent(form);
            request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        }

        using var answer = await http.SendAsync(request);

        Assert.False(answer.IsSuccessStatusCode);
        Assert.DoesNotContain("access_token", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-4, -3.5, true)]
    [InlineData(0.5, 5, true)]
    [InlineData(-10, -6, false)]
    [InlineData(2, 10, false)]
    [InlineData(0, 61, false)]
    public async Task A_clock_that_is_somewhat_wrong_is_forgiven(double notBefore, double expires, bool taken)
    {
        var client = DemoClient.Read(app.Database.DataFolder, "H29");
        var now = app.Clock.GetUtcNow();

        using var answer = await Post(client, client.Assertion(Issuer, now, Jti(), claims: c =>
        {
            c["nbf"] = c["iat"] = now.AddMinutes(notBefore).ToUnixTimeSeconds();
            c["exp"] = now.AddMinutes(expires).ToUnixTimeSeconds();
        }));

        Assert.True(taken == answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
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
        app.Clock.Advance(TimeSpan.FromMinutes(6)); // Refusals of one address are noted sixty times in five minutes, and the table above makes more.
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
        var forge = new Forge { Now = now, PrivateKeyPem = client.PrivateKeyPem, OtherKeyPem = DemoClient.Read(app.Database.DataFolder, "H41").PrivateKeyPem };
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
