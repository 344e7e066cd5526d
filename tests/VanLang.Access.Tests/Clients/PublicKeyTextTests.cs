using System.Security.Cryptography;
using VanLang.Access.Clients;

namespace VanLang.Access.Tests.Clients;

public sealed class PublicKeyTextTests
{
    [Fact]
    public void Pem_and_jwk_of_one_key_are_one_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var fromPem = PublicKeyText.Parse(key.ExportSubjectPublicKeyInfoPem()).Value;
        var fromJwk = PublicKeyText.Parse(fromPem.Jwk).Value;

        Assert.Equal(fromPem, fromJwk);
        Assert.Equal(PublicKeyText.Of(key), fromPem);
    }

    [Fact]
    public void The_kid_is_the_thumbprint_of_RFC_7638()
    {
        // Computed with openssl and python from the P-256 key of RFC 7515, appendix A.3.
        var key = PublicKeyText.Parse("""{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""").Value;

        Assert.Equal("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", key.Kid);
    }

    [Theory]
    [InlineData(null, "ACC-0050")]
    [InlineData("  ", "ACC-0050")]
    [InlineData("chào", "ACC-0051")]
    [InlineData("{", "ACC-0051")]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}", "ACC-0051")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "ACC-0051")]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"AA\",\"e\":\"AQAB\"}", "ACC-0053")]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AA\",\"y\":\"AA\"}", "ACC-0053")]
    [InlineData("{\"kty\":\"oct\",\"k\":\"AA\"}", "ACC-0053")]
    public void What_is_no_public_P256_key_is_refused(string? text, string code)
    {
        var refused = PublicKeyText.Parse(text).Error;

        Assert.Equal(code, refused.Code);
        Assert.Equal("Key", refused.Field);
    }

    [Fact]
    public void A_private_key_is_refused_with_a_warning()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var d = key.ExportParameters(true).D!;

        var pem = PublicKeyText.Parse(key.ExportPkcs8PrivateKeyPem()).Error;
        var jwk = PublicKeyText.Parse("{\"kty\":\"EC\",\"d\":\"" + Convert.ToBase64String(d) + "\"}").Error;

        Assert.Equal(("ACC-0052", "ACC-0052"), (pem.Code, jwk.Code));
        Assert.Equal("Đây là khóa bí mật. Không gửi khóa bí mật cho bất kỳ ai; tạo cặp khóa mới và chỉ dán khóa công khai.", pem.Sentence("vi"));
    }

    [Fact]
    public void Keys_of_other_curves_and_kinds_are_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);

        Assert.Equal("ACC-0053", PublicKeyText.Parse(p384.ExportSubjectPublicKeyInfoPem()).Error.Code);
        Assert.Equal("ACC-0051", PublicKeyText.Parse(rsa.ExportSubjectPublicKeyInfoPem()).Error.Code);
    }

    [Fact]
    public void A_very_long_text_is_not_even_read()
    {
        Assert.Equal("ACC-0051", PublicKeyText.Parse(new string('A', 10_001)).Error.Code);
    }
}
