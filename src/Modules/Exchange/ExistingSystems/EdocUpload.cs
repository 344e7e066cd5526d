using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using VanLang.Data.Blobs;
using VanLang.Exchange.Api;
using VanLang.Kernel;

namespace VanLang.Exchange.ExistingSystems;

/// <summary>
/// The packet of an existing system in a temporary file: the body itself, whatever type it is said to have, or the file of a multipart form. It flows
/// in pieces, and nothing remains of what is cut short or too long.
/// </summary>
internal sealed class EdocUpload(BlobStore blobs, IOptions<ExchangeOptions> options)
{
    private const int Piece = 64 * 1024;

    /// <summary>The finished file, which the caller disposes.</summary>
    public async Task<Result<BlobWriteStream>> Receive(HttpRequest request, CancellationToken ct)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null; // The limit of the exchange holds, with its own sentence.
        }

        if (request.ContentLength > options.Value.MaxPacketBytes)
        {
            return TooLarge;
        }

        if (request.Headers.ContentEncoding.ToString() is { Length: > 0 } coding && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return ExchangeErrors.ContentCoding.With(coding);
        }

        try
        {
            return MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                ? await Multipart(type, request.Body, ct)
                : await Whole(request.Body, ct);
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

    private Error TooLarge => ExchangeErrors.PacketTooLarge.With(options.Value.MaxPacketBytes);

    private async Task<Result<BlobWriteStream>> Multipart(MediaTypeHeaderValue type, Stream body, CancellationToken ct)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
        {
            return ExchangeErrors.MultipartForm.With("boundary");
        }

        BlobWriteStream? packet = null;
        try
        {
            var reader = new MultipartReader(boundary, body);
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                // The other fields of the form repeat what the packet itself says.
                var part = MultipartPart.Of(section);
                var isFile = part.Name.Equals("edocFile", StringComparison.OrdinalIgnoreCase) || section.GetContentDispositionHeader()?.IsFileDisposition() == true;
                if (!isFile || packet is not null)
                {
                    continue;
                }

                var whole = await Whole(section.Body, ct);
                if (!whole.TryGet(out packet, out var error))
                {
                    return error;
                }
            }

            var found = packet;
            packet = null;
            return found is null ? ExchangeErrors.NoEdocFile : found;
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException or IOException and not (StorageFullException or StorageBrokenException))
        {
            return ExchangeErrors.MultipartForm.With(e.Message);
        }
        finally
        {
            if (packet is not null)
            {
                await packet.DisposeAsync();
            }
        }
    }

    private async Task<Result<BlobWriteStream>> Whole(Stream from, CancellationToken ct)
    {
        var bytes = blobs.Begin();
        var whole = false;
        try
        {
            var piece = new byte[Piece];
            while (await from.ReadAsync(piece, ct) is var count && count > 0)
            {
                await bytes.WriteAsync(piece.AsMemory(0, count), ct);
                if (bytes.Length > options.Value.MaxPacketBytes)
                {
                    return TooLarge;
                }
            }

            if (bytes.Length == 0)
            {
                return ExchangeErrors.NoEdocFile;
            }

            await bytes.Finish(ct);
            whole = true;
            return bytes;
        }
        catch (Exception e) when (e is BadHttpRequestException or Microsoft.AspNetCore.Connections.ConnectionResetException)
        {
            return ExchangeErrors.UploadCut.With(bytes.Length);
        }
        finally
        {
            if (!whole)
            {
                await bytes.DisposeAsync();
            }
        }
    }
}
