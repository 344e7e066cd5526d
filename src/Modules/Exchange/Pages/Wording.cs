using Microsoft.Extensions.Localization;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Web.Components;
using VanLang.Web.Http;

namespace VanLang.Exchange.Pages;

/// <summary>How the pages speak of states, kinds and verdicts.</summary>
internal static class Wording
{
    public static string State(this IStringLocalizer t, DeliveryState state) => state switch
    {
        DeliveryState.Queued => t["Chưa nhận"],
        DeliveryState.Delivered => t["Đã đến"],
        DeliveryState.Rejected => t["Từ chối, trả lại"],
        DeliveryState.Received => t["Đã tiếp nhận"],
        DeliveryState.Assigned => t["Đã phân công"],
        DeliveryState.Processing => t["Đang xử lý"],
        DeliveryState.Done => t["Hoàn thành"],
        DeliveryState.ChangePending => t["Chờ đồng ý"],
        DeliveryState.Withdrawn => t["Đã lấy lại"],
        DeliveryState.Updated => t["Đã cập nhật"],
        DeliveryState.RecallPending => t["Đang thu hồi"],
        DeliveryState.Recalled => t["Đã thu hồi"],
        DeliveryState.Proposed => t["Phiên bản chờ đồng ý"],
        _ => t["Đã được thay thế"],
    };

    public static Tone Tone(DeliveryState state) => state switch
    {
        DeliveryState.Queued => Web.Components.Tone.Neutral,
        DeliveryState.Delivered or DeliveryState.Received or DeliveryState.Assigned => Web.Components.Tone.Info,
        DeliveryState.Processing => Web.Components.Tone.Progress,
        DeliveryState.Rejected or DeliveryState.RecallPending => Web.Components.Tone.Danger,
        DeliveryState.ChangePending or DeliveryState.Proposed => Web.Components.Tone.Warning,
        DeliveryState.Withdrawn or DeliveryState.Recalled or DeliveryState.Superseded => Web.Components.Tone.Neutral,
        DeliveryState.Updated => Web.Components.Tone.Info,
        _ => Web.Components.Tone.Success,
    };

    public static string Status(this IStringLocalizer t, string code) => code switch
    {
        StatusMachine.Arrived => t["Đã đến"],
        StatusMachine.Refused => t["Từ chối tiếp nhận"],
        StatusMachine.Registered => t["Đã tiếp nhận, vào sổ"],
        StatusMachine.AssignedTo => t["Đã phân công xử lý"],
        StatusMachine.InProgress => t["Đang xử lý"],
        StatusMachine.Finished => t["Hoàn thành"],
        "13" => t["Yêu cầu lấy lại"],
        "15" => t["Đồng ý yêu cầu"],
        "16" => t["Từ chối yêu cầu"],
        "recall" => t["Nơi gửi thu hồi văn bản"],
        "update" => t["Nơi gửi cập nhật văn bản"],
        "replace" => t["Nơi gửi thay thế văn bản"],
        _ => t["Trạng thái {0}", code],
    };

    /// <summary>What a recipient has to answer.</summary>
    public static string Asked(this IStringLocalizer t, Delivery delivery) => delivery switch
    {
        { State: DeliveryState.RecallPending } => t["Văn bản bị thu hồi: phải tiêu hủy và báo lại"],
        { Ask: DeliveryAsk.Update } => t["Nơi gửi đề nghị thay bằng phiên bản mới"],
        _ => t["Nơi gửi yêu cầu lấy lại văn bản"],
    };

    public static string Kind(this IStringLocalizer t, PacketKind kind) => kind switch
    {
        PacketKind.Document => t["Văn bản mới"],
        PacketKind.Recall => t["Thu hồi"],
        PacketKind.Update => t["Cập nhật"],
        PacketKind.Replacement => t["Thay thế"],
        _ => t["Gói tin trạng thái"],
    };

    /// <summary>A document's kind; one outside the list of Decree 30/2020 is shown as the packet writes it.</summary>
    public static string TypeName(string name) => Problems.Language == "en" && DocumentKinds.Find(name) is { } known ? known.English : name;

    public static string Source(this IStringLocalizer t, StatusSource source) => source switch
    {
        StatusSource.Axis => t["hệ thống Trục"],
        StatusSource.Page => t["trên trang"],
        StatusSource.Api => t["qua API"],
        _ => t["bằng gói tin"],
    };

    /// <summary>Number and notation as people cite a document; the identifier when it has none.</summary>
    public static string Cite(string number, string notation, string fallback) => (number, notation) switch
    {
        ("", "") => fallback,
        (_, "") => number,
        ("", _) => notation,
        _ => $"{number}/{notation}",
    };
}
