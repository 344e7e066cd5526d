using Microsoft.Extensions.Localization;
using VanLang.Exchange.Board;
using VanLang.Exchange.Deliveries;
using VanLang.Web.Text;

namespace VanLang.Exchange.Pages.Board;

/// <summary>How the board speaks, and where its figures lead.</summary>
internal static class BoardWords
{
    public const string Home = "/exchange/board";
    public const string Agencies = Home + "/agencies";
    public const string Rules = Home + "/rules";

    public static string Agency(string code) => $"{Agencies}/{Uri.EscapeDataString(code)}";

    public static string Day(DateOnly day) => $"{Home}/days/{Format.Machine(day)}";

    public static string State(DeliveryState state) => $"{Home}/states/{state.ToString().ToLowerInvariant()}";

    public static string Rows(string code, bool sent, DateOnly? day = null, DeliveryState? state = null) =>
        $"{Agency(code)}/rows?side={(sent ? "sent" : "received")}{(day is { } d ? $"&day={Format.Machine(d)}" : "")}{(state is { } s ? $"&state={s.ToString().ToLowerInvariant()}" : "")}";

    /// <summary>A part of a whole, both told: "18/20 (90 %)".</summary>
    public static string Share(long part, long whole) => whole == 0 ? "–" : $"{Format.Number(part)}/{Format.Number(whole)} ({Format.Percent((double)part / whole, 0)})";

    /// <summary>"1,2 giây", "5 phút", "3,4 giờ", "2 ngày".</summary>
    public static string Delay(this IStringLocalizer t, TimeSpan? delay) => delay switch
    {
        null => "–",
        { TotalSeconds: < 60 } d => t["{0} giây", Format.Number(d.TotalSeconds, d.TotalSeconds < 10 ? 1 : 0)],
        { TotalMinutes: < 60 } d => t["{0} phút", Format.Number((long)Math.Round(d.TotalMinutes))],
        { TotalHours: < 48 } d => t["{0} giờ", Format.Number(d.TotalHours, 1)],
        { } d => t["{0} ngày", Format.Number(d.TotalDays, 1)],
    };

    public static string Title(this IStringLocalizer t, AlertKind kind) => kind switch
    {
        AlertKind.NothingFetched => t["Cơ quan có văn bản chờ mà không lấy"],
        AlertKind.ManyReturned => t["Cơ quan trả lại nhiều văn bản"],
        AlertKind.CheckpointLate => t["Điểm kiểm của nhật ký bị trễ"],
        AlertKind.DeadlinesMissed => t["Cơ quan lỡ nhiều thời hạn"],
        AlertKind.PushGaveUp => t["Tin báo không gửi được"],
        _ => t["Ổ đĩa sắp đầy"],
    };

    public static string Unit(this IStringLocalizer t, AlertKind kind) => kind switch
    {
        AlertKind.NothingFetched => t["giờ không lấy"],
        AlertKind.ManyReturned => t["% bị trả lại trong 7 ngày"],
        AlertKind.CheckpointLate => t["phút từ điểm kiểm cuối"],
        AlertKind.DeadlinesMissed => t["% lỡ hạn trong 7 ngày"],
        AlertKind.PushGaveUp => t["tin không được nhận"],
        _ => t["% còn trống"],
    };

    public static string Sentence(this IStringLocalizer t, Alert alert, string? name) => alert.Kind switch
    {
        AlertKind.NothingFetched => t["{0}: {1} văn bản chờ, {2} giờ chưa lấy", name ?? alert.Code!, Format.Number(alert.Of), Format.Number(alert.Value)],
        AlertKind.ManyReturned => t["{0}: trả lại {1} % của {2} văn bản đến trong 7 ngày", name ?? alert.Code!, Format.Number(alert.Value), Format.Number(alert.Of)],
        AlertKind.DeadlinesMissed => t["{0}: lỡ {1} % của {2} thời hạn đã biết kết quả trong 7 ngày", name ?? alert.Code!, Format.Number(alert.Value), Format.Number(alert.Of)],
        AlertKind.PushGaveUp => t["{0}: {1} tin báo không gửi được, Trục đã thôi gửi", name ?? alert.Code!, Format.Number(alert.Value)],
        AlertKind.CheckpointLate => t["Điểm kiểm cuối đã ký cách đây {0} phút", Format.Number(alert.Value)],
        _ => t["Ổ đĩa dữ liệu còn trống {0} %", Format.Number(alert.Value)],
    };
}
