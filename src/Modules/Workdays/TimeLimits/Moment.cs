using System.Globalization;
using System.Text.RegularExpressions;
using VanLang.Kernel;

namespace VanLang.Workdays.TimeLimits;

/// <summary>Reads a moment from an address (ISO 8601). Without a zone it is the time of Viet Nam, whatever the server's own zone.</summary>
internal static partial class Moment
{
    private static readonly string[] LocalFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
    private static readonly string[] ZonedFormats = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>The moment; null when it cannot be read.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        text = text?.Trim() ?? "";
        if (DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return IsHeld(local) ? new DateTimeOffset(local, Clock.NationalOffset) : null;
        }

        // A plus sign that was not escaped in the address arrives as a space.
        var zoned = LostPlus().Replace(text, "$1+$2").Replace("Z", "+00:00", StringComparison.Ordinal);
        return DateTimeOffset.TryParseExact(zoned, ZonedFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && IsHeld(moment.DateTime) ? moment : null;
    }

    // At either end of time a change of zone would leave what a DateTimeOffset can hold.
    private static bool IsHeld(DateTime time) => time.Year is > 1 and < 9999;

    [GeneratedRegex(@"^(\S*T\S+) (\d\d:\d\d)$")]
    private static partial Regex LostPlus();
}
