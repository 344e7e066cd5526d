using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using VanLang.Exchange.Edxml;
using VanLang.Kernel;
using VanLang.Signing.Xml;

namespace VanLang.Exchange.Tests.Edxml;

/// <summary>Keeps what the reader gives its sink, by number of attachment.</summary>
internal sealed class KeptContents
{
    private readonly SortedDictionary<int, MemoryStream> kept = [];

    public AttachmentSink Sink => (header, _) => ValueTask.FromResult<Stream>(kept[header.Number] = new MemoryStream());

    public int Count => kept.Count;

    public byte[] Bytes(int number) => kept[number].ToArray();

    public IEnumerable<string> Hashes() => kept.Values.Select(s => Convert.ToHexString(SHA256.HashData(s.ToArray())));
}

/// <summary>What every test of packets needs: a reader with a known clock, and the way back to bytes.</summary>
internal static class Reading
{
    /// <summary>2020-11-24 10:00 in Vietnam.</summary>
    public static readonly DateTimeOffset Now = new(2020, 11, 24, 3, 0, 0, TimeSpan.Zero);

    public static EdxmlReader Reader(EdxmlLimits? limits = null, DateTimeOffset? now = null) =>
        new(new Clock(new FakeTimeProvider(now ?? Now)), limits ?? EdxmlLimits.Default);

    public static Task<Result<EdxmlPacket>> ReadAsync(string xml, AttachmentSink? sink = null) => ReadAsync(Encoding.UTF8.GetBytes(xml), sink);

    public static Task<Result<EdxmlPacket>> ReadAsync(byte[] bytes, AttachmentSink? sink = null) =>
        Reader().ReadAsync(new MemoryStream(bytes), sink ?? AttachmentSinks.Discard, CancellationToken.None);

    public static EdxmlPacket Ok(Result<EdxmlPacket> result)
    {
        Assert.True(result.IsOk, Describe(result.Errors));
        return result.Value;
    }

    public static string Describe(IEnumerable<Error> errors) => string.Join('\n', errors.Select(e => $"{e.Code} {e.Sentence("en")} {string.Join(' ', e.Facts)}"));

    /// <summary>What must survive a rewriting: all but how the content was stored.</summary>
    public static object Essence(EdxmlAttachment a) => (a.Number, a.Name, a.ContentType, a.ContentId, a.Description, a.Length, a.Sha256);

    public static async Task<byte[]> RewriteAsync(EdxmlPacket packet, KeptContents contents, XmlEnvelopeSigner? signer)
    {
        using var target = new MemoryStream();
        var written = packet.Document is { } document
            ? await EdxmlWriter.WriteAsync(target, document, Outgoing(packet, contents), signer, CancellationToken.None)
            : await EdxmlWriter.WriteAsync(target, packet.Status!, signer, CancellationToken.None);
        Assert.True(written.IsOk, Describe(written.Errors));
        return target.ToArray();
    }

    public static OutgoingAttachment Outgoing(string name, byte[] content, string contentId = "att-1", string? contentType = "application/pdf", string? description = null) =>
        new(name, contentType, contentId, description, Convert.ToHexStringLower(SHA256.HashData(content)), _ => ValueTask.FromResult<Stream>(new MemoryStream(content)));

    private static List<OutgoingAttachment> Outgoing(EdxmlPacket packet, KeptContents contents) =>
        [.. packet.Attachments.Select(a => Outgoing(a.Name, contents.Bytes(a.Number), a.ContentId, a.ContentType, a.Description))];
}
