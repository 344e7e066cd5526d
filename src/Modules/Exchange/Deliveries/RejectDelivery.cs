using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Deliveries;

/// <summary>Từ chối tiếp nhận, trả lại nơi gửi (status 02), with the reason for which the recipient answers: Decree 30/2020 art. 21(2)(b).</summary>
internal sealed class RejectDelivery(ReportFromPage page)
{
    public static Error? Check(string? reason) => string.IsNullOrWhiteSpace(reason)
        ? ExchangeErrors.ReasonMissing.At("Reason")
        : reason.Trim().Length > PacketLimits.Reason ? ExchangeErrors.StatusTooLong.With(reason.Trim().Length, PacketLimits.Reason).At("Reason") : null;

    public async Task<Result<Ingest.DeliveryOutcome>> Handle(DeliveryId id, string? reason, Actor actor, CancellationToken ct)
    {
        if (Check(reason) is { } wrong)
        {
            return wrong;
        }

        return await page.Submit(id, new StatusReport(StatusMachine.Refused, reason!.Trim(), ReportFromPage.Staff(actor), StatusSource.Page), actor, ct);
    }
}
