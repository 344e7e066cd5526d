using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VanLang.Data.Blobs;
using VanLang.Data.Storage;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Ingest;
using VanLang.Kernel;

namespace VanLang.Exchange.Packets;

/// <summary>Opens the bytes of a packet for its sender or a recipient. The first fetch by a recipient is its arrival (status 01).</summary>
internal sealed partial class OpenPacket(ExchangeDb db, BlobStore blobs, IngestWriter writer, ILogger<OpenPacket> logger)
{
    internal sealed record Opened(Packet Packet, FileStream Bytes) : IDisposable
    {
        public void Dispose() => Bytes.Dispose();
    }

    /// <param name="look">HEAD asks about the bytes without taking them, which is no arrival (RFC 9110, 9.2.1).</param>
    /// <param name="verify">False when the bytes are not read: a range of a file that was taken out of them before.</param>
    public async Task<Result<Opened>> Handle(PacketId id, Actor actor, CancellationToken ct, bool look = false, bool verify = true)
    {
        var found = await db.PacketsOf(actor).FirstOrDefaultAsync(p => p.Id == id, ct);
        if (found is null)
        {
            return ExchangeErrors.PacketNotFound;
        }

        // A flipped bit is found before anybody reads it (the blob's name is its digest).
        if ((verify && !await blobs.Verify(found.Digest, ct)) || blobs.Read(found.Digest) is not { } bytes)
        {
            LogDamaged(logger, id.Value);
            return ExchangeErrors.BlobDamaged;
        }

        if (!look && await Arrive(id, actor, ct) is { } unrecorded)
        {
            await bytes.DisposeAsync();
            return unrecorded;
        }

        return new Opened(found, bytes);
    }

    // Who has the bytes in hands has them on record, or a recall could believe that nobody does: without room for the record no bytes.
    private async Task<Error?> Arrive(PacketId id, Actor actor, CancellationToken ct)
    {
        var waiting = await db.DeliveriesTo(actor).Where(d => d.PacketId == id && d.State == DeliveryState.Queued).Select(d => new { d.RecipientCode, d.Id }).FirstOrDefaultAsync(ct);
        if (waiting is not null)
        {
            var arrived = await writer.Submit(new DeliveryWork(actor, waiting.RecipientCode, waiting.Id) { Fetched = true }, ct);
            CrashPoint.At("packet.arrived");
            return arrived.TryGet(out _, out var error) || error.Kind is not ErrorKind.Unavailable ? null : error;
        }

        return null;
    }

    [LoggerMessage(EventId = 5010, Level = LogLevel.Critical, Message = "The blob of packet {Packet} is missing or its bytes are not those of its digest.")]
    private static partial void LogDamaged(ILogger logger, Guid packet);
}
