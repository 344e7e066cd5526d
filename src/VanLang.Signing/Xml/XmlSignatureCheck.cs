using System.Security.Cryptography;
using System.Xml;

namespace VanLang.Signing.Xml;

/// <summary>
/// Verifies XML-DSig signatures of two forms: ours, which names one element by its Id, and the foreign one with
/// <c>URI=""</c>, which covers the whole document. Anything else is refused.
/// </summary>
public static class XmlSignatureCheck
{
    /// <summary>True for an element of the XML-DSig namespace named Signature.</summary>
    public static bool IsSignature(XmlElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return element is { LocalName: "Signature", NamespaceURI: XmlAlgorithms.Namespace };
    }

    /// <summary>True when the first reference of the signature has <c>URI=""</c>: the foreign, whole-document form.</summary>
    public static bool CoversWholeDocument(XmlElement signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return signature["SignedInfo", XmlAlgorithms.Namespace]?["Reference", XmlAlgorithms.Namespace]?.GetAttributeNode("URI") is { Value: "" };
    }

    /// <summary>
    /// Our strict form: one signature in the whole document, a child of <paramref name="place"/>, whose single reference is
    /// <c>#Id</c> of <paramref name="element"/>, enveloped and exc-c14n, SHA-256 throughout.
    /// </summary>
    /// <param name="signature">The signature found.</param>
    /// <param name="element">The element that is read, and so must be what is signed.</param>
    /// <param name="place">The only parent the signature may have.</param>
    public static XmlSignatureReport Strict(XmlElement signature, XmlElement element, XmlElement place)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(element);
        if (signature.ParentNode != place)
        {
            return XmlSignatureReport.Invalid(XmlSignatureFault.Misplaced);
        }

        var document = signature.OwnerDocument;
        if (Signatures(document) != 1)
        {
            return XmlSignatureReport.Invalid(XmlSignatureFault.SeveralSignatures);
        }

        if (DuplicateId(document) is { } id)
        {
            return XmlSignatureReport.Invalid(XmlSignatureFault.DuplicateId, id);
        }

        if (SignatureParts.Read(signature, out var refusal) is not { } parts)
        {
            return refusal;
        }

        if (!element.HasAttribute("Id") || parts.Uri != "#" + element.GetAttribute("Id"))
        {
            return Refuse(parts, XmlSignatureFault.ReferenceNotAllowed, parts.Uri);
        }

        if (parts.UsesSha1 || parts.Canonicalization != XmlAlgorithms.ExclusiveC14N)
        {
            return Refuse(parts, XmlSignatureFault.AlgorithmNotAllowed, parts.UsesSha1 ? XmlAlgorithms.Sha1 : parts.Canonicalization);
        }

        return parts.Transforms is [XmlAlgorithms.Enveloped, XmlAlgorithms.ExclusiveC14N]
            ? Compute(parts, element)
            : Refuse(parts, XmlSignatureFault.TransformNotAllowed, string.Join(' ', parts.Transforms));
    }

    /// <summary>
    /// The foreign form: one signature, enveloped, over the whole document as loaded with its white space. With SHA-1 anywhere
    /// the best answer is <see cref="XmlSignatureOutcome.Legacy"/>.
    /// </summary>
    public static XmlSignatureReport WholeDocument(XmlElement signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        var document = signature.OwnerDocument;
        if (Signatures(document) != 1)
        {
            return XmlSignatureReport.Invalid(XmlSignatureFault.SeveralSignatures);
        }

        if (DuplicateId(document) is { } id)
        {
            return XmlSignatureReport.Invalid(XmlSignatureFault.DuplicateId, id);
        }

        if (SignatureParts.Read(signature, out var refusal) is not { } parts)
        {
            return refusal;
        }

        if (parts.Uri.Length > 0)
        {
            return Refuse(parts, XmlSignatureFault.ReferenceNotAllowed, parts.Uri);
        }

        if (parts.Transforms[0] != XmlAlgorithms.Enveloped || parts.Transforms.Count(t => t == XmlAlgorithms.Enveloped) != 1)
        {
            return Refuse(parts, XmlSignatureFault.TransformNotAllowed, string.Join(' ', parts.Transforms));
        }

        var report = Compute(parts, document.DocumentElement!);
        return report.Outcome is XmlSignatureOutcome.Valid && parts.UsesSha1 ? report with { Outcome = XmlSignatureOutcome.Legacy, Detail = XmlAlgorithms.Sha1 } : report;
    }

    private static XmlSignatureReport Compute(SignatureParts parts, XmlElement element)
    {
        using var key = parts.Key(out var fault);
        if (key is null)
        {
            return Refuse(parts, fault, parts.Certificate.PublicKey.Oid.FriendlyName);
        }

        try
        {
            var signed = new PinnedSignedXml(element, element);
            signed.LoadXml(parts.Element);
            if (signed.CheckSignature(key))
            {
                return new XmlSignatureReport(XmlSignatureOutcome.Valid, Algorithm: parts.SignatureMethod, Certificate: Describe(parts));
            }

            // Which half failed: the value over SignedInfo is checked again on its own (for the diagnosis only).
            return Refuse(parts, SignedInfoHolds(parts, key) ? XmlSignatureFault.DigestMismatch : XmlSignatureFault.SignatureMismatch);
        }
        catch (Exception failure) when (failure is CryptographicException or XmlException or FormatException or ArgumentException)
        {
            return Refuse(parts, XmlSignatureFault.Structure, failure.GetType().Name);
        }
    }

    private static bool SignedInfoHolds(SignatureParts parts, AsymmetricAlgorithm key)
    {
        var info = parts.Element["SignedInfo", XmlAlgorithms.Namespace]!;
        if (parts.Canonicalization != XmlAlgorithms.ExclusiveC14N || parts.UsesSha1)
        {
            return false;
        }

        var alone = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        alone.LoadXml(info.OuterXml);
        var transform = new System.Security.Cryptography.Xml.XmlDsigExcC14NTransform();
        transform.LoadInput(alone);
        using var octets = (Stream)transform.GetOutput(typeof(Stream));
        var value = Convert.FromBase64String(parts.Element["SignatureValue", XmlAlgorithms.Namespace]!.InnerText);
        return key switch
        {
            RSA rsa => rsa.VerifyData(octets, value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            ECDsa ecdsa => ecdsa.VerifyData(octets, value, HashAlgorithmName.SHA256),
            _ => false,
        };
    }

    private static XmlSignatureReport Refuse(SignatureParts parts, XmlSignatureFault fault, string? detail = null) =>
        new(XmlSignatureOutcome.Invalid, fault, detail, parts.SignatureMethod, Describe(parts));

    private static SignerCertificate Describe(SignatureParts parts)
    {
        var certificate = parts.Certificate;
        return new SignerCertificate(
            certificate.Subject,
            certificate.Issuer,
            certificate.SerialNumber,
            certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(),
            new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
            Convert.ToBase64String(certificate.RawData));
    }

    private static int Signatures(XmlDocument document) => document.GetElementsByTagName("Signature", XmlAlgorithms.Namespace).Count;

    private static string? DuplicateId(XmlDocument document)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in document.GetElementsByTagName("*").OfType<XmlElement>())
        {
            foreach (XmlAttribute attribute in element.Attributes)
            {
                if (attribute.LocalName.Equals("id", StringComparison.OrdinalIgnoreCase) && !seen.Add(attribute.Value))
                {
                    return attribute.Value;
                }
            }
        }

        return null;
    }
}
