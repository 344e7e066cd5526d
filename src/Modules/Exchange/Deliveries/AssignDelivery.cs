using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Deliveries;

/// <summary>Phân công xử lý (status 04): one person, a date by which it is due, and what the leader wants done.</summary>
internal sealed class AssignDelivery(ReportFromPage page, IPositions positions, Clock clock)
{
    internal sealed record Input(DeliveryId Id, Guid? Assignee, DateOnly? DueDate, string? Instruction);

    public static Error? Check(Input input, DateOnly today) => input switch
    {
        { Assignee: null } => ExchangeErrors.AssigneeMissing.At("Assignee"),
        { DueDate: { } due } when due < today => ExchangeErrors.DueInThePast.At("DueDate"),
        { Instruction.Length: > PacketLimits.Reason } => ExchangeErrors.StatusTooLong.With(input.Instruction!.Length, PacketLimits.Reason).At("Instruction"),
        _ => null,
    };

    public async Task<Result<Ingest.DeliveryOutcome>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input, clock.Today) is { } wrong)
        {
            return wrong;
        }

        if (actor.OrganizationCode is not { } own)
        {
            return ExchangeErrors.NoOrganization;
        }

        var person = (await positions.In(own, clock.Today, ct)).FirstOrDefault(h => h.PersonId == input.Assignee);
        if (person is null)
        {
            return ExchangeErrors.AssigneeUnknown.At("Assignee");
        }

        var instruction = string.IsNullOrWhiteSpace(input.Instruction) ? null : input.Instruction.Trim();
        var report = new StatusReport(StatusMachine.AssignedTo, instruction, ReportFromPage.Staff(actor), StatusSource.Page)
        {
            Assignee = person.PersonName,
            AssigneeId = person.PersonId,
            DueDate = input.DueDate,
        };
        return await page.Submit(input.Id, report, actor, ct);
    }
}
