using System.Xml.Linq;
using VanLang.Exchange.Edxml;
using VanLang.Kernel;

namespace VanLang.Exchange.Secrecy;

/// <summary>
/// Keeps state secrets off the axis (Decision 28/2018, art. 1(2)): a secrecy level among the packet's elements, or a stamp in
/// the subject or a file name. "Bảo mật", "mật độ", people called Mật and the like are not stamps.
/// </summary>
internal static class SecrecyRules
{
    private static readonly SecrecyLists Lists = SecrecyLists.Current;

    /// <summary>The refusal, naming the mark and its place, or null. Nothing else of the packet goes into it.</summary>
    public static Error? Check(EdxmlPacket packet)
    {
        foreach (var extension in packet.Extensions)
        {
            if (FindElement(extension) is { } name)
            {
                return Refuse(name, extension.Path);
            }
        }

        if (packet.Document is { } document && Find(document.Subject) is { } inSubject)
        {
            return Refuse(inSubject, "Subject");
        }

        foreach (var attachment in packet.Attachments)
        {
            if (Find(Path.GetFileNameWithoutExtension(attachment.Name)) is { } inName)
            {
                return Refuse(inName, $"Attachment[{attachment.Number}]/AttachmentName");
            }

            if (attachment.ManifestName is { } listed && Find(Path.GetFileNameWithoutExtension(listed)) is { } inManifest)
            {
                return Refuse(inManifest, $"Reference[{attachment.Number}]/AttachmentName");
            }
        }

        return null;
    }

    /// <summary>The mark found in a subject or a file name (without its extension); null when there is none.</summary>
    public static string? Find(string text)
    {
        var words = SecrecyText.Of(text);
        for (var at = 0; at < words.Words.Count; at++)
        {
            if (FindAt(words, at) is { } mark)
            {
                return mark;
            }
        }

        return null;
    }

    private static string? FindAt(SecrecyText text, int at)
    {
        foreach (var phrase in Lists.Stamps)
        {
            if (text.Has(at, phrase, (word, listed) => word.Text == listed.Text) && !Excepted(text, at + phrase.Count - 1))
            {
                return Write(phrase);
            }
        }

        foreach (var phrase in Lists.PlainStamps)
        {
            if (text.Has(at, phrase, (word, listed) => word.Text == listed.Text) && !Excepted(text, at + phrase.Count - 1))
            {
                return Write(phrase);
            }
        }

        return Lists.HeadStamps.Find(p => text.Has(at, p, (word, listed) => word.Text == listed.Text) && (IsHead(text, at) || StandsOut(text, at)) && !Excepted(text, at)) is { } head
            ? Write(head)
            : FindLabel(text, at) ?? FindBracketed(text, at);
    }

    private static string? FindLabel(SecrecyText text, int at)
    {
        foreach (var phrase in Lists.Labels)
        {
            if (!text.Has(at, phrase, (word, listed) => word.Lower == listed.Lower))
            {
                continue;
            }

            var last = at + phrase.Count - 1;
            var rest = text.Text[text.Words[last].End..].TrimStart();
            if (rest.StartsWith(':') && !SaysNone(text, last + 1, rest[1..].TrimStart()))
            {
                return Write(phrase) + ":";
            }
        }

        return null;
    }

    private static string? FindBracketed(SecrecyText text, int at) =>
        Lists.Bracketed.Find(p => text.Has(at, p, (word, listed) => word.Lower == listed.Lower) && IsBracketed(text, at, p.Count)) is { } phrase ? $"({Write(phrase)})" : null;

    private static bool IsBracketed(SecrecyText text, int at, int count)
    {
        var before = text.Text[..text.Words[at].Start].TrimEnd();
        var after = text.Text[text.Words[at + count - 1].End..].TrimStart();
        return (before.EndsWith('(') && after.StartsWith(')')) || (before.EndsWith('[') && after.StartsWith(']'));
    }

    // "MAT" without its marks counts where a stamp would stand: alone, or first and set off from the rest.
    private static bool IsHead(SecrecyText text, int at)
    {
        if (at != 0 || text.Text[..text.Words[0].Start].Any(char.IsDigit))
        {
            return false;
        }

        var after = text.Text[text.Words[0].End..].TrimStart();
        return after.Length == 0 || after[0] is ':' or '-' or '_' or '.' or '|' or '–' or '—' or '/';
    }

    // In capitals beside words that are not: "Ke hoach MAT". Among capitals it may as well be mắt, mặt or mất.
    private static bool StandsOut(SecrecyText text, int at) =>
        text.Words.Count > 1 && (at == 0 || HasSmall(text.Words[at - 1])) && (at == text.Words.Count - 1 || HasSmall(text.Words[at + 1]));

    private static bool HasSmall(SecrecyWord word) => word.Text.Any(char.IsLower);

    private static bool SaysNone(SecrecyText text, int at, string value) =>
        value.StartsWith('0') || Lists.NoneValues.Exists(p => text.Has(at, p, (word, listed) => word.Lower == listed.Lower));

    private static bool Excepted(SecrecyText text, int at)
    {
        // Who writes MẬT with its marks writes the other words with theirs: "MẬT THU HỒI" is no "mật thư".
        Func<SecrecyWord, SecrecyWord, bool> same = text.Words[at].IsPlain ? (word, listed) => word.Plain == listed.Plain : (word, listed) => word.Lower == listed.Lower;
        // Phrases that end in "mật" hold whatever follows: "BẢO MẬT VỤ VIỆC" is about keeping safe.
        var around = Lists.Exceptions.FindAll(p => Around(text, at, p, same));
        if (around.Count > 0 && (!IsStampAllTheSame(text, at, same) || around.Exists(p => p[^1].Plain == "mat" && !Lists.StampsAllTheSame.Exists(s => s[^1].Plain == "mat" && Around(text, at, s, same)))))
        {
            return true;
        }

        if (around.Count > 0)
        {
            return false;
        }

        return at >= 2
            && text.RunsOn(at - 2, 3)
            && Lists.MiddleNames.Exists(p => text.Has(at - 1, p, same))
            && Lists.Surnames.Exists(p => text.Has(at - 2, p, same));
    }

    // "HỒ SƠ MẬT VỤ ÁN" is a secret file about a case and has nothing to do with "mật vụ".
    private static bool IsStampAllTheSame(SecrecyText text, int at, Func<SecrecyWord, SecrecyWord, bool> same) =>
        Lists.StampsAllTheSame.Exists(p => Around(text, at, p, same))
        || (!text.Words[at].IsPlain && (
            (Lists.AfterStamp.Exists(p => text.Has(at, p, same)) && Lists.Papers.Exists(p => text.Has(at - p.Count, p, same) && text.RunsOn(at - p.Count, p.Count + 1)))
            || Lists.Exceptions.Exists(p => Around(text, at, p, (word, listed) => same(word, listed) && (listed.Plain == "mat" || word.Text == word.Lower)))));

    private static bool Around(SecrecyText text, int at, IReadOnlyList<SecrecyWord> phrase, Func<SecrecyWord, SecrecyWord, bool> same)
    {
        for (var offset = 0; offset < phrase.Count; offset++)
        {
            if (phrase[offset].Plain == "mat" && text.Has(at - offset, phrase, same) && text.RunsOn(at - offset, phrase.Count))
            {
                return true;
            }
        }

        return false;
    }

    private static string? FindElement(EdxmlExtension extension)
    {
        var name = extension.Path[(extension.Path.LastIndexOf('/') + 1)..];
        if (name.StartsWith('@'))
        {
            return Lists.Elements.Contains(name[1..]) && IsLevel(extension.Text) ? name[1..] : null;
        }

        return XElement.Parse(extension.Text).DescendantsAndSelf()
            .FirstOrDefault(e => (Lists.Elements.Contains(e.Name.LocalName) && IsLevel(e.Value)) || e.Attributes().Any(a => Lists.Elements.Contains(a.Name.LocalName) && IsLevel(a.Value)))
            ?.Name.LocalName;
    }

    private static bool IsLevel(string value)
    {
        value = value.Trim().Normalize();
        return value.Length > 0 && !Lists.NoneWords.Contains(value);
    }

    private static string Write(IReadOnlyList<SecrecyWord> phrase) => string.Join(' ', phrase.Select(w => w.Text));

    private static Error Refuse(string mark, string place) =>
        SecrecyErrors.Secret.With(mark).Fact("mark", mark).Fact("place", place).Fact("ground", "28/2018/QĐ-TTg, Điều 1 khoản 2");
}
