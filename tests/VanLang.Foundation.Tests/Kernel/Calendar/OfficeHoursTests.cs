using VanLang.Kernel.Calendar;

namespace VanLang.Foundation.Tests.Kernel.Calendar;

public sealed class OfficeHoursTests
{
    [Fact]
    public void Offices_work_eight_hours_from_Monday_to_Friday_unless_they_say_otherwise()
    {
        var hours = OfficeHours.Default;

        Assert.Equal("07:00-11:30, 13:30-17:00", string.Join(", ", hours.On(DayOfWeek.Wednesday)));
        Assert.Empty(hours.On(DayOfWeek.Saturday));
        Assert.Empty(hours.On(DayOfWeek.Sunday));
        Assert.All([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Friday], day =>
            Assert.Equal(TimeSpan.FromHours(8), hours.On(day).Aggregate(TimeSpan.Zero, (sum, segment) => sum + segment.Length)));
    }

    [Fact]
    public void Stretches_are_put_in_order()
    {
        var hours = Samples.Hours(("Mon", "13:30-17:00,07:00-11:30"));

        Assert.Equal("07:00-11:30, 13:30-17:00", string.Join(", ", hours.On(DayOfWeek.Monday)));
    }

    [Theory]
    [InlineData("7:00-11:30", "07:00-11:30")]
    [InlineData(" 07:00 – 11:30 , 13:00-16:30 ", "07:00-11:30, 13:00-16:30")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_day_is_read_as_people_write_it(string? text, string expected) =>
        Assert.Equal(expected, string.Join(", ", OfficeHours.ReadDay(text).Value));

    [Theory]
    [InlineData("7-11")]
    [InlineData("07:00")]
    [InlineData("07:00-25:00")]
    [InlineData("sáng")]
    [InlineData("07:00-09:00-11:00")]
    public void Hours_that_cannot_be_read_are_refused(string text)
    {
        var error = OfficeHours.ReadDay(text).Error;

        Assert.Equal("CAL-0004", error.Code);
        Assert.Equal($"Không hiểu khoảng giờ “{text}”: hãy viết như 07:00-11:30.", error.Sentence("vi"));
        Assert.Equal($"The stretch “{text}” cannot be read: write it like 07:00-11:30.", error.Sentence("en"));
    }

    [Fact]
    public void A_week_without_work_is_refused()
    {
        var error = OfficeHours.Create(new Dictionary<DayOfWeek, IReadOnlyList<WorkSegment>> { [DayOfWeek.Monday] = [] }).Error;

        Assert.Equal("CAL-0001", error.Code);
        Assert.Equal("Giờ làm việc phải có ít nhất một ngày trong tuần.", error.Sentence("vi"));
    }

    [Theory]
    [InlineData("11:30-07:00", "CAL-0002", "Khoảng giờ 11:30-07:00 kết thúc trước khi bắt đầu.")]
    [InlineData("07:00-07:00", "CAL-0002", "Khoảng giờ 07:00-07:00 kết thúc trước khi bắt đầu.")]
    [InlineData("07:00-11:30,11:00-17:00", "CAL-0003", "Hai khoảng giờ 07:00-11:30 và 11:00-17:00 chồng hoặc liền nhau.")]
    [InlineData("07:00-11:30,11:30-17:00", "CAL-0003", "Hai khoảng giờ 07:00-11:30 và 11:30-17:00 chồng hoặc liền nhau.")]
    public void Stretches_that_make_no_day_are_refused(string text, string code, string sentence)
    {
        var error = OfficeHours.Create(new Dictionary<DayOfWeek, IReadOnlyList<WorkSegment>> { [DayOfWeek.Monday] = OfficeHours.ReadDay(text).Value }).Error;

        Assert.Equal(code, error.Code);
        Assert.Equal(sentence, error.Sentence("vi"));
    }
}
