using VanLang.Signing.Xml;

namespace VanLang.Exchange.Edxml;

/// <summary>One line of the manifest.</summary>
internal sealed record ManifestReference(LocatedElement Element, string? ContentId, string? ContentType, string? Description, string? Name)
{
    /// <summary>Lower-case hexadecimal SHA-256 of the content, which our strict form writes and signs.</summary>
    public string? Sha256 { get; init; }
}

/// <summary>An attachment with the manifest line it belongs to, if any.</summary>
internal sealed record MatchedAttachment(IncomingContent Content, EdxmlAttachment Attachment, ManifestReference? Reference);

/// <summary>Reads manifest and attachment heads, and brings the two together by ContentId, or else by name.</summary>
internal sealed class ManifestFields(HeaderFields fields)
{
    private const int NameLength = 200;

    public List<ManifestReference> ReadManifest(LocatedElement? manifest)
    {
        var references = new List<ManifestReference>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in fields.Children(manifest, "Reference"))
        {
            var href = element.GetAttribute("href", EdxmlNames.XLink);
            var id = fields.Text(element, "ContentId", NameLength) ?? (href.Length > 0 ? href : null);
            var reference = new ManifestReference(
                element,
                id is null ? null : ContentIds.Normalize(id),
                fields.Text(element, "ContentType", NameLength),
                fields.Text(element, "Description", 500),
                fields.Text(element, "AttachmentName", NameLength))
            { Sha256 = Digest(element) };
            if (reference.ContentId is { } known && !seen.Add(known))
            {
                fields.Findings.Error(EdxmlErrors.ContentIdTwice.With(HeaderFields.Short(known)), element);
            }

            references.Add(reference);
        }

        return references;
    }

    public List<MatchedAttachment> Match(IReadOnlyList<IncomingContent> contents, List<ManifestReference> references)
    {
        var free = new List<ManifestReference>(references);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var heads = contents.Select(Head).ToList();
        var matched = new List<MatchedAttachment>();
        foreach (var head in heads)
        {
            var reference = free.Find(r => r.ContentId is not null && r.ContentId == head.ContentId) ?? ByName(head, heads, free);
            if (reference is not null)
            {
                free.Remove(reference);
            }

            if (Complete(head, reference, seen) is { } attachment)
            {
                matched.Add(new MatchedAttachment(head.Content, attachment, reference));
            }
        }

        foreach (var reference in free)
        {
            fields.Findings.Error(EdxmlErrors.NoAttachment.With(HeaderFields.Short(reference.Name ?? reference.ContentId ?? "?")), reference.Element);
        }

        return matched;
    }

    private ManifestReference? ByName(AttachmentHead head, List<AttachmentHead> heads, List<ManifestReference> free)
    {
        var candidates = free.FindAll(r => r.Name is not null && r.Name == head.Name && heads.All(h => h.ContentId is null || h.ContentId != r.ContentId));
        if (candidates.Count != 1 || heads.Count(h => h.Name == head.Name) != 1)
        {
            return null;
        }

        if (head.ContentId is not null)
        {
            fields.Findings.Warn(EdxmlErrors.MatchedByName.With(HeaderFields.Short(head.Name!)), head.Content.Attachment);
        }

        return candidates[0];
    }

    private EdxmlAttachment? Complete(AttachmentHead head, ManifestReference? reference, HashSet<string> seen)
    {
        var element = head.Content.Attachment;
        if (head.Content.StoredLength == 0)
        {
            fields.Findings.Error(EdxmlErrors.NoContent, head.Content.Content);
            return null;
        }

        if ((head.Name ?? reference?.Name) is not { } name)
        {
            fields.Missing(element, "AttachmentName", Need.Required);
            return null;
        }

        var verdict = FileNames.Check(name);
        if (verdict is FileNames.Verdict.Unsafe)
        {
            fields.Findings.Error(EdxmlErrors.FileName.With(HeaderFields.Short(name)), element, "AttachmentName");
            return null;
        }

        if (verdict is FileNames.Verdict.Separator)
        {
            fields.Findings.Warn(EdxmlErrors.FileNameSeparator.With(name), element, "AttachmentName");
            name = FileNames.WithoutSeparators(name);
        }

        if (reference is null)
        {
            fields.Findings.Warn(EdxmlErrors.NotInManifest.With(name), element);
        }

        var id = head.ContentId ?? reference?.ContentId ?? $"att-{head.Content.Number}";
        if (!seen.Add(id))
        {
            fields.Findings.Error(EdxmlErrors.ContentIdTwice.With(HeaderFields.Short(id)), element, "ContentId");
            return null;
        }

        return new EdxmlAttachment(
            head.Content.Number,
            name,
            head.ContentType ?? reference?.ContentType,
            id,
            head.Description ?? reference?.Description,
            head.Content.StoredLength,
            head.Content.StoredSha256,
            0,
            "",
            false,
            reference is not null)
        {
            ManifestName = OtherName(head, reference),
        };
    }

    // Kept, checked and written again: a stamp must not hide in the name that the recipient's list shows.
    private string? OtherName(AttachmentHead head, ManifestReference? reference)
    {
        if (reference?.Name is not { } listed || head.Name is null || listed == head.Name)
        {
            return null;
        }

        fields.Findings.Warn(EdxmlErrors.NamedOtherwise.With(HeaderFields.Short(listed), HeaderFields.Short(head.Name)), reference.Element, "AttachmentName");
        return listed;
    }

    private AttachmentHead Head(IncomingContent content)
    {
        var element = content.Attachment;
        fields.Know(element);
        fields.Know(content.Content);
        var id = fields.Text(element, "ContentId", NameLength);
        return new AttachmentHead(
            content,
            id is null ? null : ContentIds.Normalize(id),
            fields.Text(element, "AttachmentName", NameLength),
            fields.Text(element, "ContentType", NameLength),
            fields.Text(element, "Description", 500));
    }

    private static string? Digest(LocatedElement reference)
    {
        var method = reference["DigestMethod", XmlAlgorithms.Namespace]?.GetAttribute("Algorithm");
        var value = reference["DigestValue", XmlAlgorithms.Namespace]?.InnerText;
        var bytes = new byte[64];
        return method == XmlAlgorithms.Sha256 && value is not null && Convert.TryFromBase64String(value, bytes, out var length) && length == 32
            ? Convert.ToHexStringLower(bytes.AsSpan(0, length))
            : null;
    }

    private sealed record AttachmentHead(IncomingContent Content, string? ContentId, string? Name, string? ContentType, string? Description);
}
