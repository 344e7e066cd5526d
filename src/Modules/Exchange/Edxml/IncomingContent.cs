using System.Security.Cryptography;

namespace VanLang.Exchange.Edxml;

/// <summary>
/// One attachment on its way in. What surely is no ZIP, and has its name already, flows straight to the sink; the rest waits
/// in a temporary file, because a ZIP is understood from its end, and its name may come after its content.
/// </summary>
internal sealed class IncomingContent(LocatedElement attachment, LocatedElement content, int number, EdxmlLimits limits, AttachmentSink sink) : IAsyncDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] head = new byte[5];
    private Stream? target;

    public LocatedElement Attachment => attachment;

    public LocatedElement Content => content;

    public int Number => number;

    public long StoredLength { get; private set; }

    public string StoredSha256 { get; private set; } = "";

    /// <summary>The bytes, when they still wait; null when they went to the sink.</summary>
    public FileStream? Waiting { get; private set; }

    public bool LooksZipped => StoredLength >= 4 && head.AsSpan(0, 4).SequenceEqual("PK\u0003\u0004"u8);

    public bool LooksPdf => StoredLength >= 5 && head.AsSpan().SequenceEqual("%PDF-"u8);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (StoredLength < head.Length)
        {
            var taken = (int)Math.Min(head.Length - StoredLength, bytes.Length);
            bytes.Span[..taken].CopyTo(head.AsSpan((int)StoredLength));
        }

        StoredLength += bytes.Length;
        hash.AppendData(bytes.Span);
        target ??= await OpenAsync(ct);
        await target.WriteAsync(bytes, ct);
    }

    /// <summary>After the last byte.</summary>
    public async ValueTask CompleteAsync(CancellationToken ct)
    {
        StoredSha256 = Convert.ToHexStringLower(hash.GetCurrentHash());
        if (target is not null && Waiting is null)
        {
            await target.DisposeAsync();
        }
        else if (Waiting is not null)
        {
            await Waiting.FlushAsync(ct);
        }

        target = null;
    }

    public async ValueTask DisposeAsync()
    {
        hash.Dispose();
        if (target is not null && target != Waiting)
        {
            await target.DisposeAsync();
        }

        if (Waiting is not null)
        {
            await Waiting.DisposeAsync();
        }
    }

    public string? Said(string name) => attachment.Elements.FirstOrDefault(e => e.LocalName == name)?.OwnText;

    private async ValueTask<Stream> OpenAsync(CancellationToken ct)
    {
        var name = Said("AttachmentName");
        var id = Said("ContentId");
        if (name is null || id is null || head.AsSpan(0, 2).SequenceEqual("PK"u8) || FileNames.Check(name) is not FileNames.Verdict.Safe)
        {
            return Waiting = TemporaryFile.Create(limits);
        }

        return await sink(new AttachmentHeader(number, name, Said("ContentType"), ContentIds.Normalize(id)), ct);
    }
}

/// <summary>A file that is gone when it is closed, even when the process dies (on Unix it has no name from the start on).</summary>
internal static class TemporaryFile
{
    public static FileStream Create(EdxmlLimits limits)
    {
        var folder = limits.TemporaryFolder.Length > 0 ? limits.TemporaryFolder : Path.GetTempPath();
        Span<byte> random = stackalloc byte[16];
        System.Security.Cryptography.RandomNumberGenerator.Fill(random);
        return new FileStream(Path.Combine(folder, $"edxml-{Convert.ToHexStringLower(random)}.part"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.SequentialScan,
            BufferSize = 64 * 1024,
        });
    }
}
