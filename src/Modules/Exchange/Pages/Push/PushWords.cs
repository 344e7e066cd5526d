using Microsoft.Extensions.Localization;
using VanLang.Exchange.Push;
using VanLang.Web.Components;

namespace VanLang.Exchange.Pages.Push;

/// <summary>How the pages of pushed events speak.</summary>
internal static class PushWords
{
    public const string Home = "/exchange/webhooks";

    public static string Of(WebhookId id) => $"{Home}/{id.Value}";

    /// <summary>The addresses of an agency.</summary>
    public static string OfAgency(string code) => $"{Home}?agency={Uri.EscapeDataString(code)}";

    public static string Text(this IStringLocalizer t, WebhookState state) => state switch
    {
        WebhookState.Active => t["Đang gửi"],
        WebhookState.Paused => t["Đã tạm dừng"],
        _ => t["Trục đã dừng"],
    };

    public static Tone Tone(WebhookState state) => state switch
    {
        WebhookState.Active => VanLang.Web.Components.Tone.Success,
        WebhookState.Paused => VanLang.Web.Components.Tone.Neutral,
        _ => VanLang.Web.Components.Tone.Danger,
    };

    public static string Text(this IStringLocalizer t, FailureState state) => state is FailureState.Dead ? t["Đã thôi gửi"] : t["Chờ gửi lại"];

    public static string Kind(this IStringLocalizer t, string name) => EventKinds.Find(name) is { } kind ? t[kind.Vi] : name;

    /// <summary>What came of a call, in words.</summary>
    public static string Answer(this IStringLocalizer t, string? answer) => answer switch
    {
        null => "–",
        "forbidden-address" => t["địa chỉ không được gọi"],
        "name-unknown" => t["không phân giải được tên máy chủ"],
        "unreachable" => t["không kết nối được"],
        "untrusted-certificate" => t["chứng thư không tin cậy"],
        "timed-out" => t["quá thời gian chờ"],
        "answer-too-long" => t["trả lời quá dài"],
        "connection-broken" => t["kết nối bị ngắt"],
        _ => answer,
    };
}
