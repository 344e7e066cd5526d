using System.Globalization;
using System.Text.RegularExpressions;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;

namespace VanLang.Web.Text;

/// <summary>How values are written on pages: the same in both languages, as the law and offices write them.</summary>
public static partial class Format
{
    private const string DateShape = "dd/MM/yyyy";
    private const string InstantShape = "dd/MM/yyyy HH:mm";
    private static readonly CultureInfo Vi = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly string[] DateShapes = [DateShape, "d/M/yyyy", "dd-MM-yyyy", "d-M-yyyy", "dd.MM.yyyy", "d.M.yyyy", "yyyy-MM-dd"];

    /// <summary><c>24/11/2026</c>.</summary>
    public static string Date(DateOnly date) => date.ToString(DateShape, CultureInfo.InvariantCulture);

    /// <summary><c>24/11/2026</c> in Viet Nam's zone.</summary>
    public static string Date(DateTimeOffset instant) => instant.InVietnam().ToString(DateShape, CultureInfo.InvariantCulture);

    /// <summary><c>24/11/2026 09:24</c> in Viet Nam's zone.</summary>
    public static string Instant(DateTimeOffset instant) => instant.InVietnam().ToString(InstantShape, CultureInfo.InvariantCulture);

    /// <summary><c>24/11/2026 09:24:07</c>, where order within a minute matters (audit, receipts).</summary>
    public static string Exact(DateTimeOffset instant) => instant.InVietnam().ToString(InstantShape + ":ss", CultureInfo.InvariantCulture);

    /// <summary>
    /// A remark on where a fact comes from, without the marks that data files carry ([M] from memory, [S] from a secondary source, [C] computed): pages
    /// say in words and with a tag what is not yet compared.
    /// </summary>
    public static string Source(string? remark) => remark is null ? "" : SourceMark().Replace(remark, "").Trim();

    /// <summary>For the <c>datetime</c> attribute: ISO 8601 with the offset of Viet Nam.</summary>
    public static string Machine(DateTimeOffset instant) => instant.InVietnam().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>For the <c>datetime</c> attribute.</summary>
    public static string Machine(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>1.284.506</c>.</summary>
    public static string Number(long value) => value.ToString("#,0", Vi);

    /// <summary><c>4,7</c>.</summary>
    public static string Number(double value, int decimals) => value.ToString("#,0." + new string('0', decimals), Vi).TrimEnd(',');

    /// <summary><c>98,4 %</c> from a share of 1; the space does not break.</summary>
    public static string Percent(double share, int decimals = 1) => Number(Math.Round(share * 100, decimals, MidpointRounding.AwayFromZero), decimals) + "\u00A0%";

    /// <summary><c>1.284.506 ₫</c>.</summary>
    public static string Dong(long amount) => Number(amount) + "\u00A0₫";

    /// <summary><c>86 KB</c>, <c>1,4 MB</c>: steps of 1024, one decimal from MB on.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => $"{bytes}\u00A0B",
        < 1024 * 1024 => $"{Number((long)Math.Round(bytes / 1024d))}\u00A0KB",
        < 1024L * 1024 * 1024 => $"{Number(bytes / (1024d * 1024), 1)}\u00A0MB",
        _ => $"{Number(bytes / (1024d * 1024 * 1024), 1)}\u00A0GB",
    };

    /// <summary>"vừa xong", "12 phút trước", "3 giờ trước", "hôm qua", "4 ngày trước", then the date; in the reader's language.</summary>
    public static string Ago(DateTimeOffset instant, DateTimeOffset now)
    {
        var en = Http.Problems.Language == "en";
        var age = now - instant;
        var days = now.DateInVietnam().DayNumber - instant.DateInVietnam().DayNumber;
        return age switch
        {
            { Ticks: < 0 } => Instant(instant),
            { TotalMinutes: < 1 } => en ? "just now" : "vừa xong",
            { TotalMinutes: < 60 } => en ? Plural((int)age.TotalMinutes, "minute") + " ago" : $"{(int)age.TotalMinutes} phút trước",
            _ when days == 0 => en ? Plural((int)age.TotalHours, "hour") + " ago" : $"{(int)age.TotalHours} giờ trước",
            _ when days == 1 => en ? "yesterday" : "hôm qua",
            _ when days < 7 => en ? $"{days} days ago" : $"{days} ngày trước",
            _ => Date(instant),
        };
    }

    /// <summary>Time left to a deadline in working time: "còn 3 ngày làm việc", "còn 2 giờ làm việc", "quá hạn 2 ngày làm việc".</summary>
    public static string Left(RemainingTime left)
    {
        var en = Http.Problems.Language == "en";
        return left switch
        {
            { Overdue: true, WorkingDays: 0 } => en ? "overdue since today" : "quá hạn trong hôm nay",
            { Overdue: true } => en ? Plural(left.WorkingDays, "working day") + " overdue" : $"quá hạn {Number(left.WorkingDays)} ngày làm việc",
            { WorkingDays: > 0 } => en ? Plural(left.WorkingDays, "working day") + " left" : $"còn {Number(left.WorkingDays)} ngày làm việc",
            { WorkingTime.TotalHours: >= 1 } => en ? Plural((int)left.WorkingTime.TotalHours, "working hour") + " left" : $"còn {(int)left.WorkingTime.TotalHours} giờ làm việc",
            { WorkingTime.TotalMinutes: >= 1 } => en ? Plural((int)left.WorkingTime.TotalMinutes, "minute") + " left" : $"còn {(int)left.WorkingTime.TotalMinutes} phút làm việc",
            _ => en ? "due today" : "hạn hôm nay",
        };
    }

    /// <summary>Reads a date as people type it: 24/11/2026, 4/1/2027, also 2026-11-24.</summary>
    public static bool TryDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text?.Trim(), DateShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>The date typed into an address; null when there is none or it cannot be read.</summary>
    public static DateOnly? DateOrNull(string? text) => TryDate(text, out var date) ? date : null;

    /// <summary>First letters of the last two words of a name: Nguyễn Thu Hà is TH, as people are called by the last words here.</summary>
    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Concat(words.TakeLast(2).Select(w => StringInfo.GetNextTextElement(w))).ToUpper(Vi);
    }

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{Number(count)} {noun}s";

    [GeneratedRegex(@"\s\[[MSC]\](?=[\s:;,.)]|$)|^\[[MSC]\]\s*")]
    private static partial Regex SourceMark();
}
