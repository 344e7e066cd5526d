using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using System.Xml;
using VanLang.Signing.Xml;

namespace VanLang.Foundation.Tests.Signing;

/// <summary>Row T8: signature wrapping, downgrades, confusion of keys, duplicate Ids. Made from sound signatures; none may count as valid.</summary>
public sealed class XmlSignatureAttackTests
{
    [Fact]
    public void No_attack_counts_as_valid()
    {
        var attacks = Attacks().ToList();
        var accepted = new List<string>();
        foreach (var (name, text) in attacks)
        {
            if (Outcome(text) is XmlSignatureOutcome.Valid)
            {
                accepted.Add(name);
            }
        }

        Assert.True(attacks.Count >= 120, $"{attacks.Count} attacks");
        Assert.Equal(attacks.Count, attacks.Select(a => a.Name).Distinct().Count());
        Assert.True(accepted.Count == 0, string.Join('\n', accepted));
    }

    [Fact]
    public void What_the_attacks_are_made_from_is_valid()
    {
        Assert.Equal(XmlSignatureOutcome.Valid, Outcome(XmlSignatureTests.Signed("ecdsa")));
        Assert.Equal(XmlSignatureOutcome.Valid, Outcome(XmlSignatureTests.Signed("rsa")));
    }

    [Theory]
    [InlineData("Id twice", XmlSignatureFault.DuplicateId)]
    [InlineData("two signatures", XmlSignatureFault.SeveralSignatures)]
    [InlineData("hmac-sha256", XmlSignatureFault.AlgorithmNotAllowed)]
    [InlineData("sha-1 digest", XmlSignatureFault.AlgorithmNotAllowed)]
    [InlineData("xslt", XmlSignatureFault.TransformNotAllowed)]
    [InlineData("file reference", XmlSignatureFault.ReferenceNotAllowed)]
    [InlineData("signature elsewhere", XmlSignatureFault.Misplaced)]
    [InlineData("no certificate", XmlSignatureFault.Certificate)]
    [InlineData("object inside", XmlSignatureFault.Structure)]
    public void A_refusal_says_why(string name, XmlSignatureFault fault)
    {
        var sound = XmlSignatureTests.Signed("ecdsa");
        var text = name switch
        {
            "Id twice" => sound.Replace("<Tail", "<Tail Id=\"e1\"", StringComparison.Ordinal),
            "two signatures" => sound.Replace("<Tail />", SignatureText(sound), StringComparison.Ordinal),
            "hmac-sha256" => sound.Replace(XmlAlgorithms.EcdsaSha256, "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", StringComparison.Ordinal),
            "sha-1 digest" => sound.Replace(XmlAlgorithms.Sha256, XmlAlgorithms.Sha1, StringComparison.Ordinal),
            "xslt" => sound.Replace(XmlAlgorithms.Enveloped, "http://www.w3.org/TR/1999/REC-xslt-19991116", StringComparison.Ordinal),
            "file reference" => sound.Replace("URI=\"#e1\"", "URI=\"file:///etc/passwd\"", StringComparison.Ordinal),
            "signature elsewhere" => sound.Replace(SignatureText(sound), "", StringComparison.Ordinal).Replace("<Tail />", SignatureText(sound), StringComparison.Ordinal),
            "no certificate" => Regex.Replace(sound, "<X509Certificate>.*?</X509Certificate>", ""),
            _ => sound.Replace("</KeyInfo>", "</KeyInfo><Object/>", StringComparison.Ordinal),
        };

        var report = XmlSignatureTests.Verify(text);

        Assert.Equal((XmlSignatureOutcome.Invalid, fault), (report.Outcome, report.Fault));
    }

    [Fact]
    public void A_weak_rsa_key_is_named_as_such()
    {
        var report = XmlSignatureTests.VerifyWhole(ForeignSignature.Sign("<r><Header/></r>", TestSigner.WeakRsa, XmlAlgorithms.Sha256));

        Assert.Equal(XmlSignatureFault.KeyTooWeak, report.Fault);
    }

    private static XmlSignatureOutcome Outcome(string text)
    {
        try
        {
            var document = XmlSignatureTests.Load(text);
            if (document.GetElementsByTagName("Signature", XmlAlgorithms.Namespace).Count == 0)
            {
                return XmlSignatureOutcome.Absent;
            }

            // A reader takes the envelope at its place; an attacker may have put several or none there.
            var envelopes = document.DocumentElement!.ChildNodes.OfType<XmlElement>().Where(e => e.LocalName == "Envelope").ToList();
            var headers = envelopes.SelectMany(e => e.ChildNodes.OfType<XmlElement>()).Where(e => e.LocalName == "Header").ToList();
            if (envelopes.Count != 1 || headers.Count != 1)
            {
                return XmlSignatureOutcome.Invalid;
            }

            var signature = XmlSignatureTests.Signature(document);
            return XmlSignatureCheck.CoversWholeDocument(signature) ? XmlSignatureCheck.WholeDocument(signature).Outcome : XmlSignatureCheck.Strict(signature, envelopes[0], headers[0]).Outcome;
        }
        catch (XmlException)
        {
            return XmlSignatureOutcome.Invalid;
        }
    }

    private static string SignatureText(string text) => Regex.Match(text, "<Signature .*?</Signature>", RegexOptions.Singleline).Value;

    private static IEnumerable<(string Name, string Text)> Attacks()
    {
        foreach (var algorithm in new[] { "ecdsa", "rsa" })
        {
            var sound = XmlSignatureTests.Signed(algorithm);
            foreach (var (name, text) in Wrapping(sound).Concat(Downgrades(sound, algorithm)).Concat(References(sound)).Concat(Keys(sound, algorithm)).Concat(Structure(sound)).Concat(Foreign(algorithm)))
            {
                yield return ($"{algorithm}: {name}", text);
            }
        }
    }

    // The signed envelope is kept somewhere, and another one stands where the reader looks.
    private static IEnumerable<(string Name, string Text)> Wrapping(string sound)
    {
        var signature = SignatureText(sound);
        var signed = Regex.Match(sound, "<p:Envelope.*</p:Envelope>", RegexOptions.Singleline).Value;
        string Evil(string id, string header, string tail = "") =>
            $"<p:Envelope xmlns:p=\"urn:a\"{id}><p:Header><p:Title>Công văn giả</p:Title>{header}</p:Header><p:Body>Giả{tail}</p:Body></p:Envelope>";

        string[] ids = ["", " Id=\"e1\"", " Id=\"e2\"", " ID=\"e1\"", " id=\"e1\"", " xml:id=\"e1\""];
        foreach (var id in ids)
        {
            yield return ($"original in the tail{id}", $"<r xmlns=\"urn:a\">{Evil(id, signature)}<Tail>{signed}</Tail></r>");
            yield return ($"original without its signature in the tail{id}", $"<r xmlns=\"urn:a\">{Evil(id, signature)}<Tail>{signed.Replace(signature, "", StringComparison.Ordinal)}</Tail></r>");
            yield return ($"original inside the false one{id}", $"<r xmlns=\"urn:a\">{Evil(id, "", signed)}</r>");
            yield return ($"original in an object{id}", $"<r xmlns=\"urn:a\">{Evil(id, signature.Replace("</Signature>", $"<Object>{signed.Replace(signature, "", StringComparison.Ordinal)}</Object></Signature>", StringComparison.Ordinal))}<Tail/></r>");
        }

        yield return ("false one first", $"<r xmlns=\"urn:a\">{Evil("", "")}{signed}</r>");
        yield return ("false one last", $"<r xmlns=\"urn:a\">{signed}{Evil("", "")}</r>");
        yield return ("second header", sound.Replace("</p:Header>", "</p:Header><p:Header><p:Title>Giả</p:Title></p:Header>", StringComparison.Ordinal));
        yield return ("signature moved to the body", $"<r xmlns=\"urn:a\">{signed.Replace(signature, "", StringComparison.Ordinal).Replace("</p:Body>", signature + "</p:Body>", StringComparison.Ordinal)}<Tail/></r>");
        yield return ("signature moved to the root", $"<r xmlns=\"urn:a\">{signed.Replace(signature, "", StringComparison.Ordinal)}{signature}</r>");
        yield return ("signature stripped", sound.Replace(signature, "", StringComparison.Ordinal));
        yield return ("same Id on the tail", sound.Replace("<Tail", "<Tail Id=\"e1\"", StringComparison.Ordinal));
        yield return ("same Id in the envelope", sound.Replace("<p:Title", "<p:Title id=\"e1\"", StringComparison.Ordinal));
        yield return ("signature doubled", sound.Replace("<Tail />", signature, StringComparison.Ordinal));
        yield return ("signature doubled in the header", sound.Replace(signature, signature + signature, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, string Text)> Downgrades(string sound, string algorithm)
    {
        var method = algorithm == "rsa" ? XmlAlgorithms.RsaSha256 : XmlAlgorithms.EcdsaSha256;
        string[] methods =
        [
            "http://www.w3.org/2000/09/xmldsig#hmac-sha1", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha512", "http://www.w3.org/2001/04/xmldsig-more#hmac-md5",
            "http://www.w3.org/2000/09/xmldsig#dsa-sha1", "http://www.w3.org/2001/04/xmldsig-more#rsa-md5", "http://www.w3.org/2000/09/xmldsig#rsa-sha1", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1",
            "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", algorithm == "rsa" ? XmlAlgorithms.EcdsaSha256 : XmlAlgorithms.RsaSha256, "none", "",
        ];
        foreach (var other in methods)
        {
            yield return ($"signature method {other}", sound.Replace(method, other, StringComparison.Ordinal));
        }

        foreach (var other in new[] { XmlAlgorithms.Sha1, "http://www.w3.org/2001/04/xmldsig-more#md5", "http://www.w3.org/2001/04/xmlenc#ripemd160", "http://www.w3.org/2001/04/xmlenc#sha512", "none", "" })
        {
            yield return ($"digest method {other}", sound.Replace(XmlAlgorithms.Sha256, other, StringComparison.Ordinal));
        }

        foreach (var other in new[] { "http://www.w3.org/2001/10/xml-exc-c14n#WithComments", XmlAlgorithms.InclusiveC14N, "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments", "http://www.w3.org/2006/12/xml-c14n11", "none" })
        {
            yield return ($"canonicalisation {other}", sound.Replace($"<CanonicalizationMethod Algorithm=\"{XmlAlgorithms.ExclusiveC14N}\"", $"<CanonicalizationMethod Algorithm=\"{other}\"", StringComparison.Ordinal));
        }

        yield return ("hmac output of one bit", sound.Replace($"<SignatureMethod Algorithm=\"{method}\" />", $"<SignatureMethod Algorithm=\"{method}\"><HMACOutputLength>1</HMACOutputLength></SignatureMethod>", StringComparison.Ordinal));
        yield return ("hmac keyed with the public key", Hmac(sound, method));
    }

    private static IEnumerable<(string Name, string Text)> References(string sound)
    {
        foreach (var uri in new[] { "http://127.0.0.1:1/a.xml", "file:///etc/passwd", "#e2", "#", "e1", "#xpointer(/)", "#xpointer(id('e1'))", "cid:att-1", "../a.xml", "#E1" })
        {
            yield return ($"reference {uri}", sound.Replace("URI=\"#e1\"", $"URI=\"{uri}\"", StringComparison.Ordinal));
        }

        yield return ("reference without URI", sound.Replace(" URI=\"#e1\"", "", StringComparison.Ordinal));
        var reference = Regex.Match(sound, "<Reference .*?</Reference>", RegexOptions.Singleline).Value;
        yield return ("two references", sound.Replace(reference, reference + reference, StringComparison.Ordinal));
        yield return ("no reference", sound.Replace(reference, "", StringComparison.Ordinal));
        string[] transforms = ["http://www.w3.org/TR/1999/REC-xpath-19991116", "http://www.w3.org/2002/06/xmldsig-filter2", "http://www.w3.org/TR/1999/REC-xslt-19991116", "http://www.w3.org/2000/09/xmldsig#base64", "http://www.w3.org/2002/07/decrypt#XML", "urn:mpeg:mpeg21:2003:01-REL-R-NS:licenseTransform"];
        foreach (var transform in transforms)
        {
            yield return ($"transform {transform}", sound.Replace("</Transforms>", $"<Transform Algorithm=\"{transform}\"/></Transforms>", StringComparison.Ordinal));
            yield return ($"only transform {transform}", Regex.Replace(sound, "<Transforms>.*?</Transforms>", $"<Transforms><Transform Algorithm=\"{transform}\"/></Transforms>"));
        }

        yield return ("no transforms", Regex.Replace(sound, "<Transforms>.*?</Transforms>", ""));
        yield return ("transforms emptied", Regex.Replace(sound, "<Transforms>.*?</Transforms>", "<Transforms/>"));
        yield return ("prefix list", sound.Replace($"<Transform Algorithm=\"{XmlAlgorithms.ExclusiveC14N}\" />", $"<Transform Algorithm=\"{XmlAlgorithms.ExclusiveC14N}\"><ec:InclusiveNamespaces xmlns:ec=\"{XmlAlgorithms.ExclusiveC14N}\" PrefixList=\"p\"/></Transform>", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, string Text)> Keys(string sound, string algorithm)
    {
        var own = Convert.ToBase64String(XmlSignatureTests.Signer(algorithm).Certificate.RawData);
        var other = Convert.ToBase64String(TestSigner.OtherEcdsa.Certificate.RawData);
        yield return ("another certificate", sound.Replace(own, other, StringComparison.Ordinal));
        yield return ("two certificates", sound.Replace("</X509Certificate>", $"</X509Certificate><X509Certificate>{other}</X509Certificate>", StringComparison.Ordinal));
        yield return ("certificate cut", sound.Replace(own, own[..200], StringComparison.Ordinal));
        yield return ("certificate no base64", sound.Replace(own, "***", StringComparison.Ordinal));
        yield return ("no certificate", Regex.Replace(sound, "<X509Certificate>.*?</X509Certificate>", ""));
        yield return ("no key info", Regex.Replace(sound, "<KeyInfo>.*?</KeyInfo>", ""));
        yield return ("key value instead", Regex.Replace(sound, "<X509Data>.*?</X509Data>", $"<KeyValue>{((XmlSignatureTests.Signer(algorithm).Key as RSA)?.ToXmlString(false) ?? "<ECKeyValue/>")}</KeyValue>"));
        yield return ("retrieval method", Regex.Replace(sound, "<X509Data>.*?</X509Data>", "<RetrievalMethod URI=\"http://127.0.0.1:1/key\"/>"));
        yield return ("comment in the certificate", sound.Replace(own, own[..20] + "<!-- -->" + own[20..], StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, string Text)> Structure(string sound)
    {
        yield return ("object inside", sound.Replace("</KeyInfo>", "</KeyInfo><Object/>", StringComparison.Ordinal));
        yield return ("manifest inside", sound.Replace("</KeyInfo>", "</KeyInfo><Object><Manifest/></Object>", StringComparison.Ordinal));
        yield return ("signed info twice", Regex.Replace(sound, "(<SignedInfo>.*?</SignedInfo>)", "$1$1", RegexOptions.Singleline));
        yield return ("value twice", Regex.Replace(sound, "(<SignatureValue>.*?</SignatureValue>)", "$1$1", RegexOptions.Singleline));
        yield return ("value emptied", Regex.Replace(sound, "<SignatureValue>.*?</SignatureValue>", "<SignatureValue></SignatureValue>", RegexOptions.Singleline));
        yield return ("value of zeros", Regex.Replace(sound, "<SignatureValue>.*?</SignatureValue>", $"<SignatureValue>{Convert.ToBase64String(new byte[64])}</SignatureValue>", RegexOptions.Singleline));
        yield return ("digest emptied", Regex.Replace(sound, "<DigestValue>.*?</DigestValue>", "<DigestValue></DigestValue>", RegexOptions.Singleline));
        yield return ("comment in the digest", Regex.Replace(sound, "<DigestValue>(....)", "<DigestValue>$1<!-- -->", RegexOptions.Singleline));
        yield return ("value before info", Regex.Replace(sound, "(<SignedInfo>.*?</SignedInfo>)(<SignatureValue>.*?</SignatureValue>)", "$2$1", RegexOptions.Singleline));
        yield return ("text in the signed info", sound.Replace("<SignedInfo>", "<SignedInfo>x", StringComparison.Ordinal));
        yield return ("unknown element in the signed info", sound.Replace("<SignedInfo>", "<SignedInfo><x/>", StringComparison.Ordinal));
        yield return ("processing instruction in the signature", sound.Replace("<SignatureValue>", "<?x y?><SignatureValue>", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, string Text)> Foreign(string algorithm)
    {
        const string Text = """<r xmlns="urn:a"><p:Envelope xmlns:p="urn:a"><p:Header><p:Title>Công văn</p:Title></p:Header></p:Envelope><Tail/></r>""";
        var sound = ForeignSignature.Sign(Text, XmlSignatureTests.Signer(algorithm), XmlAlgorithms.Sha256);
        yield return ("foreign: title changed", sound.Replace("Công văn", "Công văn giả", StringComparison.Ordinal));
        yield return ("foreign: tail changed", sound.Replace("<Tail />", "<Tail>x</Tail>", StringComparison.Ordinal));
        yield return ("foreign: signature doubled", sound.Replace("<Tail />", SignatureText(sound), StringComparison.Ordinal));
        yield return ("foreign: object inside", sound.Replace("</KeyInfo>", "</KeyInfo><Object>x</Object>", StringComparison.Ordinal));
        yield return ("foreign: enveloped twice", sound.Replace($"<Transform Algorithm=\"{XmlAlgorithms.ExclusiveC14N}\" />", $"<Transform Algorithm=\"{XmlAlgorithms.Enveloped}\" />", StringComparison.Ordinal));
        yield return ("foreign: sha-1", ForeignSignature.Sign(Text, TestSigner.Rsa, XmlAlgorithms.Sha1));
        yield return ("foreign: rsa of 1024 bits", ForeignSignature.Sign(Text, TestSigner.WeakRsa, XmlAlgorithms.Sha256));
    }

    // The verifier that lets the packet choose HMAC uses the public key, which everybody has, as the secret.
    private static string Hmac(string sound, string method)
    {
        const string HmacSha256 = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256";
        var document = XmlSignatureTests.Load(sound.Replace(method, HmacSha256, StringComparison.Ordinal));
        var info = XmlSignatureTests.Load(document.GetElementsByTagName("SignedInfo", XmlAlgorithms.Namespace)[0]!.OuterXml);
        var transform = new System.Security.Cryptography.Xml.XmlDsigExcC14NTransform();
        transform.LoadInput(info);
        using var octets = (Stream)transform.GetOutput(typeof(Stream));
        var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(document.GetElementsByTagName("X509Certificate", XmlAlgorithms.Namespace)[0]!.InnerText));
        document.GetElementsByTagName("SignatureValue", XmlAlgorithms.Namespace)[0]!.InnerText = Convert.ToBase64String(HMACSHA256.HashData(certificate.GetPublicKey(), octets));
        return document.OuterXml;
    }
}
