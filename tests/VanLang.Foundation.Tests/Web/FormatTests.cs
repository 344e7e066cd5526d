using System.Globalization;
using CsCheck;
using VanLang.Kernel.Calendar;
using VanLang.Web.Text;

namespace VanLang.Foundation.Tests.Web;

public sealed class FormatTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 24, 7, TimeSpan.FromHours(7));

    [Fact]
    public void Instants_are_written_in_the_time_of_Viet_Nam()
    {
        var late = new DateTimeOffset(2026, 11, 23, 17, 30, 5, TimeSpan.Zero);

        Assert.Equal("24/11/2026", Format.Date(late));
        Assert.Equal("24/11/2026 00:30", Format.Instant(late));
        Assert.Equal("24/11/2026 00:30:05", Format.Exact(late));
        Assert.Equal("2026-11-24T00:30:05+07:00", Format.Machine(late));
        Assert.Equal("2026-11-04", Format.Machine(new DateOnly(2026, 11, 4)));
    }

    [Fact]
    public void Numbers_are_written_as_offices_write_them_in_both_languages() => InBoth(() =>
    {
        Assert.Equal("1.284.506", Format.Number(1_284_506));
        Assert.Equal("0", Format.Number(0));
        Assert.Equal("-12.000", Format.Number(-12_000));
        Assert.Equal("4,7", Format.Number(4.7, 1));
        Assert.Equal("98,4\u00A0%", Format.Percent(0.984));
        Assert.Equal("100\u00A0%", Format.Percent(1, 0));
        Assert.Equal("12.500\u00A0₫", Format.Dong(12_500));
    });

    [Theory]
    [InlineData(0, "0\u00A0B")]
    [InlineData(1023, "1023\u00A0B")]
    [InlineData(88_064, "86\u00A0KB")]
    [InlineData(1_468_006, "1,4\u00A0MB")]
    [InlineData(52_428_800, "50,0\u00A0MB")]
    [InlineData(3_221_225_472, "3,0\u00A0GB")]
    public void Sizes_of_files(long bytes, string text) => Assert.Equal(text, Format.Bytes(bytes));

    [Theory]
    [InlineData(0, "vừa xong", "just now")]
    [InlineData(1, "1 phút trước", "1 minute ago")]
    [InlineData(59, "59 phút trước", "59 minutes ago")]
    [InlineData(9 * 60, "9 giờ trước", "9 hours ago")]
    [InlineData(10 * 60, "hôm qua", "yesterday")]
    [InlineData(33 * 60, "hôm qua", "yesterday")]
    [InlineData(4 * 24 * 60, "4 ngày trước", "4 days ago")]
    [InlineData(7 * 24 * 60, "17/11/2026", "17/11/2026")]
    [InlineData(-5, "24/11/2026 09:29", "24/11/2026 09:29")]
    public void How_long_ago(int minutes, string vi, string en)
    {
        Assert.Equal(vi, In("vi-VN", () => Format.Ago(Now.AddMinutes(-minutes), Now)));
        Assert.Equal(en, In("en-GB", () => Format.Ago(Now.AddMinutes(-minutes), Now)));
    }

    [Theory]
    [InlineData(false, 3, 0, "còn 3 ngày làm việc", "3 working days left")]
    [InlineData(false, 1, 300, "còn 1 ngày làm việc", "1 working day left")]
    [InlineData(false, 0, 150, "còn 2 giờ làm việc", "2 working hours left")]
    [InlineData(false, 0, 45, "còn 45 phút làm việc", "45 minutes left")]
    [InlineData(false, 0, 0, "hạn hôm nay", "due today")]
    [InlineData(true, 0, 30, "quá hạn trong hôm nay", "overdue since today")]
    [InlineData(true, 2, 900, "quá hạn 2 ngày làm việc", "2 working days overdue")]
    public void How_much_is_left(bool overdue, int days, int minutes, string vi, string en)
    {
        var left = new RemainingTime(overdue, days, TimeSpan.FromMinutes(minutes));

        Assert.Equal(vi, In("vi-VN", () => Format.Left(left)));
        Assert.Equal(en, In("en-GB", () => Format.Left(left)));
    }

    [Fact]
    public void Every_date_is_read_back_as_it_is_written() => Gen.DateOnly[new DateOnly(1900, 1, 1), new DateOnly(2100, 12, 31)].Sample(date => InBoth(() =>
    {
        Assert.True(Format.TryDate(Format.Date(date), out var read));
        Assert.Equal(date, read);
        Assert.Equal(date, Format.DateOrNull($" {date.Day}/{date.Month}/{date.Year} "));
    }));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("31/02/2026")]
    [InlineData("11/24/2026")]
    [InlineData("24/11/26")]
    [InlineData("hôm nay")]
    public void What_is_no_date_is_not_read(string? text) => Assert.Null(Format.DateOrNull(text));

    [Theory]
    [InlineData("Nguyễn Thu Hà", "TH")]
    [InlineData("  đỗ   đức ", "ĐĐ")]
    [InlineData("Ánh", "Á")]
    [InlineData("", "")]
    public void Initials_are_of_the_last_two_words(string name, string initials) => Assert.Equal(initials, Format.Initials(name));

    private static void InBoth(Action act)
    {
        foreach (var culture in (string[])["vi-VN", "en-GB"])
        {
            In(culture, () =>
            {
                act();
                return true;
            });
        }
    }

    private static T In<T>(string culture, Func<T> act)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("[M] Danh mục mã cấp 1", "Danh mục mã cấp 1")]
    [InlineData("Thông tư 12/2022/TT-BTTTT [M]", "Thông tư 12/2022/TT-BTTTT")]
    [InlineData("Đã đọc [S]: Tết nghỉ 9 ngày. Chưa đối chiếu [M]: từ 14/02; còn lại theo luật [C].", "Đã đọc: Tết nghỉ 9 ngày. Chưa đối chiếu: từ 14/02; còn lại theo luật.")]
    [InlineData("Công báo [số 797]", "Công báo [số 797]")]
    [InlineData("a[M]b", "a[M]b")]
    public void A_source_is_shown_without_the_marks_of_the_data_files(string? remark, string shown) => Assert.Equal(shown, Format.Source(remark));
}
