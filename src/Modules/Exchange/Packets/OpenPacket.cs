using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VanLang.Data.Storage;
using VanLang.Exchange.Archives;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Ingest;
using VanLang.Kernel;

namespace VanLang.Exchange.Packets;

/// <summary>Opens the bytes of a packet for its sender or a recipient. The first fetch by a recipient is its arrival (status 01).</summary>
internal sealed partial class OpenPacket(ExchangeDb db, PacketBytes store, IngestWriter writer, ILogger<OpenPacket> logger)
{
    internal sealed record Opened(Packet Packet, Stream Bytes) : IDisposable
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
            return await Gone(id, actor, ct) ?? ExchangeErrors.PacketNotFound;
        }

        var read = await store.Open(found, verify, ct);
        if (!read.TryGet(out var bytes, out var unread))
        {
            if (unread.Code == ExchangeErrors.BlobDamaged.Code)
            {
                LogDamaged(logger, id.Value);
            }

            return unread;
        }

        // The arrival is committed before a byte is handed out: a recall that was first leaves nothing to hand out, and a writer that cannot commit hands out nothing.
        if (!look && await Arrive(id, actor, ct) is { } refused && (refused.Kind is ErrorKind.Unavailable || !actor.IsOf(found.SenderCode)))
        {
            await bytes.DisposeAsync();
            return refused;
        }

        return new Opened(found, bytes);
    }

    /// <summary>Why a recipient's copy cannot be opened any more; null when it has none that was destroyed or given back.</summary>
    public async Task<Error?> Gone(PacketId id, Actor actor, CancellationToken ct)
    {
        var states = await db.DeliveriesTo(actor).Where(d => d.PacketId == id).Select(d => d.State).ToListAsync(ct);
        return states.Contains(DeliveryState.Recalled) ? ChangeErrors.Destroyed : states.Contains(DeliveryState.Withdrawn) ? ChangeErrors.TakenBack : null;
    }

    private async Task<Error?> Arrive(PacketId id, Actor actor, CancellationToken ct)
    {
        Error? gone = null;
        foreach (var delivery in await db.DeliveriesTo(actor).Where(d => d.PacketId == id).ToListAsync(ct))
        {
            if (!delivery.ArrivesWhenOpened && !ChangeMachine.IsGone(delivery.State))
            {
                return null;
            }

            var arrived = await writer.Submit(new DeliveryWork(actor, delivery.RecipientCode, delivery.Id) { Fetched = true }, ct);
            CrashPoint.At("packet.arrived");
            if (arrived.IsOk)
            {
                return null;
            }

            gone = arrived.Error;
        }

        return gone;
    }

    [LoggerMessage(EventId = 5010, Level = LogLevel.Critical, Message = "The blob of packet {Packet} is missing or its bytes are not those of its digest.")]
    private static partial void LogDamaged(ILogger logger, Guid packet);
}
