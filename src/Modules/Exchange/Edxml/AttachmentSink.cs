namespace VanLang.Exchange.Edxml;

/// <summary>What is known of an attachment when its content begins to flow.</summary>
internal sealed record AttachmentHeader(int Number, string Name, string? ContentType, string ContentId);

/// <summary>
/// Opens the stream that takes one attachment's content (out of its wrapper). The reader writes it once, front to back, and
/// disposes it. Contents flow before the packet is known to be acceptable: keep nothing until the reader has answered Ok.
/// </summary>
internal delegate ValueTask<Stream> AttachmentSink(AttachmentHeader header, CancellationToken ct);

internal static class AttachmentSinks
{
    /// <summary>For callers who want the header and the digests only.</summary>
    public static AttachmentSink Discard { get; } = (_, _) => ValueTask.FromResult(Stream.Null);
}
