using VanLang.Kernel;

namespace VanLang.Exchange.Edxml;

/// <summary>
/// Reads a packet from any vendor: any prefix, any order of elements, both spellings, both date forms, wrapped or raw
/// attachments. Attachments flow to the sink in pieces, so that a packet of 50 MB never sits in memory. What is wrong is
/// answered all at once with code, line, column and path; what is tolerated stands among the warnings.
/// </summary>
internal sealed class EdxmlReader(Clock clock, EdxmlLimits limits)
{
    /// <summary>
    /// Reads to the end. A stream that can seek is read from its present position; only then can a foreign signature over the
    /// whole document be verified.
    /// </summary>
    public async Task<Result<EdxmlPacket>> ReadAsync(Stream packet, AttachmentSink sink, CancellationToken ct)
    {
        var start = packet.CanSeek ? packet.Position : 0;
        await using var scan = new PacketScan(limits, sink);
        await using var counted = new PacketStream(packet, limits);
        try
        {
            await scan.RunAsync(counted, ct);
        }
        catch (PacketRefused refused)
        {
            return Findings.Place(refused.Error, Math.Max(refused.Line, 1), Math.Max(refused.Column, 1), refused.Path ?? "/");
        }

        var findings = new Findings();
        var fields = new HeaderFields(findings);
        WarnEncoding(scan, findings);
        if (PacketLayout.Find(scan.Root, fields) is not { } layout)
        {
            return Result<EdxmlPacket>.Failed(findings.Errors);
        }

        var header = ReadHeader(layout, fields);
        var matched = ReadAttachments(scan, layout, fields, header.Kind);
        if (findings.Errors.Count > 0)
        {
            return Result<EdxmlPacket>.Failed(findings.Errors);
        }

        var settling = new AttachmentSettling(limits, sink, findings);
        var settled = new List<MatchedAttachment>(matched.Count);
        foreach (var attachment in matched)
        {
            if (await settling.SettleAsync(attachment.Content, attachment.Attachment, ct) is { } done)
            {
                settled.Add(attachment with { Attachment = done });
            }
        }

        if (findings.Errors.Count > 0)
        {
            return Result<EdxmlPacket>.Failed(findings.Errors);
        }

        return header with
        {
            Places = OrganPlaces.Of(layout.Message),
            Attachments = [.. settled.Select(m => m.Attachment)],
            Extensions = ExtensionFields.Read(scan.Root, fields),
            Signature = PackageSignature.Check(layout, settled, packet, start, counted.Taken, limits),
            Warnings = findings.Warnings,
            Length = counted.Taken,
            Namespace = layout.Message.NamespaceURI,
        };
    }

    private static void WarnEncoding(PacketScan scan, Findings findings)
    {
        if (scan.DeclaredEncoding is { } encoding && encoding.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase))
        {
            findings.Warn(EdxmlErrors.NotUtf8.With(encoding), scan.Root);
        }
    }

    private EdxmlPacket ReadHeader(PacketLayout layout, HeaderFields fields)
    {
        if (StatusFields.Find(layout.Message) is { } status)
        {
            return new EdxmlPacket { Kind = EdxmlKind.Status, Status = new StatusFields(fields).Read(layout.Message, status) };
        }

        return new EdxmlPacket { Kind = EdxmlKind.Document, Document = new DocumentFields(fields, clock).Read(layout.Header, layout.Message) };
    }

    private static List<MatchedAttachment> ReadAttachments(PacketScan scan, PacketLayout layout, HeaderFields fields, EdxmlKind kind)
    {
        var manifest = new ManifestFields(fields);
        var references = manifest.ReadManifest(layout.Manifest);
        var matched = manifest.Match(scan.Contents, references);
        var withContent = scan.Contents.Select(c => c.Attachment).ToHashSet();
        foreach (var list in Lists(layout))
        {
            fields.Know(list);
            foreach (var attachment in list.Elements.Where(e => e.LocalName == "Attachment" && !withContent.Contains(e)))
            {
                fields.Know(attachment);
                fields.Findings.Error(EdxmlErrors.NoContent, attachment, "ContentTransferEncoded");
            }
        }

        if (kind is EdxmlKind.Document && references.Count == 0 && scan.Contents.Count == 0)
        {
            fields.Findings.Warn(EdxmlErrors.NoFiles, layout.Envelope);
        }

        return matched;
    }

    private static IEnumerable<LocatedElement> Lists(PacketLayout layout) =>
        new[] { layout.Root, layout.Envelope, layout.Manifest?.Parent }
            .OfType<LocatedElement>()
            .Distinct()
            .SelectMany(e => e.Elements)
            .Where(e => e.LocalName == "AttachmentEncoded");
}
