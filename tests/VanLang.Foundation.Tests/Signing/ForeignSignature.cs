using System.Security.Cryptography.Xml;
using System.Xml;
using VanLang.Signing.Xml;

namespace VanLang.Foundation.Tests.Signing;

/// <summary>Signs as other vendors do: <c>URI=""</c>, enveloped, inclusive or exclusive canonicalisation, SHA-1 or SHA-256.</summary>
internal static class ForeignSignature
{
    public static string Sign(string text, TestSigner signer, string digest, string? canonicalization = null, string header = "Header")
    {
        var document = XmlSignatureTests.Load(text);
        var sha1 = digest == XmlAlgorithms.Sha1;
        _ = XmlAlgorithms.For(signer.Key);
        var signed = new SignedXml(document) { SigningKey = signer.Key };
        signed.SignedInfo!.SignatureMethod = sha1 ? XmlAlgorithms.RsaSha1 : XmlAlgorithms.For(signer.Key) ?? XmlAlgorithms.RsaSha256;
        signed.SignedInfo.CanonicalizationMethod = canonicalization ?? XmlAlgorithms.InclusiveC14N;
        var reference = new Reference("") { DigestMethod = digest };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(reference);
        signed.KeyInfo = new KeyInfo();
        signed.KeyInfo.AddClause(new KeyInfoX509Data(signer.Certificate));
        signed.ComputeSignature();
        var place = (XmlElement)document.GetElementsByTagName("*").OfType<XmlElement>().First(e => e.LocalName == header);
        place.AppendChild(document.ImportNode(signed.GetXml(), true));
        return document.OuterXml;
    }
}
