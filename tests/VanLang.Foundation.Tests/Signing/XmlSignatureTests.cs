using System.Security.Cryptography;
using System.Xml;
using VanLang.Signing.Xml;

namespace VanLang.Foundation.Tests.Signing;

public sealed class XmlSignatureTests
{
    private const string Text = """<r xmlns="urn:a"><p:Envelope xmlns:p="urn:a" Id="e1"><p:Header><p:Title>Công văn  số 7816</p:Title></p:Header><p:Body>Nội dung</p:Body></p:Envelope><Tail/></r>""";

    public static TheoryData<string> Algorithms => ["ecdsa", "rsa"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_signed_envelope_verifies_after_it_was_written_and_read_again(string algorithm)
    {
        var report = Verify(Signed(algorithm));

        Assert.Equal(XmlSignatureOutcome.Valid, report.Outcome);
        Assert.Equal(XmlSignatureFault.None, report.Fault);
        Assert.Equal(algorithm == "rsa" ? XmlAlgorithms.RsaSha256 : XmlAlgorithms.EcdsaSha256, report.Algorithm);
        Assert.Equal(Signer(algorithm).Certificate.Subject, report.Certificate!.Subject);
        Assert.Equal(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), report.Certificate.NotBefore);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Signer(algorithm).Certificate.RawData)), report.Certificate.Sha256);
    }

    [Theory]
    [InlineData("7816", "7817")]
    [InlineData("Nội dung", "Nội  dung")]
    [InlineData("<p:Title>", "<p:Title a=\"1\">")]
    [InlineData("<p:Body>", "<p:Body><x/>")]
    [InlineData("Công văn  số", "Công văn số")]
    public void A_changed_envelope_is_found_out(string from, string to)
    {
        var report = Verify(Signed("ecdsa").Replace(from, to, StringComparison.Ordinal));

        Assert.Equal((XmlSignatureOutcome.Invalid, XmlSignatureFault.DigestMismatch), (report.Outcome, report.Fault));
    }

    [Theory]
    [InlineData("<Tail", "<Tail b=\"1\"")]
    [InlineData("p:Title>Công", "p:Title><!-- ghi chú -->Công")]
    [InlineData("Id=\"e1\"", "Id='e1'")]
    [InlineData("<p:Envelope xmlns:p=\"urn:a\" Id=\"e1\"", "<p:Envelope   Id=\"e1\" xmlns:p=\"urn:a\"")]
    public void What_canonicalisation_leaves_out_does_not_matter(string from, string to)
    {
        Assert.Equal(XmlSignatureOutcome.Valid, Verify(Signed("ecdsa").Replace(from, to, StringComparison.Ordinal)).Outcome);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_changed_signature_value_is_found_out(string algorithm)
    {
        var document = Load(Signed(algorithm));
        var value = document.GetElementsByTagName("SignatureValue", XmlAlgorithms.Namespace)[0]!;
        var bytes = Convert.FromBase64String(value.InnerText);
        bytes[7] ^= 1;
        value.InnerText = Convert.ToBase64String(bytes);

        Assert.Equal(XmlSignatureFault.SignatureMismatch, Verify(document.OuterXml).Fault);
    }

    [Fact]
    public void Another_certificate_does_not_fit()
    {
        var text = Signed("ecdsa").Replace(Convert.ToBase64String(TestSigner.Ecdsa.Certificate.RawData), Convert.ToBase64String(TestSigner.OtherEcdsa.Certificate.RawData), StringComparison.Ordinal);

        Assert.Equal(XmlSignatureFault.SignatureMismatch, Verify(text).Fault);
    }

    [Fact]
    public void A_weak_or_foreign_key_may_not_sign()
    {
        Assert.Throws<ArgumentException>(() => new XmlEnvelopeSigner(TestSigner.WeakRsa.Certificate, TestSigner.WeakRsa.Key));
        Assert.Throws<ArgumentException>(() => new XmlEnvelopeSigner(TestSigner.Ecdsa.Certificate, TestSigner.OtherEcdsa.Key));
        using var dsa = new DSACng2048();
        Assert.Throws<ArgumentException>(() => new XmlEnvelopeSigner(TestSigner.Ecdsa.Certificate, dsa));
    }

    [Fact]
    public void A_place_outside_the_element_and_an_element_without_id_are_refused()
    {
        var document = Load(Text);
        var envelope = (XmlElement)document.DocumentElement!.FirstChild!;
        Assert.Throws<ArgumentException>(() => TestSigner.Ecdsa.Signer.Sign(envelope, document.DocumentElement));

        envelope.RemoveAttribute("Id");
        Assert.Throws<ArgumentException>(() => TestSigner.Ecdsa.Signer.Sign(envelope, envelope));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Ecdsa_and_rsa_from_the_framework_agree_with_the_value_written(string algorithm)
    {
        var document = Load(Signed(algorithm));
        var value = Convert.FromBase64String(document.GetElementsByTagName("SignatureValue", XmlAlgorithms.Namespace)[0]!.InnerText);
        var info = Load(document.GetElementsByTagName("SignedInfo", XmlAlgorithms.Namespace)[0]!.OuterXml);
        var transform = new System.Security.Cryptography.Xml.XmlDsigExcC14NTransform();
        transform.LoadInput(info);
        using var octets = (Stream)transform.GetOutput(typeof(Stream));

        Assert.True(Signer(algorithm).Key switch
        {
            ECDsa ecdsa => ecdsa.VerifyData(octets, value, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
            RSA rsa => rsa.VerifyData(octets, value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => false,
        });
    }

    [Theory]
    [InlineData("ecdsa", XmlAlgorithms.Sha256, XmlSignatureOutcome.Valid)]
    [InlineData("rsa", XmlAlgorithms.Sha256, XmlSignatureOutcome.Valid)]
    [InlineData("rsa", XmlAlgorithms.Sha1, XmlSignatureOutcome.Legacy)]
    public void A_foreign_signature_over_the_whole_document_is_verified(string algorithm, string digest, XmlSignatureOutcome expected)
    {
        var report = VerifyWhole(ForeignSignature.Sign(Text, Signer(algorithm), digest));

        Assert.Equal(expected, report.Outcome);
    }

    [Theory]
    [InlineData(XmlAlgorithms.Sha256)]
    [InlineData(XmlAlgorithms.Sha1)]
    public void A_foreign_signature_covers_everything(string digest)
    {
        var text = ForeignSignature.Sign(Text, TestSigner.Rsa, digest);

        foreach (var changed in new[] { text.Replace("7816", "7817", StringComparison.Ordinal), text.Replace("<Tail", "<Tail a=\"1\"", StringComparison.Ordinal) })
        {
            var report = VerifyWhole(changed);
            Assert.Equal((XmlSignatureOutcome.Invalid, XmlSignatureFault.DigestMismatch), (report.Outcome, report.Fault));
        }
    }

    [Fact]
    public void The_two_forms_are_told_apart()
    {
        Assert.False(XmlSignatureCheck.CoversWholeDocument(Signature(Load(Signed("ecdsa")))));
        Assert.True(XmlSignatureCheck.CoversWholeDocument(Signature(Load(ForeignSignature.Sign(Text, TestSigner.Rsa, XmlAlgorithms.Sha256)))));
        Assert.True(XmlSignatureCheck.IsSignature(Signature(Load(Signed("rsa")))));
        Assert.False(XmlSignatureCheck.IsSignature(Load("<Signature/>").DocumentElement!));
    }

    internal static string Signed(string algorithm)
    {
        var document = Load(Text);
        var envelope = (XmlElement)document.DocumentElement!.FirstChild!;
        Signer(algorithm).Signer.Sign(envelope, (XmlElement)envelope.FirstChild!);
        return document.OuterXml;
    }

    internal static XmlDocument Load(string text)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(text);
        return document;
    }

    internal static XmlElement Signature(XmlDocument document) => (XmlElement)document.GetElementsByTagName("Signature", XmlAlgorithms.Namespace)[0]!;

    internal static TestSigner Signer(string algorithm) => algorithm == "rsa" ? TestSigner.Rsa : TestSigner.Ecdsa;

    /// <summary>Verifies the strict form of the one envelope a reader of this document would read.</summary>
    internal static XmlSignatureReport Verify(string text)
    {
        var document = Load(text);
        var envelope = document.DocumentElement!.ChildNodes.OfType<XmlElement>().Single(e => e.LocalName == "Envelope");
        return XmlSignatureCheck.Strict(Signature(document), envelope, envelope.ChildNodes.OfType<XmlElement>().Single(e => e.LocalName == "Header"));
    }

    internal static XmlSignatureReport VerifyWhole(string text) => XmlSignatureCheck.WholeDocument(Signature(Load(text)));

    /// <summary>A kind of key that XML signatures here never use.</summary>
    private sealed class DSACng2048 : AsymmetricAlgorithm
    {
        public override byte[] ExportSubjectPublicKeyInfo() => [];
    }
}
