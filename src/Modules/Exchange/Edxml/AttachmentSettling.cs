using System.Security.Cryptography;

namespace VanLang.Exchange.Edxml;

/// <summary>
/// The ZIP rule of the axis: base64 may hold a ZIP with one entry <c>uuid.ext</c> as a wrapper round the real file. It is taken
/// off when the name is not itself of a ZIP type and there is exactly one entry with the extension of the name; otherwise the
/// bytes are the file.
/// </summary>
internal sealed class AttachmentSettling(EdxmlLimits limits, AttachmentSink sink, Findings findings)
{
    private long total;

    public async Task<EdxmlAttachment?> SettleAsync(IncomingContent content, EdxmlAttachment attachment, CancellationToken ct)
    {
        total += content.StoredLength;
        if (content.Waiting is not { } waiting)
        {
            WarnIfNotPdf(content, attachment.Name, content.LooksPdf);
            return attachment with { Length = content.StoredLength, Sha256 = content.StoredSha256 };
        }

        ZipEntry? inner = null;
        if (content.LooksZipped)
        {
            if (ZipCheck.Inspect(waiting, attachment.Name, limits, out var entries) is { } error)
            {
                findings.Error(error, content.Content);
                return null;
            }

            inner = Wrapped(content, attachment.Name, entries);
        }

        total += inner is null ? 0 : inner.Length - content.StoredLength;
        if (total > limits.ContentBytes)
        {
            findings.Error(EdxmlErrors.ContentTooLarge.With(limits.ContentBytes), content.Content);
            return null;
        }

        return await GiveAsync(content, waiting, inner, attachment, ct);
    }

    private ZipEntry? Wrapped(IncomingContent content, string name, List<ZipEntry>? entries)
    {
        if (entries is null)
        {
            findings.Warn(EdxmlErrors.ArchiveUnreadable.With(name), content.Content);
            return null;
        }

        var single = entries.Count == 1 && !entries[0].IsFolder && FileNames.Extension(entries[0].Name).Equals(FileNames.Extension(name), StringComparison.OrdinalIgnoreCase)
            ? entries[0]
            : null;
        if (FileNames.IsZipType(name))
        {
            if (single is not null && !FileNames.Extension(name).Equals("zip", StringComparison.OrdinalIgnoreCase))
            {
                findings.Warn(EdxmlErrors.Wrapped.With(name), content.Content);
            }

            return null;
        }

        if (single is null || !ZipContent.CanOpen(single))
        {
            findings.Warn(EdxmlErrors.KeptZipped.With(name), content.Content);
            return null;
        }

        return single;
    }

    private async Task<EdxmlAttachment?> GiveAsync(IncomingContent content, FileStream waiting, ZipEntry? inner, EdxmlAttachment attachment, CancellationToken ct)
    {
        await using var target = await sink(new AttachmentHeader(attachment.Number, attachment.Name, attachment.ContentType, attachment.ContentId), ct);
        if (inner is null)
        {
            waiting.Position = 0;
            await waiting.CopyToAsync(target, ct);
            WarnIfNotPdf(content, attachment.Name, content.LooksPdf);
            return attachment with { Length = content.StoredLength, Sha256 = content.StoredSha256 };
        }

        await using var hashing = new HashingStream(target);
        if (!ZipContent.CopyTo(waiting, inner, hashing))
        {
            findings.Error(EdxmlErrors.ArchiveDamaged.With(attachment.Name), content.Content);
            return null;
        }

        if (inner.Length == 0)
        {
            findings.Error(EdxmlErrors.NoContent, content.Content);
            return null;
        }

        await hashing.FlushAsync(ct);
        WarnIfNotPdf(content, attachment.Name, hashing.Head.SequenceEqual("%PDF-"u8));
        return attachment with { Length = inner.Length, Sha256 = hashing.Sha256(), Unzipped = true };
    }

    private void WarnIfNotPdf(IncomingContent content, string name, bool looksPdf)
    {
        if (!looksPdf && FileNames.Extension(name).Equals("pdf", StringComparison.OrdinalIgnoreCase))
        {
            findings.Warn(EdxmlErrors.NotWhatItSays.With(name), content.Content);
        }
    }

    /// <summary>Hashes what passes through to the sink, which it does not own.</summary>
    private sealed class HashingStream(Stream target) : Stream
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly byte[] head = new byte[5];
        private int known;

        public ReadOnlySpan<byte> Head => head.AsSpan(0, known);

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public string Sha256() => Convert.ToHexStringLower(hash.GetCurrentHash());

        public override void Write(byte[] buffer, int offset, int count)
        {
            var bytes = buffer.AsSpan(offset, count);
            var taken = Math.Min(head.Length - known, bytes.Length);
            bytes[..taken].CopyTo(head.AsSpan(known));
            known += taken;
            hash.AppendData(bytes);
            target.Write(bytes);
        }

        public override void Flush() => target.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => target.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
