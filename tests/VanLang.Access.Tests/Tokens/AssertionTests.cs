using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VanLang.Testing;

namespace VanLang.Access.Tests.Tokens;

/// <summary>Row S7: everything that is not one fresh assertion of the client's own key is refused.</summary>
public abstract partial class AssertionTests(TestApp app)
{
    private const string Issuer = "http://127.0.0.1/";

    public static TheoryData<string> Forgeries => new(All.Keys);

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

    /// <summary>After a pause all systems ask in the same second; none may be told that its key does not hold because the database is busy.</summary>
    [Fact]
    public async Task All_who_ask_at_once_get_a_token()
    {
        var client = DemoClient.Read(app.Database.DataFolder, "H29");
        var assertions = Enumerable.Range(0, 120).Select(_ => client.Assertion(Issuer, app.Clock.GetUtcNow(), Jti())).ToList();

        var answers = await Task.WhenAll(assertions.Select(async a =>
        {
            using var answer = await Post(client, a);
            return (answer.StatusCode, Body: await answer.Content.ReadAsStringAsync());
        }));

        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.OK, $"{(int)a.StatusCode} {a.Body}"));
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
