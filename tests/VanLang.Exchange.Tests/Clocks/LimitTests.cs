using VanLang.Exchange.Clocks;
using static VanLang.Exchange.Tests.Clocks.Offices;

namespace VanLang.Exchange.Tests.Clocks;

public sealed class LimitTests
{
    [Theory]
    [InlineData("2026-06-05 08:00", 0, "2026-06-05 17:00")]
    [InlineData("2026-06-05 11:45", 0, "2026-06-05 17:00")] // in the lunch break
    [InlineData("2026-06-05 16:59", 0, "2026-06-05 17:00")]
    [InlineData("2026-06-05 17:00", 0, "2026-06-08 17:00")] // the closing minute: Monday
    [InlineData("2026-06-05 22:10", 0, "2026-06-08 17:00")]
    [InlineData("2026-06-06 09:00", 0, "2026-06-08 17:00")] // Saturday
    [InlineData("2026-06-05 05:00", 0, "2026-06-05 17:00")] // before opening
    [InlineData("2026-06-05 08:00", 1, "2026-06-08 17:00")] // Friday: the next working day is Monday
    [InlineData("2026-06-05 17:30", 1, "2026-06-09 17:00")]
    [InlineData("2026-02-13 16:00", 1, "2026-02-23 17:00")] // over the Tết break
    [InlineData("2024-04-26 09:00", 1, "2024-05-02 17:00")] // 29 April is moved, 30 April and 1 May are off
    [InlineData("2024-05-03 09:00", 1, "2024-05-04 17:00")] // the make-up Saturday is worked
    public void A_day_ends_when_the_office_closes(string start, int days, string due) => Assert.Equal(At(due), Limit.Due(National, At(start), LimitUnit.Closing, days));

    [Theory]
    [InlineData("2026-06-05 16:00", 0, "2026-06-05 16:30")]
    [InlineData("2026-06-05 16:31", 0, "2026-06-06 11:30")] // this office works on Saturday morning
    [InlineData("2026-06-05 08:00", 1, "2026-06-06 11:30")]
    [InlineData("2026-06-06 11:30", 0, "2026-06-08 16:30")]
    public void Each_office_has_its_own_hours(string start, int days, string due) => Assert.Equal(At(due), Limit.Due(SaturdayMornings, At(start), LimitUnit.Closing, days));

    [Theory]
    [InlineData("2026-06-04 00:00", 1, "2026-06-05 11:30")]
    [InlineData("2026-06-05 00:00", 1, "2026-06-08 11:30")] // Friday: Monday morning
    [InlineData("2026-06-06 00:00", 1, "2026-06-08 11:30")] // signed on a Saturday: the next working day is Monday, not Tuesday
    [InlineData("2026-06-05 23:00", 1, "2026-06-08 11:30")]
    [InlineData("2026-02-13 00:00", 1, "2026-02-23 11:30")]
    [InlineData("2024-05-03 00:00", 1, "2024-05-04 11:30")]
    [InlineData("2026-06-04 00:00", 2, "2026-06-08 11:30")]
    public void A_morning_is_that_of_a_later_working_day(string day, int days, string due) => Assert.Equal(At(due), Limit.Due(National, At(day), LimitUnit.Morning, days));

    [Theory]
    [InlineData("2026-06-05 08:00", 30, "2026-06-05 08:30")]
    [InlineData("2026-06-05 11:15", 30, "2026-06-05 13:45")] // over lunch
    [InlineData("2026-06-05 16:50", 30, "2026-06-08 07:20")] // over the weekend
    [InlineData("2026-06-06 10:00", 30, "2026-06-08 07:30")]
    [InlineData("2026-06-05 16:30", 30, "2026-06-05 17:00")] // used up at closing
    [InlineData("2026-02-13 16:45", 30, "2026-02-23 07:15")]
    public void At_once_is_counted_in_working_minutes(string start, int minutes, string due) => Assert.Equal(At(due), Limit.Due(National, At(start), LimitUnit.WorkingMinutes, minutes));

    [Theory]
    [InlineData("2026-06-05 08:00", 0, "2026-06-06 00:00")]
    [InlineData("2026-06-06 23:59", 0, "2026-06-07 00:00")] // a day off is a day
    [InlineData("2026-12-31 12:00", 1, "2027-01-02 00:00")]
    public void A_calendar_day_ends_at_midnight(string start, int days, string due) => Assert.Equal(At(due), Limit.Due(National, At(start), LimitUnit.EndOfDay, days));

    [Fact]
    public void Where_the_law_sets_none_there_is_none() => Assert.Null(Limit.Due(National, At("2026-06-05 08:00"), LimitUnit.None, 0));

    [Fact]
    public void A_moment_in_another_zone_is_the_same_moment() =>
        Assert.Equal(At("2026-06-08 17:00"), Limit.Due(National, At("2026-06-05 23:30").ToUniversalTime(), LimitUnit.Closing, 0));
}
