using VanLang.Kernel;
using VanLang.Kernel.Calendar;

namespace VanLang.Exchange.Clocks;

/// <summary>When a limit ends. Pure: the same calendar, start and limit give the same moment.</summary>
internal static class Limit
{
    public static DateTimeOffset? Due(WorkCalendar calendar, DateTimeOffset start, LimitUnit unit, int amount) => unit switch
    {
        LimitUnit.None => null,
        LimitUnit.EndOfDay => StartOf(start.DateInVietnam().AddDays(amount + 1)),
        LimitUnit.Closing => Closing(calendar, start, amount),
        LimitUnit.Morning => Morning(calendar, start.DateInVietnam(), amount),
        LimitUnit.WorkingMinutes => Deadlines.AddMinutes(calendar, start, amount).Due,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    /// <summary>The first moment of a day in Viet Nam.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Clock.NationalOffset);

    // What comes after hours or on a day off has come on the next working day: nobody was there to answer.
    private static DateTimeOffset Closing(WorkCalendar calendar, DateTimeOffset start, int days)
    {
        var day = calendar.Day(Deadlines.Snap(calendar, start).Due.DateInVietnam());
        for (var counted = 0; counted < days; counted++)
        {
            day = calendar.NextWorkingDay(day.Date);
        }

        return At(day.Date, day.Segments[^1].Closes);
    }

    // The law names the working day after the day of signing, whatever day that was: a start on a Saturday leads to Monday, not to Tuesday.
    private static DateTimeOffset Morning(WorkCalendar calendar, DateOnly start, int days)
    {
        var day = calendar.NextWorkingDay(start);
        for (var counted = 1; counted < days; counted++)
        {
            day = calendar.NextWorkingDay(day.Date);
        }

        return At(day.Date, day.Segments[0].Closes);
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), Clock.NationalOffset);
}
