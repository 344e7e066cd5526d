using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using VanLang.Data.Backup;
using VanLang.Exchange.Evidence;
using VanLang.Exchange.Receipts;

namespace VanLang.Exchange.Archives;

/// <summary>
/// Checks an archive file by itself: its digest beside it, the manifest's signature, every packet's evidence and bytes against the manifest. The
/// key comes from the file: who wants to know whose it is compares it with the published ones, or checks a packet's evidence.
/// </summary>
internal static class CheckArchive
{
    public static async Task<IReadOnlyList<string>> Run(string file, CancellationToken ct)
    {
        var faults = new List<string>();
        if (await ArchiveSum.Holds(file, ct) == false)
        {
            faults.Add($"{Path.GetFileName(file)} does not fit the SHA-256 beside it.");
        }

        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, ct);
            var manifest = await Read(zip, WriteArchive.Manifest, ct);
            using var key = ECDsa.Create();
            key.ImportFromPem(System.Text.Encoding.ASCII.GetString(await Read(zip, WriteArchive.Key, ct)));
            if (!key.VerifyData(manifest, await Read(zip, WriteArchive.Signature, ct), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))
            {
                faults.Add("The signature is not one over this manifest.");
            }

            var said = JsonSerializer.Deserialize<ArchiveManifest>(manifest, ReceiptSigner.Json)!;
            foreach (var packet in said.Packets)
            {
                await Check(zip, packet, faults, ct);
            }

            if (zip.Entries.Count != said.Packets.Count + 3)
            {
                faults.Add($"It holds {zip.Entries.Count} entries, the manifest tells of {said.Packets.Count + 3}.");
            }
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or CryptographicException or ArgumentException or EndOfStreamException or IOException)
        {
            faults.Add($"It cannot be read: {e.Message}");
        }

        return faults;
    }

    private static async Task Check(ZipArchive zip, ArchivedPacket packet, List<string> faults, CancellationToken ct)
    {
        var evidence = await Read(zip, packet.Entry, ct);
        if (Convert.ToHexStringLower(SHA256.HashData(evidence)) != packet.EntrySha256)
        {
            faults.Add($"The evidence of packet {packet.PacketId} is not what the manifest says.");
            return;
        }

        await using var inner = new ZipArchive(new MemoryStream(evidence), ZipArchiveMode.Read);
        if (Convert.ToHexStringLower(SHA256.HashData(await Read(inner, EvidenceFiles.Packet, ct))) != packet.Digest)
        {
            faults.Add($"The bytes of packet {packet.PacketId} are not those of its digest.");
        }
    }

    private static async Task<byte[]> Read(ZipArchive zip, string name, CancellationToken ct)
    {
        var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing.");
        await using var from = await entry.OpenAsync(ct);
        using var bytes = new MemoryStream();
        await from.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }
}
