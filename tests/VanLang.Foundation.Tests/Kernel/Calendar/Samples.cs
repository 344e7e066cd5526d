using System.Globalization;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;

namespace VanLang.Foundation.Tests.Kernel.Calendar;

/// <summary>Calendars for the tests: the Labour Code's holidays and the decided years they need.</summary>
internal static class Samples
{
    public static readonly HolidayStatute LabourCode = new(
        [
            Solar("Tết Dương lịch", "New Year's Day", 1, 1, 1900),
            new(new("Tết Nguyên đán", "Lunar New Year"), true, 1, 1, 5, 2, false, 2013, null, "Bộ luật Lao động 2019, Điều 112"),
            new(new("Giỗ Tổ Hùng Vương", "Hung Kings' Commemoration Day"), true, 3, 10, 1, 0, false, 2007, null, "Bộ luật Lao động 2019, Điều 112"),
            Solar("Ngày Chiến thắng", "Reunification Day", 4, 30, 1976),
            Solar("Ngày Quốc tế lao động", "International Labour Day", 5, 1, 1900),
            new(new("Quốc khánh", "National Day"), false, 9, 2, 1, 0, false, 1945, 2020, "Bộ luật Lao động 2012, Điều 115"),
            new(new("Quốc khánh", "National Day"), false, 9, 2, 1, 0, true, 2021, null, "Bộ luật Lao động 2019, Điều 112"),
        ],
        "Bộ luật Lao động 2019, Điều 111");

    /// <summary>No decided year at all: everything from the statute.</summary>
    public static readonly WorkCalendar Statutory = new([], LabourCode);

    /// <summary>2024 with the swap of 29 April for Saturday 4 May.</summary>
    public static readonly WorkCalendar Swap2024 = new([Swapped()], LabourCode);

    public static WorkCalendar With(OfficeHours hours) => new([], LabourCode, [new HoursFrom(new DateOnly(1900, 1, 1), hours)]);

    /// <summary>Monday to Friday full days, Saturday morning only.</summary>
    public static OfficeHours SaturdayMorning() => Hours(("Mon-Fri", "07:00-11:30,13:30-17:00"), ("Sat", "07:00-11:30"));

    /// <summary>Hours from text; days <c>Mon-Fri</c> or a single <c>Sat</c>, <c>Fri</c> ...</summary>
    public static OfficeHours Hours(params (string Days, string Text)[] entries)
    {
        var week = new Dictionary<DayOfWeek, IReadOnlyList<WorkSegment>>();
        foreach (var (days, text) in entries)
        {
            var names = days == "Mon-Fri" ? ["Mon", "Tue", "Wed", "Thu", "Fri"] : new[] { days };
            foreach (var day in Enum.GetValues<DayOfWeek>().Where(day => names.Contains(day.ToString()[..3])))
            {
                week[day] = OfficeHours.ReadDay(text).Value;
            }
        }

        return OfficeHours.Create(week).Value;
    }

    /// <summary>A moment of Viet Nam: <c>2021-02-09 10:00</c>.</summary>
    public static DateTimeOffset At(string text) =>
        new(DateTime.ParseExact(text, ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture), Clock.NationalOffset);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Dates of the days off that fall on an ordinary working day of the week.</summary>
    public static IEnumerable<DateOnly> WeekdaysOff(WorkYear year, int month, int throughMonth) => year.OffDays.Keys
        .Where(day => day.Month >= month && day.Month <= throughMonth && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    private static WorkYear Swapped()
    {
        const string decision = "Thông báo hoán đổi ngày làm việc năm 2024";
        var off = LabourCode.Year(2024).OffDays.Values.Append(new OffDay(new DateOnly(2024, 4, 29), new Phrase("Nghỉ hoán đổi", "Day off by exchange"), decision));
        return WorkYear.Create(2024, off, [new MakeUpDay(new DateOnly(2024, 5, 4), new DateOnly(2024, 4, 29), decision)], provisional: false).Value;
    }

    private static Holiday Solar(string vi, string en, int month, int day, int firstYear) =>
        new(new Phrase(vi, en), false, month, day, 1, 0, false, firstYear, null, "Bộ luật Lao động 2019, Điều 112");
}
