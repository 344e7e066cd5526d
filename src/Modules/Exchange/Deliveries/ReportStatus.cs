using VanLang.Exchange.Changes;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Deliveries;

/// <summary>A recipient's system reports how far it has come with a delivery. Late and repeated reports are taken, and change nothing.</summary>
internal sealed class ReportStatus(IngestWriter writer)
{
    internal sealed record Input(DeliveryId DeliveryId, string? Code, string? Reason, StatusStaff Staff)
    {
        /// <summary>With 15 after a recall.</summary>
        public DestructionNote? Destruction { get; init; }

        /// <summary>When it was destroyed, as the recipient states it.</summary>
        public DateTimeOffset? DestroyedAt { get; init; }
    }

    public static Error? Check(Input input) => input switch
    {
        { Code: null } => ExchangeErrors.UnknownStatus.With("").At("code"),
        _ when !StatusMachine.Knows(input.Code) => ExchangeErrors.UnknownStatus.With(input.Code).At("code"),
        _ when StatusMachine.NeedsReason(input.Code) && string.IsNullOrWhiteSpace(input.Reason) => ExchangeErrors.ReasonMissing.At("reason"),
        { Code: ChangeMachine.Declined } when string.IsNullOrWhiteSpace(input.Reason) => ChangeErrors.RefusalReason.At("reason"),
        { Destruction: { } note } when AnswerRequest.Check(note) is { } wrong => wrong.At("destruction." + wrong.Field),
        _ => Text(input.Reason, PacketLimits.Reason, "reason") ?? Text(input.Staff.Department, 200, "staff.department") ?? Text(input.Staff.Name, 200, "staff.name")
            ?? Text(input.Staff.Email, 200, "staff.email") ?? Text(input.Staff.Mobile, 50, "staff.mobile"),
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

        var report = new StatusReport(input.Code!, Text(input.Reason), input.Staff, StatusSource.Api)
        {
            Destruction = input.Destruction,
            SaidAt = input.DestroyedAt,
        };
        return await writer.Submit(new DeliveryWork(actor, own, input.DeliveryId) { Report = report }, ct);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // A NUL can stand in JSON but in no text of PostgreSQL, and in no XML that tells the sender of it.
    private static Error? Text(string? text, int most, string field) => text switch
    {
        null => null,
        { Length: var length } when length > most => ExchangeErrors.StatusTooLong.With(length, most).At(field),
        _ when text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) => ExchangeErrors.ControlCharacter.At(field),
        _ => null,
    };
}
