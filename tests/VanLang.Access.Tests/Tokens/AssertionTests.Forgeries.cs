using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace VanLang.Access.Tests.Tokens;

/// <summary>The table of row S7: one change each to an assertion that would be taken.</summary>
public abstract partial class AssertionTests
{
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
}
