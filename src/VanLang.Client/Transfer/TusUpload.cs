using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using VanLang.Client.Access;

namespace VanLang.Client.Transfer;

/// <summary>A file that went up in pieces and waits for its packet.</summary>
/// <param name="Location">Its address at the exchange; an upload that is broken off goes on from it.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record UploadedFile(Uri Location, long Length, string Sha256);

/// <summary>
/// Sends a file by TUS 1.0.0 (https://tus.io/protocols/resumable-upload), piece by piece, each with its SHA-256: a piece is taken whole or not at all, and
/// after a fault the server is asked how far it has come.
/// </summary>
internal sealed class TusUpload(Channel channel, ExchangeClientOptions options)
{
    private const string Path = "/api/exchange/v1/uploads";

    public async Task<UploadedFile> Run(Stream content, string name, string sha256, Uri? resume, Action<Uri>? begun, IProgress<TransferProgress>? progress, CancellationToken ct)
    {
        var length = content.Length;
        var location = resume;
        var offset = resume is null ? null : await Offset(resume, ct);
        if (offset is null)
        {
            location = await Create(name, length, sha256, ct);
            begun?.Invoke(location);
            offset = 0;
        }

        var piece = ArrayPool<byte>.Shared.Rent(options.PieceBytes);
        try
        {
            for (var fruitless = 0; offset < length;)
            {
                progress?.Report(new TransferProgress(name, offset.Value, length));
                var next = await Append(content, location!, offset.Value, piece, ct) ?? await Offset(location!, ct) ?? throw Gone(location!);
                fruitless = next > offset ? 0 : fruitless + 1;
                if (fruitless >= options.Attempts)
                {
                    throw ExchangeException.Unreachable($"the upload stands still at {offset} of {length} bytes", null);
                }

                if (fruitless > 0)
                {
                    await Task.Delay(channel.Pause(fruitless, null), options.Time, ct);
                }

                offset = next;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        progress?.Report(new TransferProgress(name, length, length));
        return new UploadedFile(location!, length, sha256);
    }

    /// <summary>Throws an upload away; one that is gone already is no fault.</summary>
    public async Task End(Uri location, CancellationToken ct)
    {
        using var answer = await channel.Send(() => Request(HttpMethod.Delete, location), ct, also: [404, 410]);
    }

    private async Task<Uri> Create(string name, long length, string sha256, CancellationToken ct)
    {
        using var answer = await channel.Send(() =>
        {
            var request = Request(HttpMethod.Post, new Uri(options.Address, Path));
            request.Headers.Add("Upload-Length", Number(length));
            request.Headers.Add("Upload-Metadata", $"filename {Base64(name)},sha256 {Base64(sha256)}");
            return request;
        }, ct);
        return answer.Headers.Location is { } location ? new Uri(options.Address, location) : throw ExchangeException.Strange("a new upload has no Location", (int)answer.StatusCode);
    }

    /// <summary>Bytes kept; null when the upload is not there any more.</summary>
    private async Task<long?> Offset(Uri location, CancellationToken ct)
    {
        using var answer = await channel.Send(() => Request(HttpMethod.Head, location), ct, also: [404, 410]);
        return answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone ? null : Offset(answer);
    }

    /// <summary>The new offset; null when the server stands elsewhere and must be asked.</summary>
    private async Task<long?> Append(Stream content, Uri location, long offset, byte[] piece, CancellationToken ct)
    {
        content.Position = offset;
        var count = await content.ReadAtLeastAsync(piece.AsMemory(0, options.PieceBytes), options.PieceBytes, throwOnEndOfStream: false, ct);
        var checksum = "sha256 " + Convert.ToBase64String(SHA256.HashData(piece.AsSpan(0, count)));
        using var answer = await channel.Send(() =>
        {
            var request = Request(HttpMethod.Patch, location);
            request.Headers.Add("Upload-Offset", Number(offset));
            request.Headers.Add("Upload-Checksum", checksum);
            request.Content = new ByteArrayContent(piece, 0, count) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } };
            return request;
        }, ct, also: [409, 423, 460]);
        return answer.StatusCode is HttpStatusCode.NoContent ? Offset(answer) : null;
    }

    private static long Offset(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Upload-Offset", out var values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : throw ExchangeException.Strange("an upload's answer has no Upload-Offset", (int)answer.StatusCode);

    private static ExchangeException Gone(Uri location) => new(ExchangeFailure.Refused, "UPL-0002", $"The upload {location} is no longer there; send the file again.") { Status = 410 };

    private static HttpRequestMessage Request(HttpMethod method, Uri address) => new(method, address) { Headers = { { "Tus-Resumable", "1.0.0" } } };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
