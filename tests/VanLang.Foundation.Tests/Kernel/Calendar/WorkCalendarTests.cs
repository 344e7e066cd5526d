using VanLang.Kernel.Calendar;

namespace VanLang.Foundation.Tests.Kernel.Calendar;

public sealed class WorkCalendarTests
{
    private static readonly Phrase Any = new("Nghỉ", "Off");

    [Fact]
    public void A_make_up_Saturday_is_worked_with_the_hours_of_the_day_it_replaces()
    {
        var off = Samples.Swap2024.Day(new DateOnly(2024, 4, 29));
        var worked = Samples.Swap2024.Day(new DateOnly(2024, 5, 4));

        Assert.Equal(DayKind.Off, off.Kind);
        Assert.False(off.IsWorking);
        Assert.Equal(DayKind.MakeUp, worked.Kind);
        Assert.Equal("07:00-11:30, 13:30-17:00", string.Join(", ", worked.Segments));
        Assert.Equal("Làm bù cho ngày 29/04/2024", worked.Name!.Vi);
        Assert.Equal("Make-up working day for 29/04/2024", worked.Name.In("en"));
        Assert.Equal("Thông báo hoán đổi ngày làm việc năm 2024", worked.DecidedBy);
    }

    [Fact]
    public void An_office_with_Saturday_mornings_works_a_whole_make_up_Saturday()
    {
        var calendar = new WorkCalendar([Samples.Swap2024.Year(2024)], Samples.LabourCode, [new HoursFrom(new DateOnly(2020, 1, 1), Samples.SaturdayMorning())]);

        Assert.Equal("07:00-11:30", string.Join(", ", calendar.Day(new DateOnly(2024, 5, 11)).Segments));
        Assert.Equal("07:00-11:30, 13:30-17:00", string.Join(", ", calendar.Day(new DateOnly(2024, 5, 4)).Segments));
    }

    [Fact]
    public void A_make_up_day_for_a_day_the_office_never_works_keeps_its_own_hours()
    {
        var year = WorkYear.Create(2024, [], [new MakeUpDay(new DateOnly(2024, 5, 4), new DateOnly(2024, 4, 29), "thử")], false).Value;
        var tuesdaysAndSaturdays = Samples.Hours(("Tue", "08:00-12:00"), ("Sat", "08:00-10:00"));
        var calendar = new WorkCalendar([year], Samples.LabourCode, [new HoursFrom(new DateOnly(2020, 1, 1), tuesdaysAndSaturdays)]);

        Assert.Equal("08:00-10:00", string.Join(", ", calendar.Day(new DateOnly(2024, 5, 4)).Segments));
    }

    [Fact]
    public void Ordinary_days_and_weekly_rest_need_no_name()
    {
        var friday = Samples.Statutory.Day(new DateOnly(2026, 6, 5));
        var saturday = Samples.Statutory.Day(new DateOnly(2026, 6, 6));

        Assert.Equal((DayKind.Working, null, null), (friday.Kind, friday.Name, friday.DecidedBy));
        Assert.Equal((DayKind.WeeklyRest, false), (saturday.Kind, saturday.IsWorking));
        Assert.Equal(new DateOnly(2026, 6, 8), Samples.Statutory.NextWorkingDay(friday.Date).Date);
    }

    [Fact]
    public void A_year_without_a_decision_is_provisional_and_a_decided_one_is_not()
    {
        Assert.False(Samples.Swap2024.Year(2024).Provisional);
        Assert.True(Samples.Swap2024.Year(2025).Provisional);
    }

    [Fact]
    public void Hours_change_on_the_day_from_which_they_hold()
    {
        var summer = Samples.Hours(("Mon-Fri", "06:30-11:00,13:30-17:00"));
        var winter = Samples.Hours(("Mon-Fri", "07:30-12:00,13:30-17:00"));
        var calendar = new WorkCalendar([], Samples.LabourCode, [new HoursFrom(new(2021, 10, 16), winter), new HoursFrom(new(2021, 4, 16), summer)]);

        Assert.Equal("07:00", calendar.Day(new DateOnly(2021, 4, 15)).Segments[0].Opens.ToString("HH\\:mm", null));
        Assert.Equal("06:30", calendar.Day(new DateOnly(2021, 4, 16)).Segments[0].Opens.ToString("HH\\:mm", null));
        Assert.Equal("06:30", calendar.Day(new DateOnly(2021, 10, 15)).Segments[0].Opens.ToString("HH\\:mm", null));
        Assert.Equal("07:30", calendar.Day(new DateOnly(2021, 10, 18)).Segments[0].Opens.ToString("HH\\:mm", null));
    }

    [Theory]
    [InlineData(1899)]
    [InlineData(2101)]
    public void A_year_out_of_range_throws(int year) => Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Statutory.Year(year));

    [Fact]
    public void A_day_off_given_twice_is_refused()
    {
        var error = WorkYear.Create(2024, [Off(2024, 4, 29), Off(2024, 4, 29)], [], false).Error;

        Assert.Equal("CAL-0005", error.Code);
        Assert.Equal("Ngày 29/04/2024 được ghi hai lần.", error.Sentence("vi"));
    }

    [Fact]
    public void A_make_up_day_given_twice_is_refused() =>
        Assert.Equal("CAL-0005", WorkYear.Create(2024, [], [MakeUp(2024, 5, 4), MakeUp(2024, 5, 4)], false).Error.Code);

    [Fact]
    public void A_day_both_off_and_worked_is_refused()
    {
        var error = WorkYear.Create(2024, [Off(2024, 5, 4)], [MakeUp(2024, 5, 4)], false).Error;

        Assert.Equal("CAL-0006", error.Code);
        Assert.Equal("Ngày 04/05/2024 vừa là ngày nghỉ vừa là ngày làm bù.", error.Sentence("vi"));
        Assert.Equal("The date 04/05/2024 is both a day off and a make-up working day.", error.Sentence("en"));
    }

    [Fact]
    public void A_day_of_another_year_is_refused()
    {
        Assert.Equal("Ngày 29/04/2023 không thuộc năm 2024.", WorkYear.Create(2024, [Off(2023, 4, 29)], [], false).Error.Sentence("vi"));
        Assert.Equal("CAL-0007", WorkYear.Create(2024, [], [MakeUp(2025, 5, 4)], false).Error.Code);
    }

    private static OffDay Off(int year, int month, int day) => new(new DateOnly(year, month, day), Any, "thử");

    private static MakeUpDay MakeUp(int year, int month, int day) => new(new DateOnly(year, month, day), new DateOnly(year, 4, 29), "thử");
}
