using System.Globalization;
using VanLang.Kernel;

namespace VanLang.Exchange.Edxml;

/// <summary>
/// The standard writes yyyy/MM/dd; vendors also write dd/MM/yyyy and ISO 8601. Which is which is never in doubt: the year
/// has four digits. Times without a zone are Vietnamese (Decision 28/2018, art. 14(4)).
/// </summary>
internal static class EdxmlDates
{
    private const string Date = "yyyy/MM/dd";
    private const string Time = "yyyy/MM/dd HH:mm:ss";

    private static readonly string[] Dates = [Date, "dd/MM/yyyy", "yyyy-MM-dd", "d/M/yyyy", "yyyy/M/d"];

    private static readonly string[] Times =
    [
        Time, "dd/MM/yyyy HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy/MM/dd HH:mm", "dd/MM/yyyy HH:mm",
        "yyyy/MM/dd HH:mm:ss.FFFFFFF", "d/M/yyyy H:mm:ss",
    ];

    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy/MM/dd HH:mm:sszzz"];

    /// <summary>A date, with or without a time behind it, which is dropped.</summary>
    public static bool TryDate(string text, out DateOnly date, out bool isStandard)
    {
        isStandard = DateOnly.TryParseExact(text, Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
        if (isStandard || DateOnly.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            return Plausible(date);
        }

        if (TryInstant(text, out var instant, out _))
        {
            date = instant.DateInVietnam();
            return Plausible(date);
        }

        return false;
    }

    public static bool TryInstant(string text, out DateTimeOffset instant, out bool isStandard)
    {
        isStandard = DateTime.TryParseExact(text, Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        if (isStandard
            || DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out local)
            || DateTime.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out local))
        {
            instant = Plausible(DateOnly.FromDateTime(local)) ? new DateTimeOffset(local, Clock.NationalOffset) : default;
            return instant != default;
        }

        return DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant) && Plausible(instant.DateInVietnam());
    }

    public static string Write(DateOnly date) => date.ToString(Date, CultureInfo.InvariantCulture);

    public static string Write(DateTimeOffset instant) => instant.InVietnam().ToString(Time, CultureInfo.InvariantCulture);

    // The State dates from 1945; a year such as 0201 or 9999 is a slip of the hand.
    private static bool Plausible(DateOnly date) => date.Year is >= 1900 and <= 2200;
}
