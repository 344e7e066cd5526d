using System.Text;
using System.Xml;
using VanLang.Kernel;
using VanLang.Signing.Xml;

namespace VanLang.Exchange.Edxml;

/// <summary>A file to send. It is opened when its turn comes and read once.</summary>
/// <param name="Name">File name without path.</param>
/// <param name="ContentId">Without <c>cid:</c>; unique in the packet.</param>
/// <param name="Sha256">Of the content, lower-case hexadecimal: written into the manifest before the content is read, checked while it is.</param>
/// <param name="Open">Opens the content; the writer disposes it.</param>
internal sealed record OutgoingAttachment(
    string Name,
    string? ContentType,
    string ContentId,
    string? Description,
    string Sha256,
    Func<CancellationToken, ValueTask<Stream>> Open);

/// <summary>
/// Writes the strict national form: order of the national kit, prefix <c>edXML</c>, dates yyyy/MM/dd, attachments as
/// base64( ZIP with one entry ), <c>cid:</c> on both sides. The same input gives the same bytes. Content flows; only the
/// envelope is held in memory.
/// </summary>
internal static class EdxmlWriter
{
    private const string Start = $"""<?xml version="1.0" encoding="UTF-8"?><edXML xmlns="{EdxmlNames.National}">""";
    private const string End = "</edXML>";

    /// <summary>Writes a document with its attachments; signed when a signer is given. Nothing is written when the answer is an error.</summary>
    public static async Task<Result> WriteAsync(Stream target, EdxmlDocument document, IReadOnlyList<OutgoingAttachment> attachments, XmlEnvelopeSigner? signer, CancellationToken ct)
    {
        var envelope = StrictEnvelope.Of(document, attachments);
        if (envelope.Errors.Count > 0)
        {
            return Result.Failed(envelope.Errors);
        }

        if (attachments.FirstOrDefault(a => FileNames.Check(a.Name) is not FileNames.Verdict.Safe) is { } unsafeName)
        {
            return EdxmlErrors.FileName.With(unsafeName.Name);
        }

        await WriteEnvelopeAsync(target, envelope, signer, ct);
        if (attachments.Count > 0)
        {
            await WriteTextAsync(target, "<AttachmentEncoded>", ct);
            foreach (var attachment in attachments)
            {
                await WriteAttachmentAsync(target, attachment, ct);
            }

            await WriteTextAsync(target, "</AttachmentEncoded>", ct);
        }

        await WriteTextAsync(target, End, ct);
        return Result.Ok;
    }

    /// <summary>Writes a status packet.</summary>
    public static async Task<Result> WriteAsync(Stream target, EdxmlStatus status, XmlEnvelopeSigner? signer, CancellationToken ct)
    {
        var envelope = StrictEnvelope.Of(status);
        if (envelope.Errors.Count > 0)
        {
            return Result.Failed(envelope.Errors);
        }

        await WriteEnvelopeAsync(target, envelope, signer, ct);
        await WriteTextAsync(target, End, ct);
        return Result.Ok;
    }

    private static async Task WriteEnvelopeAsync(Stream target, StrictEnvelope envelope, XmlEnvelopeSigner? signer, CancellationToken ct)
    {
        if (signer is not null)
        {
            envelope.Sign(signer);
        }

        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Fragment))
        {
            envelope.Envelope.WriteTo(writer);
        }

        await WriteTextAsync(target, Start, ct);
        bytes.Position = 0;
        await bytes.CopyToAsync(target, ct);
    }

    private static async Task WriteAttachmentAsync(Stream target, OutgoingAttachment attachment, CancellationToken ct)
    {
        var head = new StringBuilder("<Attachment>");
        Append(head, "ContentId", "cid:" + attachment.ContentId);
        Append(head, "AttachmentName", attachment.Name);
        Append(head, "Description", attachment.Description);
        Append(head, "ContentType", attachment.ContentType);
        head.Append($"<{StrictEnvelope.Prefix}:ContentTransferEncoded xmlns:{StrictEnvelope.Prefix}=\"{EdxmlNames.National}\">");
        await WriteTextAsync(target, head.ToString(), ct);
        await using (var content = await attachment.Open(ct))
        await using (var base64 = new Base64Stream(target))
        {
            string sha256;
            if (FileNames.IsZipType(attachment.Name))
            {
                // By the reader's rule a ZIP inside a ZIP type is never a wrapper: these go as they are.
                sha256 = await ZipWrapper.CopyAsync(content, base64, ct);
            }
            else
            {
                sha256 = await ZipWrapper.WrapAsync(content, EntryName(attachment), base64, ct);
            }

            await base64.CompleteAsync(ct);
            if (sha256 != attachment.Sha256)
            {
                throw new InvalidDataException($"Attachment {attachment.ContentId}: the content is not the one announced.");
            }
        }

        await WriteTextAsync(target, $"</{StrictEnvelope.Prefix}:ContentTransferEncoded></Attachment>", ct);
    }

    // The standard asks for "uuid.ext". Made from the content (RFC 9562, version 8), so that the same packet has the same bytes.
    private static string EntryName(OutgoingAttachment attachment)
    {
        var bytes = Convert.FromHexString(attachment.Sha256)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        var extension = FileNames.Extension(attachment.Name);
        return new Guid(bytes, bigEndian: true) + (extension.Length > 0 ? "." + extension : "");
    }

    private static void Append(StringBuilder xml, string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        using var writer = XmlWriter.Create(xml, Fragment);
        writer.WriteElementString(name, value);
    }

    private static ValueTask WriteTextAsync(Stream target, string text, CancellationToken ct) => target.WriteAsync(Encoding.UTF8.GetBytes(text), ct);

    private static XmlWriterSettings Fragment { get; } = new()
    {
        Encoding = new UTF8Encoding(false),
        OmitXmlDeclaration = true,
        ConformanceLevel = ConformanceLevel.Fragment,
        NewLineHandling = NewLineHandling.Entitize,
    };
}
