using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;

namespace VanLang.Signing.Xml;

/// <summary>
/// A signature read strictly, before any cryptography sees it: exactly the elements expected, once each, in order.
/// SignedXml alone is far more lenient, and every extra it tolerates (Object, HMACOutputLength, XSLT, RetrievalMethod)
/// has carried an attack.
/// </summary>
internal sealed class SignatureParts
{
    private SignatureParts()
    {
    }

    public required XmlElement Element { get; init; }

    public required string Canonicalization { get; init; }

    public required string SignatureMethod { get; init; }

    public required string DigestMethod { get; init; }

    public required string Uri { get; init; }

    public required IReadOnlyList<string> Transforms { get; init; }

    public required X509Certificate2 Certificate { get; init; }

    public bool UsesSha1 => SignatureMethod == XmlAlgorithms.RsaSha1 || DigestMethod == XmlAlgorithms.Sha1;

    /// <summary>Reads the parts, or says in the report why the signature is refused.</summary>
    public static SignatureParts? Read(XmlElement signature, out XmlSignatureReport refusal)
    {
        try
        {
            refusal = XmlSignatureReport.Absent;
            return Read(signature);
        }
        catch (RefusedSignature refused)
        {
            refusal = XmlSignatureReport.Invalid(refused.Fault, refused.Message);
            return null;
        }
    }

    private static SignatureParts Read(XmlElement signature)
    {
        var parts = Children(signature, "SignedInfo", "SignatureValue", "KeyInfo");
        var signedInfo = Children(parts[0], "CanonicalizationMethod", "SignatureMethod", "Reference");
        var reference = Children(signedInfo[2], "Transforms", "DigestMethod", "DigestValue");
        var transforms = Elements(reference[0]);
        if (transforms.Count is 0 or > 2 || transforms.Any(t => !Is(t, "Transform")))
        {
            throw new RefusedSignature(XmlSignatureFault.TransformNotAllowed, "Transforms");
        }

        Text(parts[1]);
        Text(reference[2]);
        return new SignatureParts
        {
            Element = signature,
            Canonicalization = Algorithm(signedInfo[0], XmlSignatureFault.AlgorithmNotAllowed, XmlAlgorithms.ExclusiveC14N, XmlAlgorithms.InclusiveC14N),
            SignatureMethod = Algorithm(signedInfo[1], XmlSignatureFault.AlgorithmNotAllowed, XmlAlgorithms.RsaSha256, XmlAlgorithms.EcdsaSha256, XmlAlgorithms.RsaSha1),
            Uri = signedInfo[2].HasAttribute("URI") ? signedInfo[2].GetAttribute("URI") : throw new RefusedSignature(XmlSignatureFault.ReferenceNotAllowed, "no URI"),
            Transforms = [.. transforms.Select(t => Algorithm(t, XmlSignatureFault.TransformNotAllowed, XmlAlgorithms.Enveloped, XmlAlgorithms.ExclusiveC14N, XmlAlgorithms.InclusiveC14N))],
            DigestMethod = Algorithm(reference[1], XmlSignatureFault.AlgorithmNotAllowed, XmlAlgorithms.Sha256, XmlAlgorithms.Sha1),
            Certificate = ReadCertificate(parts[2]),
        };
    }

    /// <summary>The key of the certificate, when it is strong enough and of the right kind.</summary>
    public AsymmetricAlgorithm? Key(out XmlSignatureFault fault)
    {
        AsymmetricAlgorithm? key;
        try
        {
            key = (AsymmetricAlgorithm?)Certificate.GetRSAPublicKey() ?? Certificate.GetECDsaPublicKey();
        }
        catch (CryptographicException)
        {
            key = null;
        }

        fault = key is null || !XmlAlgorithms.Fits(key, SignatureMethod) ? XmlSignatureFault.KeyMismatch
            : !XmlAlgorithms.IsStrong(key) ? XmlSignatureFault.KeyTooWeak
            : XmlSignatureFault.None;
        return fault is XmlSignatureFault.None ? key : null;
    }

    private static X509Certificate2 ReadCertificate(XmlElement keyInfo)
    {
        // KeyName and KeyValue are tolerated and never used; RetrievalMethod would fetch keys from elsewhere.
        var data = Elements(keyInfo).Where(e => !Is(e, "KeyName") && !Is(e, "KeyValue")).ToList();
        if (data.Count != 1 || !Is(data[0], "X509Data"))
        {
            throw new RefusedSignature(XmlSignatureFault.Certificate, "X509Data");
        }

        var certificates = Elements(data[0]).Where(e => Is(e, "X509Certificate")).ToList();
        if (certificates.Count != 1)
        {
            throw new RefusedSignature(XmlSignatureFault.Certificate, $"{certificates.Count} certificates");
        }

        try
        {
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(Text(certificates[0])));
        }
        catch (Exception failure) when (failure is FormatException or CryptographicException)
        {
            throw new RefusedSignature(XmlSignatureFault.Certificate, "unreadable");
        }
    }

    private static string Algorithm(XmlElement element, XmlSignatureFault fault, params ReadOnlySpan<string> allowed)
    {
        var algorithm = element.GetAttribute("Algorithm");
        return allowed.Contains(algorithm) && Elements(element).Count == 0 ? algorithm : throw new RefusedSignature(fault, algorithm);
    }

    private static List<XmlElement> Children(XmlElement parent, params ReadOnlySpan<string> names)
    {
        var children = Elements(parent);
        var fits = children.Count == names.Length;
        for (var i = 0; fits && i < names.Length; i++)
        {
            fits = Is(children[i], names[i]);
        }

        return fits ? children : throw new RefusedSignature(XmlSignatureFault.Structure, parent.LocalName);
    }

    private static List<XmlElement> Elements(XmlElement parent)
    {
        var elements = new List<XmlElement>();
        foreach (XmlNode child in parent.ChildNodes)
        {
            switch (child)
            {
                case XmlElement element:
                    elements.Add(element);
                    break;
                case XmlComment or XmlWhitespace or XmlSignificantWhitespace:
                    break;
                case XmlText text when text.ParentNode is XmlElement { LocalName: "SignatureValue" or "DigestValue" or "X509Certificate" }:
                    break;
                default:
                    throw new RefusedSignature(XmlSignatureFault.Structure, parent.LocalName);
            }
        }

        return elements;
    }

    // Comments inside a value are how a value is read differently by two parsers.
    private static string Text(XmlElement element) =>
        element.ChildNodes.Cast<XmlNode>().All(n => n is XmlText or XmlWhitespace or XmlSignificantWhitespace) && element.HasChildNodes
            ? element.InnerText
            : throw new RefusedSignature(XmlSignatureFault.Structure, element.LocalName);

    private static bool Is(XmlElement element, string name) => element.LocalName == name && element.NamespaceURI == XmlAlgorithms.Namespace;

    private sealed class RefusedSignature(XmlSignatureFault fault, string detail) : Exception(detail)
    {
        public XmlSignatureFault Fault => fault;
    }
}
