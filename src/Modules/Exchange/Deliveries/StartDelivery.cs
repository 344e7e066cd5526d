using VanLang.Kernel;

namespace VanLang.Exchange.Deliveries;

/// <summary>Bắt đầu xử lý (status 05).</summary>
internal sealed class StartDelivery(ReportFromPage page)
{
    public Task<Result<Ingest.DeliveryOutcome>> Handle(DeliveryId id, Actor actor, CancellationToken ct) =>
        page.Submit(id, new StatusReport(StatusMachine.InProgress, null, ReportFromPage.Staff(actor), StatusSource.Page), actor, ct);
}
