using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using VanLang.Data.Blobs;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Uploads;
using VanLang.Kernel;

namespace VanLang.Exchange.Api;

/// <summary>
/// First the packet, then its files as plain bytes or as addresses of uploads: they are laid into the packet as base64 where the
/// standard wants them, so that what is stored is one edXML packet like any other. Without files the packet is stored as it came.
/// </summary>
internal sealed class MultipartPacket(BlobStore blobs, PacketUpload upload, UploadOpener uploads, ExchangeOptions options) : IAsyncDisposable
{
    private BlobWriteStream? packet;
    private PacketAssembly? assembly;
    private bool large;

    public async Task<Result<ReceivedPacket>> Receive(MediaTypeHeaderValue type, MultipartBody body, CancellationToken ct)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
        {
            return ExchangeErrors.MultipartForm.With("boundary");
        }

        await using (this)
        {
            try
            {
                var wrong = await Read(new MultipartReader(boundary, body), ct) ?? body.Expected.Check();
                return wrong is null ? await End(ct) : wrong;
            }
            catch (IOException e) when (e is not (StorageFullException or StorageBrokenException or BadHttpRequestException) && body.AtEnd)
            {
                return ExchangeErrors.MultipartCut;
            }
            catch (Exception e) when (e is BadHttpRequestException or InvalidDataException or IOException and not (StorageFullException or StorageBrokenException))
            {
                return ExchangeErrors.MultipartForm.With(e.Message);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (packet is not null)
        {
            await packet.DisposeAsync();
        }

        if (assembly is not null)
        {
            await assembly.DisposeAsync();
        }
    }

    private async Task<Error?> Read(MultipartReader reader, CancellationToken ct)
    {
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            var part = MultipartPart.Of(section);
            if (part.Name is "messageType")
            {
                continue; // The provincial variant repeats here what the packet itself says.
            }

            if ((packet is null ? await TakePacket(section.Body, ct) : await TakeFile(part, section.Body, ct)) is { } wrong)
            {
                return wrong;
            }
        }

        return packet is null ? ExchangeErrors.MultipartForm.With("edocFile") : null;
    }

    private async Task<Error?> TakePacket(Stream body, CancellationToken ct)
    {
        packet = blobs.Begin();
        if (await upload.Copy(body, packet, null, ct) is { } error)
        {
            return error;
        }

        await packet.Finish(ct);
        return null;
    }

    private async Task<Error?> TakeFile(MultipartPart part, Stream body, CancellationToken ct)
    {
        assembly ??= await PacketAssembly.Begin(packet!, blobs, ct);
        if (assembly is null)
        {
            return ExchangeErrors.MultipartForm.With("</edXML>");
        }

        await assembly.BeginFile(part, ct);
        var wrong = part.Location is { } location ? await LayUpload(location, ct) : await LayBytes(body, null, ct);
        if (wrong is null)
        {
            await assembly.EndFile(ct);
        }

        return wrong;
    }

    private async Task<Error?> LayUpload(string location, CancellationToken ct)
    {
        large = true;
        var found = await uploads(location, ct);
        if (!found.TryGet(out var opened, out var error))
        {
            return error;
        }

        await using (opened)
        {
            using var hash = opened.Upload.Sha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            if (await LayBytes(opened.Content, hash, ct) is { } wrong)
            {
                return wrong;
            }

            return hash is null || Convert.ToHexStringLower(hash.GetHashAndReset()) == opened.Upload.Sha256 ? null : UploadErrors.DigestMismatch.With(opened.Upload.Id.Value);
        }
    }

    private async Task<Error?> LayBytes(Stream from, IncrementalHash? hash, CancellationToken ct)
    {
        var most = large ? options.MaxLargePacketBytes : options.MaxPacketBytes;
        var target = assembly!.Target;
        await using var base64 = new Base64Stream(target);
        var piece = new byte[PacketUpload.Piece];
        while (await from.ReadAsync(piece, ct) is var count && count > 0)
        {
            hash?.AppendData(piece, 0, count);
            await base64.WriteAsync(piece.AsMemory(0, count), ct);
            if (target.Length > most)
            {
                return ExchangeErrors.PacketTooLarge.With(most);
            }
        }

        await base64.CompleteAsync(ct);
        return null;
    }

    private async Task<ReceivedPacket> End(CancellationToken ct)
    {
        var whole = assembly is null ? packet! : await assembly.End(ct);
        packet = assembly is null ? null : packet;
        assembly = null;
        return new ReceivedPacket(whole, large);
    }
}
