using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Ingest;

/// <summary>One thing to be committed by the ingest writer, on behalf of somebody who waits for the answer.</summary>
internal abstract class IngestWork(Actor actor)
{
    public Actor Actor => actor;

    /// <summary>Hands over the outcome, after the commit and never before.</summary>
    public abstract void Complete();

    /// <summary>The work could not be committed.</summary>
    public abstract void Fail(Exception cause);
}

internal abstract class IngestWork<T>(Actor actor) : IngestWork(actor)
{
    private readonly TaskCompletionSource<Result<T>> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer, once committed.</summary>
    public Task<Result<T>> Done => done.Task;

    /// <summary>Decided while the batch is made; handed over by <see cref="Complete"/>.</summary>
    public Result<T> Outcome { get; set; }

    public override void Complete() => done.TrySetResult(Outcome);

    public override void Fail(Exception cause) => done.TrySetException(cause);
}

/// <summary>A packet to be accepted.</summary>
internal sealed class PacketWork(Actor actor, IncomingPacket packet) : IngestWork<StoredPacket>(actor)
{
    public IncomingPacket Packet => packet;

    /// <summary>Its blob lay there already, perhaps as an orphan that is being swept in this moment.</summary>
    public bool BlobFound { get; init; }

    /// <summary>When set, an answer that nothing waits for is refused with this: a person at a page must be told.</summary>
    public Error? RefuseLate { get; init; }
}

/// <summary>The outcome of a packet.</summary>
/// <param name="New">False when the same packet had been accepted before.</param>
/// <param name="Deliveries">Set for a new packet; read from the tables for one that was there.</param>
internal sealed record StoredPacket(Packet Packet, bool New, IReadOnlyList<Delivery>? Deliveries)
{
    /// <summary>The blob was swept between its keeping and this decision: keep it again and submit again.</summary>
    public static StoredPacket BlobGone { get; } = new(null!, false, null);
}

/// <summary>Blobs to be deleted unless a packet names them by now.</summary>
internal sealed class SweepWork(Actor actor, IReadOnlyList<string> digests, DateTime keptBefore) : IngestWork<int>(actor)
{
    public IReadOnlyList<string> Digests => digests;

    /// <summary>Only what was last kept before this may go.</summary>
    public DateTime KeptBefore => keptBefore;
}

/// <summary>A report by the recipient of a delivery, or its taking off the queue.</summary>
internal sealed class DeliveryWork(Actor actor, string recipientCode, DeliveryId deliveryId) : IngestWork<DeliveryOutcome>(actor)
{
    public string RecipientCode => recipientCode;

    public DeliveryId DeliveryId => deliveryId;

    /// <summary>Take it off the queue.</summary>
    public bool Acknowledge { get; init; }

    /// <summary>The recipient has it in hands: status 01 unless reported before.</summary>
    public bool Fetched { get; init; }

    /// <summary>What the receiving system says of it in its queue.</summary>
    public QueueState? Queue { get; init; }

    public StatusReport? Report { get; init; }

    /// <summary>When set, a report that would be kept as history only is refused with this: a person at a page must be told.</summary>
    public Error? RefuseLate { get; init; }
}

/// <summary>The outcome for a delivery.</summary>
/// <param name="StatusId">The entry of the timeline; the earlier one when the same was reported before.</param>
/// <param name="Applied">False when the report is history only, or had been made before.</param>
internal sealed record DeliveryOutcome(Delivery Delivery, Guid? StatusId, bool Applied);
