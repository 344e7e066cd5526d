using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VanLang.Signing.Xml;

namespace VanLang.Foundation.Tests.Signing;

/// <summary>Keys with self-made certificates, made once: making RSA keys is slow.</summary>
internal sealed class TestSigner
{
    private TestSigner(AsymmetricAlgorithm key, X509Certificate2 certificate)
    {
        Key = key;
        Certificate = certificate;
    }

    public static TestSigner Ecdsa { get; } = Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static TestSigner OtherEcdsa { get; } = Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static TestSigner Rsa { get; } = Of(RSA.Create(2048));

    public static TestSigner WeakRsa { get; } = Of(RSA.Create(1024));

    public AsymmetricAlgorithm Key { get; }

    public X509Certificate2 Certificate { get; }

    public XmlEnvelopeSigner Signer => new(Certificate, Key);

    private static TestSigner Of(AsymmetricAlgorithm key)
    {
        const string Name = "CN=VĂN PHÒNG CHÍNH PHỦ (thử nghiệm), C=VN";
        var request = key switch
        {
            RSA rsa => new CertificateRequest(Name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            ECDsa ecdsa => new CertificateRequest(Name, ecdsa, HashAlgorithmName.SHA256),
            _ => throw new ArgumentException("RSA or ECDSA.", nameof(key)),
        };
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var certificate = request.CreateSelfSigned(from, from.AddYears(5));
        return new TestSigner(key, X509CertificateLoader.LoadCertificate(certificate.RawData));
    }
}
