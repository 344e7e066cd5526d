using System.Collections.Immutable;
using System.Globalization;

namespace VanLang.Kernel.Calendar;

/// <summary>A day on which offices are closed although the day of the week would be worked, or a holiday on a weekly rest day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">The holiday, or why the day is off.</param>
/// <param name="DecidedBy">The deciding text as cited, such as <c>Bộ luật Lao động 2019, Điều 112</c>.</param>
public sealed record OffDay(DateOnly Date, Phrase Name, string DecidedBy);

/// <summary>A weekly rest day on which offices work in exchange for a day off.</summary>
/// <param name="Date">The day worked.</param>
/// <param name="Replaces">The day off that it makes up for: the office keeps the hours of that day of the week.</param>
/// <param name="DecidedBy">The deciding text as cited.</param>
public sealed record MakeUpDay(DateOnly Date, DateOnly Replaces, string DecidedBy);

/// <summary>Days off and make-up days of one year, either decided or computed from the statute. Immutable.</summary>
public sealed class WorkYear
{
    private WorkYear(int year, ImmutableSortedDictionary<DateOnly, OffDay> off, ImmutableSortedDictionary<DateOnly, MakeUpDay> makeUp, bool provisional)
    {
        Year = year;
        OffDays = off;
        MakeUpDays = makeUp;
        Provisional = provisional;
    }

    /// <summary>The solar year.</summary>
    public int Year { get; }

    /// <summary>Days off by date.</summary>
    public ImmutableSortedDictionary<DateOnly, OffDay> OffDays { get; }

    /// <summary>Make-up working days by date.</summary>
    public ImmutableSortedDictionary<DateOnly, MakeUpDay> MakeUpDays { get; }

    /// <summary>True when no decision is recorded for the year and the days come from the statute alone.</summary>
    public bool Provisional { get; }

    /// <summary>
    /// A year from its lists. Fails with <c>CAL-0005</c> (a date twice), <c>CAL-0006</c> (off and worked at once) or
    /// <c>CAL-0007</c> (a date of another year; the day that a make-up day replaces may lie in the next or last year).
    /// </summary>
    public static Result<WorkYear> Create(int year, IEnumerable<OffDay> offDays, IEnumerable<MakeUpDay> makeUpDays, bool provisional)
    {
        var off = ImmutableSortedDictionary.CreateBuilder<DateOnly, OffDay>();
        var makeUp = ImmutableSortedDictionary.CreateBuilder<DateOnly, MakeUpDay>();
        foreach (var day in offDays)
        {
            if (day.Date.Year != year)
            {
                return CalendarErrors.DayOutsideYear.With(Written(day.Date), year);
            }

            if (!off.TryAdd(day.Date, day))
            {
                return CalendarErrors.DayTwice.With(Written(day.Date));
            }
        }

        foreach (var day in makeUpDays)
        {
            if (day.Date.Year != year)
            {
                return CalendarErrors.DayOutsideYear.With(Written(day.Date), year);
            }

            if (off.ContainsKey(day.Date))
            {
                return CalendarErrors.OffAndMakeUp.With(Written(day.Date));
            }

            if (!makeUp.TryAdd(day.Date, day))
            {
                return CalendarErrors.DayTwice.With(Written(day.Date));
            }
        }

        return new WorkYear(year, off.ToImmutable(), makeUp.ToImmutable(), provisional);
    }

    private static string Written(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
