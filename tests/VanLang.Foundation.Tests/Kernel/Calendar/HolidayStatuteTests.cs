using CsCheck;
using VanLang.Kernel.Calendar;

namespace VanLang.Foundation.Tests.Kernel.Calendar;

public sealed class HolidayStatuteTests
{
    /// <summary>First and last weekday off of the civil servants' Tết break as decided.</summary>
    [Theory]
    [InlineData(2019, "2019-02-04", "2019-02-08", 5)]
    [InlineData(2020, "2020-01-23", "2020-01-29", 5)]
    [InlineData(2021, "2021-02-10", "2021-02-16", 5)]
    [InlineData(2022, "2022-01-31", "2022-02-04", 5)]
    [InlineData(2023, "2023-01-20", "2023-01-26", 5)]
    [InlineData(2024, "2024-02-08", "2024-02-14", 5)]
    [InlineData(2025, "2025-01-27", "2025-01-31", 5)]
    [InlineData(2026, "2026-02-16", "2026-02-20", 5)]
    public void Two_days_before_Tet_and_three_from_it_give_the_break_that_was_decided_every_year(int year, string first, string last, int weekdays)
    {
        var tet = Samples.WeekdaysOff(Samples.LabourCode.Year(year), 1, 2).Where(day => day > new DateOnly(year, 1, 10)).ToList();

        Assert.Equal(Samples.Day(first), tet[0]);
        Assert.Equal(Samples.Day(last), tet[^1]);
        Assert.Equal(weekdays, tet.Count);
    }

    [Theory]
    [InlineData(2019, "2019-09-02")]
    [InlineData(2020, "2020-09-02")]
    [InlineData(2021, "2021-09-02 2021-09-03")]
    [InlineData(2022, "2022-09-01 2022-09-02")]
    [InlineData(2023, "2023-09-01 2023-09-04")]
    [InlineData(2024, "2024-09-02 2024-09-03")]
    [InlineData(2025, "2025-09-01 2025-09-02")]
    [InlineData(2026, "2026-09-01 2026-09-02")]
    public void National_Day_has_a_second_day_on_the_longer_side_since_2021(int year, string expected) =>
        Assert.Equal(expected.Split(' ').Select(Samples.Day), Samples.WeekdaysOff(Samples.LabourCode.Year(year), 9, 9));

    [Theory]
    [InlineData(2022, "2022-01-03", "Nghỉ bù Tết Dương lịch")] // 1 January was a Saturday
    [InlineData(2022, "2022-04-11", "Nghỉ bù Giỗ Tổ Hùng Vương")] // 10 April was a Sunday
    [InlineData(2023, "2023-05-02", "Nghỉ bù Giỗ Tổ Hùng Vương")] // Saturday 29 April, then 30 April to 1 May
    [InlineData(2023, "2023-05-03", "Nghỉ bù Ngày Chiến thắng")]
    [InlineData(2026, "2026-04-27", "Nghỉ bù Giỗ Tổ Hùng Vương")]
    public void A_holiday_on_a_weekly_rest_day_gives_the_next_working_day_off(int year, string day, string name)
    {
        var off = Samples.LabourCode.Year(year).OffDays[Samples.Day(day)];

        Assert.Equal(name, off.Name.Vi);
        Assert.Equal("Bộ luật Lao động 2019, Điều 111", off.DecidedBy);
    }

    [Fact]
    public void The_Hung_Kings_day_is_kept_since_2007_and_by_the_lunar_calendar()
    {
        Assert.DoesNotContain(Samples.LabourCode.Year(2006).OffDays.Values, day => day.Name.En.StartsWith("Hung", StringComparison.Ordinal));
        Assert.Contains(new DateOnly(2007, 4, 26), Samples.LabourCode.Year(2007).OffDays.Keys);
        Assert.Contains(new DateOnly(2030, 4, 12), Samples.LabourCode.Year(2030).OffDays.Keys);
    }

    [Fact]
    public void A_computed_year_is_marked_provisional() => Assert.True(Samples.LabourCode.Year(2027).Provisional);

    [Fact]
    public void A_date_that_a_year_lacks_is_no_holiday_in_it()
    {
        var leapDay = new HolidayStatute([new(new("Ngày 29 tháng 2", "29 February"), false, 2, 29, 1, 0, false, 1900, null, "thử")], "thử");

        Assert.Empty(leapDay.Year(2023).OffDays);
        Assert.Equal([new DateOnly(2024, 2, 29)], leapDay.Year(2024).OffDays.Keys);
    }

    [Fact]
    public void Every_year_has_as_many_weekdays_off_as_the_law_has_days() =>
        Gen.Int[2021, 2100].Sample(year =>
        {
            // 1 + 5 + 1 + 1 + 1 + 2, less a day when two holidays meet (10/3 on 30 April or 1 May).
            var holidays = Samples.LabourCode.Year(year).OffDays.Values.Where(day => !day.Name.Vi.StartsWith("Nghỉ bù", StringComparison.Ordinal)).ToList();
            Assert.InRange(holidays.Count, 10, 11);
            Assert.Equal(holidays.Count, Samples.WeekdaysOff(Samples.LabourCode.Year(year), 1, 12).Count());
        });
}
