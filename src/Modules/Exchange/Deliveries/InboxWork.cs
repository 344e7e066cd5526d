using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;
using VanLang.Web.Modules;
using VanLang.Workdays.Contracts;

namespace VanLang.Exchange.Deliveries;

/// <summary>
/// What the exchange has waiting for a person: to a clerk what is to be registered (the day it arrives, Decree 30/2020 art. 21(2)(c)), to a
/// leader what is to be assigned, to everybody what was assigned to them.
/// </summary>
internal sealed class InboxWork(ExchangeDb db, IWorkCalendars calendars) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> Waiting(Actor actor, int limit, CancellationToken ct)
    {
        if (actor.OrganizationCode is not { } own || !actor.May(ExchangePermissions.Read))
        {
            return [];
        }

        var (registers, assigns, person) = (actor.May(ExchangePermissions.Receive), actor.May(ExchangePermissions.Assign), actor.PersonId);
        var rows = await db.DeliveriesTo(actor)
            .Where(d => (registers && (d.Lane == DeliveryLane.Waiting || d.Lane == DeliveryLane.Asked))
                || (assigns && d.Lane == DeliveryLane.Working && d.State == DeliveryState.Received)
                || (person != null && d.AssigneeId == person && d.Lane == DeliveryLane.Working))
            .Join(db.Packets, d => new { d.SenderCode, Id = d.PacketId }, p => new { p.SenderCode, p.Id }, (d, p) => new { d.Id, d.PacketId, d.State, d.StateAt, d.QueuedAt, d.DueDate, d.ReceiptDue, d.RegisterDue, d.Priority, p.Subject, p.Number, p.Notation, p.SenderName })
            .OrderBy(x => x.DueDate == null).ThenBy(x => x.DueDate).ThenBy(x => x.QueuedAt)
            .Take(limit)
            .ToListAsync(ct);
        var calendar = (await calendars.Of([own], ct))[own];
        return rows.ConvertAll(r =>
        {
            var (vi, en) = Act(r.State);
            return new WorkItem(vi, en, $"{r.Number}/{r.Notation} · {r.SenderName}: {r.Subject}", $"/exchange/packets/{r.PacketId.Value}", r.StateAt, Due(r.State, r.ReceiptDue, r.RegisterDue, r.DueDate, calendar), r.Priority);
        });
    }

    private static (string Vi, string En) Act(DeliveryState state) => state switch
    {
        DeliveryState.Queued or DeliveryState.Delivered => ("Tiếp nhận, vào sổ", "Register"),
        DeliveryState.RecallPending => ("Tiêu hủy văn bản bị thu hồi", "Destroy a recalled document"),
        DeliveryState.ChangePending => ("Trả lời yêu cầu của nơi gửi", "Answer the sender's request"),
        DeliveryState.Received => ("Phân công xử lý", "Assign"),
        _ => ("Xử lý văn bản", "Work on it"),
    };

    // A registration answers the sender as well: whichever clock ends first is the one to look at.
    private static DateTimeOffset? Due(DeliveryState state, DateTimeOffset? receipt, DateTimeOffset? register, DateOnly? due, WorkCalendar calendar) => state is DeliveryState.Queued or DeliveryState.Delivered
        ? receipt is null || register < receipt ? register : receipt
        : due is { } day && StatusMachine.Lane(state) is DeliveryLane.Working ? Close(calendar, day) : null;

    private static DateTimeOffset Close(WorkCalendar calendar, DateOnly day)
    {
        var segments = calendar.Day(day).Segments;
        return new DateTimeOffset(day.ToDateTime(segments.IsEmpty ? new TimeOnly(17, 0) : segments[^1].Closes), Clock.NationalOffset);
    }
}
