using VanLang.Kernel.Calendar;
using static VanLang.Foundation.Tests.Kernel.Calendar.Samples;

namespace VanLang.Foundation.Tests.Kernel.Calendar;

public sealed class DeadlinesTests
{
    [Theory]
    [InlineData("2021-02-09 10:00", 5, "2021-02-23 10:00")] // Tết break 10-16 February, a weekend after it
    [InlineData("2019-12-31 09:00", 1, "2020-01-02 09:00")] // New Year's Day
    [InlineData("2026-06-05 16:00", 1, "2026-06-08 16:00")] // Friday to Monday
    [InlineData("2021-08-31 08:00", 2, "2021-09-06 08:00")] // National Day, two days since 2021
    [InlineData("2026-06-05 16:00", 0, "2026-06-05 16:00")]
    [InlineData("2026-06-05 17:00", 1, "2026-06-09 07:00")] // closing minute: starts on Monday
    [InlineData("2026-06-06 09:00", 1, "2026-06-09 07:00")] // Saturday: starts on Monday
    [InlineData("2026-06-05 12:00", 1, "2026-06-08 13:30")] // break: starts in the afternoon
    [InlineData("2026-06-05 05:59", 1, "2026-06-08 07:00")] // before opening
    public void Working_days_are_counted_after_the_day_of_the_start(string received, int days, string due) =>
        Assert.Equal(At(due), Deadlines.AddWorkingDays(Statutory, At(received), days).Due);

    [Fact]
    public void A_swapped_day_is_skipped_and_its_make_up_Saturday_counts()
    {
        // Friday 26 April 2024; off 29 (exchange), 30 April and 1 May; 2, 3 May; Saturday 4 May is worked.
        var third = Deadlines.AddWorkingDays(Swap2024, At("2024-04-26 09:00"), 3);
        var fourth = Deadlines.AddWorkingDays(Swap2024, At("2024-04-26 09:00"), 4);

        Assert.Equal(At("2024-05-04 09:00"), third.Due);
        Assert.Equal(At("2024-05-06 09:00"), fourth.Due);
        Assert.False(third.Provisional);
    }

    [Theory]
    [InlineData("2026-06-05 08:00", 7, "2026-06-12 08:00")]
    [InlineData("2026-06-05 08:00", 1, "2026-06-08 08:00")] // ends on Saturday: Monday
    [InlineData("2026-06-06 09:00", 5, "2026-06-15 07:00")] // starts on Monday the 8th, ends on Saturday the 13th: Monday the 15th
    [InlineData("2021-01-29 15:00", 14, "2021-02-17 15:00")] // ends on Tết
    [InlineData("2026-06-05 10:00", 0, "2026-06-05 10:00")]
    public void Calendar_days_are_counted_from_the_snapped_date_and_never_end_on_a_day_off(string received, int days, string due) =>
        Assert.Equal(At(due), Deadlines.AddDays(Statutory, At(received), days).Due);

    [Theory]
    [InlineData("2026-06-05 08:00", 8, "2026-06-08 08:00")]
    [InlineData("2026-06-05 11:00", 1, "2026-06-05 14:00")] // over the break
    [InlineData("2026-06-05 10:30", 1, "2026-06-05 11:30")] // used up at the break: ends there
    [InlineData("2026-06-05 16:00", 1, "2026-06-05 17:00")] // used up at closing
    [InlineData("2026-06-05 16:00", 2, "2026-06-08 08:00")]
    [InlineData("2026-06-05 12:15", 4, "2026-06-08 07:30")]
    [InlineData("2026-06-06 12:15", 8, "2026-06-08 17:00")]
    [InlineData("2021-02-09 16:30", 8, "2021-02-17 16:30")] // night and Tết break
    [InlineData("2026-06-05 18:00", 0, "2026-06-08 07:00")]
    public void Hours_walk_the_working_stretches(string received, int hours, string due) =>
        Assert.Equal(At(due), Deadlines.AddHours(Statutory, At(received), hours).Due);

    [Theory]
    [InlineData("2026-06-05 08:00", 30, "2026-06-05 08:30")]
    [InlineData("2026-06-05 11:15", 30, "2026-06-05 13:45")] // over the break
    [InlineData("2026-06-05 16:30", 30, "2026-06-05 17:00")] // used up at closing
    [InlineData("2026-06-05 16:50", 30, "2026-06-08 07:20")] // over the weekend
    [InlineData("2026-06-06 09:00", 0, "2026-06-08 07:00")]
    public void Minutes_walk_the_working_stretches(string received, int minutes, string due) =>
        Assert.Equal(At(due), Deadlines.AddMinutes(Statutory, At(received), minutes).Due);

    [Theory]
    [InlineData("2026-06-05 06:00", "2026-06-05 07:00")]
    [InlineData("2026-06-05 07:00", "2026-06-05 07:00")]
    [InlineData("2026-06-05 11:29", "2026-06-05 11:29")]
    [InlineData("2026-06-05 11:30", "2026-06-05 13:30")]
    [InlineData("2026-06-05 16:59", "2026-06-05 16:59")]
    [InlineData("2026-06-05 17:00", "2026-06-08 07:00")]
    [InlineData("2021-02-12 09:00", "2021-02-17 07:00")]
    public void A_limit_starts_at_a_working_moment(string received, string start) =>
        Assert.Equal(At(start), Deadlines.Snap(Statutory, At(received)).Due);

    [Fact]
    public void A_moment_with_another_offset_is_taken_in_the_time_of_Viet_Nam()
    {
        var due = Deadlines.AddWorkingDays(Statutory, new DateTimeOffset(2021, 2, 9, 3, 0, 0, TimeSpan.Zero), 5).Due;

        Assert.Equal("2021-02-23T10:00:00+07:00", due.ToString("yyyy-MM-dd'T'HH:mm:sszzz", null));
    }

    [Theory]
    [InlineData("2026-06-05 15:00", 1, "2026-06-06 11:30", "Ngày đó chỉ làm việc đến 11:30.")]
    [InlineData("2026-06-05 09:00", 1, "2026-06-06 09:00", null)]
    [InlineData("2026-06-05 15:00", 2, "2026-06-08 15:00", null)]
    public void On_a_shorter_day_the_clock_time_stops_at_closing(string received, int days, string due, string? line)
    {
        var deadline = Deadlines.AddWorkingDays(With(SaturdayMorning()), At(received), days);

        Assert.Equal(At(due), deadline.Due);
        Assert.Equal(line is not null, deadline.Explanation.Any(phrase => phrase.Vi == line));
    }

    [Fact]
    public void A_clock_time_outside_the_hours_of_the_last_day_moves_to_the_opening_that_follows()
    {
        var calendar = With(Hours(("Thu", "06:00-18:00"), ("Fri", "08:00-12:00,14:00-16:00")));

        Assert.Equal(At("2026-06-05 08:00"), Deadlines.AddWorkingDays(calendar, At("2026-06-04 06:30"), 1).Due);
        Assert.Equal(At("2026-06-05 14:00"), Deadlines.AddWorkingDays(calendar, At("2026-06-04 12:30"), 1).Due);
        Assert.Equal(At("2026-06-05 12:00"), Deadlines.AddWorkingDays(calendar, At("2026-06-04 12:00"), 1).Due);
        Assert.Equal(At("2026-06-05 16:00"), Deadlines.AddWorkingDays(calendar, At("2026-06-04 17:30"), 1).Due);
        Assert.Equal(At("2026-06-05 16:00"), Deadlines.AddDays(calendar, At("2026-06-04 17:30"), 1).Due);
    }

    [Fact]
    public void A_day_is_not_taken_for_eight_hours_where_it_has_fewer()
    {
        var calendar = With(Hours(("Mon-Fri", "08:00-11:00,14:00-16:00")));

        Assert.Equal(At("2026-06-08 11:00"), Deadlines.AddHours(calendar, At("2026-06-05 08:00"), 8).Due);
    }

    [Fact]
    public void Working_time_counts_neither_breaks_nor_nights_nor_days_off()
    {
        Assert.Equal(TimeSpan.FromHours(8), Deadlines.WorkingTimeBetween(Statutory, At("2026-06-05 00:00"), At("2026-06-08 00:00")));
        Assert.Equal(TimeSpan.FromMinutes(90), Deadlines.WorkingTimeBetween(Statutory, At("2026-06-05 10:30"), At("2026-06-05 14:00")));
        Assert.Equal(TimeSpan.Zero, Deadlines.WorkingTimeBetween(Statutory, At("2021-02-10 00:00"), At("2021-02-16 23:59")));
        Assert.Equal(TimeSpan.Zero, Deadlines.WorkingTimeBetween(Statutory, At("2026-06-05 14:00"), At("2026-06-05 10:00")));
    }

    [Theory]
    [InlineData("2026-06-12 10:00", "2026-06-05 09:00", "2026-06-09 09:00", "2026-06-16 10:00")] // two working days, not four calendar days
    [InlineData("2026-06-12 10:00", "2026-06-05 18:00", "2026-06-08 06:00", "2026-06-12 10:00")] // a pause over the weekend adds nothing
    [InlineData("2026-06-12 17:00", "2026-06-05 09:00", "2026-06-05 10:00", "2026-06-15 08:00")]
    [InlineData("2021-02-09 10:00", "2021-02-08 10:00", "2021-02-17 10:00", "2021-02-18 10:00")] // Tết inside the pause
    public void A_pause_moves_the_deadline_by_its_working_time(string due, string paused, string resumed, string expected) =>
        Assert.Equal(At(expected), Deadlines.Resume(Statutory, At(due), At(paused), At(resumed)).Due);

    [Fact]
    public void A_pause_taken_after_the_deadline_keeps_the_delay_and_says_so()
    {
        var late = Deadlines.Resume(Statutory, At("2026-06-04 10:00"), At("2026-06-05 10:00"), At("2026-06-08 10:00"));
        var inTime = Deadlines.Resume(Statutory, At("2026-06-05 10:00"), At("2026-06-05 10:00"), At("2026-06-08 10:00"));

        Assert.Equal(At("2026-06-05 10:00"), late.Due);
        Assert.Contains(late.Explanation, line => line.Vi == "Khi tạm dừng đã quá hạn: thời gian quá hạn được giữ nguyên.");
        Assert.DoesNotContain(inTime.Explanation, line => line.Vi.Contains("quá hạn", StringComparison.Ordinal));
    }

    [Fact]
    public void Time_left_is_told_in_working_days_and_working_time()
    {
        var left = Deadlines.Remaining(Statutory, At("2021-02-09 10:00"), At("2021-02-23 10:00"));
        var today = Deadlines.Remaining(Statutory, At("2021-02-23 08:00"), At("2021-02-23 10:00"));
        var late = Deadlines.Remaining(Statutory, At("2026-06-08 11:00"), At("2026-06-05 10:00"));

        Assert.Equal(new RemainingTime(false, 5, TimeSpan.FromHours(40)), left);
        Assert.Equal(new RemainingTime(false, 0, TimeSpan.FromHours(2)), today);
        Assert.Equal(new RemainingTime(true, 1, TimeSpan.FromHours(9)), late);
    }

    [Fact]
    public void A_deadline_met_to_the_minute_is_not_overdue() =>
        Assert.Equal(new RemainingTime(false, 0, TimeSpan.Zero), Deadlines.Remaining(Statutory, At("2026-06-05 10:00"), At("2026-06-05 10:00")));

    [Fact]
    public void Amounts_below_zero_and_pauses_that_end_before_they_begin_throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Deadlines.AddWorkingDays(Statutory, At("2026-06-05 10:00"), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Deadlines.AddDays(Statutory, At("2026-06-05 10:00"), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Deadlines.AddHours(Statutory, At("2026-06-05 10:00"), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Deadlines.Compute(Statutory, At("2026-06-05 10:00"), 1, (DeadlineUnit)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Deadlines.Resume(Statutory, At("2026-06-05 10:00"), At("2026-06-05 10:00"), At("2026-06-05 09:00")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Deadlines.AddWorkingDays(Statutory, At("2100-12-31 10:00"), 5));
    }

    [Theory]
    [InlineData(DeadlineUnit.WorkingDay, "2026-06-09 10:00")]
    [InlineData(DeadlineUnit.Day, "2026-06-08 10:00")]
    [InlineData(DeadlineUnit.Hour, "2026-06-05 13:30")]
    public void Each_unit_has_its_own_rule(DeadlineUnit unit, string due) =>
        Assert.Equal(At(due), Deadlines.Compute(Statutory, At("2026-06-05 10:00"), 2, unit).Due.AddMinutes(unit is DeadlineUnit.Hour ? -30 : 0));
}
