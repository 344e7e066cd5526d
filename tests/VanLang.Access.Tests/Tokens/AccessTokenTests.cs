using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Access.Clients;
using VanLang.Access.Tokens;
using VanLang.Data.Keys;
using VanLang.Kernel;
using VanLang.Testing;
using VanLang.Web.Modules;

namespace VanLang.Access.Tests.Tokens;

public abstract class AccessTokenTests(TestApp app)
{
    [Fact]
    public async Task A_token_names_client_and_organisation_and_lives_a_quarter_of_an_hour()
    {
        var token = Read(await app.Token("G22"));

        Assert.Equal("qlvb-g22", token.GetProperty("client_id").GetString());
        Assert.Equal("G22", token.GetProperty("organ_id").GetString());
        Assert.Equal("vanlang", token.GetProperty("aud").GetString());
        Assert.Equal(900, token.GetProperty("exp").GetInt64() - token.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task A_token_makes_the_agency_s_system_the_actor()
    {
        var actor = await Actor(await app.Token("H41"));

        Assert.Equal((ActorKind.Client, "qlvb-h41", "H41"), (actor.Kind, actor.Id, actor.OrganizationCode));
    }

    [Fact]
    public async Task A_token_is_checked_without_the_database()
    {
        var token = await app.Token("G22");
        using var browser = app.Browser();
        using var warm = Bearer(token);
        await browser.Send(warm);
        using var again = Bearer(token);

        var page = await browser.Send(again);

        Assert.Empty(page.Commands);
    }

    [Theory]
    [InlineData("alg none")]
    [InlineData("another key")]
    [InlineData("changed claims")]
    [InlineData("no signature")]
    [InlineData("another issuer")]
    [InlineData("another audience")]
    [InlineData("expired")]
    [InlineData("typ JWT")]
    [InlineData("typ missing")]
    [InlineData("HS256 with the public key")]
    [InlineData("jku")]
    [InlineData("jwk of another key that signed")]
    [InlineData("x5c of another key that signed")]
    [InlineData("kid that climbs out of a folder")]
    [InlineData("kid that is SQL")]
    [InlineData("two audiences, neither ours")]
    [InlineData("an assertion's typ")]
    public async Task A_forged_token_is_nobody_s(string forgery)
    {
        var good = await app.Token("G22");
        var header = Part(good, 0);
        var claims = Part(good, 1);
        var ring = app.Services.GetRequiredService<KeyRing>();
        Func<byte[], byte[]> sign = d => ring.Current(KeyPurpose.Token).Sign(d);
        switch (forgery)
        {
            case "alg none": header["alg"] = "none"; sign = _ => []; break;
            case "another key": sign = d => { using var k = ECDsa.Create(ECCurve.NamedCurves.nistP256); return k.SignData(d, HashAlgorithmName.SHA256); }; break;
            case "changed claims": claims["organ_id"] = "G12"; var old = Base64Url.DecodeFromChars(good.Split('.')[2]); sign = _ => old; break;
            case "no signature": sign = _ => []; break;
            case "another issuer": claims["iss"] = "https://other.example/"; break;
            case "another audience": claims["aud"] = "other"; break;
            case "expired": claims["exp"] = app.Clock.GetUtcNow().AddHours(-1).ToUnixTimeSeconds(); claims["iat"] = claims["nbf"] = app.Clock.GetUtcNow().AddHours(-2).ToUnixTimeSeconds(); break;
            case "typ JWT": header["typ"] = "JWT"; break;
            case "typ missing": header.Remove("typ"); break;
            case "HS256 with the public key": header["alg"] = "HS256"; sign = d => HMACSHA256.HashData(Encoding.ASCII.GetBytes(ring.Current(KeyPurpose.Token).Open().ExportSubjectPublicKeyInfoPem()), d); break;
            case "jku": header["jku"] = "https://evil.example/keys"; header["kid"] = "evil"; sign = Stranger; break;
            case "jwk of another key that signed": header["jwk"] = new { kty = "EC", crv = "P-256", x = "AA", y = "AA" }; sign = Stranger; break;
            case "x5c of another key that signed": header["x5c"] = new[] { "AAAA" }; header.Remove("kid"); sign = Stranger; break;
            case "kid that climbs out of a folder": header["kid"] = "../../../../dev/null"; sign = d => HMACSHA256.HashData(Array.Empty<byte>(), d); break;
            case "kid that is SQL": header["kid"] = "x' UNION SELECT 'AA' --"; sign = Stranger; break;
            case "two audiences, neither ours": claims["aud"] = new[] { "other", "https://other.example/" }; break;
            case "an assertion's typ": header["typ"] = "client-authentication+jwt"; break;
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await Status(Make(header, claims, sign)));
    }

    [Fact]
    public async Task The_forger_s_tools_make_a_good_token_when_nothing_is_changed()
    {
        var good = await app.Token("G22");
        var ring = app.Services.GetRequiredService<KeyRing>();

        var again = Make(Part(good, 0), Part(good, 1), d => ring.Current(KeyPurpose.Token).Sign(d));

        Assert.NotEqual(HttpStatusCode.Unauthorized, await Status(again));
    }

    [Theory]
    [InlineData("in the query")]
    [InlineData("under another scheme")]
    [InlineData("twice")]
    [InlineData("in a cookie")]
    public async Task A_good_token_in_the_wrong_place_opens_nothing(string where)
    {
        var token = await app.Token("G22");
        using var http = app.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/exchange/v1/outbox" + (where == "in the query" ? "?access_token=" + token : ""));
        switch (where)
        {
            case "under another scheme": request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + token); break;
            case "twice": request.Headers.TryAddWithoutValidation("Authorization", [$"Bearer {token}", "Bearer " + token]); break;
            case "in a cookie": request.Headers.TryAddWithoutValidation("Cookie", "access_token=" + token); break;
        }

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_assertion_is_no_token()
    {
        var client = DemoClient.Read(app.Database.DataFolder, "G22");

        var status = await Status(client.Assertion("http://127.0.0.1/", app.Clock.GetUtcNow(), "x"));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task A_locked_client_gets_no_token_and_its_tokens_stop()
    {
        var token = await app.Token("G01");
        Assert.Equal(ActorKind.Client, (await Actor(token)).Kind);
        Assert.True((await app.In<LockClient, Result>(l => l.Handle(new("qlvb-g01", "nghi lộ khóa"), Admin, default))).IsOk);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.Token("G01"));

        Assert.Contains("The client is locked.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ActorKind.Anonymous, (await Actor(token)).Kind);
        Assert.True((await app.In<LockClient, Result>(l => l.Unlock(new("qlvb-g01", "đã kiểm tra"), Admin, default))).IsOk);
        Assert.Equal(ActorKind.Client, (await Actor(await app.Token("G01"))).Kind);
    }

    [Fact]
    public async Task Rotating_the_server_s_key_refuses_nobody()
    {
        var ring = app.Services.GetRequiredService<KeyRing>();
        var keys = app.Services.GetRequiredService<TokenKeys>();
        var before = await app.Token("G22");
        var failed = 0;
        using var stop = new CancellationTokenSource();
        var asking = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var token = await app.Token("H26");
                failed += await Status(token) is HttpStatusCode.Unauthorized ? 1 : 0;
                failed += await Status(before) is HttpStatusCode.Unauthorized ? 1 : 0;
            }
        });

        for (var i = 0; i < 3; i++)
        {
            var kid = ring.Rotate(KeyPurpose.Token).Kid;
            keys.LookAgain();
            await Poll.Until(async () => Part(await app.Token("G22"), 0)["kid"].ToString() == kid, "tokens by the new key");
        }

        await stop.CancelAsync();
        await asking;

        Assert.Equal(0, failed);
        using var http = app.Anonymous();
        var published = JsonDocument.Parse(await http.GetStringAsync("/.well-known/jwks")).RootElement.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString());
        Assert.True(published.Count() >= 4, "The retired keys stay published for a day.");
        Assert.DoesNotContain("\"d\"", await http.GetStringAsync("/.well-known/jwks"), StringComparison.Ordinal);
    }

    private static byte[] Stranger(byte[] data)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.SignData(data, HashAlgorithmName.SHA256);
    }

    private static Actor Admin { get; } = VanLang.Kernel.Actor.Platform("test");

    private static HttpRequestMessage Bearer(string token) => new(HttpMethod.Get, "/api/exchange/v1/outbox?limit=0") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    private async Task<HttpStatusCode> Status(string token)
    {
        using var http = app.Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.GetAsync("/api/exchange/v1/outbox?limit=0");
        return answer.StatusCode;
    }

    /// <summary>The actor that the real resolver finds behind a token's claims.</summary>
    private Task<Actor> Actor(string token)
    {
        var claims = Read(token).EnumerateObject().Where(c => c.Value.ValueKind is JsonValueKind.String).Select(c => new Claim(c.Name, c.Value.GetString()!));
        return app.In<IActorResolver, Actor>(async r => await r.Resolve(new ClaimsPrincipal(new ClaimsIdentity(claims, "Bearer")), default));
    }

    private static JsonElement Read(string token) => JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;

    private static Dictionary<string, object> Part(string token, int part) => JsonSerializer.Deserialize<Dictionary<string, object>>(Base64Url.DecodeFromChars(token.Split('.')[part]))!;

    private static string Make(Dictionary<string, object> header, Dictionary<string, object> claims, Func<byte[], byte[]> sign)
    {
        var signed = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header)) + "." + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
        return signed + "." + Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)));
    }
}

public sealed class AccessTokensOnSqlite(AccessSqlite app) : AccessTokenTests(app), IClassFixture<AccessSqlite>;

public sealed class AccessTokensOnPostgres(AccessPostgres app) : AccessTokenTests(app), IClassFixture<AccessPostgres>;
