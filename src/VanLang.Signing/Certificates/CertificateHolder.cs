using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace VanLang.Signing.Certificates;

/// <summary>Who a certificate names, taken out of its distinguished name (RFC 5280, 4.1.2.4) so that people can read it.</summary>
/// <param name="Name">The common name: a person's, an agency's or a certification authority's.</param>
/// <param name="Organization">Organisation, and the unit in it when the certificate names one.</param>
public sealed record CertificateHolder(string Name, string? Organization)
{
    private const string CommonName = "2.5.4.3";
    private const string OrganizationName = "2.5.4.10";
    private const string UnitName = "2.5.4.11";

    /// <summary>Reads a distinguished name as <see cref="Xml.SignerCertificate"/> keeps it. What cannot be read is the name as it stands: a certificate of a stranger may hold anything.</summary>
    /// <param name="distinguishedName">Such as <c>CN=Nguyễn Quốc Bình, O=Văn phòng Chính phủ, C=VN</c>.</param>
    public static CertificateHolder Read(string distinguishedName)
    {
        ArgumentNullException.ThrowIfNull(distinguishedName);
        List<(string Type, string Value)> parts;
        try
        {
            parts = [.. new X500DistinguishedName(distinguishedName).EnumerateRelativeDistinguishedNames(reversed: false)
                .Where(p => !p.HasMultipleElements)
                .Select(p => (p.GetSingleElementType().Value ?? "", p.GetSingleElementValue() ?? ""))
                .Where(p => p.Item2.Length > 0)];
        }
        catch (CryptographicException)
        {
            return new CertificateHolder(distinguishedName, null);
        }

        string? Of(string type) => parts.FirstOrDefault(p => p.Type == type).Value;
        var name = Of(CommonName);
        var organization = string.Join(", ", new[] { Of(UnitName), Of(OrganizationName) }.OfType<string>().Where(o => o != name).Distinct());
        return (name, organization) switch
        {
            (null, "") => new CertificateHolder(distinguishedName, null),
            (null, _) => new CertificateHolder(organization, null),
            (_, "") => new CertificateHolder(name, null),
            _ => new CertificateHolder(name, organization),
        };
    }
}
