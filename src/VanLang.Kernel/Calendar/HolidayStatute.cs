using System.Collections.Immutable;

namespace VanLang.Kernel.Calendar;

/// <summary>
/// One public holiday as a statute defines it. Which holidays there are is data of the Workdays module; this type only says what a
/// holiday can look like.
/// </summary>
/// <param name="Name">The holiday.</param>
/// <param name="Lunar">True when month and day are of the Vietnamese lunar calendar.</param>
/// <param name="Month">1-12.</param>
/// <param name="Day">1-31 (lunar 1-30).</param>
/// <param name="Days">How many days off, counted from <paramref name="DaysBefore"/> days before the date.</param>
/// <param name="DaysBefore">How many of them lie before the date.</param>
/// <param name="OneAdjacent">One day more, before or after, to be chosen each year (National Day since 2021).</param>
/// <param name="FirstYear">First solar year in which it is kept.</param>
/// <param name="LastYear">Last one; null while in force.</param>
/// <param name="LegalBasis">The text as cited.</param>
public sealed record Holiday(Phrase Name, bool Lunar, int Month, int Day, int Days, int DaysBefore, bool OneAdjacent, int FirstYear, int? LastYear, string LegalBasis);

/// <summary>
/// What the law alone gives for a year on which nothing is decided yet. Every result is provisional: the Prime Minister may still move or swap days.
/// </summary>
/// <param name="Holidays">The holidays of the law.</param>
/// <param name="CompensationBasis">The text that gives the next working day off when a holiday falls on a weekly rest day.</param>
public sealed record HolidayStatute(ImmutableArray<Holiday> Holidays, string CompensationBasis)
{
    private static readonly Phrase Compensation = new("Nghỉ bù {0}", "Day off in lieu of {0}");

    /// <summary>The provisional year. Lunar holidays need a year that <see cref="VietnameseLunarCalendar"/> covers.</summary>
    public WorkYear Year(int year)
    {
        var kept = Holidays.Where(holiday => holiday.FirstYear <= year && year <= (holiday.LastYear ?? int.MaxValue));
        var off = new SortedDictionary<DateOnly, OffDay>();
        var adjacent = new List<(DateOnly Date, Holiday Holiday)>();
        foreach (var holiday in kept)
        {
            if (DateOf(holiday, year) is not { } date)
            {
                continue;
            }

            for (var i = 0; i < holiday.Days; i++)
            {
                var day = date.AddDays(i - holiday.DaysBefore);
                off.TryAdd(day, new OffDay(day, holiday.Name, holiday.LegalBasis));
            }

            if (holiday.OneAdjacent)
            {
                adjacent.Add((date, holiday));
            }
        }

        foreach (var (date, holiday) in adjacent)
        {
            var day = BetterNeighbour(date, off.Keys);
            off.TryAdd(day, new OffDay(day, holiday.Name, holiday.LegalBasis));
        }

        var days = Compensate(off).Where(day => day.Date.Year == year);
        return WorkYear.Create(year, days, [], provisional: true).Value;
    }

    private static DateOnly? DateOf(Holiday holiday, int year) => holiday.Lunar
        ? VietnameseLunarCalendar.ToSolar(new LunarDate(year, holiday.Month, holiday.Day))
        : holiday.Day <= DateTime.DaysInMonth(year, holiday.Month) ? new DateOnly(year, holiday.Month, holiday.Day) : null;

    /// <summary>
    /// The neighbour that makes the longer run of days off, the day before when both are equal. That is what the decisions of 2021-2026 chose each year.
    /// </summary>
    private static DateOnly BetterNeighbour(DateOnly date, IEnumerable<DateOnly> off)
    {
        var before = RunAround(date, [.. off, date.AddDays(-1)]);
        var after = RunAround(date, [.. off, date.AddDays(1)]);
        return date.AddDays(after > before ? 1 : -1);
    }

    private static int RunAround(DateOnly date, IReadOnlyCollection<DateOnly> off)
    {
        var free = CompensatedDates(off);
        bool Free(DateOnly day) => IsWeeklyRest(day) || free.Contains(day);
        var run = 1;
        for (var day = date.AddDays(1); Free(day); day = day.AddDays(1))
        {
            run++;
        }

        for (var day = date.AddDays(-1); Free(day); day = day.AddDays(-1))
        {
            run++;
        }

        return run;
    }

    private IEnumerable<OffDay> Compensate(SortedDictionary<DateOnly, OffDay> off)
    {
        var taken = new HashSet<DateOnly>(off.Keys);
        foreach (var day in off.Values)
        {
            yield return day;
            if (IsWeeklyRest(day.Date))
            {
                var next = NextWorkingDay(day.Date, taken);
                var name = new Phrase(string.Format(null, Compensation.Vi, day.Name.Vi), string.Format(null, Compensation.En, day.Name.En));
                yield return new OffDay(next, name, CompensationBasis);
            }
        }
    }

    private static HashSet<DateOnly> CompensatedDates(IReadOnlyCollection<DateOnly> off)
    {
        var taken = new HashSet<DateOnly>(off);
        foreach (var day in off.Where(IsWeeklyRest).Order())
        {
            NextWorkingDay(day, taken);
        }

        return taken;
    }

    private static DateOnly NextWorkingDay(DateOnly day, HashSet<DateOnly> taken)
    {
        do
        {
            day = day.AddDays(1);
        }
        while (IsWeeklyRest(day) || !taken.Add(day));
        return day;
    }

    private static bool IsWeeklyRest(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
