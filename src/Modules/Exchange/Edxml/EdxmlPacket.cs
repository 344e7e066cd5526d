using VanLang.Kernel;
using VanLang.Signing.Xml;

namespace VanLang.Exchange.Edxml;

/// <summary>What a packet carries: either a document with its attachments, or the status of one.</summary>
internal enum EdxmlKind
{
    Document,
    Status,
}

/// <summary>
/// A packet as read. Nothing the sender wrote is lost: what the national standard does not know stands in
/// <see cref="Extensions"/>, what was tolerated in <see cref="Warnings"/>.
/// </summary>
internal sealed record EdxmlPacket
{
    public required EdxmlKind Kind { get; init; }

    /// <summary>Set when <see cref="Kind"/> is Document.</summary>
    public EdxmlDocument? Document { get; init; }

    /// <summary>Set when <see cref="Kind"/> is Status.</summary>
    public EdxmlStatus? Status { get; init; }

    /// <summary>In the order in which they stand in the packet, numbered from 1.</summary>
    public Sequence<EdxmlAttachment> Attachments { get; init; } = [];

    public Sequence<EdxmlExtension> Extensions { get; init; } = [];

    public XmlSignatureReport Signature { get; init; } = XmlSignatureReport.Absent;

    /// <summary>Deviations that were tolerated, each with line, column and path among its facts.</summary>
    public IReadOnlyList<Error> Warnings { get; init; } = [];

    /// <summary>Bytes read.</summary>
    public long Length { get; init; }

    /// <summary>Namespace of the envelope: the national one, or an older one that was tolerated.</summary>
    public string Namespace { get; init; } = EdxmlNames.National;

    /// <summary>Where the codes of sender and recipients stand, so that what is found wrong with one later can be shown in the packet.</summary>
    public OrganPlaces Places { get; init; } = OrganPlaces.None;

    public EdxmlOrgan From => Document?.From ?? Status!.From;
}

/// <summary>
/// One attached file. Its content is what a person opens: taken out of the ZIP wrapper when there was one. The stored bytes
/// are what the packet held, base64 removed.
/// </summary>
/// <param name="Number">From 1.</param>
/// <param name="Name">File name; never a path.</param>
/// <param name="ContentType">As the sender wrote it: not to be trusted.</param>
/// <param name="ContentId">Without <c>cid:</c>.</param>
/// <param name="StoredLength">Bytes in the packet, base64 removed.</param>
/// <param name="StoredSha256">Of these bytes, lower-case hexadecimal.</param>
/// <param name="Length">Bytes of the content, as given to the sink.</param>
/// <param name="Sha256">Of the content, lower-case hexadecimal.</param>
/// <param name="Unzipped">True when the content was taken out of a ZIP wrapper.</param>
/// <param name="InManifest">True when the manifest names it.</param>
internal sealed record EdxmlAttachment(
    int Number,
    string Name,
    string? ContentType,
    string ContentId,
    string? Description,
    long StoredLength,
    string StoredSha256,
    long Length,
    string Sha256,
    bool Unzipped,
    bool InManifest)
{
    /// <summary>The name in the manifest where it is another one; null when both agree.</summary>
    public string? ManifestName { get; init; }
}

/// <summary>An element or attribute the standard does not know, kept as it was written.</summary>
internal sealed record EdxmlExtension(string Path, string Text);

internal static class EdxmlNames
{
    /// <summary>Decision 20/2020 allows 35 characters; QCVN 102:2016 had 13.</summary>
    public const int OrganIdLength = 35;

    /// <summary>Our own limit: the longest form met is the three-part one of about 60 characters.</summary>
    public const int DocumentIdLength = 255;

    public const string National = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

    /// <summary>The older SOAP form.</summary>
    public const string Older = "http://www.e-doc.vn/Schema/";

    public const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    public const string XLink = "http://www.w3.org/1999/xlink";

    public const string XInclude = "http://www.w3.org/2001/XInclude";
}
