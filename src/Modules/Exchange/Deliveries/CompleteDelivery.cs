using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Deliveries;

/// <summary>Hoàn thành (status 06), with what came out of it when there is something to say.</summary>
internal sealed class CompleteDelivery(ReportFromPage page)
{
    public static Error? Check(string? outcome) =>
        outcome?.Trim().Length > PacketLimits.Reason ? ExchangeErrors.StatusTooLong.With(outcome.Trim().Length, PacketLimits.Reason).At("Reason") : null;

    public async Task<Result<Ingest.DeliveryOutcome>> Handle(DeliveryId id, string? outcome, Actor actor, CancellationToken ct)
    {
        if (Check(outcome) is { } wrong)
        {
            return wrong;
        }

        var said = string.IsNullOrWhiteSpace(outcome) ? null : outcome.Trim();
        return await page.Submit(id, new StatusReport(StatusMachine.Finished, said, ReportFromPage.Staff(actor), StatusSource.Page), actor, ct);
    }
}
