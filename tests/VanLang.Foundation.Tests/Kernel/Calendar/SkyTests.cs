using VanLang.Kernel.Calendar;

namespace VanLang.Foundation.Tests.Kernel.Calendar;

public sealed class SkyTests
{
    // Meeus, Astronomical Algorithms, example 49.a: new moon of February 1977.
    [Fact]
    public void The_new_moon_of_the_textbook_is_met_within_a_second() =>
        Assert.Equal(2443192.65118, NewMoon.Of(-283), 0.00001);

    // Meeus, example 25.b: apparent longitude of the Sun on 13 October 1992 at 0h TD, by the full theory: 199 deg 54' 21.82".
    [Fact]
    public void The_longitude_of_the_textbook_is_met_within_three_seconds_of_arc() =>
        Assert.Equal(199.906061, SunLongitude.At(2448908.5), 3 / 3600.0);

    // Observed values (IERS): seconds by which terrestrial time was ahead.
    [Theory]
    [InlineData(1900, -2.8)]
    [InlineData(1930, 24.0)]
    [InlineData(1955, 31.1)]
    [InlineData(1977, 47.5)]
    [InlineData(1999, 63.5)]
    [InlineData(2010, 66.1)]
    [InlineData(2020, 69.4)]
    public void The_turning_of_the_Earth_is_met_within_two_seconds(int year, double observed) =>
        Assert.Equal(observed, EarthRotation.DeltaT(2451544.5 + ((year - 2000) * 365.2425)), 2.0);

    [Fact]
    public void Delta_T_has_no_jump_between_its_pieces()
    {
        foreach (var year in new[] { 1920, 1941, 1961, 1986, 2005, 2015 })
        {
            var border = 2451544.5 + ((year - 2000) * 365.2425);
            Assert.InRange(Math.Abs(EarthRotation.DeltaT(border - 0.01) - EarthRotation.DeltaT(border + 0.01)), 0, 0.5);
        }
    }

    [Fact]
    public void A_day_of_Viet_Nam_starts_at_17_hours_universal_time()
    {
        var day = new DateOnly(2021, 2, 12);

        var start = EarthRotation.StartOf(day);

        Assert.Equal(day, EarthRotation.DayAt(start + 0.0001));
        Assert.Equal(day.AddDays(-1), EarthRotation.DayAt(start - 0.0001));
    }
}
