using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VanLang.Kernel;

namespace VanLang.Access.Clients;

/// <summary>A P-256 public key as an administrator pastes it (PEM or JWK), brought into one form.</summary>
/// <param name="Kid">Its RFC 7638 thumbprint, so that the same key always bears the same name.</param>
/// <param name="Jwk">The public JWK, members in the thumbprint's order.</param>
internal sealed record PublicKeyText(string Kid, string Jwk)
{
    private const int Longest = 10_000;

    public static Result<PublicKeyText> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return AccessErrors.KeyEmpty.At("Key");
        }

        if (text.Length > Longest)
        {
            return AccessErrors.KeyUnreadable.At("Key");
        }

        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            return AccessErrors.KeyPrivate.At("Key");
        }

        try
        {
            return text.TrimStart().StartsWith('{') ? FromJwk(text) : FromPem(text);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or JsonException or FormatException)
        {
            return AccessErrors.KeyUnreadable.At("Key");
        }
    }

    public static PublicKeyText Of(ECDsa key)
    {
        var q = key.ExportParameters(false).Q;
        return Of(Base64Url.EncodeToString(q.X), Base64Url.EncodeToString(q.Y));
    }

    private static Result<PublicKeyText> FromPem(string text)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(text);
        return Checked(key);
    }

    private static Result<PublicKeyText> FromJwk(string text)
    {
        using var json = JsonDocument.Parse(text);
        var jwk = json.RootElement;
        if (jwk.TryGetProperty("d", out _))
        {
            return AccessErrors.KeyPrivate.At("Key");
        }

        if (Member(jwk, "kty") != "EC" || Member(jwk, "crv") != "P-256")
        {
            return AccessErrors.KeyNotP256.At("Key");
        }

        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(Member(jwk, "x")), Y = Base64Url.DecodeFromChars(Member(jwk, "y")) },
        });
        return Checked(key);
    }

    private static Result<PublicKeyText> Checked(ECDsa key)
    {
        // P-256 only: ES256 is the one algorithm that clients may sign with (RFC 7518 section 3.4).
        if (key.ExportParameters(false).Curve.Oid.Value != "1.2.840.10045.3.1.7")
        {
            return AccessErrors.KeyNotP256.At("Key");
        }

        return Of(key);
    }

    private static PublicKeyText Of(string x, string y)
    {
        var canonical = $$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""";
        var kid = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        return new PublicKeyText(kid, $$"""{"kty":"EC","crv":"P-256","x":"{{x}}","y":"{{y}}","kid":"{{kid}}","use":"sig","alg":"ES256"}""");
    }

    private static string Member(JsonElement jwk, string name) =>
        jwk.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";
}
