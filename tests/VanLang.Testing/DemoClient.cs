using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Buffers.Text;

namespace VanLang.Testing;

/// <summary>
/// An agency's system, as a stranger would write it: it reads its own key and signs its own assertion (RFC 7523), with nothing of the
/// server's code.
/// </summary>
/// <param name="ClientId">Client id.</param>
/// <param name="OrganId">Organisation's identifier as it stands in packets.</param>
/// <param name="PrivateKeyPem">P-256 key.</param>
public sealed record DemoClient(string ClientId, string OrganId, string PrivateKeyPem)
{
    /// <summary>Reads <c>demo/clients/CODE.json</c> of a data folder.</summary>
    public static DemoClient Read(string dataFolder, string organCode) =>
        JsonSerializer.Deserialize<DemoClient>(File.ReadAllText(Path.Combine(dataFolder, "demo", "clients", organCode + ".json")), JsonSerializerOptions.Web)!;

    /// <summary>Asks for an access token.</summary>
    public async Task<string> Token(Uri address, TimeProvider time)
    {
        using var client = new HttpClient { BaseAddress = address };
        var issuer = (await client.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration")).GetProperty("issuer").GetString()!;
        using var answer = await client.PostAsync("/connect/token", Form(Assertion(issuer, time.GetUtcNow(), RandomNumberGenerator.GetHexString(32))));
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!
            : throw new InvalidOperationException($"No token for {ClientId}: {(int)answer.StatusCode} {body}");
    }

    /// <summary>The body of a token request with an assertion.</summary>
    public FormUrlEncodedContent Form(string assertion) => new(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = ClientId,
        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ["client_assertion"] = assertion,
    });

    /// <summary>A signed assertion; header and claims may be changed for what must be refused.</summary>
    public string Assertion(string audience, DateTimeOffset now, string jti, Action<Dictionary<string, object>>? header = null, Action<Dictionary<string, object>>? claims = null)
    {
        var head = new Dictionary<string, object> { ["alg"] = "ES256", ["typ"] = "client-authentication+jwt" };
        var body = new Dictionary<string, object>
        {
            ["iss"] = ClientId,
            ["sub"] = ClientId,
            ["aud"] = audience,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(1).ToUnixTimeSeconds(),
            ["jti"] = jti,
        };
        header?.Invoke(head);
        claims?.Invoke(body);
        var signed = Part(head) + "." + Part(body);
        using var key = ECDsa.Create();
        key.ImportFromPem(PrivateKeyPem);
        return signed + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
    }

    private static string Part(Dictionary<string, object> part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
