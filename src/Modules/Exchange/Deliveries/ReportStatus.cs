using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Deliveries;

/// <summary>A recipient's system reports how far it has come with a delivery. Late and repeated reports are taken, and change nothing.</summary>
internal sealed class ReportStatus(IngestWriter writer)
{
    internal sealed record Input(DeliveryId DeliveryId, string? Code, string? Reason, StatusStaff Staff);

    public static Error? Check(Input input) => input switch
    {
        { Code: null } => ExchangeErrors.UnknownStatus.With("").At("code"),
        _ when !StatusMachine.Knows(input.Code) => ExchangeErrors.UnknownStatus.With(input.Code).At("code"),
        _ when StatusMachine.NeedsReason(input.Code) && string.IsNullOrWhiteSpace(input.Reason) => ExchangeErrors.ReasonMissing.At("reason"),
        _ => TooLong(input.Reason, PacketLimits.Reason, "reason") ?? TooLong(input.Staff.Department, 200, "staff.department") ?? TooLong(input.Staff.Name, 200, "staff.name")
            ?? TooLong(input.Staff.Email, 200, "staff.email") ?? TooLong(input.Staff.Mobile, 50, "staff.mobile"),
    };

    public async Task<Result<DeliveryOutcome>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input) is { } wrong)
        {
            return wrong;
        }

        if (actor.OrganizationCode is not { } own)
        {
            return ExchangeErrors.NoOrganization;
        }

        var report = new StatusReport(input.Code!, Text(input.Reason), input.Staff, StatusSource.Api);
        return await writer.Submit(new DeliveryWork(actor, own, input.DeliveryId) { Report = report }, ct);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Error? TooLong(string? text, int most, string field) => text?.Length > most ? ExchangeErrors.StatusTooLong.With(text.Length, most).At(field) : null;
}
