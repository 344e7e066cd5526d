using VanLang.Kernel;

namespace VanLang.Exchange.Demo;

/// <summary>Office hours of the demo: weekdays, 07:30 to 11:30 and 13:30 to 17:00.</summary>
internal static class DemoTime
{
    private static readonly (TimeSpan From, TimeSpan To)[] Hours = [(new(7, 30, 0), new(11, 30, 0)), (new(13, 30, 0), new(17, 0, 0))];

    /// <summary>The instant after so many minutes of office time.</summary>
    public static DateTimeOffset After(DateTimeOffset from, double officeMinutes)
    {
        var here = from.InVietnam();
        var left = TimeSpan.FromMinutes(officeMinutes);
        while (true)
        {
            if (here.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                foreach (var (start, end) in Hours)
                {
                    var begin = here.TimeOfDay < start ? start : here.TimeOfDay;
                    if (begin >= end)
                    {
                        continue;
                    }

                    if (end - begin > left)
                    {
                        return here - here.TimeOfDay + begin + left;
                    }

                    left -= end - begin;
                    here = here - here.TimeOfDay + end;
                }
            }

            here = (here - here.TimeOfDay).AddDays(1);
        }
    }

    public static bool IsWorkday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
