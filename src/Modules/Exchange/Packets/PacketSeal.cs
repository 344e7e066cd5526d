using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VanLang.Data.Keys;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Signing.Xml;

namespace VanLang.Exchange.Packets;

/// <summary>
/// Signs packets composed on our pages, in the strict form (ECDSA-SHA256): what was composed here cannot be changed on the way. The certificate
/// names the agency and says that this platform sealed the packet for it; the legal signatures are those inside the PDF (Decision 28/2018, art. 5).
/// </summary>
internal sealed class PacketSeal(KeyRing keys, Clock clock)
{
    private readonly ConcurrentDictionary<(string Kid, string Code, string Name, int Year), X509Certificate2> certificates = new();

    private const string Composed = "Gói tin soạn trên VanLang";
    private const string Rewritten = "Bản viết lại theo dạng chuẩn của Trục VanLang";

    /// <summary>For a packet that somebody of this agency composed here.</summary>
    public XmlEnvelopeSigner Of(OrganizationEntry agency) => Signer(Composed, agency.Code, agency.Name);

    /// <summary>
    /// For a packet that the axis itself writes anew: the agency's own signature covers the bytes it sent and cannot be carried over, so the axis
    /// answers for its copy, under its own name.
    /// </summary>
    public XmlEnvelopeSigner OfAxis() => Signer(Rewritten, "", "Trục liên thông văn bản quốc gia");

    private XmlEnvelopeSigner Signer(string title, string code, string organization)
    {
        var key = keys.Current(KeyPurpose.Packet);
        var own = key.Open();
        return new XmlEnvelopeSigner(certificates.GetOrAdd((key.Kid, code, organization, clock.Today.Year), _ => Make(own, title, organization)), own);
    }

    private X509Certificate2 Make(ECDsa key, string title, string organization)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(title);
        name.AddOrganizationName(organization);
        name.AddCountryOrRegion("VN");
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        var from = clock.Now.AddMinutes(-5);
        return request.CreateSelfSigned(from, from.AddYears(1));
    }
}
