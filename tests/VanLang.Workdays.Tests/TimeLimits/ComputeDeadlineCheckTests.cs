using VanLang.Kernel.Calendar;
using VanLang.Workdays.TimeLimits;

namespace VanLang.Workdays.Tests.TimeLimits;

public sealed class ComputeDeadlineCheckTests
{
    private static readonly ComputeDeadlineInput Good = new("2021-02-09T10:00", "5", "working_day", null);

    [Theory]
    [InlineData("2021-02-09T10:00", "2021-02-09T03:00:00Z")]
    [InlineData("2021-02-09 10:00", "2021-02-09T03:00:00Z")]
    [InlineData("2021-02-09T10:00:30", "2021-02-09T03:00:30Z")]
    [InlineData("2021-02-09T10:00:30.5", "2021-02-09T03:00:30.5Z")]
    [InlineData("2021-02-09T10:00Z", "2021-02-09T10:00:00Z")]
    [InlineData("2021-02-09T10:00+07:00", "2021-02-09T03:00:00Z")]
    [InlineData("2021-02-09T10:00 07:00", "2021-02-09T03:00:00Z")] // "+" not escaped in the address
    [InlineData("2021-02-09T10:00:00-05:00", "2021-02-09T15:00:00Z")]
    public void A_moment_is_taken_in_the_time_of_Viet_Nam_unless_it_says_otherwise(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, null), Moment.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("09/02/2021")]
    [InlineData("2021-02-30T10:00")]
    [InlineData("2021-02-09T24:00")]
    [InlineData("2021-02-09T10:00+99:00")]
    [InlineData("0001-01-01T00:00")]
    [InlineData("9999-12-31T23:00Z")]
    [InlineData("hôm nay")]
    public void What_is_no_moment_is_refused(string? text)
    {
        var error = Assert.Single(ComputeDeadline.Check(Good with { Received = text }).Errors);

        Assert.Equal(("WRK-0020", "received"), (error.Code, error.Field));
        Assert.Equal($"Không hiểu thời điểm nhận “{text}”: hãy viết như 2021-02-09T10:00.", error.Sentence("vi"));
    }

    [Theory]
    [InlineData("1949-12-31T10:00")]
    [InlineData("2071-01-01T10:00")]
    public void A_moment_out_of_range_is_refused(string text)
    {
        var error = Assert.Single(ComputeDeadline.Check(Good with { Received = text }).Errors);

        Assert.Equal(("WRK-0021", "Thời điểm nhận phải từ năm 1950 đến năm 2070."), (error.Code, error.Sentence("vi")));
    }

    [Theory]
    [InlineData("working_day", DeadlineUnit.WorkingDay)]
    [InlineData("day", DeadlineUnit.Day)]
    [InlineData("hour", DeadlineUnit.Hour)]
    public void Three_units_are_known(string text, DeadlineUnit unit) => Assert.Equal(unit, ComputeDeadline.Check(Good with { Unit = text }).Value.Unit);

    [Theory]
    [InlineData("week")]
    [InlineData("Hour")]
    [InlineData("0")]
    [InlineData(null)]
    public void Other_units_are_refused(string? unit)
    {
        var error = Assert.Single(ComputeDeadline.Check(Good with { Unit = unit }).Errors);

        Assert.Equal(("WRK-0023", "unit"), (error.Code, error.Field));
        Assert.Equal($"Đơn vị “{unit}” không có: chọn working_day, day hoặc hour.", error.Sentence("vi"));
    }

    [Theory]
    [InlineData("-1", "working_day", 1000)]
    [InlineData("1001", "working_day", 1000)]
    [InlineData("3651", "day", 3650)]
    [InlineData("2001", "hour", 2000)]
    [InlineData("5.5", "day", 3650)]
    [InlineData("99999999999999999999", "day", 3650)]
    [InlineData("năm", "hour", 2000)]
    [InlineData(null, "hour", 2000)]
    public void An_amount_that_is_no_number_in_range_is_refused(string? amount, string unit, int most)
    {
        var error = Assert.Single(ComputeDeadline.Check(Good with { Amount = amount, Unit = unit }).Errors);

        Assert.Equal(("WRK-0022", "amount"), (error.Code, error.Field));
        Assert.Equal($"Số lượng “{amount}” phải là số nguyên từ 0 đến {most}.", error.Sentence("vi"));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() =>
        Assert.Equal(["WRK-0020", "WRK-0023", "WRK-0022"], ComputeDeadline.Check(new(null, null, null, null)).Errors.Select(error => error.Code));

    [Fact]
    public void The_largest_amounts_stay_within_the_calendar_even_for_an_office_that_hardly_works()
    {
        // The least that SetOfficeHours accepts: one day of eight hours a week.
        var rare = OfficeHours.Create(new Dictionary<DayOfWeek, IReadOnlyList<WorkSegment>> { [DayOfWeek.Sunday] = [new(new(7, 0), new(15, 0))] }).Value;
        var calendar = new WorkCalendar([], Workdays.Law.LawData.Statute, [new HoursFrom(new(1900, 1, 1), rare)]);
        var last = Moment.Read("2070-12-31T23:59")!.Value;

        Assert.All(Enum.GetValues<DeadlineUnit>(), unit => Assert.InRange(Deadlines.Compute(calendar, last, ComputeDeadline.Most(unit), unit).Due.Year, 2071, 2100));
    }
}
