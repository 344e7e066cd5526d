using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using VanLang.Exchange.Edxml;
using VanLang.Signing.Xml;

namespace VanLang.Exchange.Tests.Edxml;

/// <summary>The signature of the packet as the axis sees it: what it covers, and what else may stand in its place.</summary>
public sealed class PackageSignatureTests
{
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly X509Certificate2 Certificate = Certify(new CertificateRequest("CN=Văn phòng Chính phủ", Key, HashAlgorithmName.SHA256));
    private static readonly RSA RsaKey = RSA.Create(2048);
    private static readonly X509Certificate2 RsaCertificate = Certify(new CertificateRequest("CN=Văn phòng Chính phủ", RsaKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static readonly OutgoingAttachment[] TwoFiles = [Reading.Outgoing("van-ban.pdf", SmallPdf.Make("van ban"), "a1"), Reading.Outgoing("phu-luc.pdf", SmallPdf.Make("phu luc"), "a2")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Our_strict_form_is_valid_with_both_kinds_of_key(bool rsa)
    {
        var signer = rsa ? new XmlEnvelopeSigner(RsaCertificate, RsaKey) : new XmlEnvelopeSigner(Certificate, Key);

        var packet = Reading.Ok(await Reading.ReadAsync(await WriteAsync(Samples.Full, TwoFiles, signer)));

        Assert.Equal(XmlSignatureOutcome.Valid, packet.Signature.Outcome);
        Assert.Equal(rsa ? XmlAlgorithms.RsaSha256 : XmlAlgorithms.EcdsaSha256, packet.Signature.Algorithm);
        Assert.Equal("CN=Văn phòng Chính phủ", packet.Signature.Certificate!.Subject);
        Assert.Empty(packet.Extensions);
        Assert.Empty(packet.Warnings);
    }

    [Fact]
    public async Task Every_text_survives_signing()
    {
        var document = Samples.Full with { Subject = "V/v \"A & B\" <C>\nxuống dòng\t🇻🇳" };

        var packet = Reading.Ok(await Reading.ReadAsync(await WriteAsync(document, TwoFiles, Signer)));

        Assert.Equal(document, packet.Document);
        Assert.Equal(XmlSignatureOutcome.Valid, packet.Signature.Outcome);
    }

    [Fact]
    public async Task A_signed_status_packet_is_valid()
    {
        using var target = new MemoryStream();
        var status = new EdxmlStatus { From = Samples.Sender, Code = "03", ResponseFor = new EdxmlResponseFor(null, "7816/VPCP-TTĐT", null, "id"), Staff = Samples.Full.Business.Staff };
        await EdxmlWriter.WriteAsync(target, status, Signer, CancellationToken.None);

        var packet = Reading.Ok(await Reading.ReadAsync(target.ToArray()));

        Assert.Equal(XmlSignatureOutcome.Valid, packet.Signature.Outcome);
    }

    [Fact]
    public async Task The_signature_also_holds_when_the_stream_cannot_seek()
    {
        var bytes = await WriteAsync(Samples.Full, TwoFiles, Signer);

        var packet = Reading.Ok(await Reading.Reader().ReadAsync(new ForwardStream(bytes), AttachmentSinks.Discard, CancellationToken.None));

        Assert.Equal(XmlSignatureOutcome.Valid, packet.Signature.Outcome);
    }

    [Fact]
    public async Task A_relay_may_wrap_the_attachment_anew_without_breaking_the_signature()
    {
        var text = Text(await WriteAsync(Samples.Full, [TwoFiles[0]], Signer));
        var raw = ReplaceContent(text, SmallPdf.Make("van ban"));

        var packet = Reading.Ok(await Reading.ReadAsync(raw));

        Assert.False(packet.Attachments[0].Unzipped);
        Assert.Equal(XmlSignatureOutcome.Valid, packet.Signature.Outcome);
    }

    [Theory]
    [InlineData("V/v kết nối", "V/v ngắt kết nối", XmlSignatureFault.DigestMismatch)]
    [InlineData("000.00.00.H41", "000.00.00.H42", XmlSignatureFault.DigestMismatch)]
    [InlineData("<AttachmentName>phu-luc.pdf", "<AttachmentName>phu-luc-2.pdf", XmlSignatureFault.PartMismatch)]
    [InlineData("<AttachmentEncoded>", "<Thêm/><AttachmentEncoded>", XmlSignatureFault.PartNotSigned)]
    [InlineData("Id=\"edXMLEnvelope\"", "Id=\"khac\"", XmlSignatureFault.ReferenceNotAllowed)]
    [InlineData("<AttachmentEncoded>", "<AttachmentEncoded Id=\"edXMLEnvelope\">", XmlSignatureFault.DuplicateId)]
    [InlineData("<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"", "<ds:DigestMethod Algorithm=\"http://www.w3.org/2000/09/xmldsig#sha1\"", XmlSignatureFault.DigestMismatch)]
    public async Task A_change_after_signing_is_found_out(string from, string to, XmlSignatureFault fault)
    {
        var text = Text(await WriteAsync(Samples.Full, TwoFiles, Signer));
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0);

        var packet = Reading.Ok(await Reading.ReadAsync(text.Remove(at, from.Length).Insert(at, to)));

        Assert.Equal((XmlSignatureOutcome.Invalid, fault), (packet.Signature.Outcome, packet.Signature.Fault));
    }

    [Fact]
    public async Task An_exchanged_attachment_is_found_out()
    {
        var text = Text(await WriteAsync(Samples.Full, [TwoFiles[0]], Signer));

        var packet = Reading.Ok(await Reading.ReadAsync(ReplaceContent(text, SmallPdf.Make("gia mao"))));

        Assert.Equal((XmlSignatureOutcome.Invalid, XmlSignatureFault.PartMismatch), (packet.Signature.Outcome, packet.Signature.Fault));
    }

    [Fact]
    public async Task Attachments_that_change_places_are_found_out()
    {
        var text = Text(await WriteAsync(Samples.Full, TwoFiles, Signer));
        var contents = Regex.Matches(text, "(?<=ContentTransferEncoded xmlns:edXML=\"[^\"]*\">)[^<]*");
        var swapped = text.Replace(contents[0].Value, "\u0001", StringComparison.Ordinal).Replace(contents[1].Value, contents[0].Value, StringComparison.Ordinal).Replace("\u0001", contents[1].Value, StringComparison.Ordinal);

        var packet = Reading.Ok(await Reading.ReadAsync(swapped));

        Assert.Equal(XmlSignatureFault.PartMismatch, packet.Signature.Fault);
    }

    [Fact]
    public async Task An_attachment_added_after_signing_is_found_out()
    {
        var text = Text(await WriteAsync(Samples.Full, [TwoFiles[0]], Signer));
        var added = text.Replace("</AttachmentEncoded>", $"<Attachment><ContentId>cid:a2</ContentId><AttachmentName>them.pdf</AttachmentName><ContentTransferEncoded>{Convert.ToBase64String(SmallPdf.Make("them"))}</ContentTransferEncoded></Attachment></AttachmentEncoded>", StringComparison.Ordinal);

        var packet = Reading.Ok(await Reading.ReadAsync(added));

        Assert.Equal((XmlSignatureOutcome.Invalid, XmlSignatureFault.PartNotSigned), (packet.Signature.Outcome, packet.Signature.Fault));
    }

    [Fact]
    public async Task A_removed_attachment_is_an_error_of_the_packet()
    {
        var text = Text(await WriteAsync(Samples.Full, TwoFiles, Signer));
        var start = text.LastIndexOf("<Attachment>", StringComparison.Ordinal);

        var result = await Reading.ReadAsync(text[..start] + "</AttachmentEncoded></edXML>");

        Assert.Equal("EDX-0043", Assert.Single(result.Errors).Code);
    }

    [Fact]
    public async Task A_manifest_signed_without_digests_does_not_cover_the_attachments()
    {
        var packet = PacketText.Document("000.00.00.G22", ["000.00.00.H41"], "7816", new DateOnly(2020, 11, 20), new PacketShape());
        packet.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make("a")));
        var document = Load(packet.WriteText(new PacketShape()));
        var envelope = (XmlElement)document.GetElementsByTagName("edXMLEnvelope", PacketShape.National)[0]!;
        envelope.SetAttribute("Id", "e");
        Signer.Sign(envelope, (XmlElement)document.GetElementsByTagName("edXMLHeader", PacketShape.National)[0]!);

        var read = Reading.Ok(await Reading.ReadAsync(document.OuterXml));

        Assert.Equal((XmlSignatureOutcome.Invalid, XmlSignatureFault.PartNotSigned), (read.Signature.Outcome, read.Signature.Fault));
    }

    [Theory]
    [InlineData(false, XmlSignatureOutcome.Valid)]
    [InlineData(true, XmlSignatureOutcome.Legacy)]
    public async Task A_foreign_signature_over_the_whole_packet_is_verified(bool sha1, XmlSignatureOutcome expected)
    {
        var packet = Reading.Ok(await Reading.ReadAsync(Foreign(sha1)));

        Assert.Equal(expected, packet.Signature.Outcome);
    }

    [Fact]
    public async Task A_foreign_signature_notices_a_changed_attachment()
    {
        var packet = Reading.Ok(await Reading.ReadAsync(ReplaceContent(Foreign(false), SmallPdf.Make("gia mao"))));

        Assert.Equal(XmlSignatureFault.DigestMismatch, packet.Signature.Fault);
    }

    [Fact]
    public async Task A_foreign_signature_is_not_checked_above_the_limit_nor_without_seeking()
    {
        var bytes = Encoding.UTF8.GetBytes(Foreign(false));
        var small = EdxmlLimits.Default with { WholeDocumentSignatureBytes = bytes.Length - 1 };

        var large = Reading.Ok(await Reading.Reader(small).ReadAsync(new MemoryStream(bytes), AttachmentSinks.Discard, CancellationToken.None));
        var forward = Reading.Ok(await Reading.Reader().ReadAsync(new ForwardStream(bytes), AttachmentSinks.Discard, CancellationToken.None));

        Assert.Equal((XmlSignatureOutcome.NotChecked, bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)), (large.Signature.Outcome, large.Signature.Detail));
        Assert.Equal(XmlSignatureOutcome.NotChecked, forward.Signature.Outcome);
    }

    [Theory]
    [InlineData("", XmlSignatureOutcome.Absent)]
    [InlineData("<Signature/>", XmlSignatureOutcome.Absent)]
    [InlineData("<edXML:DigitalSignature/>", XmlSignatureOutcome.Absent)]
    [InlineData("<Signature><SignedInfo/><SignatureValue>AAAA</SignatureValue></Signature>", XmlSignatureOutcome.NotASignature)]
    [InlineData("<edXML:DigitalSignature>AAAA</edXML:DigitalSignature>", XmlSignatureOutcome.NotASignature)]
    [InlineData("<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/>", XmlSignatureOutcome.Invalid)]
    public async Task What_stands_in_the_place_of_a_signature_is_told_apart(string signature, XmlSignatureOutcome expected)
    {
        var text = Text(await WriteAsync(Samples.Full, TwoFiles, null)).Replace("</edXML:edXMLHeader>", signature + "</edXML:edXMLHeader>", StringComparison.Ordinal);

        var packet = Reading.Ok(await Reading.ReadAsync(text));

        Assert.Equal(expected, packet.Signature.Outcome);
        Assert.Empty(packet.Extensions);
    }

    private static XmlEnvelopeSigner Signer => new(Certificate, Key);

    private static X509Certificate2 Certify(CertificateRequest request)
    {
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return request.CreateSelfSigned(from, from.AddYears(5));
    }

    private static async Task<byte[]> WriteAsync(EdxmlDocument document, OutgoingAttachment[] files, XmlEnvelopeSigner? signer)
    {
        using var target = new MemoryStream();
        Assert.True((await EdxmlWriter.WriteAsync(target, document, files, signer, CancellationToken.None)).IsOk);
        return target.ToArray();
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static string ReplaceContent(string text, byte[] content) =>
        Regex.Replace(text, "(<[^/<>]*ContentTransferEncoded[^>]*>)[^<]*", m => m.Groups[1].Value + Convert.ToBase64String(content));

    private static XmlDocument Load(string text)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(text);
        return document;
    }

    private static string Foreign(bool sha1)
    {
        var packet = PacketText.Document("000.00.00.G22", ["000.00.00.H41"], "7816", new DateOnly(2020, 11, 20), new PacketShape());
        packet.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make("a")));
        var document = Load(packet.WriteText(new PacketShape { Indented = true }));
        var signed = new SignedXml(document) { SigningKey = RsaKey };
        signed.SignedInfo!.SignatureMethod = sha1 ? XmlAlgorithms.RsaSha1 : XmlAlgorithms.RsaSha256;
        signed.SignedInfo.CanonicalizationMethod = XmlAlgorithms.InclusiveC14N;
        var reference = new Reference("") { DigestMethod = sha1 ? XmlAlgorithms.Sha1 : XmlAlgorithms.Sha256 };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(reference);
        signed.KeyInfo = new KeyInfo();
        signed.KeyInfo.AddClause(new KeyInfoX509Data(RsaCertificate));
        signed.ComputeSignature();
        document.GetElementsByTagName("edXMLHeader", PacketShape.National)[0]!.AppendChild(document.ImportNode(signed.GetXml(), true));
        return document.OuterXml;
    }

    private sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
