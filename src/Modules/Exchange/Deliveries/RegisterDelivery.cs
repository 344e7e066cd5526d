using VanLang.Kernel;

namespace VanLang.Exchange.Deliveries;

/// <summary>Tiếp nhận, vào sổ (status 03): on the day of arrival, Decree 30/2020 art. 21(2)(c).</summary>
internal sealed class RegisterDelivery(ReportFromPage page)
{
    public Task<Result<Ingest.DeliveryOutcome>> Handle(DeliveryId id, Actor actor, CancellationToken ct) =>
        page.Submit(id, new StatusReport(StatusMachine.Registered, null, ReportFromPage.Staff(actor), StatusSource.Page), actor, ct);
}
