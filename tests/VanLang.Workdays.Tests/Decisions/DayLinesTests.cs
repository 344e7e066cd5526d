using CsCheck;
using VanLang.Kernel.Calendar;
using VanLang.Workdays.Decisions;
using VanLang.Workdays.Law;

namespace VanLang.Workdays.Tests.Decisions;

public sealed class DayLinesTests
{
    [Fact]
    public void Days_off_are_read_line_by_line()
    {
        var ranges = DayLines.ReadOff("10/02/2021 - 16/02/2021 | Tết Nguyên đán | Lunar New Year | Thông báo 2021\r\n\r\n? 1/5/2021 | Ngày Quốc tế lao động", "Off").Value;

        Assert.Equal(
            [
                new OffRange(new(2021, 2, 10), new(2021, 2, 16), "Tết Nguyên đán", "Lunar New Year", "Thông báo 2021", true),
                new OffRange(new(2021, 5, 1), new(2021, 5, 1), "Ngày Quốc tế lao động", "Ngày Quốc tế lao động", "", false),
            ],
            ranges);
    }

    [Fact]
    public void Make_up_days_are_read_line_by_line()
    {
        var days = DayLines.ReadMakeUp("04/05/2024 | 29/04/2024\n?11/5/2024 | 3/5/2024 | Thông báo hoán đổi", "MakeUp").Value;

        Assert.Equal(
            [
                new WorkedRestDay(new(2024, 5, 4), new(2024, 4, 29), "", true),
                new WorkedRestDay(new(2024, 5, 11), new(2024, 5, 3), "Thông báo hoán đổi", false),
            ],
            days);
    }

    [Theory]
    [InlineData("10/02/2021")]
    [InlineData("10/02/2021 |")]
    [InlineData("2021-02-10 | Tết")]
    [InlineData("10/02/2021 - mai | Tết")]
    [InlineData("30/02/2021 | Tết")]
    [InlineData("10/02/2021 | a | b | c | d")]
    public void A_line_of_days_off_that_cannot_be_read_is_named(string line)
    {
        var error = Assert.Single(DayLines.ReadOff("01/01/2021 | Tết Dương lịch\n" + line, "Off").Errors);

        Assert.Equal(("WRK-0014", "Off"), (error.Code, error.Field));
        Assert.Equal($"Không hiểu dòng “{line}”: hãy viết như 10/02/2021 - 16/02/2021 | Tết Nguyên đán.", error.Sentence("vi"));
    }

    [Theory]
    [InlineData("04/05/2024")]
    [InlineData("04/05/2024 | hôm qua")]
    [InlineData("04/05/2024 | 29/04/2024 | a | b")]
    public void A_line_of_make_up_days_that_cannot_be_read_is_named(string line)
    {
        var error = Assert.Single(DayLines.ReadMakeUp(line, "MakeUp").Errors);

        Assert.Equal(("WRK-0015", "MakeUp"), (error.Code, error.Field));
        Assert.Equal($"Không hiểu dòng “{line}”: hãy viết như 04/05/2024 | 29/04/2024.", error.Sentence("vi"));
    }

    [Fact]
    public void Every_unreadable_line_is_told() =>
        Assert.Equal(2, DayLines.ReadOff("a\n01/01/2021 | Tết Dương lịch\nb", "Off").Errors.Count);

    [Fact]
    public void No_text_is_no_day()
    {
        Assert.Empty(DayLines.ReadOff(null, "Off").Value);
        Assert.Empty(DayLines.ReadMakeUp(" \n ", "MakeUp").Value);
    }

    [Fact]
    public void What_is_written_is_read_back_whatever_the_year() =>
        Gen.Select(Gen.Int[1990, 2090], Gen.Int[0, 5]).Sample((number, openEvery) =>
        {
            var year = LawData.Statute.Year(number);
            bool Verified(DateOnly day) => openEvery == 0 || day.Day % openEvery != 0;

            var read = new RecordDecisionInput(number, "thử", null, "", DayLines.ReadOff(DayLines.WriteOff(year, Verified), "Off").Value, [], "", 0).Days().ToList();

            Assert.Equal(year.OffDays.Values.Select(day => new DayOfDecision(day.Date, null, day.Name.Vi, day.Name.En, day.DecidedBy, Verified(day.Date))), read);
        });

    [Fact]
    public void Days_in_a_row_share_a_line()
    {
        var lines = DayLines.WriteOff(LawData.Statute.Year(2022), _ => true).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("30/01/2022 - 03/02/2022 | Tết Nguyên đán | Lunar New Year | Bộ luật Lao động 2019, điểm b khoản 1 Điều 112", lines);
        Assert.StartsWith("01/01/2022 | Tết Dương lịch", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Make_up_days_are_written_and_read_back()
    {
        var year = WorkYear.Create(2024, [], [new MakeUpDay(new(2024, 5, 4), new(2024, 4, 29), "Thông báo")], false).Value;

        Assert.Equal("? 04/05/2024 | 29/04/2024 | Thông báo\n", DayLines.WriteMakeUp(year, _ => false));
        Assert.Equal([new WorkedRestDay(new(2024, 5, 4), new(2024, 4, 29), "Thông báo", true)], DayLines.ReadMakeUp(DayLines.WriteMakeUp(year, _ => true), "MakeUp").Value);
    }
}
