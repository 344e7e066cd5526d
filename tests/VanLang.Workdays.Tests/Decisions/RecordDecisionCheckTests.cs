using VanLang.Kernel;
using VanLang.Workdays.Decisions;

namespace VanLang.Workdays.Tests.Decisions;

public sealed class RecordDecisionCheckTests
{
    private static readonly OffRange Tet = new(new(2027, 2, 4), new(2027, 2, 10), "Tết Nguyên đán", "Lunar New Year", "", true);

    internal static RecordDecisionInput Good { get; } = new(
        2027,
        "Thông báo số 5015/TB-LĐTBXH về nghỉ Tết Nguyên đán Đinh Mùi năm 2027",
        new DateOnly(2026, 11, 20),
        "Bản sao gửi kèm công văn",
        [Tet],
        [],
        "Ghi theo thông báo mới ban hành",
        0);

    [Fact]
    public void A_complete_decision_is_accepted() => Assert.Empty(RecordDecision.Check(Good));

    [Theory]
    [InlineData(1989)]
    [InlineData(2091)]
    public void A_year_out_of_range_is_refused(int year) =>
        Refused(Good with { Year = year }, "WRK-0002", $"Năm {year} ngoài khoảng 1990-2090.", "Year");

    [Fact]
    public void A_decision_without_text_is_refused() =>
        Refused(Good with { DecidingText = " " }, "WRK-0003", "Hãy nhập văn bản quyết định.", "DecidingText");

    [Fact]
    public void A_decision_without_source_is_refused() =>
        Refused(Good with { SourceNote = "" }, "WRK-0004", "Hãy ghi nguồn đã đọc.", "SourceNote");

    [Fact]
    public void A_decision_without_reason_is_refused() =>
        Refused(Good with { Reason = "" }, "WRK-0005", "Hãy nhập lý do.", "Reason");

    [Fact]
    public void Overlong_text_is_refused() =>
        Refused(Good with { Reason = new string('a', 401) }, "WRK-0006", "Nội dung dài quá 400 ký tự.", "Reason");

    [Fact]
    public void A_year_without_any_day_off_is_refused() =>
        Refused(Good with { Off = [] }, "WRK-0007", "Hãy nhập ít nhất một ngày nghỉ.", "Off");

    [Fact]
    public void A_break_that_ends_before_it_begins_is_refused() =>
        Refused(Good with { Off = [Tet with { To = new(2027, 2, 3) }] }, "WRK-0008", "Khoảng nghỉ 04/02/2027 - 03/02/2027 kết thúc trước khi bắt đầu.", "Off");

    [Theory]
    [InlineData(0)]
    [InlineData(121)]
    public void A_day_off_needs_a_name_that_fits(int length) =>
        Refused(Good with { Off = [Tet with { NameVi = new string('a', length) }] }, "WRK-0009", "Ngày nghỉ 04/02/2027 cần tên không quá 120 ký tự.", "Off");

    [Fact]
    public void A_make_up_day_on_a_working_day_is_refused() =>
        Refused(Good with { MakeUp = [new(new(2027, 2, 15), new(2027, 2, 4), "", true)] }, "WRK-0010", "Ngày làm bù 15/02/2027 không phải thứ Bảy hay Chủ nhật.", "MakeUp");

    [Fact]
    public void More_days_than_a_year_can_have_are_refused() =>
        Refused(Good with { Off = [Tet with { To = new(2027, 12, 31) }] }, "WRK-0011", "Một năm có không quá 60 ngày nghỉ và làm bù.", "Off");

    [Fact]
    public void A_make_up_day_for_a_day_that_is_worked_is_refused() =>
        Refused(Good with { MakeUp = [new(new(2027, 2, 13), new(2027, 2, 12), "", true)] }, "WRK-0012", "Ngày 13/02/2027 làm bù cho 12/02/2027, nhưng 12/02/2027 không phải ngày nghỉ.", "MakeUp");

    [Fact]
    public void A_make_up_day_may_replace_a_day_of_the_next_year() =>
        Assert.Empty(RecordDecision.Check(Good with { MakeUp = [new(new(2027, 12, 25), new(2028, 1, 3), "", true)] }));

    [Fact]
    public void A_day_given_twice_is_refused() =>
        Refused(Good with { Off = [Tet, Tet with { From = new(2027, 2, 10), To = new(2027, 2, 12) }] }, "CAL-0005", "Ngày 10/02/2027 được ghi hai lần.", "Off");

    [Fact]
    public void A_day_of_another_year_is_refused() =>
        Refused(Good with { Off = [Tet, new(new(2026, 12, 31), new(2026, 12, 31), "Nghỉ hoán đổi", "Exchange", "", true)] }, "CAL-0007", "Ngày 31/12/2026 không thuộc năm 2027.", "Off");

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() =>
        Assert.Equal(["WRK-0003", "WRK-0004", "WRK-0005", "WRK-0007"], RecordDecision.Check(Good with { DecidingText = "", SourceNote = "", Reason = "", Off = [] }).Select(error => error.Code));

    [Fact]
    public void A_day_without_a_basis_of_its_own_rests_on_the_decision()
    {
        var days = (Good with { Off = [Tet, new(new(2027, 4, 16), new(2027, 4, 16), "Giỗ Tổ Hùng Vương", "Hung Kings", "Bộ luật Lao động 2019, Điều 112", false)] }).Days().ToList();

        Assert.Equal(8, days.Count);
        Assert.Equal(Good.DecidingText, days[0].Basis);
        Assert.Equal(("Bộ luật Lao động 2019, Điều 112", false), (days[7].Basis, days[7].Verified));
    }

    private static void Refused(RecordDecisionInput input, string code, string sentence, string field)
    {
        var error = Assert.Single(RecordDecision.Check(input));
        Assert.Equal((code, sentence, field, ErrorKind.Invalid), (error.Code, error.Sentence("vi"), error.Field, error.Kind));
    }
}
