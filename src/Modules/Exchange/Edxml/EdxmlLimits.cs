namespace VanLang.Exchange.Edxml;

/// <summary>How much of a packet is read before it is refused. The axis itself stops at about 50 MB of packet.</summary>
internal sealed record EdxmlLimits
{
    public static EdxmlLimits Default { get; } = new();

    /// <summary>Bytes of the packet as sent.</summary>
    public long PacketBytes { get; init; } = 120L * 1024 * 1024;

    /// <summary>Bytes of all contents together, taken out of their wrappers.</summary>
    public long ContentBytes { get; init; } = 120L * 1024 * 1024;

    /// <summary>Content to wrapper, once the content is over a megabyte: deflate cannot pass 1032, documents stay under 50.</summary>
    public int ZipRatio { get; init; } = 150;

    public int Attachments { get; init; } = 200;

    public int Depth { get; init; } = 32;

    public int Attributes { get; init; } = 32;

    /// <summary>Elements of the header: a fan-out to 5,000 recipients takes 45,000.</summary>
    public int Elements { get; init; } = 100_000;

    /// <summary>Characters of one value outside the attachments.</summary>
    public int TextLength { get; init; } = 64 * 1024;

    /// <summary>Bytes one tag, comment or instruction may take.</summary>
    public int TagBytes { get; init; } = 256 * 1024;

    /// <summary>Above this a signature over the whole document is not verified (it would need all of it in memory).</summary>
    public long WholeDocumentSignatureBytes { get; init; } = 8L * 1024 * 1024;

    /// <summary>Where attachments wait until it is known whether they are wrapped; the system's own folder when empty.</summary>
    public string TemporaryFolder { get; init; } = "";
}
