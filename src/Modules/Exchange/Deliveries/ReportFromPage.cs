using VanLang.Exchange.Ingest;
using VanLang.Kernel;

namespace VanLang.Exchange.Deliveries;

/// <summary>
/// What a person does with a delivery at a page becomes the same report that a system would send: the sender sees what was really
/// done. A page that shows an older state is told so instead of writing history.
/// </summary>
internal sealed class ReportFromPage(IngestWriter writer)
{
    public async Task<Result<DeliveryOutcome>> Submit(DeliveryId id, StatusReport report, Actor actor, CancellationToken ct)
    {
        if (actor.OrganizationCode is not { } own)
        {
            return ExchangeErrors.NoOrganization;
        }

        var work = new DeliveryWork(actor, own, id) { Acknowledge = true, Fetched = true, Report = report, RefuseLate = ExchangeErrors.TooLate };
        return await writer.Submit(work, ct);
    }

    /// <summary>The person at the page, as the sender is told.</summary>
    public static StatusStaff Staff(Actor actor) => new(actor.Unit, actor.Name, null, null);
}
