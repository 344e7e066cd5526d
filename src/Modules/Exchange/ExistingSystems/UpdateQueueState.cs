using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.ExistingSystems;

/// <summary>
/// updateStatus: what the receiving system says of the packet in its queue. "done" takes it off the list, as an acknowledgement over our own API does;
/// "processing" and "acceptance" tell that it has arrived (01); "rejection" and "fail" are shown to the sender and leave it in the queue. None of them is
/// a business status: a document is returned by a status packet 02, which gives its reason.
/// </summary>
internal sealed class UpdateQueueState(ExchangeDb db, IngestWriter writer)
{
    public async Task<Result> Handle(string? docId, string? keyword, Actor actor, CancellationToken ct)
    {
        if (QueueKeyword.Read(keyword) is not { } state)
        {
            return ExchangeErrors.UnknownKeyword.With(keyword ?? "");
        }

        if (!Guid.TryParse(docId, out var id))
        {
            return ExchangeErrors.UnknownDocId.With(docId ?? "");
        }

        var packet = new PacketId(id);
        var found = await db.DeliveriesTo(actor).Where(d => d.PacketId == packet).Select(d => new { d.RecipientCode, d.Id }).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return ExchangeErrors.UnknownDocId.With(docId!);
        }

        var work = new DeliveryWork(actor, found.RecipientCode, found.Id)
        {
            Acknowledge = state is QueueState.Done,
            Fetched = state is QueueState.Processing or QueueState.Acceptance,
            Queue = state,
        };
        var done = await writer.Submit(work, ct);
        return done.IsOk ? Result.Ok : Result.Failed(done.Errors);
    }
}
