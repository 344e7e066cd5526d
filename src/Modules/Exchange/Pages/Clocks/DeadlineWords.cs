using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using VanLang.Exchange.Clocks;
using VanLang.Web.Components;
using VanLang.Web.Text;

namespace VanLang.Exchange.Pages.Clocks;

/// <summary>How the board of deadlines speaks, and where its figures lead.</summary>
internal static class DeadlineWords
{
    public const string Home = "/exchange/deadlines";
    public const string Rules = Home + "/rules";

    public static IReadOnlyList<Duty> Duties { get; } = [Duty.Send, Duty.Receipt, Duty.Register];

    /// <summary>The board of an agency, or of all.</summary>
    public static string Board(string? agency, DayRange range) => Address(Home, agency, null, ClockFilter.All, range, null);

    public static string Rows(string agency, Duty duty, ClockFilter filter, DayRange range, string? after = null) => Address(Home + "/rows", agency, duty, filter, range, after);

    public static string Csv(string? agency, DayRange range) => Address(Home + ".csv", agency, null, ClockFilter.All, range, null);

    public static string RowsCsv(string agency, Duty duty, ClockFilter filter, DayRange range) => Address(Home + "/rows.csv", agency, duty, filter, range, null);

    /// <summary>The days of a month that lie in the range.</summary>
    public static DayRange Month(string month, DayRange within)
    {
        var first = DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var last = first.AddMonths(1).AddDays(-1);
        return new DayRange(first < within.From ? within.From : first, last > within.To ? within.To : last);
    }

    public static string Title(this IStringLocalizer t, Duty duty) => duty switch
    {
        Duty.Send => t["Gửi trong ngày ký, chậm nhất sáng ngày làm việc sau"],
        Duty.Receipt => t["Trả lời đã nhận ngay trong ngày"],
        _ => t["Vào sổ trong ngày, chậm nhất ngày làm việc sau"],
    };

    public static string Short(this IStringLocalizer t, Duty duty) => duty switch
    {
        Duty.Send => t["Gửi"],
        Duty.Receipt => t["Trả lời đã nhận"],
        _ => t["Vào sổ"],
    };

    public static string State(this IStringLocalizer t, ClockState state) => state switch
    {
        ClockState.Running => t["Đang chạy"],
        ClockState.DueSoon => t["Sắp đến hạn"],
        ClockState.Kept => t["Đúng hạn"],
        ClockState.Late => t["Trễ hạn"],
        ClockState.Overdue => t["Quá hạn, chưa làm"],
        _ => t["Không tính"],
    };

    public static string Filter(this IStringLocalizer t, ClockFilter filter) => filter switch
    {
        ClockFilter.Kept => t["Đúng hạn"],
        ClockFilter.Missed => t["Lỡ hạn"],
        ClockFilter.Overdue => t["Quá hạn, chưa làm"],
        ClockFilter.Running => t["Đang chạy"],
        ClockFilter.Ended => t["Không tính"],
        _ => t["Tất cả"],
    };

    public static Tone Tone(ClockState state) => state switch
    {
        ClockState.Kept => Web.Components.Tone.Success,
        ClockState.Late or ClockState.Overdue => Web.Components.Tone.Danger,
        ClockState.DueSoon => Web.Components.Tone.Warning,
        ClockState.Running => Web.Components.Tone.Info,
        _ => Web.Components.Tone.Neutral,
    };

    /// <summary>"30 phút làm việc", "hết sáng ngày làm việc thứ 1 sau".</summary>
    public static string Measure(this IStringLocalizer t, LimitUnit unit, int amount) => (unit, amount) switch
    {
        (LimitUnit.None, _) => t["Không có hạn"],
        (LimitUnit.EndOfDay, 0) => t["24 giờ trong ngày"],
        (LimitUnit.EndOfDay, _) => t["24 giờ, {0} ngày sau", Format.Number(amount)],
        (LimitUnit.Closing, 0) => t["hết giờ làm việc trong ngày"],
        (LimitUnit.Closing, _) => t["hết giờ làm việc, {0} ngày làm việc sau", Format.Number(amount)],
        (LimitUnit.Morning, _) => t["hết buổi sáng, {0} ngày làm việc sau", Format.Number(amount)],
        _ => t["{0} phút làm việc", Format.Number(amount)],
    };

    public static string Unit(this IStringLocalizer t, LimitUnit unit) => unit switch
    {
        LimitUnit.None => t["Không có hạn"],
        LimitUnit.EndOfDay => t["Ngày, đến 24 giờ"],
        LimitUnit.Closing => t["Ngày làm việc, đến giờ tan sở"],
        LimitUnit.Morning => t["Ngày làm việc, đến hết buổi sáng"],
        _ => t["Phút làm việc"],
    };

    private static string Address(string path, string? agency, Duty? duty, ClockFilter filter, DayRange range, string? after) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["agency"] = agency,
        ["duty"] = duty?.ToString().ToLowerInvariant(),
        ["state"] = filter is ClockFilter.All ? null : filter.ToString().ToLowerInvariant(),
        ["from"] = Format.Date(range.From),
        ["to"] = Format.Date(range.To),
        ["after"] = after,
    }.Where(p => !string.IsNullOrEmpty(p.Value)));
}
