using System.Globalization;
using VanLang.Kernel;

namespace VanLang.Foundation.Tests.Kernel;

public sealed class ErrorTests
{
    private static readonly Error TooLong = new("TST-0003", ErrorKind.TooLarge, "Tệp {0} dài {1} byte.", "The file {0} has {1} bytes.");

    [Fact]
    public void The_sentence_is_Vietnamese_unless_English_is_asked_for()
    {
        var error = TooLong.With("công văn.pdf", 52428801);

        Assert.Equal("Tệp công văn.pdf dài 52428801 byte.", error.Sentence("vi"));
        Assert.Equal("The file công văn.pdf has 52428801 bytes.", error.Sentence("en"));
        Assert.Equal(error.Sentence("vi"), error.Sentence("fr"));
    }

    [Fact]
    public void Figures_in_a_sentence_do_not_depend_on_the_machine()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("vi-VN");

            Assert.Equal("Tệp a dài 1.5 byte.", TooLong.With("a", 1.5).Sentence("vi"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_sentence_without_arguments_may_hold_braces() =>
        Assert.Equal("Thiếu dấu {.", new Error("TST-0004", ErrorKind.Invalid, "Thiếu dấu {.", "A { is missing.").Sentence("vi"));

    [Fact]
    public void Field_and_facts_are_added_without_touching_the_catalogue()
    {
        var error = TooLong.At("Attachments").Fact("line", 12).Fact("column", 3);

        Assert.Equal("Attachments", error.Field);
        Assert.Equal(12, error.Facts["line"]);
        Assert.Equal(3, error.Facts["column"]);
        Assert.Null(TooLong.Field);
        Assert.Empty(TooLong.Facts);
        Assert.Empty(TooLong.Args);
    }

    [Fact]
    public void A_fact_given_again_replaces_the_first() =>
        Assert.Equal(2, TooLong.Fact("line", 1).Fact("line", 2).Facts["line"]);
}
