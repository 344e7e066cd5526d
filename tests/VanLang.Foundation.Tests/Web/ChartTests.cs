using VanLang.Web.Components;

namespace VanLang.Foundation.Tests.Web;

public sealed class ChartTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(5, 8)]
    [InlineData(9, 20)]
    [InlineData(20, 20)]
    [InlineData(21, 40)]
    [InlineData(41, 80)]
    [InlineData(799_999, 800_000)]
    public void The_scale_ends_at_a_round_number_of_four_whole_steps(long most, long top)
    {
        Assert.Equal(top, DayChart.Round(most));
        Assert.Equal(0, DayChart.Round(most) % 4);
    }

    [Fact]
    public async Task A_chart_is_a_picture_for_eyes_and_a_table_for_everybody()
    {
        DayPoint[] points = [new(new DateOnly(2026, 11, 23), [12, 3], "/a"), new(new DateOnly(2026, 11, 24), [0, 0])];

        var page = await Rendered.Of<DayChart>("vi-VN", ("Caption", "Gói tin mỗi ngày"), ("Series", new[] { "Văn bản", "Trạng thái" }), ("Points", points));

        var picture = page.QuerySelector("svg.vl-chart-picture")!;
        Assert.Equal("true", picture.GetAttribute("aria-hidden"));
        Assert.All(picture.QuerySelectorAll("a"), a => Assert.Equal("-1", a.GetAttribute("tabindex")));
        Assert.Equal(2, picture.QuerySelectorAll("rect.vl-chart-bar").Length);
        Assert.Empty(page.QuerySelectorAll("[style]"));
        Assert.Equal("Gói tin mỗi ngày", page.QuerySelector("table caption")!.TextContent);
        Assert.Equal(["24/11/2026", "23/11/2026"], page.QuerySelectorAll("tbody th").Select(t => t.TextContent));
        Assert.Equal(["0", "0", "12", "3"], page.QuerySelectorAll("tbody td").Select(t => t.TextContent));
        Assert.Equal("/a", page.QuerySelector("tbody a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_highest_bar_of_a_list_fills_it_and_none_breaks_on_zero()
    {
        var page = await Rendered.Of<BarList>("vi-VN", ("Label", "Trạng thái"), ("Items", new BarItem[] { new("Chưa nhận", 1234, "/x"), new("Đã đến", 617), new("Khác", 0) }));
        var empty = await Rendered.Of<BarList>("vi-VN", ("Label", "Trạng thái"), ("Items", new BarItem[] { new("Chưa nhận", 0) }));

        Assert.Equal(["1.234", "617", "0"], page.QuerySelectorAll("strong").Select(s => s.TextContent));
        Assert.Equal(["100", "50", "0"], page.QuerySelectorAll(".vl-bars-bar").Select(b => b.GetAttribute("width")));
        Assert.Equal("0", empty.QuerySelector(".vl-bars-bar")!.GetAttribute("width"));
        Assert.Single(page.QuerySelectorAll("a"));
    }
}
