using System.Globalization;
using System.Text;

namespace VanLang.Kernel;

/// <summary>Folds Vietnamese text for search: "quyet dinh" finds "Quyết định". Databases fold ASCII only and never fold đ.</summary>
public static class TextFolding
{
    /// <summary>
    /// Lower case, marks dropped (NFD), đ as d, every run of other signs as one space, ends trimmed.
    /// Numbers such as <c>7816/VPCP-TTĐT</c> become <c>7816 vpcp ttdt</c>.
    /// </summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var folded = new StringBuilder(text.Length);
        var gap = false;
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (!Rune.IsLetterOrDigit(rune))
            {
                gap = folded.Length > 0;
                continue;
            }

            if (gap)
            {
                folded.Append(' ');
                gap = false;
            }

            folded.Append(rune.Value is 'đ' or 'Đ' ? "d" : Rune.ToLowerInvariant(rune).ToString());
        }

        return folded.ToString();
    }
}
