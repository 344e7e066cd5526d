using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using VanLang.Client.Events;

namespace VanLang.Client.Tests.Receipts;

public sealed class WebhookVerifierTests : IDisposable
{
    private const string Issuer = "https://truc.vanlang.gov.vn";
    private const string Address = "https://vpdt.nghean.gov.vn/su-kien?khoa=1";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => key.Dispose();

    [Fact]
    public void An_event_that_holds_is_read()
    {
        var id = Guid.CreateVersion7();
        var read = Verifier().Verify(Token(claims => claims["jti"] = id.ToString()));
        Assert.Equal((id, "packet.arrived", "H41"), (read.Id, read.Kind, read.OrganId));
        Assert.Equal("MTIwNg", read.Content.GetProperty("after").GetString());
    }

    [Theory]
    [InlineData("iss", "https://truc.khac.vn", "The event does not hold: it is of another exchange.")]
    [InlineData("aud", "https://vpdt.nghean.gov.vn/su-kien", "The event does not hold: it is for another address.")]
    public void Another_issuer_or_address_is_refused(string claim, string value, string sentence) => Refused(Token(c => c[claim] = value), sentence);

    [Theory]
    [InlineData(-601)]
    [InlineData(601)]
    public void A_time_far_from_now_is_refused(int seconds) =>
        Refused(Token(c => c["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds), "The event does not hold: it was signed long ago, or one of the two clocks is wrong.");

    [Fact]
    public void What_is_no_event_is_refused()
    {
        Refused(Token(c => c["events"] = new JsonObject { ["https://example.vn/event"] = new JsonObject() }), "The event does not hold: it holds no event of the exchange.");
        Refused(Token(c => c["events"] = new JsonObject()), "The event does not hold: it holds no event of the exchange.");
        Refused("abc", "The event does not hold: it is no compact JWS.");
        Assert.StartsWith("The event does not hold: what it says cannot be read", Assert.Throws<ExchangeException>(() => Verifier().Verify(Token(c => c.Remove("jti")))).Message);
    }

    [Theory]
    [InlineData("none", "secevent+jwt", "alg \"none\"")]
    [InlineData("HS256", "secevent+jwt", "alg \"HS256\"")]
    [InlineData("ES256", "exchange-receipt+jwt", "typ \"exchange-receipt+jwt\"")]
    [InlineData("ES256", "JWT", "typ \"JWT\"")]
    public void Another_algorithm_or_type_is_refused(string algorithm, string type, string says) => Assert.Contains(says, Assert.Throws<ExchangeException>(() => Verifier().Verify(Token(null, algorithm, type))).Message);

    [Fact]
    public void Every_changed_byte_and_every_other_key_is_refused()
    {
        var token = Token();
        var random = new Random(20);
        for (var i = 0; i < 200; i++)
        {
            var at = random.Next(token.Length);
            var other = (char)(token[at] == 'A' ? 'B' : 'A');
            var changed = token[..at] + other + token[(at + 1)..];
            if (at != token.Length - 1) // The last letter of 64 bytes bears four unused bits.
            {
                Assert.Equal("CLI-0007", Assert.Throws<ExchangeException>(() => Verifier().Verify(changed)).Code);
            }
        }

        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Refused(Sign(stranger, Claims(), "ES256", "secevent+jwt", "k1"), "The event does not hold: its signature is not that of the key.");
        Refused(Sign(key, Claims(), "ES256", "secevent+jwt", "k2"), "The event does not hold: its key \"k2\" is not among the published ones.");
    }

    private void Refused(string token, string sentence)
    {
        var refused = Assert.Throws<ExchangeException>(() => Verifier().Verify(token));
        Assert.Equal((ExchangeFailure.NotVerified, "CLI-0007", sentence), (refused.Failure, refused.Code, refused.Message));
    }

    private WebhookVerifier Verifier()
    {
        var q = key.ExportParameters(false).Q;
        var set = new { keys = new[] { new { kty = "EC", crv = "P-256", kid = "k1", alg = "ES256", x = Base64Url.EncodeToString(q.X), y = Base64Url.EncodeToString(q.Y) } } };
        return new WebhookVerifier(JsonSerializer.Serialize(set), Issuer + "/", Address);
    }

    private string Token(Action<JsonObject>? change = null, string algorithm = "ES256", string type = "secevent+jwt")
    {
        var claims = Claims();
        change?.Invoke(claims);
        return Sign(key, claims, algorithm, type, "k1");
    }

    private static JsonObject Claims() => new()
    {
        ["iss"] = Issuer,
        ["aud"] = Address,
        ["sub"] = "H41",
        ["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        ["jti"] = Guid.CreateVersion7().ToString(),
        ["toe"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        ["events"] = new JsonObject { ["urn:vanlang:exchange:event:packet.arrived"] = new JsonObject { ["after"] = "MTIwNg" } },
    };

    private static string Sign(ECDsa key, JsonObject claims, string algorithm, string type, string kid)
    {
        var head = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm, typ = type, kid }));
        var signed = $"{head}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))}";
    }
}
