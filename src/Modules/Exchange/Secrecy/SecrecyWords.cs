using System.Globalization;
using System.Text;

namespace VanLang.Exchange.Secrecy;

/// <summary>One word of a text: as composed, in lower case, and without marks.</summary>
internal readonly record struct SecrecyWord(string Text, string Lower, string Plain, int Start, int End)
{
    /// <summary>Written without marks, where letters are all there is to compare; with marks it must be that very word ("báo mật" is not "bảo mật").</summary>
    public bool IsPlain => Lower == Plain;
}

/// <summary>
/// A text cut into words of letters. Compatibility composition (NFKC) makes NFD, full-width signs and stray orders of marks the
/// same text; invisible signs between letters are dropped.
/// </summary>
internal sealed class SecrecyText
{
    private SecrecyText(string text, List<SecrecyWord> words)
    {
        Text = text;
        Words = words;
    }

    public string Text { get; }

    public IReadOnlyList<SecrecyWord> Words { get; }

    public static SecrecyText Of(string raw)
    {
        var text = Compose(raw);
        var words = new List<SecrecyWord>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetter(text[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                words.Add(Word(text, start, i));
                start = -1;
            }
        }

        return new SecrecyText(text, JoinSpaced(text, words));
    }

    /// <summary>True when the words from <paramref name="at"/> on are those of the phrase.</summary>
    public bool Has(int at, IReadOnlyList<SecrecyWord> phrase, Func<SecrecyWord, SecrecyWord, bool> same)
    {
        if (at < 0 || at + phrase.Count > Words.Count)
        {
            return false;
        }

        for (var i = 0; i < phrase.Count; i++)
        {
            if (!same(Words[at + i], phrase[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when the words follow each other with white space, one hyphen or one underscore between them: "MẬT - Báo cáo" is two things.</summary>
    public bool RunsOn(int at, int count)
    {
        for (var i = at; i < at + count - 1; i++)
        {
            var gap = Text[Words[i].End..Words[i + 1].Start];
            if (gap is not ("-" or "_") && gap.Any(c => !char.IsWhiteSpace(c)))
            {
                return false;
            }
        }

        return true;
    }

    private static SecrecyWord Word(string text, int start, int end)
    {
        var word = text[start..end];
        var lower = word.ToLower(CultureInfo.InvariantCulture);
        return new SecrecyWord(word, lower, Kernel.TextFolding.Fold(lower), start, end);
    }

    // A stamp set wide, "M Ậ T", is the same stamp.
    private static List<SecrecyWord> JoinSpaced(string text, List<SecrecyWord> words)
    {
        for (var i = 0; i + 2 < words.Count; i++)
        {
            if (words[i].Text == "M" && words[i + 1].Text == "Ậ" && words[i + 2].Text == "T")
            {
                words[i] = words[i] with { Text = "MẬT", Lower = "mật", Plain = "mat", End = words[i + 2].End };
                words.RemoveRange(i + 1, 2);
            }
        }

        return words;
    }

    private static string Compose(string raw)
    {
        var visible = new StringBuilder(raw.Length);
        foreach (var sign in raw)
        {
            if (char.GetUnicodeCategory(sign) is not (UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned))
            {
                visible.Append(sign);
            }
        }

        return visible.ToString().Normalize(NormalizationForm.FormKC);
    }
}
