using VanLang.Kernel.Calendar;
using static VanLang.Foundation.Tests.Kernel.Calendar.Samples;

namespace VanLang.Foundation.Tests.Kernel.Calendar;

public sealed class ExplanationTests
{
    [Fact]
    public void Working_days_over_Tet_are_explained_step_by_step()
    {
        var deadline = Deadlines.AddWorkingDays(Statutory, At("2021-02-09 10:00"), 5);

        Assert.Equal(
            [
                "Nhận: 10:00 thứ Ba 09/02/2021.",
                "thứ Tư 10/02/2021 – Chủ nhật 14/02/2021: không tính, Tết Nguyên đán (Bộ luật Lao động 2019, Điều 112).",
                "thứ Hai 15/02/2021 – thứ Ba 16/02/2021: không tính, Nghỉ bù Tết Nguyên đán (Bộ luật Lao động 2019, Điều 111).",
                "thứ Tư 17/02/2021 – thứ Sáu 19/02/2021: ngày làm việc thứ 1–3.",
                "thứ Bảy 20/02/2021 – Chủ nhật 21/02/2021: không tính, nghỉ hằng tuần.",
                "thứ Hai 22/02/2021 – thứ Ba 23/02/2021: ngày làm việc thứ 4–5.",
                "Hạn: 10:00 thứ Ba 23/02/2021.",
                "Năm 2021 chưa có quyết định về ngày nghỉ: tạm tính theo luật.",
            ],
            deadline.Explanation.Select(line => line.Vi));
        Assert.True(deadline.Provisional);
    }

    [Fact]
    public void The_same_steps_are_told_in_English()
    {
        var lines = Deadlines.AddWorkingDays(Swap2024, At("2024-04-26 18:00"), 1).Explanation.Select(line => line.In("en"));

        Assert.Equal(
            [
                "Received: 18:00 Friday 26/04/2024.",
                "Saturday 27/04/2024 – Sunday 28/04/2024: not counted, weekly rest.",
                "Monday 29/04/2024: not counted, Day off by exchange (Thông báo hoán đổi ngày làm việc năm 2024).",
                "Tuesday 30/04/2024: not counted, Reunification Day (Bộ luật Lao động 2019, Điều 112).",
                "Wednesday 01/05/2024: not counted, International Labour Day (Bộ luật Lao động 2019, Điều 112).",
                "Received after closing: counted from 07:00 Thursday 02/05/2024.",
                "Friday 03/05/2024: working day 1.",
                "Due: 07:00 Friday 03/05/2024.",
            ],
            lines);
    }

    [Fact]
    public void Hours_are_explained_by_day()
    {
        var lines = Deadlines.AddHours(Swap2024, At("2024-06-07 12:00"), 12).Explanation.Select(line => line.Vi);

        Assert.Equal(
            [
                "Nhận: 12:00 thứ Sáu 07/06/2024.",
                "Nhận trong giờ nghỉ giữa buổi: tính từ 13:30 thứ Sáu 07/06/2024.",
                "thứ Sáu 07/06/2024: 3 giờ 30 phút làm việc.",
                "thứ Bảy 08/06/2024 – Chủ nhật 09/06/2024: không tính, nghỉ hằng tuần.",
                "thứ Hai 10/06/2024 – thứ Ba 11/06/2024: 8 giờ 30 phút làm việc.",
                "Hạn: 07:30 thứ Ba 11/06/2024.",
            ],
            lines);
    }

    [Fact]
    public void Calendar_days_are_explained_with_the_move_to_a_working_day()
    {
        var lines = Deadlines.AddDays(Swap2024, At("2024-06-07 06:00"), 1).Explanation.Select(line => line.En);

        Assert.Equal(
            [
                "Received: 06:00 Friday 07/06/2024.",
                "Received before opening: counted from 07:00 Friday 07/06/2024.",
                "Plus 1 days: Saturday 08/06/2024.",
                "Saturday 08/06/2024 – Sunday 09/06/2024: not counted, weekly rest.",
                "Due: 07:00 Monday 10/06/2024.",
            ],
            lines);
    }

    [Fact]
    public void A_pause_is_explained_with_its_working_time()
    {
        var lines = Deadlines.Resume(Swap2024, At("2024-06-12 10:00"), At("2024-06-06 15:30"), At("2024-06-07 08:15")).Explanation;

        Assert.Equal("Hạn trước khi tạm dừng: 10:00 thứ Tư 12/06/2024.", lines[0].Vi);
        Assert.Equal("Tạm dừng từ 15:30 thứ Năm 06/06/2024 đến 08:15 thứ Sáu 07/06/2024: 2 giờ 45 phút làm việc.", lines[1].Vi);
        Assert.Equal("Paused from 15:30 Thursday 06/06/2024 to 08:15 Friday 07/06/2024: 2 h 45 min of work.", lines[1].En);
        Assert.Equal("Hạn: 14:45 thứ Tư 12/06/2024.", lines[^1].Vi);
    }

    [Fact]
    public void A_very_long_explanation_is_shortened_in_the_middle_and_keeps_its_end()
    {
        var deadline = Deadlines.AddWorkingDays(Swap2024, At("2024-01-03 10:00"), 1000);

        Assert.Equal(61, deadline.Explanation.Count);
        Assert.Single(deadline.Explanation, line => line.Vi.StartsWith("… (", StringComparison.Ordinal));
        Assert.Equal("Nhận: 10:00 thứ Tư 03/01/2024.", deadline.Explanation[0].Vi);
        Assert.Contains(deadline.Explanation, line => line.Vi.StartsWith("Hạn: 10:00", StringComparison.Ordinal));
        Assert.Equal("Năm 2028 chưa có quyết định về ngày nghỉ: tạm tính theo luật.", deadline.Explanation[^1].Vi);
    }
}
