using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace VanLang.Exchange.Api;

/// <summary>Name and type of a part of a multipart request.</summary>
internal sealed record MultipartPart(string Name, string FileName, string ContentType)
{
    /// <summary>Header Content-Location (RFC 2557): address of the upload that holds the file; null when the part itself holds it.</summary>
    public string? Location { get; init; }

    public static MultipartPart Of(MultipartSection section)
    {
        var disposition = section.GetContentDispositionHeader();
        var id = section.Headers?.TryGetValue("Content-ID", out var given) == true ? given.ToString().Trim('<', '>') : null;
        var name = id ?? HeaderUtilities.RemoveQuotes(disposition?.Name ?? "").ToString();
        var file = HeaderUtilities.RemoveQuotes(disposition?.FileNameStar.HasValue == true ? disposition.FileNameStar : disposition?.FileName ?? "").ToString();
        return new MultipartPart(name, file.Length > 0 ? file : name, section.ContentType ?? "application/octet-stream") { Location = section.Headers?.TryGetValue("Content-Location", out var location) == true ? location.ToString() : null };
    }
}

/// <summary>The request's body, hashed as it is read, because the digest in the header is over all of it.</summary>
internal sealed class MultipartBody(Stream body, RequestDigest expected) : Stream
{
    public RequestDigest Expected => expected;

    /// <summary>True once the body has been read to its end.</summary>
    public bool AtEnd { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        expected.Add(buffer.Span[..count]);
        AtEnd |= count == 0 && buffer.Length > 0;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
