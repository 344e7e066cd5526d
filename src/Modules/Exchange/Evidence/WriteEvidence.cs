using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using VanLang.Data.Blobs;
using VanLang.Data.Keys;
using VanLang.Exchange.Receipts;
using VanLang.Kernel;

namespace VanLang.Exchange.Evidence;

/// <summary>
/// Writes evidence as a ZIP into a temporary file, from which it is sent: whatever the packet's size, memory holds the proofs only, and a
/// fault is told before the first byte is out. A signed list of digests covers every file, so that no byte can be changed unseen, not
/// even in the words that explain.
/// </summary>
internal sealed class WriteEvidence(KeyRing keys, ReceiptSigner receipts, BlobStore blobs, IConfiguration configuration)
{
    /// <summary>The ZIP, finished; whoever disposes it removes it.</summary>
    public async Task<BlobWriteStream> Handle(GatheredEvidence evidence, CancellationToken ct)
    {
        var target = blobs.Begin();
        try
        {
            await Write(evidence, target, ct);
            await target.Finish(ct);
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    private async Task Write(GatheredEvidence evidence, Stream to, CancellationToken ct)
    {
        var signer = keys.Current(KeyPurpose.Receipt);
        var receiptKey = receipts.KeyOf(evidence.Packet.Receipt) ?? throw new InvalidOperationException($"The key of the receipt of packet {evidence.Packet.Id.Value} is not in the key ring.");
        var files = EvidenceFiles.Of(evidence, receiptKey, signer.Public, (configuration["PublicUrl"] ?? "").TrimEnd('/'));
        var sums = new StringBuilder($"# vanlang-evidence/1\n# packet {evidence.Packet.Id.Value}\n# key {signer.Kid}\n");
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
        if (evidence.Opened is { } opened)
        {
            await Add(EvidenceFiles.Packet, evidence.Packet.Digest, CompressionLevel.Fastest, stream => opened.Bytes.CopyToAsync(stream, ct));
        }

        foreach (var file in files)
        {
            await Add(file.Name, Convert.ToHexStringLower(SHA256.HashData(file.Content)), CompressionLevel.Optimal, stream => stream.WriteAsync(file.Content, ct).AsTask());
        }

        var list = Encoding.UTF8.GetBytes(sums.ToString());
        await Entry("SHA256SUMS", CompressionLevel.Optimal, stream => stream.WriteAsync(list, ct).AsTask());
        await Entry("SHA256SUMS.sig", CompressionLevel.NoCompression, stream => stream.WriteAsync(signer.SignDer(list), ct).AsTask());

        Task Add(string name, string digest, CompressionLevel level, Func<Stream, Task> write)
        {
            sums.Append(digest).Append("  ").Append(name).Append('\n');
            return Entry(name, level, write);
        }

        async Task Entry(string name, CompressionLevel level, Func<Stream, Task> write)
        {
            var entry = zip.CreateEntry(name, level);
            entry.LastWriteTime = evidence.Packet.AcceptedAt.InVietnam();
            await using var stream = await entry.OpenAsync(ct);
            await write(stream);
        }
    }
}
