using System.Xml;
using VanLang.Signing.Xml;

namespace VanLang.Exchange.Edxml;

/// <summary>
/// The signature of the packet. Our strict form signs the envelope by its Id, and the manifest inside it names the SHA-256 of
/// every attachment's content: so the signature covers the attachments without anyone hashing them inside XML.
/// </summary>
internal static class PackageSignature
{
    public static XmlSignatureReport Check(PacketLayout layout, IReadOnlyList<MatchedAttachment> attachments, Stream packet, long start, long length, EdxmlLimits limits)
    {
        var document = layout.Envelope.OwnerDocument;
        if (document.GetElementsByTagName("Signature", XmlAlgorithms.Namespace).OfType<XmlElement>().FirstOrDefault() is not { } signature)
        {
            return layout.Header.Elements.Any(e => e.LocalName is "Signature" or "DigitalSignature" && (e.Elements.Any() || e.OwnText is not null))
                ? new XmlSignatureReport(XmlSignatureOutcome.NotASignature)
                : XmlSignatureReport.Absent;
        }

        if (XmlSignatureCheck.CoversWholeDocument(signature))
        {
            return length <= limits.WholeDocumentSignatureBytes && packet.CanSeek
                ? CheckWhole(packet, start)
                : new XmlSignatureReport(XmlSignatureOutcome.NotChecked, Detail: length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var report = XmlSignatureCheck.Strict(signature, layout.Envelope, layout.Header);
        return report.Outcome is XmlSignatureOutcome.Valid && Uncovered(layout, attachments) is var (fault, part)
            ? report with { Outcome = XmlSignatureOutcome.Invalid, Fault = fault, Detail = part }
            : report;
    }

    private static (XmlSignatureFault Fault, string Part)? Uncovered(PacketLayout layout, IReadOnlyList<MatchedAttachment> attachments)
    {
        if (layout.Root.Elements.FirstOrDefault(e => e != layout.Envelope && e.LocalName != "AttachmentEncoded") is { } stranger)
        {
            return (XmlSignatureFault.PartNotSigned, stranger.LocalName);
        }

        foreach (var (content, attachment, reference) in attachments)
        {
            if (reference?.Sha256 is not { } signed)
            {
                return (XmlSignatureFault.PartNotSigned, attachment.ContentId);
            }

            // The head of an attachment stands outside the envelope: its name must be the signed one.
            var isOutside = content.Attachment.Parent?.Parent == layout.Root;
            if (!isOutside || signed != attachment.Sha256 || reference.ContentId != attachment.ContentId || content.Said("AttachmentName") != reference.Name)
            {
                return (XmlSignatureFault.PartMismatch, attachment.ContentId);
            }
        }

        return null;
    }

    private static XmlSignatureReport CheckWhole(Stream packet, long start)
    {
        packet.Position = start;
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using (var reader = XmlReader.Create(packet, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = false }))
        {
            document.Load(reader);
        }

        return document.GetElementsByTagName("Signature", XmlAlgorithms.Namespace).OfType<XmlElement>().FirstOrDefault() is { } signature
            ? XmlSignatureCheck.WholeDocument(signature)
            : XmlSignatureReport.Absent;
    }
}
