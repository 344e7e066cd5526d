using System.Text;
using VanLang.Exchange.Validation;

namespace VanLang.Exchange.Tests.Validation;

public sealed class ExcerptTests
{
    [Fact]
    public async Task A_place_is_shown_with_a_mark_under_it()
    {
        var found = await Take("<a>\n  <b>sai</b>\r\n  <c/>\r<d/>", (2, 4), (3, 4), (4, 2));

        Assert.Equal("  <b>sai</b>\n   ^", found[(2, 4)]);
        Assert.Equal("  <c/>\n   ^", found[(3, 4)]);
        Assert.Equal("<d/>\n ^", found[(4, 2)]);
    }

    [Fact]
    public async Task A_line_of_megabytes_is_cut_on_both_sides()
    {
        var line = new string('A', 3_000_000) + "<x>" + new string('B', 3_000_000);

        var excerpt = (await Take(line, (1, 3_000_002)))[(1, 3_000_002)].Split('\n');

        Assert.Equal("…" + new string('A', 49) + "<x>", excerpt[0][..53]);
        Assert.InRange(excerpt[0].Length, 100, 140);
        Assert.Equal('x', excerpt[0][excerpt[1].Length - 1]);
    }

    [Fact]
    public async Task Places_beyond_the_end_are_left_out_and_control_characters_are_blanks()
    {
        var found = await Take("a\u0001b", (1, 2), (9, 9));

        Assert.Equal("a b\n ^", found[(1, 2)]);
        Assert.Single(found);
    }

    [Fact]
    public async Task Two_places_of_one_line_are_both_shown() =>
        Assert.Equal(["<a b=\"1\">\n ^", "<a b=\"1\">\n   ^"], (await Take("<a b=\"1\">", (1, 2), (1, 4))).Values);

    private static Task<Dictionary<(int Line, int Column), string>> Take(string text, params (int, int)[] places) => Excerpts.Take(new MemoryStream(Encoding.UTF8.GetBytes(text)), places, default);
}
