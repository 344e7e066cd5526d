using Microsoft.Extensions.Localization;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Web.Components;

namespace VanLang.Exchange.Pages.Changes;

/// <summary>A delivery's timeline as the pages show it.</summary>
internal static class ChangeSteps
{
    public static List<TimelineStep> Of(ListPacketDeliveries.Fan fan, IStringLocalizer t) => [
        new TimelineStep(t["Trục đã nhận và chuyển đến nơi nhận"], StepState.Done, fan.Delivery.QueuedAt),
        .. fan.Timeline.Select(s => new TimelineStep(Title(s, fan, t), s.Code is StatusMachine.Refused or ChangeMachine.Declined ? StepState.Failed : StepState.Done, s.At, Note(s, t))),
        .. Coming(fan.Delivery, t)];

    private static string Title(DeliveryStatus status, ListPacketDeliveries.Fan fan, IStringLocalizer t) => status switch
    {
        { Applied: false } => t["{0} (đến muộn, ghi để biết)", t.Status(status.Code)],
        _ when status.Id == fan.Destruction?.StatusId => t["Báo đã tiêu hủy văn bản bị thu hồi"],
        _ => t.Status(status.Code),
    };

    // What is still owed, so that a request that waits does not look like one that is done.
    private static IEnumerable<TimelineStep> Coming(Delivery delivery, IStringLocalizer t) => delivery.State switch
    {
        DeliveryState.RecallPending => [new TimelineStep(t["Chờ nơi nhận tiêu hủy và báo lại"], StepState.Current)],
        DeliveryState.ChangePending => [new TimelineStep(t["Chờ nơi nhận trả lời"], StepState.Current)],
        DeliveryState.Recalled when delivery.ArrivedAt is null => [new TimelineStep(t["Trục thu hồi ngay: nơi nhận chưa lấy văn bản"], StepState.Done, delivery.StateAt)],
        DeliveryState.Withdrawn when delivery.ArrivedAt is null => [new TimelineStep(t["Trục rút lại ngay: nơi nhận chưa lấy văn bản"], StepState.Done, delivery.StateAt)],
        DeliveryState.Recalled when delivery.Before is DeliveryState.Rejected => [new TimelineStep(t["Trục đóng bản đã trả lại"], StepState.Done, delivery.StateAt)],
        _ => [],
    };

    private static string Note(DeliveryStatus status, IStringLocalizer t) => string.Join(" · ", new[]
    {
        status.Assignee is null ? null : t["Giao cho {0}", status.Assignee].Value,
        status.Reason,
        string.Join(", ", new[] { status.StaffName, status.StaffDepartment }.Where(x => !string.IsNullOrEmpty(x))) is { Length: > 0 } who ? who : null,
        t.Source(status.Source),
    }.OfType<string>());
}
