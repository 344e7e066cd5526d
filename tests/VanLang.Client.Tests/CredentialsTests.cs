using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VanLang.Client.Access;

namespace VanLang.Client.Tests;

/// <summary>Keys and the assertions made with them.</summary>
public sealed class CredentialsTests
{
    [Fact]
    public void An_assertion_is_what_the_exchange_asks_for_and_never_the_same_twice()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var credentials = ExchangeCredentials.Create("client-1", "G22", key.ExportPkcs8PrivateKeyPem());
        var now = DateTimeOffset.UnixEpoch.AddDays(20_000);

        var parts = credentials.Assertion("https://truc.example/", now).Split('.');
        var second = credentials.Assertion("https://truc.example/", now).Split('.');

        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
        Assert.Equal(("ES256", "client-authentication+jwt"), (header.GetProperty("alg").GetString(), header.GetProperty("typ").GetString()));
        Assert.Equal(("client-1", "client-1", "https://truc.example/"), (claims.GetProperty("iss").GetString(), claims.GetProperty("sub").GetString(), claims.GetProperty("aud").GetString()));
        Assert.Equal(60, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        Assert.NotEqual(claims.GetProperty("jti").GetString(), JsonDocument.Parse(Base64Url.DecodeFromChars(second[1])).RootElement.GetProperty("jti").GetString());
    }

    [Fact]
    public void Other_keys_are_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Throws<ArgumentException>(() => ExchangeCredentials.Create("c", "G22", p384.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<ArgumentException>(() => ExchangeCredentials.Create("c", "G22", p256.ExportSubjectPublicKeyInfoPem()));
        Assert.Throws<ArgumentException>(() => ExchangeCredentials.Create("c", "G22", "no key"));
        Assert.Throws<ArgumentException>(() => ExchangeCredentials.Create("", "G22", p256.ExportPkcs8PrivateKeyPem()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("{\"clientId\":\"c\",\"organId\":\"G22\",\"privateKeyPem\":\"x\"}")]
    public void A_file_that_is_no_key_file_is_named(string text)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);

        var thrown = Assert.Throws<InvalidDataException>(() => ExchangeCredentials.FromFile(file));

        Assert.StartsWith($"{file} is not a key file", thrown.Message);
        File.Delete(file);
    }
}
