using System.Globalization;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;

namespace VanLang.Exchange.Tests.Clocks;

/// <summary>Calendars of offices for the vectors: the swap of 2024 and the Tết break of 2026 as decided, and an office that works on Saturday mornings.</summary>
internal static class Offices
{
    private static readonly OffDay[] Spring2024 = [Off("2024-04-29"), Off("2024-04-30"), Off("2024-05-01")];
    private static readonly OffDay[] Tet2026 = [Off("2026-02-16"), Off("2026-02-17"), Off("2026-02-18"), Off("2026-02-19"), Off("2026-02-20")];

    public static WorkCalendar National { get; } = Of([]);

    public static WorkCalendar SaturdayMornings { get; } = Of([new HoursFrom(new DateOnly(2020, 1, 1), Hours("07:30-11:30, 13:00-16:30", "07:30-11:30"))]);

    public static DateTimeOffset At(string text) => new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Clock.NationalOffset);

    private static WorkCalendar Of(HoursFrom[] hours) => new(
        [
            WorkYear.Create(2024, Spring2024, [new MakeUpDay(new DateOnly(2024, 5, 4), new DateOnly(2024, 4, 29), "QĐ")], provisional: false).Value,
            WorkYear.Create(2026, Tet2026, [], provisional: false).Value,
        ],
        new HolidayStatute([], ""),
        hours);

    private static OfficeHours Hours(string week, string saturday) => OfficeHours.Create(Enum.GetValues<DayOfWeek>().ToDictionary(
        d => d,
        d => OfficeHours.ReadDay(d is DayOfWeek.Sunday ? "" : d is DayOfWeek.Saturday ? saturday : week).Value)).Value;

    private static OffDay Off(string day) => new(DateOnly.Parse(day, CultureInfo.InvariantCulture), new Phrase("Nghỉ", "Off"), "QĐ");
}
