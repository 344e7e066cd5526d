using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
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
            ? Compute(parts, element, element)
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

        // Inclusive canonicalisation of SignedInfo takes in the namespaces of its place. Java signs at the final place, .NET's
        // SignedXml as if it stood at the root: both are met.
        var report = Compute(parts, document.DocumentElement!, signature, document.DocumentElement!);
        return report.Outcome is XmlSignatureOutcome.Valid && parts.UsesSha1 ? report with { Outcome = XmlSignatureOutcome.Legacy, Detail = XmlAlgorithms.Sha1 } : report;
    }

    private static XmlSignatureReport Compute(SignatureParts parts, XmlElement element, params ReadOnlySpan<XmlElement> contexts)
    {
        using var key = parts.Key(out var fault);
        if (key is null)
        {
            return Refuse(parts, fault, parts.Certificate.PublicKey.Oid.FriendlyName);
        }

        try
        {
            var signedInfoHolds = false;
            foreach (var context in contexts)
            {
                var signed = new PinnedSignedXml(context, element);
                signed.LoadXml(parts.Element);
                if (signed.CheckSignature(key))
                {
                    return new XmlSignatureReport(XmlSignatureOutcome.Valid, Algorithm: parts.SignatureMethod, Certificate: Describe(parts));
                }

                // Which half failed, for the diagnosis only: the value over SignedInfo is checked again on its own.
                signedInfoHolds |= SignedInfoHolds(parts, key, context);
            }

            return Refuse(parts, signedInfoHolds ? XmlSignatureFault.DigestMismatch : XmlSignatureFault.SignatureMismatch);
        }
        catch (Exception failure) when (failure is CryptographicException or XmlException or FormatException or ArgumentException)
        {
            return Refuse(parts, XmlSignatureFault.Structure, failure.GetType().Name);
        }
    }

    private static bool SignedInfoHolds(SignatureParts parts, AsymmetricAlgorithm key, XmlElement context)
    {
        Transform transform = parts.Canonicalization == XmlAlgorithms.ExclusiveC14N ? new XmlDsigExcC14NTransform() : new XmlDsigC14NTransform();
        transform.LoadInput(Alone(parts, context));
        using var octets = (Stream)transform.GetOutput(typeof(Stream));
        var value = Convert.FromBase64String(parts.Element["SignatureValue", XmlAlgorithms.Namespace]!.InnerText);
        var hash = parts.SignatureMethod == XmlAlgorithms.RsaSha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        return key switch
        {
            RSA rsa => rsa.VerifyData(octets, value, hash, RSASignaturePadding.Pkcs1),
            ECDsa ecdsa => ecdsa.VerifyData(octets, value, hash),
            _ => false,
        };
    }

    // Inclusive canonicalisation writes every namespace in scope, used or not: they come along from the ancestors.
    private static XmlDocument Alone(SignatureParts parts, XmlElement context)
    {
        var alone = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        alone.LoadXml(parts.Element["SignedInfo", XmlAlgorithms.Namespace]!.OuterXml);
        if (parts.Canonicalization == XmlAlgorithms.InclusiveC14N)
        {
            for (var ancestor = context; ancestor is not null; ancestor = ancestor.ParentNode as XmlElement)
            {
                foreach (XmlAttribute attribute in ancestor.Attributes)
                {
                    if (attribute.NamespaceURI == "http://www.w3.org/2000/xmlns/" && !alone.DocumentElement!.HasAttribute(attribute.Name))
                    {
                        alone.DocumentElement.SetAttribute(attribute.Name, attribute.Value);
                    }
                }
            }
        }

        return alone;
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
