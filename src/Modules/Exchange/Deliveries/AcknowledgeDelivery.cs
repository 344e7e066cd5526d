using VanLang.Exchange.Ingest;
using VanLang.Kernel;

namespace VanLang.Exchange.Deliveries;

/// <summary>Takes a delivery off the recipient's queue; with it the packet has arrived (status 01). Doing it again changes nothing.</summary>
internal sealed class AcknowledgeDelivery(IngestWriter writer)
{
    public async Task<Result<Delivery>> Handle(DeliveryId id, Actor actor, CancellationToken ct)
    {
        if (actor.OrganizationCode is not { } own)
        {
            return ExchangeErrors.NoOrganization;
        }

        var done = await writer.Submit(new DeliveryWork(actor, own, id) { Acknowledge = true }, ct);
        return done.IsOk ? done.Value.Delivery : Result<Delivery>.Failed(done.Errors);
    }
}
