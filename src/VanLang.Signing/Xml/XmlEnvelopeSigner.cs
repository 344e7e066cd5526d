using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace VanLang.Signing.Xml;

/// <summary>
/// Signs one element of a document by its Id, enveloped, exclusive canonicalisation, SHA-256. The key is taken once and used
/// for many signatures: importing it costs far more than a P-256 signature.
/// </summary>
/// <remarks>Not safe for use by several threads at once, because key objects of the framework are not.</remarks>
public sealed class XmlEnvelopeSigner
{
    private readonly X509Certificate2 certificate;
    private readonly AsymmetricAlgorithm key;
    private readonly string algorithm;

    /// <summary>Takes a certificate and its private key (RSA of at least 2048 bits, or ECDSA on P-256, P-384, P-521).</summary>
    /// <exception cref="ArgumentException">The key is of another kind, too weak, or does not belong to the certificate.</exception>
    public XmlEnvelopeSigner(X509Certificate2 certificate, AsymmetricAlgorithm key)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(key);
        algorithm = XmlAlgorithms.For(key) ?? throw new ArgumentException("Only RSA from 2048 bits and ECDSA on named curves sign.", nameof(key));
        if (!certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()))
        {
            throw new ArgumentException("The key does not belong to the certificate.", nameof(key));
        }

        this.certificate = certificate;
        this.key = key;
    }

    /// <summary>Signs <paramref name="element"/>, which needs an attribute <c>Id</c>, and appends the signature to <paramref name="place"/> inside it.</summary>
    /// <exception cref="ArgumentException">No Id, or the place is outside the element.</exception>
    public void Sign(XmlElement element, XmlElement place)
    {
        ArgumentNullException.ThrowIfNull(element);
        ArgumentNullException.ThrowIfNull(place);
        var id = element.GetAttribute("Id");
        if (id.Length == 0)
        {
            throw new ArgumentException("The element needs an Id.", nameof(element));
        }

        XmlNode? ancestor = place;
        while (ancestor is not null && ancestor != element)
        {
            ancestor = ancestor.ParentNode;
        }

        if (ancestor is null)
        {
            throw new ArgumentException("An enveloped signature stands inside what it signs.", nameof(place));
        }

        var signed = new PinnedSignedXml(element, element) { SigningKey = key };
        signed.SignedInfo!.CanonicalizationMethod = XmlAlgorithms.ExclusiveC14N;
        signed.SignedInfo.SignatureMethod = algorithm;
        var reference = new Reference("#" + id) { DigestMethod = XmlAlgorithms.Sha256 };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(reference);
        var data = new KeyInfoX509Data(certificate);
        data.AddSubjectName(certificate.Subject);
        signed.KeyInfo = new KeyInfo();
        signed.KeyInfo.AddClause(data);
        signed.ComputeSignature();
        place.AppendChild(place.OwnerDocument.ImportNode(signed.GetXml(), true));
    }
}
