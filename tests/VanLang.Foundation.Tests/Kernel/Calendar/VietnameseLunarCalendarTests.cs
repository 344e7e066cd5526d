using System.Globalization;
using CsCheck;
using VanLang.Kernel.Calendar;

namespace VanLang.Foundation.Tests.Kernel.Calendar;

public sealed class VietnameseLunarCalendarTests
{
    private static readonly Gen<DateOnly> AnyDay =
        Gen.Int[VietnameseLunarCalendar.FirstDay.DayNumber, VietnameseLunarCalendar.LastDay.DayNumber].Select(DateOnly.FromDayNumber);

    [Theory]
    [InlineData("2019-02-05", "2019-04-14")]
    [InlineData("2020-01-25", "2020-04-02")]
    [InlineData("2021-02-12", "2021-04-21")]
    [InlineData("2022-02-01", "2022-04-10")]
    [InlineData("2023-01-22", "2023-04-29")]
    [InlineData("2024-02-10", "2024-04-18")]
    [InlineData("2025-01-29", "2025-04-07")]
    [InlineData("2026-02-17", "2026-04-26")]
    [InlineData("2027-02-06", "2027-04-16")]
    [InlineData("2028-01-26", "2028-04-04")]
    [InlineData("2029-02-13", "2029-04-23")]
    [InlineData("2030-02-02", "2030-04-12")]
    [InlineData("2031-01-23", "2031-04-01")]
    [InlineData("2032-02-11", "2032-04-19")]
    [InlineData("2033-01-31", "2033-04-09")]
    [InlineData("2034-02-19", "2034-04-28")]
    public void Tet_and_the_Hung_Kings_day_fall_as_in_the_fact_sheet(string newYear, string ancestors)
    {
        var tet = Day(newYear);
        var kings = Day(ancestors);

        Assert.Equal(tet, VietnameseLunarCalendar.NewYear(tet.Year));
        Assert.Equal(kings, VietnameseLunarCalendar.ToSolar(new LunarDate(tet.Year, 3, 10)));
        Assert.Equal(new LunarDate(tet.Year, 1, 1), VietnameseLunarCalendar.FromSolar(tet));
        Assert.Equal(new LunarDate(tet.Year, 3, 10), VietnameseLunarCalendar.FromSolar(kings));
    }

    [Theory]
    [InlineData(1968, "1968-01-29")]
    [InlineData(1969, "1969-02-16")]
    [InlineData(1985, "1985-01-21")]
    [InlineData(2007, "2007-02-17")]
    [InlineData(2030, "2030-02-02")]
    public void Tet_differs_from_the_Chinese_new_year_where_midnight_lies_between(int year, string expected)
    {
        var chinese = DateOnly.FromDateTime(new ChineseLunisolarCalendar().ToDateTime(year, 1, 1, 0, 0, 0, 0));

        Assert.Equal(Day(expected), VietnameseLunarCalendar.NewYear(year));
        Assert.NotEqual(chinese, VietnameseLunarCalendar.NewYear(year));
    }

    [Fact]
    public void Tet_equals_the_Chinese_new_year_in_every_other_year_since_the_calendar_law()
    {
        var chinese = new ChineseLunisolarCalendar();

        var differing = Enumerable.Range(1968, 2050 - 1968).Where(year => DateOnly.FromDateTime(chinese.ToDateTime(year, 1, 1, 0, 0, 0, 0)) != VietnameseLunarCalendar.NewYear(year));

        Assert.Equal([1968, 1969, 1985, 2007, 2030], differing);
    }

    [Fact]
    public void Every_month_of_201_years_agrees_with_another_ephemeris()
    {
        Assert.Equal(201, LunarYears.All.Count());
        Assert.All(LunarYears.All, expected =>
        {
            var months = VietnameseLunarCalendar.Months(expected.Year);
            Assert.Equal(expected.NewYear, months[0].FirstDay);
            Assert.Equal(expected.Leap, VietnameseLunarCalendar.LeapMonth(expected.Year) ?? 0);
            Assert.Equal(expected.Lengths, string.Concat(months.Select(month => month.Length == 30 ? '1' : '0')));
        });
    }

    [Theory]
    [InlineData(1984, null)] // China: leap 10 of 1984; the solstice fell on the other side of midnight
    [InlineData(1985, 2)]
    [InlineData(1987, 7)] // China: leap 6
    [InlineData(2012, 4)]
    [InlineData(2014, 9)]
    [InlineData(2017, 6)]
    [InlineData(2020, 4)]
    [InlineData(2021, null)]
    [InlineData(2023, 2)]
    [InlineData(2025, 6)]
    [InlineData(2033, 11)]
    public void Leap_months_fall_where_the_almanac_has_them(int year, int? expected) =>
        Assert.Equal(expected, VietnameseLunarCalendar.LeapMonth(year));

    [Fact]
    public void Every_solar_day_survives_the_way_there_and_back() =>
        AnyDay.Where(day => VietnameseLunarCalendar.FromSolar(day).Year >= VietnameseLunarCalendar.FirstYear).Sample(day =>
            Assert.Equal(day, VietnameseLunarCalendar.ToSolar(VietnameseLunarCalendar.FromSolar(day))));

    [Fact]
    public void The_day_after_is_the_next_lunar_day_or_the_first_of_a_month() =>
        AnyDay.Where(day => day < VietnameseLunarCalendar.LastDay).Sample(day =>
        {
            var today = VietnameseLunarCalendar.FromSolar(day);
            var tomorrow = VietnameseLunarCalendar.FromSolar(day.AddDays(1));
            Assert.True(tomorrow == today with { Day = today.Day + 1 } || (tomorrow.Day == 1 && today.Day is 29 or 30));
        });

    [Fact]
    public void Years_join_without_gap_and_months_have_29_or_30_days()
    {
        for (var year = VietnameseLunarCalendar.FirstYear; year < VietnameseLunarCalendar.LastYear; year++)
        {
            var months = VietnameseLunarCalendar.Months(year);
            Assert.All(months, month => Assert.InRange(month.Length, 29, 30));
            Assert.Equal(VietnameseLunarCalendar.NewYear(year + 1), months[^1].FirstDay.AddDays(months[^1].Length));
            Assert.Equal(Enumerable.Range(1, 12), months.Where(month => !month.IsLeap).Select(month => month.Number));
            Assert.InRange(months.Count(month => month.IsLeap), 0, 1);
        }
    }

    [Fact]
    public void The_winter_solstice_lies_in_month_eleven() =>
        Gen.Int[1900, 2100].Sample(year =>
        {
            var day = new DateOnly(year, 12, 19);
            while (SunLongitude.At(EarthRotation.StartOf(day.AddDays(1))) < 270)
            {
                day = day.AddDays(1);
            }

            var lunar = VietnameseLunarCalendar.FromSolar(day);
            Assert.Equal((11, false), (lunar.Month, lunar.IsLeapMonth));
        });

    [Theory]
    [InlineData(2021, 13, 1, false)]
    [InlineData(2021, 0, 1, false)]
    [InlineData(2021, 1, 0, false)]
    [InlineData(2021, 1, 30, false)] // Giêng of Tân Sửu has 29 days
    [InlineData(2021, 4, 1, true)] // not a leap year
    public void A_lunar_date_that_does_not_exist_has_no_solar_date(int year, int month, int day, bool leap) =>
        Assert.Null(VietnameseLunarCalendar.ToSolar(new LunarDate(year, month, day, leap)));

    [Fact]
    public void A_leap_month_is_told_from_the_month_it_repeats()
    {
        var fourth = VietnameseLunarCalendar.ToSolar(new LunarDate(2020, 4, 1));
        var leapFourth = VietnameseLunarCalendar.ToSolar(new LunarDate(2020, 4, 1, true));

        Assert.Equal(new DateOnly(2020, 4, 23), fourth);
        Assert.Equal(new DateOnly(2020, 5, 23), leapFourth);
        Assert.Equal("1/4 nhuận", VietnameseLunarCalendar.FromSolar(leapFourth!.Value).ToString());
        Assert.Equal("1/4", VietnameseLunarCalendar.FromSolar(fourth!.Value).ToString());
    }

    [Fact]
    public void Dates_out_of_range_throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => VietnameseLunarCalendar.FromSolar(new DateOnly(1899, 12, 31)));
        Assert.Throws<ArgumentOutOfRangeException>(() => VietnameseLunarCalendar.FromSolar(new DateOnly(2101, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => VietnameseLunarCalendar.Months(1899));
        Assert.Throws<ArgumentOutOfRangeException>(() => VietnameseLunarCalendar.Months(2101));
        Assert.Throws<ArgumentOutOfRangeException>(() => VietnameseLunarCalendar.ToSolar(new LunarDate(2101, 1, 1)));
    }

    [Fact]
    public void The_first_and_last_days_of_the_range_convert()
    {
        Assert.Equal(new LunarDate(1899, 12, 1), VietnameseLunarCalendar.FromSolar(new DateOnly(1900, 1, 1)));
        Assert.Equal(new LunarDate(2100, 12, 1), VietnameseLunarCalendar.FromSolar(new DateOnly(2100, 12, 31)));
    }

    [Theory]
    [InlineData(1984, "Giáp Tý")]
    [InlineData(2019, "Kỷ Hợi")]
    [InlineData(2021, "Tân Sửu")]
    [InlineData(2026, "Bính Ngọ")]
    public void Years_have_their_name_in_the_cycle_of_sixty(int year, string expected) =>
        Assert.Equal(expected, new LunarDate(year, 1, 1).YearName);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
