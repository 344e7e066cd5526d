using Microsoft.Extensions.Options;
using VanLang.Data;
using VanLang.Data.Blobs;
using VanLang.Exchange.Edxml;
using VanLang.Kernel;

namespace VanLang.Exchange.Packets;

/// <summary>
/// Files taken out of packets, so that ranges of them can be read. May be deleted at any time: the packets are the truth. The oldest
/// go first when the folder grows over its limit. Each node has a folder of its own.
/// </summary>
internal sealed class AttachmentCache(IOptions<DatabaseOptions> data, IOptions<ExchangeOptions> options, BlobStore blobs, Clock clock) : IDisposable
{
    // One at a time for each file, as far as the stripes go: a large one must not keep the others waiting.
    private readonly SemaphoreSlim[] stripes = [.. Enumerable.Range(0, 16).Select(_ => new SemaphoreSlim(1))];
    private readonly Lock room = new();

    private string Folder => Path.Combine(data.Value.DataFolder, "cache", data.Value.Node, "attachments");

    /// <summary>The content of a file; taken out of the packet when it is not there. It is what the recorded digest says, or this throws.</summary>
    public async Task<FileStream> Open(Stream packet, Attachment attachment, CancellationToken ct) =>
        TryOpen(attachment.Sha256) ?? await TakeOut(packet, attachment, ct);

    /// <summary>True when the content lies here already.</summary>
    public bool Holds(string sha256) => File.Exists(Path.Combine(Folder, sha256));

    public void Dispose() => Array.ForEach(stripes, s => s.Dispose());

    private async Task<FileStream> TakeOut(Stream packet, Attachment attachment, CancellationToken ct)
    {
        var one = stripes[Convert.ToInt32(attachment.Sha256[..1], 16)];
        await one.WaitAsync(ct);
        try
        {
            if (TryOpen(attachment.Sha256) is { } there)
            {
                return there;
            }

            await using var content = blobs.Begin();
            await EdxmlContents.Read(packet, clock, blobs.TemporaryFolder, (header, _) => ValueTask.FromResult(header.Number == attachment.Number ? new CountingStream(content) : Stream.Null), ct);
            if (await content.Finish(ct) != attachment.Sha256)
            {
                throw new InvalidDataException($"Attachment {attachment.Number} of packet {attachment.PacketId.Value} is not what was recorded at acceptance.");
            }

            Directory.CreateDirectory(Folder);
            lock (room)
            {
                MakeRoom(content.Length);
                File.Move(content.OnDisk(), Path.Combine(Folder, attachment.Sha256), overwrite: true);
            }

            return TryOpen(attachment.Sha256) ?? throw new IOException("A file of the cache went away while it was opened.");
        }
        finally
        {
            one.Release();
        }
    }

    private FileStream? TryOpen(string sha256)
    {
        try
        {
            return new FileStream(Path.Combine(Folder, sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void MakeRoom(long wanted)
    {
        var files = new DirectoryInfo(Folder).GetFiles();
        var size = files.Sum(f => f.Length) + wanted;
        foreach (var oldest in files.OrderBy(f => f.LastWriteTimeUtc))
        {
            if (size <= options.Value.AttachmentCacheBytes)
            {
                return;
            }

            size -= oldest.Length;
            oldest.Delete();
        }
    }
}

/// <summary>Reads packets that were accepted before: what cannot be read any more is a bug, not an input.</summary>
internal static class EdxmlContents
{
    private static readonly EdxmlLimits Stored = EdxmlLimits.Default with { PacketBytes = long.MaxValue, ContentBytes = long.MaxValue };

    public static async Task<EdxmlPacket> Read(Stream packet, Clock clock, string temporaryFolder, AttachmentSink sink, CancellationToken ct)
    {
        var read = await new EdxmlReader(clock, Stored with { TemporaryFolder = temporaryFolder }).ReadAsync(packet, sink, ct);
        return read.TryGet(out var value, out var error) ? value : throw new InvalidDataException($"A stored packet cannot be read any more: {error.Code} {error.Sentence("en")}");
    }
}
