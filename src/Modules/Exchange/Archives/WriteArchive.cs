using System.IO.Compression;
using System.Text;
using System.Text.Json;
using VanLang.Data.Backup;
using VanLang.Data.Keys;
using VanLang.Data.Storage;
using VanLang.Exchange.Evidence;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Receipts;
using VanLang.Kernel;

namespace VanLang.Exchange.Archives;

/// <summary>One packet of an archive.</summary>
internal sealed record ArchivedPacket(long Position, Guid PacketId, string Sender, string DocumentId, string Digest, long Size, string Entry, string EntrySha256);

/// <summary>What an archive holds; signed with the key of receipts.</summary>
internal sealed record ArchiveManifest(int Format, string Month, long From, long To, DateTimeOffset MadeAt, string Kid, DateOnly? KeepUntil, IReadOnlyList<RetentionRule> Retention, IReadOnlyList<ArchivedPacket> Packets);

/// <summary>
/// Writes an archive file: the evidence of each packet (its bytes, receipt, statuses, proofs, keys and the way to check them), then a signed
/// manifest. Whole or absent: it has its name when it is synced, and its SHA-256 lies beside it.
/// </summary>
internal sealed class WriteArchive(GatherEvidence gather, WriteEvidence write, KeyRing keys, ArchiveFolder folder, Clock clock)
{
    public const string Manifest = "manifest.json";
    public const string Signature = "manifest.sig";
    public const string Key = "key.pem";

    public static string EntryOf(long position, PacketId id) => $"packets/{position:D12}-{id.Value}.zip";

    /// <summary>Name, digest and size of the finished file.</summary>
    public async Task<Result<PacketArchive>> Handle(IReadOnlyList<Packet> packets, Actor actor, CancellationToken ct)
    {
        var (first, last) = (packets[0], packets[^1]);
        var month = first.AcceptedAt.InVietnam().ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var name = $"{month}-{first.Position}-{last.Position}.zip";
        Directory.CreateDirectory(folder.Root);
        var target = folder.PathOf(name);
        var draft = target + ".part";
        var listed = new List<ArchivedPacket>();
        await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024, FileOptions.Asynchronous))
        {
            await using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var packet in packets)
                {
                    var added = await Add(zip, packet, actor, ct);
                    if (!added.TryGet(out var one, out var error))
                    {
                        return ArchiveErrors.NotReady.With(packet.Id.Value, error.Sentence("en"));
                    }

                    listed.Add(one);
                }

                await Close(zip, month, packets, listed, ct);
            }

            await file.FlushAsync(ct);
            file.Flush(flushToDisk: true);
        }

        CrashPoint.At("archive.synced");
        File.Move(draft, target, overwrite: true); // Of an earlier try that was not recorded: nothing names it yet.
        CrashPoint.At("archive.named");
        var sum = await ArchiveSum.Write(target, ct);
        return new PacketArchive(name, first.Position, last.Position, sum, new FileInfo(target).Length, clock.Now);
    }

    private async Task<Result<ArchivedPacket>> Add(ZipArchive zip, Packet packet, Actor actor, CancellationToken ct)
    {
        var gathered = await gather.Handle(new GatherEvidence.Input(packet.Id, null), actor, ct);
        if (!gathered.TryGet(out var evidence, out var error))
        {
            return error;
        }

        using (evidence)
        {
            if (evidence.Missing is { } missing)
            {
                return missing;
            }

            await using var bytes = await write.Handle(evidence, ct);
            var entry = zip.CreateEntry(EntryOf(packet.Position, packet.Id), CompressionLevel.NoCompression);
            entry.LastWriteTime = packet.AcceptedAt.InVietnam();
            await using (var to = await entry.OpenAsync(ct))
            await using (var from = bytes.Read())
            {
                await from.CopyToAsync(to, ct);
            }

            return new ArchivedPacket(packet.Position, packet.Id.Value, packet.SenderCode, packet.DocumentId, packet.Digest, packet.Size, entry.FullName, await bytes.Finish(ct));
        }
    }

    private async Task Close(ZipArchive zip, string month, IReadOnlyList<Packet> packets, List<ArchivedPacket> listed, CancellationToken ct)
    {
        var signer = keys.Current(KeyPurpose.Receipt);
        var rules = packets.Select(RetentionRule.Of).Distinct().ToList();
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new ArchiveManifest(1, month, packets[0].Position, packets[^1].Position, clock.Now, signer.Kid, RetentionRule.Until([.. packets]), rules, listed), ReceiptSigner.Json);
        foreach (var (name, content) in ((string, byte[])[])[(Manifest, manifest), (Signature, signer.SignDer(manifest)), (Key, Encoding.ASCII.GetBytes(signer.Public.ToPem()))])
        {
            var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
            entry.LastWriteTime = clock.Now.InVietnam();
            await using var to = await entry.OpenAsync(ct);
            await to.WriteAsync(content, ct);
        }
    }
}
