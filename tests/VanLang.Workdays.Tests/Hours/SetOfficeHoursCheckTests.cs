using VanLang.Workdays.Hours;

namespace VanLang.Workdays.Tests.Hours;

public sealed class SetOfficeHoursCheckTests
{
    internal static SetOfficeHoursInput Good { get; } = new("H26", new DateOnly(2026, 12, 1), WeekText.Default with { Saturday = "07:30-11:30" }, "Quyết định về giờ làm việc mùa đông");

    [Fact]
    public void Hours_with_a_Saturday_morning_are_accepted()
    {
        var hours = SetOfficeHours.Check(Good).Value;

        Assert.Equal("07:30-11:30", string.Join(", ", hours.On(DayOfWeek.Saturday)));
        Assert.Equal("07:00-11:30, 13:30-17:00", string.Join(", ", hours.On(DayOfWeek.Friday)));
        Assert.Empty(hours.On(DayOfWeek.Sunday));
    }

    [Fact]
    public void Hours_without_a_reason_are_refused() => Refused(Good with { Reason = "  " }, "WRK-0005", "Hãy nhập lý do.", "Reason");

    [Fact]
    public void An_overlong_reason_is_refused() => Refused(Good with { Reason = new string('a', 401) }, "WRK-0006", "Nội dung dài quá 400 ký tự.", "Reason");

    [Theory]
    [InlineData(1989)]
    [InlineData(2091)]
    public void Hours_from_a_day_out_of_range_are_refused(int year) =>
        Refused(Good with { ValidFrom = new DateOnly(year, 6, 1) }, "WRK-0032", "Giờ làm việc phải áp dụng từ một ngày trong khoảng 1990-2090.", "ValidFrom");

    [Fact]
    public void Hours_that_cannot_be_read_are_laid_at_their_day() =>
        Refused(Good with { Week = Good.Week with { Wednesday = "sáng" } }, "CAL-0004", "Không hiểu khoảng giờ “sáng”: hãy viết như 07:00-11:30.", "Wednesday");

    [Fact]
    public void Overlapping_hours_are_refused() =>
        Refused(Good with { Week = Good.Week with { Monday = "07:00-12:00, 11:00-17:00" } }, "CAL-0003", "Hai khoảng giờ 07:00-12:00 và 11:00-17:00 chồng hoặc liền nhau.", "Monday");

    [Fact]
    public void A_week_without_work_is_refused() =>
        Refused(Good with { Week = new("", "", "", "", "", "", "") }, "CAL-0001", "Giờ làm việc phải có ít nhất một ngày trong tuần.", "Monday");

    [Fact]
    public void A_week_of_less_than_eight_hours_is_refused() =>
        Refused(Good with { Week = new("07:00-14:59", "", "", "", "", "", "") }, "WRK-0031", "Một tuần phải có ít nhất 8 giờ làm việc.", "Monday");

    [Fact]
    public void A_day_cut_into_too_many_pieces_is_refused() =>
        Refused(
            Good with { Week = Good.Week with { Tuesday = "07:00-07:30,08:00-08:30,09:00-09:30,10:00-10:30,11:00-11:30,12:00-12:30,13:00-13:30" } },
            "WRK-0033",
            "Một ngày có không quá 6 khoảng giờ làm việc.",
            "Tuesday");

    private static void Refused(SetOfficeHoursInput input, string code, string sentence, string field)
    {
        var error = Assert.Single(SetOfficeHours.Check(input).Errors);
        Assert.Equal((code, sentence, field), (error.Code, error.Sentence("vi"), error.Field));
    }
}
