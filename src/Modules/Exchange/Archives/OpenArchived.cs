using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using VanLang.Data.Blobs;
using VanLang.Exchange.Evidence;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Archives;

/// <summary>Opens the bytes of a packet that lie in an archive file; says which file, when that is not here.</summary>
internal sealed class OpenArchived(ExchangeDb db, ArchiveFolder folder, BlobStore blobs)
{
    /// <summary>Null when no archive has the packet, or what it has is damaged.</summary>
    public async Task<Result<FileStream>?> Handle(Packet packet, CancellationToken ct)
    {
        if (await Of(packet.Position, ct) is not { } archive)
        {
            return null;
        }

        var path = folder.PathOf(archive.Name);
        if (!File.Exists(path))
        {
            return (Result<FileStream>)ArchiveErrors.Elsewhere.With(archive.Name, archive.Sha256);
        }

        try
        {
            return await TakeOut(path, packet, ct) is { } bytes ? (Result<FileStream>)bytes : null;
        }
        catch (InvalidDataException)
        {
            return null; // Damaged: told like a damaged blob.
        }
    }

    /// <summary>The archive that has the bytes of a place in the log.</summary>
    public Task<PacketArchive?> Of(long position, CancellationToken ct) =>
        db.PacketArchives.AsNoTracking().Where(a => a.ToPosition >= position).OrderBy(a => a.ToPosition).FirstOrDefaultAsync(ct);

    private async Task<FileStream?> TakeOut(string path, Packet packet, CancellationToken ct)
    {
        // Evidence is stored as it is, not packed a second time, so it can be read from its place.
        await using var zip = await ZipFile.OpenReadAsync(path, ct);
        if (zip.GetEntry(WriteArchive.EntryOf(packet.Position, packet.Id)) is not { } entry)
        {
            return null;
        }

        await using var stored = await entry.OpenAsync(ct);
        await using var evidence = blobs.Begin();
        await stored.CopyToAsync(evidence, ct);
        await evidence.Finish(ct);
        await using var inner = new ZipArchive(evidence.Read(), ZipArchiveMode.Read);
        if (inner.GetEntry(EvidenceFiles.Packet) is not { } content)
        {
            return null;
        }

        var bytes = new FileStream(Path.Combine(blobs.TemporaryFolder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await using (var from = await content.OpenAsync(ct))
        {
            await from.CopyToAsync(bytes, ct);
        }

        bytes.Position = 0;
        var right = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, ct)) == packet.Digest;
        bytes.Position = 0;
        if (right)
        {
            return bytes;
        }

        await bytes.DisposeAsync();
        return null;
    }
}
