using System.Text;
using CsCheck;
using VanLang.Kernel;

namespace VanLang.Foundation.Tests.Kernel;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("Quyết định", "quyet dinh")]
    [InlineData("ĐƯỜNG ĐẮP CAO", "duong dap cao")]
    [InlineData("7816/VPCP-TTĐT", "7816 vpcp ttdt")]
    [InlineData("  Ủy ban   nhân dân,  tỉnh Đắk Lắk. ", "uy ban nhan dan tinh dak lak")]
    [InlineData("Nguyễn Thị Hồng Vân", "nguyen thi hong van")]
    [InlineData("ắ ằ ẳ ẵ ặ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ứ ừ ử ữ ự ỳ ỵ ỷ ỹ", "a a a a a o o o o o o o o o o u u u u u y y y y")]
    [InlineData("…—!", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Text_is_folded_for_search(string? text, string expected) => Assert.Equal(expected, TextFolding.Fold(text));

    [Fact]
    public void Composed_and_decomposed_text_fold_alike() =>
        Gen.Char["aăâđeêioôơuưyàảãáạằẳẵắặĐƯỢỘ ,-/09"].Array[0, 40].Select(letters => new string(letters)).Sample(text =>
            Assert.Equal(TextFolding.Fold(text.Normalize(NormalizationForm.FormC)), TextFolding.Fold(text.Normalize(NormalizationForm.FormD))));

    [Fact]
    public void Folding_twice_changes_nothing_and_leaves_no_double_or_outer_space() =>
        Gen.String.Where(text => IsWellFormed(text)).Sample(text =>
        {
            var folded = TextFolding.Fold(text);

            Assert.Equal(folded, TextFolding.Fold(folded));
            Assert.Equal(folded.Trim(), folded);
            Assert.DoesNotContain("  ", folded, StringComparison.Ordinal);
        });

    // Lone surrogates are no text: Normalize refuses them.
    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);
}
