using System.Text.Json;
using VanLang.Client.Changes;

namespace VanLang.Client;

/// <summary>Later acts on a document, from both sides: recall, take-back, and the recipient's answers. Updates and replacements are packets: <see cref="Packets.PacketAct"/>.</summary>
public sealed partial class ExchangeClient
{
    /// <summary>Recalls a document (type 1): every recipient has to destroy it and state that. What was not fetched yet is never delivered. It cannot be undone.</summary>
    /// <param name="packetId">The document, or a version of it, that this agency sent.</param>
    /// <param name="reason">Why; every recipient reads it.</param>
    /// <param name="idempotencyKey">As for sending; null takes one of the packet, so that recalling it again answers the stored receipt, even after a restart.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="ExchangeException"><c>EXC-0030</c> no packet that this agency sent, <c>EXC-0400</c> recalled before, <c>EXC-0409</c> no reason, <c>EXC-0410</c> not a document.</exception>
    public Task<SentPacket> RecallAsync(Guid packetId, string reason, string? idempotencyKey = null, CancellationToken ct = default) =>
        changes.Run($"{Root}/packets/{packetId}/recall", new { reason }, "recall", idempotencyKey ?? $"recall-{packetId}", ct);

    /// <summary>Asks recipients to give a document back (status 13); they agree or refuse. What was not fetched yet is withdrawn at once.</summary>
    /// <param name="packetId">The document, or a version of it, that this agency sent.</param>
    /// <param name="reason">Why; every recipient reads it.</param>
    /// <param name="recipients">Canonical codes; null or none asks everybody who still has it.</param>
    /// <param name="idempotencyKey">Null takes a new one: after a refusal it may be asked again.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="ExchangeException"><c>EXC-0030</c> no packet that this agency sent, <c>EXC-0400</c> recalled, <c>EXC-0405</c> an earlier request waits, <c>EXC-0406</c> nothing left, <c>EXC-0414</c> not a recipient.</exception>
    public Task<SentPacket> TakeBackAsync(Guid packetId, string reason, IReadOnlyList<string>? recipients = null, string? idempotencyKey = null, CancellationToken ct = default) =>
        changes.Run($"{Root}/packets/{packetId}/take-back", new { reason, recipients = recipients ?? [] }, "status", idempotencyKey ?? $"take-back-{Guid.CreateVersion7(options.Time.GetUtcNow())}", ct);

    /// <summary>Agrees to a take-back or an update (status 15).</summary>
    /// <exception cref="ExchangeException"><c>EXC-0031</c> not in this inbox; <c>EXC-0407</c> it is a recall: use <see cref="DestroyAsync"/>.</exception>
    public Task<StatusOutcome> AgreeAsync(Guid deliveryId, string? note = null, StatusStaff? staff = null, CancellationToken ct = default) => ReportStatusAsync(deliveryId, "15", note, staff, ct);

    /// <summary>Refuses a take-back or an update (status 16). A recall cannot be refused.</summary>
    /// <exception cref="ExchangeException"><c>EXC-0031</c> not in this inbox, <c>EXC-0401</c> it is a recall, <c>EXC-0415</c> no reason.</exception>
    public Task<StatusOutcome> RefuseAsync(Guid deliveryId, string reason, StatusStaff? staff = null, CancellationToken ct = default) => ReportStatusAsync(deliveryId, "16", reason, staff, ct);

    /// <summary>States that the copies of a recalled document were destroyed (status 15); the exchange signs the statement and closes the copy.</summary>
    /// <param name="deliveryId">The delivery of the document, or of the notice of its recall.</param>
    /// <param name="by">Who destroyed them; a name is required.</param>
    /// <param name="report">What was destroyed; null states no more than who and when.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="ExchangeException"><c>EXC-0407</c> no name, <c>EXC-0411</c> number of copies, <c>EXC-0412</c> archived, and no list of copies.</exception>
    public Task<StatusOutcome> DestroyAsync(Guid deliveryId, StatusStaff by, DestructionReport? report = null, CancellationToken ct = default) => Report(deliveryId, "15", null, by, report ?? new DestructionReport(), ct);

    /// <summary>Reports how far a document has come.</summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="code">01 to 06 of the national list, 15 and 16 to answer a request; 02 and 16 need a reason.</param>
    /// <param name="reason">Why.</param>
    /// <param name="staff">Who handles it.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="ExchangeException"><c>EXC-0040</c> unknown code, <c>EXC-0041</c> reason missing, <c>EXC-0031</c> not in this inbox.</exception>
    public Task<StatusOutcome> ReportStatusAsync(Guid deliveryId, string code, string? reason = null, StatusStaff? staff = null, CancellationToken ct = default) => Report(deliveryId, code, reason, staff, null, ct);

    /// <summary>How far each recipient of a packet has come; a recipient sees its own delivery only.</summary>
    /// <exception cref="ExchangeException"><c>EXC-0030</c> there is no such packet of this agency.</exception>
    public async Task<IReadOnlyList<DeliveryProgress>> DeliveriesAsync(Guid packetId, CancellationToken ct = default) => (await Fan(packetId, ct)).Items;

    /// <summary>The document that a packet is a version of, and what became of it; null for statuses and recalls.</summary>
    /// <exception cref="ExchangeException"><c>EXC-0030</c> there is no such packet of this agency.</exception>
    public async Task<DocumentProgress?> DocumentAsync(Guid packetId, CancellationToken ct = default) => (await Fan(packetId, ct)).Document;

    /// <summary>Verifies a recipient's statement of destruction with the keys that the exchange publishes now, and that it speaks of this delivery and says what the list says.</summary>
    /// <param name="delivery">From <see cref="DeliveriesAsync"/>.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="ExchangeException"><c>CLI-0008</c> it does not hold, or there is none.</exception>
    public async Task<DestructionStatement> VerifyDestructionAsync(DeliveryProgress delivery, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.Destruction is not { } notice)
        {
            throw ExchangeException.Destruction($"{delivery.DeliveredTo} has stated none.");
        }

        var stated = await receipts.VerifyDestruction(notice.Statement, ct);
        var differs = stated.DeliveryId != delivery.DeliveryId || stated.Recipient != delivery.DeliveredTo ? $"it speaks of the delivery {stated.DeliveryId} to {stated.Recipient}, asked was for {delivery.DeliveryId} to {delivery.DeliveredTo}."
            : delivery.RequestPacketId is { } recall && stated.RecallPacketId != recall ? $"it answers the recall {stated.RecallPacketId}, not {recall}."
            : stated.Digest != notice.Digest || !stated.Files.SequenceEqual(notice.Files) || stated.DestroyedBy != notice.DestroyedBy || stated.Copies != notice.Copies || stated.CopyList != notice.CopyList ? "the list beside it says something else."
            : null;
        return differs is null ? stated : throw ExchangeException.Destruction(differs);
    }

    private Task<StatusOutcome> Report(Guid deliveryId, string code, string? reason, StatusStaff? staff, DestructionReport? destruction, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { code, reason, staff, destruction }, JsonSerializerOptions.Web);
        return channel.Json<StatusOutcome>(() => Post($"/inbox/{deliveryId}/status", body), ct);
    }

    private Task<DeliveryList> Fan(Guid packetId, CancellationToken ct) => channel.Json<DeliveryList>(() => Get($"/packets/{packetId}/deliveries"), ct);

    private sealed record DeliveryList(IReadOnlyList<DeliveryProgress> Items, DocumentProgress? Document);
}
