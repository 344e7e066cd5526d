using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using VanLang.Data.Archives;
using VanLang.Data.Blobs;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Archives;

/// <summary>Opens the bytes of a packet, wherever they lie: in the store, or since it is old in the archive of its month.</summary>
internal sealed class PacketBytes(ExchangeDb db, BlobStore blobs, ArchiveFolder folder)
{
    /// <param name="packet">Whose bytes; the caller has seen to it that they may be opened.</param>
    /// <param name="verify">Reads them once before, so that a flipped bit is found before anybody reads it.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<Result<Stream>> Open(Packet packet, bool verify, CancellationToken ct)
    {
        if ((!verify || await blobs.Verify(packet.Digest, ct)) && blobs.Read(packet.Digest) is { } stored)
        {
            return stored;
        }

        var archived = await db.ArchivedPackets.AsNoTracking().Where(a => a.SenderCode == packet.SenderCode && a.PacketId == packet.Id)
            .Join(db.MonthArchives, a => a.Archive, m => m.Name, (a, m) => new { a.Archive, a.Begins, m.Month }).FirstOrDefaultAsync(ct);
        if (archived is null)
        {
            return ExchangeErrors.BlobDamaged;
        }

        if (FilePartStream.Open(folder.PathOf(archived.Archive), archived.Begins, packet.Size) is not { } part)
        {
            return ArchiveErrors.NotHere.With(archived.Archive, archived.Month).Fact("archive", archived.Archive).Fact("month", archived.Month);
        }

        if (verify && Convert.ToHexStringLower(await SHA256.HashDataAsync(part, ct)) != packet.Digest)
        {
            await part.DisposeAsync();
            return ExchangeErrors.BlobDamaged;
        }

        part.Position = 0;
        return part;
    }
}
