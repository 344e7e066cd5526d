using CsCheck;
using VanLang.Organizations.Importing;

namespace VanLang.Organizations.Tests.Importing;

public sealed class CsvTextTests
{
    [Fact]
    public void Quotes_line_breaks_and_separators_are_read()
    {
        var lines = CsvText.Parse("\uFEFFcode,name\r\nG22,\"Văn phòng, \"\"Chính phủ\"\"\nhai dòng\"\n\nG12,Bộ").Ok();

        Assert.Equal([1, 2, 5], lines.Select(l => l.Number));
        Assert.Equal(["G22", "Văn phòng, \"Chính phủ\"\nhai dòng"], lines[1].Cells);
    }

    [Fact]
    public void A_semicolon_divides_when_the_first_line_says_so() => Assert.Equal(["G22", "Văn phòng, Chính phủ"], CsvText.Parse("code;name\nG22;Văn phòng, Chính phủ").Ok()[1].Cells);

    [Fact]
    public void An_open_quote_is_named_by_its_line() => CsvText.Parse("code,name\nG22,\"Văn phòng\nG12,Bộ").Fails("ORG-0109", "Dấu ngoặc kép mở ở dòng 2 không được đóng.");

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+84 24")]
    [InlineData("-x")]
    [InlineData("@x")]
    public void What_looks_like_a_formula_is_written_as_text_and_read_back(string cell)
    {
        var line = CsvText.Line(cell, "x");

        Assert.StartsWith("'", line, StringComparison.Ordinal);
        Assert.Equal([cell, "x"], CsvText.Parse(line).Ok()[0].Cells);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var cell = Gen.String[Gen.Char["aạ,\";\n =1"], 1, 8].Select(s => "x" + s + "x");

        Gen.Select(cell, cell, cell).Sample(t => CsvText.Parse("a,b,c\r\n" + CsvText.Line(t.Item1, t.Item2, t.Item3)).Ok()[1].Cells.SequenceEqual([t.Item1, t.Item2, t.Item3]));
    }
}
