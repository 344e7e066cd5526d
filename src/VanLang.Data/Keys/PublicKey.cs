using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace VanLang.Data.Keys;

/// <summary>The public half of a P-256 key, current or retired.</summary>
/// <param name="Kid">RFC 7638 thumbprint of the key, base64url.</param>
/// <param name="X">X coordinate, 32 bytes base64url.</param>
/// <param name="Y">Y coordinate, 32 bytes base64url.</param>
/// <param name="Created">Since when it signs.</param>
/// <param name="Retired">Since when it no longer signs; null for the current key.</param>
public sealed record PublicKey(string Kid, string X, string Y, DateTimeOffset Created, DateTimeOffset? Retired)
{
    /// <summary>The key as it is published (RFC 7517).</summary>
    public JsonWebKey ToJwk() => new("EC", "P-256", X, Y, Kid, "ES256", "sig");

    /// <summary>True when the signature (64 bytes, r and s: the form of JWS ES256) is this key's over the data with SHA-256.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => Verify(data, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>The same for a signature in DER.</summary>
    public bool VerifyDer(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => Verify(data, signature, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>How a signed note names an ECDSA key: the first four bytes of SHA-256 over its SubjectPublicKeyInfo.</summary>
    public byte[] NoteHash() => SHA256.HashData(SubjectPublicKeyInfo())[..4];

    /// <summary>The key as PEM, for openssl.</summary>
    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", SubjectPublicKeyInfo()) + "\n";

    /// <summary>A new instance for libraries that want one; the caller disposes it.</summary>
    public ECDsa Open() => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) },
    });

    private byte[] SubjectPublicKeyInfo()
    {
        using var key = Open();
        return key.ExportSubjectPublicKeyInfo();
    }

    private bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, DSASignatureFormat format)
    {
        using var key = Open();
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, format);
    }

    internal static PublicKey Of(ECDsa key, DateTimeOffset created)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        var x = Base64Url.EncodeToString(q.X);
        var y = Base64Url.EncodeToString(q.Y);
        return new PublicKey(Thumbprint(x, y), x, y, created, null);
    }

    /// <summary>RFC 7638: the required members in lexical order, without spaces.</summary>
    internal static string Thumbprint(string x, string y) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
}

/// <summary>A public key in the form of RFC 7517.</summary>
public sealed record JsonWebKey(
    [property: JsonPropertyName("kty")] string Kty,
    [property: JsonPropertyName("crv")] string Crv,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y,
    [property: JsonPropertyName("kid")] string Kid,
    [property: JsonPropertyName("alg")] string Alg,
    [property: JsonPropertyName("use")] string Use);
