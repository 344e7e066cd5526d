using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using VanLang.Client.Access;
using VanLang.Client.Packets;
using VanLang.Client.Receipts;

namespace VanLang.Client.Transfer;

/// <summary>Sends a packet, once however often it is tried, and believes the answer only when its receipt holds for what was sent.</summary>
internal sealed class SendPacket(Channel channel, ExchangeClientOptions options, ReceiptVerifier receipts)
{
    private const string Path = "/api/exchange/v1/packets";

    /// <summary>A packet that exists already.</summary>
    public async Task<SentPacket> Run(Stream packet, string? key, IProgress<TransferProgress>? progress, CancellationToken ct)
    {
        await using var spooled = packet.CanSeek ? null : await Spool(packet, ct);
        var source = spooled ?? packet;
        var start = source.Position;
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(source, ct));
        source.Position = start;
        var header = await PacketHeader.ReadAsync(source, ct);
        return await Post(() => new StreamBody(source, start, progress), source.Length - start, digest, header, key, ct);
    }

    /// <summary>A packet that is written while it is sent; its large files go up first.</summary>
    public async Task<SentPacket> Run(OutgoingPacket packet, string? key, Func<PacketFile, FileDigest, CancellationToken, Task<UploadedFile?>> upload, IProgress<TransferProgress>? progress, CancellationToken ct)
    {
        var digests = await PacketWriter.Digests(packet, ct);
        var header = new PacketHeader(packet.From.OrganId, [.. packet.To.Select(t => t.OrganId)], packet.EffectiveDocumentId, IsStatus: false);
        var uploads = new List<UploadedFile?>();
        for (var i = 0; i < packet.Files.Count; i++)
        {
            uploads.Add(await upload(packet.Files[i], digests[i], ct));
        }

        var digest = await Digest(packet, digests, ct);
        var apart = uploads.Exists(u => u is not null);
        return await Post(
            () => apart ? Apart(packet, digests, uploads) : new PacketContent(packet, digests, progress),
            PacketWriter.Length(packet, digests),
            digest,
            header,
            key,
            ct);
    }

    private async Task<SentPacket> Post(Func<HttpContent> body, long length, string digest, PacketHeader header, string? key, CancellationToken ct)
    {
        using var answer = await channel.Send(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Address, Path)) { Content = body() };
                request.Headers.Add("Idempotency-Key", key ?? "sha256-" + digest);
                request.Headers.ExpectContinue = length > 1024 * 1024;
                return request;
            },
            ct,
            // A slow line (32 KB/s) may take its time to send, and the exchange its time to lay uploads into a packet.
            options.Timeout + TimeSpan.FromSeconds(length / 32_768.0));
        var sent = await Channel.Read<SentPacket>(answer, ct);
        var proof = await receipts.Verify(sent.Receipt ?? "", ct);
        Compare(sent, proof, digest, header);
        return sent with { New = answer.StatusCode is HttpStatusCode.Created, Proof = proof };
    }

    /// <summary>The receipt must speak of what was sent: these bytes, this document, all these recipients.</summary>
    internal static void Compare(SentPacket sent, Receipt proof, string digest, PacketHeader header)
    {
        if (proof.Digest != digest || sent.Digest != digest)
        {
            throw ExchangeException.Receipt($"it speaks of {proof.Digest}, sent was {digest}.");
        }

        if (proof.PacketId != sent.PacketId)
        {
            throw ExchangeException.Receipt($"it speaks of the packet {proof.PacketId}, the answer of {sent.PacketId}.");
        }

        if (header.DocumentId is { } document && !header.IsStatus && proof.DocumentId != document)
        {
            throw ExchangeException.Receipt($"it speaks of the document {proof.DocumentId}, sent was {document}.");
        }

        var received = proof.Recipients.SelectMany(r => r.OrganId.Split(", ")).ToHashSet(StringComparer.Ordinal);
        if (!header.IsStatus && header.To.FirstOrDefault(t => !received.Contains(t)) is { } missing)
        {
            throw ExchangeException.Receipt($"it does not name the recipient {missing}.");
        }
    }

    private static MultipartFormDataContent Apart(OutgoingPacket packet, IReadOnlyList<FileDigest> digests, List<UploadedFile?> uploads)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(PacketWriter.Envelope(packet, digests)), "packet", "packet.edxml" } };
        for (var i = 0; i < packet.Files.Count; i++)
        {
            HttpContent part = uploads[i] is null ? new StreamContent(packet.Files[i].Open()) : new ByteArrayContent([]);
            part.Headers.ContentType = MediaTypeHeaderValue.Parse(PacketWriter.TypeOf(packet.Files[i]));
            if (uploads[i] is { } upload)
            {
                part.Headers.Add("Content-Location", upload.Location.PathAndQuery);
            }

            form.Add(part, PacketWriter.ContentId(i), packet.Files[i].Name);
        }

        return form;
    }

    private static async Task<string> Digest(OutgoingPacket packet, IReadOnlyList<FileDigest> digests, CancellationToken ct)
    {
        using var sha = SHA256.Create();
        await using var hashing = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write);
        await PacketWriter.WriteAsync(packet, digests, hashing, ct);
        await hashing.FlushFinalBlockAsync(ct);
        return Convert.ToHexStringLower(sha.Hash!);
    }

    private async Task<FileStream> Spool(Stream packet, CancellationToken ct)
    {
        var file = new FileStream(System.IO.Path.Combine(options.TemporaryFolder ?? System.IO.Path.GetTempPath(), "vanlang-" + RandomNumberGenerator.GetHexString(16) + ".tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await packet.CopyToAsync(file, ct);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
