using System.Collections.Concurrent;

namespace VanLang.Kernel.Calendar;

/// <summary>
/// The Vietnamese lunar calendar, computed from the sky at UTC+7 (Decision 121-CP of 8 August 1967): a month begins on the day of the new moon; month 11
/// holds the winter solstice; when thirteen new moons fall between two such months, the first month in which the Sun enters
/// no sign (multiple of 30 degrees) is the leap month. The framework's <c>ChineseLunisolarCalendar</c> counts days of UTC+8 and is therefore
/// wrong for Viet Nam in 1968, 1969, 1985, 2007 and 2030. Dates before 1968 are given by the same rule, not by the almanacs of their time.
/// </summary>
public static class VietnameseLunarCalendar
{
    /// <summary>First lunar year.</summary>
    public const int FirstYear = 1900;

    /// <summary>Last lunar year.</summary>
    public const int LastYear = 2100;

    /// <summary>First solar date that can be converted.</summary>
    public static readonly DateOnly FirstDay = new(1900, 1, 1);

    /// <summary>Last solar date that can be converted.</summary>
    public static readonly DateOnly LastDay = new(2100, 12, 31);

    private static readonly ConcurrentDictionary<int, LunarMonth[]> Years = new();

    /// <summary>The 12 or 13 months of a lunar year in order. Throws outside <see cref="FirstYear"/> to <see cref="LastYear"/>.</summary>
    public static IReadOnlyList<LunarMonth> Months(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        return MonthsOf(year);
    }

    /// <summary>Tết Nguyên Đán: the solar date of the first day of a lunar year.</summary>
    public static DateOnly NewYear(int year) => Months(year)[0].FirstDay;

    /// <summary>Number of the month that a year repeats; null in a year of twelve months.</summary>
    public static int? LeapMonth(int year) => Months(year).Where(month => month.IsLeap).Select(month => (int?)month.Number).FirstOrDefault();

    /// <summary>The lunar date of a solar date from <see cref="FirstDay"/> to <see cref="LastDay"/>; throws outside.</summary>
    public static LunarDate FromSolar(DateOnly date)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(date, FirstDay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(date, LastDay);
        var year = date >= MonthsOf(date.Year)[0].FirstDay ? date.Year : date.Year - 1;
        var month = MonthsOf(year).Last(candidate => candidate.FirstDay <= date);
        return new LunarDate(year, month.Number, date.DayNumber - month.FirstDay.DayNumber + 1, month.IsLeap);
    }

    /// <summary>The solar date of a lunar date; null when that year has no such month or that month no such day. Throws for a year out of range.</summary>
    public static DateOnly? ToSolar(LunarDate date)
    {
        foreach (var month in Months(date.Year))
        {
            if (month.Number == date.Month && month.IsLeap == date.IsLeapMonth)
            {
                return date.Day >= 1 && date.Day <= month.Length ? month.FirstDay.AddDays(date.Day - 1) : null;
            }
        }

        return null;
    }

    private static LunarMonth[] MonthsOf(int year) => Years.GetOrAdd(year, static y =>
        [.. BetweenSolstices(y).SkipWhile(month => month.Number >= 11), .. BetweenSolstices(y + 1).TakeWhile(month => month.Number >= 11)]);

    /// <summary>Months from the month 11 of the year before (inclusive) to the month 11 of the year (exclusive).</summary>
    private static List<LunarMonth> BetweenSolstices(int year)
    {
        var first = LunationOfSolstice(year - 1);
        var count = LunationOfSolstice(year) - first;
        var months = new List<LunarMonth>(count);
        var leapFound = count == 12;
        var number = 11;
        for (var i = 0; i < count; i++)
        {
            var start = DayOf(first + i);
            var next = DayOf(first + i + 1);
            var leap = !leapFound && i > 0 && Sign(start) == Sign(next);
            leapFound |= leap;
            if (i > 0 && !leap)
            {
                number = (number % 12) + 1;
            }

            months.Add(new LunarMonth(number, leap, start, next.DayNumber - start.DayNumber));
        }

        return months;
    }

    /// <summary>The lunation that begins the month holding the winter solstice (longitude 270) of a solar year.</summary>
    private static int LunationOfSolstice(int year)
    {
        var solstice = new DateOnly(year, 12, 19);
        while (SunLongitude.At(EarthRotation.StartOf(solstice.AddDays(1))) < 270)
        {
            solstice = solstice.AddDays(1);
        }

        var lunation = NewMoon.LunationNear(EarthRotation.StartOf(solstice)) + 1;
        while (DayOf(lunation) > solstice)
        {
            lunation--;
        }

        return lunation;
    }

    /// <summary>
    /// The full lunar theory puts the new moon of lunation -402 at 00:00:06 on 8 July 1967, the series here at 23:59:58 on the 7th.
    /// No other new moon of 1900-2100 is nearer to midnight than the error of the series.
    /// </summary>
    private static DateOnly DayOf(int lunation) => lunation == -402 ? new DateOnly(1967, 7, 8) : EarthRotation.DayAt(NewMoon.Of(lunation));

    private static int Sign(DateOnly day) => (int)(SunLongitude.At(EarthRotation.StartOf(day)) / 30);
}
