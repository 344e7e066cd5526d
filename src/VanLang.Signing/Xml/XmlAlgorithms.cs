using System.Security.Cryptography;

namespace VanLang.Signing.Xml;

/// <summary>The closed list of XML-DSig algorithms. What is not named here is refused, which is what stops downgrades and HMAC confusion.</summary>
public static class XmlAlgorithms
{
    /// <summary>Namespace of XML-DSig.</summary>
    public const string Namespace = "http://www.w3.org/2000/09/xmldsig#";

    /// <summary>Exclusive canonicalisation without comments.</summary>
    public const string ExclusiveC14N = "http://www.w3.org/2001/10/xml-exc-c14n#";

    /// <summary>Inclusive canonicalisation 1.0 without comments; accepted in foreign signatures only.</summary>
    public const string InclusiveC14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    /// <summary>Takes the signature itself out of what is signed.</summary>
    public const string Enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

    /// <summary>RSA PKCS#1 v1.5 with SHA-256 (RFC 4051).</summary>
    public const string RsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    /// <summary>ECDSA with SHA-256 (RFC 4051): the value is r and s side by side, not DER.</summary>
    public const string EcdsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";

    /// <summary>RSA with SHA-1: read in foreign signatures, flagged, never written.</summary>
    public const string RsaSha1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";

    /// <summary>SHA-256 digest.</summary>
    public const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    /// <summary>SHA-1 digest: read in foreign signatures, flagged, never written.</summary>
    public const string Sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";

    private const int LeastRsaBits = 2048;

    private static readonly string[] Curves = ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"];

    static XmlAlgorithms()
    {
        // SignedXml knows no ECDSA, not even in .NET 11: it asks CryptoConfig for the description by its URI.
        CryptoConfig.AddAlgorithm(typeof(EcdsaSha256Description), EcdsaSha256);
    }

    /// <summary>Makes SignedXml know ECDSA. Harmless when called again.</summary>
    internal static void Register()
    {
        // The static constructor does the work, once.
    }

    /// <summary>The signature algorithm that goes with a key; null for keys that may not sign.</summary>
    public static string? For(AsymmetricAlgorithm key) => IsStrong(key)
        ? key switch
        {
            RSA => RsaSha256,
            ECDsa => EcdsaSha256,
            _ => null,
        }
        : null;

    /// <summary>RSA of at least 2048 bits, or ECDSA on P-256, P-384 or P-521.</summary>
    public static bool IsStrong(AsymmetricAlgorithm key) => key switch
    {
        RSA rsa => rsa.KeySize >= LeastRsaBits,
        ECDsa ecdsa => IsNamed(ecdsa.ExportParameters(false).Curve),
        _ => false,
    };

    /// <summary>True when the key is of the kind the signature algorithm needs.</summary>
    public static bool Fits(AsymmetricAlgorithm key, string signatureAlgorithm) => signatureAlgorithm switch
    {
        RsaSha256 or RsaSha1 => key is RSA,
        EcdsaSha256 => key is ECDsa,
        _ => false,
    };

    private static bool IsNamed(ECCurve curve) => curve.IsNamed && Array.IndexOf(Curves, curve.Oid.Value ?? "") >= 0;
}
