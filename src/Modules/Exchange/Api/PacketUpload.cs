using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using VanLang.Data.Blobs;
using VanLang.Data.Storage;
using VanLang.Exchange.Uploads;
using VanLang.Kernel;

namespace VanLang.Exchange.Api;

/// <summary>Opens an upload by its address, for the agency that sends the packet.</summary>
internal delegate Task<Result<OpenUpload.Opened>> UploadOpener(string location, CancellationToken ct);

/// <summary>A packet in a temporary file.</summary>
/// <param name="Large">True when uploads were laid into it.</param>
internal sealed record ReceivedPacket(BlobWriteStream Bytes, bool Large);

/// <summary>
/// Takes the body of a request into a temporary file, piece by piece: a packet of 50 MB needs 512 KB of memory. Nothing remains of
/// what was cut short, is too long or is not what its digest says.
/// </summary>
internal sealed class PacketUpload(BlobStore blobs, IOptions<ExchangeOptions> options)
{
    internal const int Piece = 64 * 1024;
    private const long MostDiscarded = 1L << 30;

    private static readonly string[] XmlTypes = ["application/edxml+xml", "application/xml", "text/xml"];

    /// <summary>The packet in a finished temporary file, which the caller disposes; or why not.</summary>
    public async Task<Result<ReceivedPacket>> Receive(HttpRequest request, UploadOpener uploads, CancellationToken ct)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null; // The limit of the exchange holds, with its own sentence.
        }

        if (request.ContentLength > options.Value.MaxPacketBytes)
        {
            return TooLarge;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return ExchangeErrors.WrongContentType.With(request.ContentType ?? "");
        }

        if (request.Headers.ContentEncoding.ToString() is { Length: > 0 } coding && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return ExchangeErrors.ContentCoding.With(coding);
        }

        var digest = RequestDigest.Read(request.Headers);
        if (!digest.TryGet(out var expected, out var unreadable))
        {
            return unreadable;
        }

        using (expected)
        {
            try
            {
                return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                    ? await new MultipartPacket(blobs, this, uploads, options.Value).Receive(type, new MultipartBody(request.Body, expected), ct)
                    : XmlTypes.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase) ? await Single(request.Body, expected, ct) : ExchangeErrors.WrongContentType.With(type.MediaType.ToString());
            }
            catch (StorageFullException)
            {
                return ExchangeErrors.StorageFull;
            }
            catch (StorageBrokenException)
            {
                return ExchangeErrors.StorageBroken;
            }
        }
    }

    /// <summary>
    /// Reads what is left of a refused body and throws it away: most clients read no answer before they have sent everything, and a
    /// connection closed under them would hide the reason. A client that asked first (Expect: 100-continue) has sent nothing yet.
    /// </summary>
    public static async Task Discard(HttpRequest request, CancellationToken ct)
    {
        if (request.Headers.Expect.Count > 0)
        {
            return;
        }

        var piece = new byte[Piece];
        try
        {
            for (var left = MostDiscarded; left > 0;)
            {
                var count = await request.Body.ReadAsync(piece, ct);
                if (count == 0)
                {
                    return;
                }

                left -= count;
            }
        }
        catch (Exception e) when (e is BadHttpRequestException or IOException)
        {
            // Cut short: nobody waits for the answer.
        }
    }

    private Error TooLarge => ExchangeErrors.PacketTooLarge.With(options.Value.MaxPacketBytes);

    private async Task<Result<ReceivedPacket>> Single(Stream body, RequestDigest expected, CancellationToken ct)
    {
        var bytes = blobs.Begin();
        var whole = false;
        try
        {
            if (await Copy(body, bytes, expected, ct) is { } cut)
            {
                return cut;
            }

            if (expected.Check() is { } mismatch)
            {
                return mismatch;
            }

            await bytes.Finish(ct);
            CrashPoint.At("packet.received");
            whole = true;
            return new ReceivedPacket(bytes, false);
        }
        finally
        {
            if (!whole)
            {
                await bytes.DisposeAsync();
            }
        }
    }

    internal async Task<Error?> Copy(Stream from, BlobWriteStream to, RequestDigest? expected, CancellationToken ct)
    {
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            while (await from.ReadAsync(piece, ct) is var count && count > 0)
            {
                expected?.Add(piece.AsSpan(0, count));
                await to.WriteAsync(piece.AsMemory(0, count), ct);
                if (to.Length > options.Value.MaxPacketBytes)
                {
                    return TooLarge;
                }
            }

            return null;
        }
        catch (Exception e) when (e is BadHttpRequestException or Microsoft.AspNetCore.Connections.ConnectionResetException)
        {
            return ExchangeErrors.UploadCut.With(to.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
