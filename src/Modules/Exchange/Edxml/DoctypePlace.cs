using System.Text;

namespace VanLang.Exchange.Edxml;

/// <summary>
/// Where a document type declaration begins. The parser refuses one without saying where, so its beginning is looked for in the first bytes
/// of the packet: only a declaration, comments, instructions and white space can stand before it (XML 1.0, production 22).
/// </summary>
internal static class DoctypePlace
{
    /// <summary>Line and column from 1 of its opening bracket; null when the bytes at hand do not reach it.</summary>
    public static (int Line, int Column)? Find(ReadOnlySpan<byte> head)
    {
        var text = Decode(head);
        var at = 0;
        while (at < text.Length)
        {
            var rest = text.AsSpan(at);
            if (rest.StartsWith("<!DOCTYPE", StringComparison.Ordinal))
            {
                return Place(text.AsSpan(0, at));
            }

            var end = rest.StartsWith("<!--", StringComparison.Ordinal) ? Behind(rest, 4, "-->")
                : rest.StartsWith("<?", StringComparison.Ordinal) ? Behind(rest, 2, "?>")
                : rest[0] is ' ' or '\t' or '\r' or '\n' ? 1 : 0;
            if (end <= 0)
            {
                return null;
            }

            at += end;
        }

        return null;
    }

    private static int Behind(ReadOnlySpan<char> text, int start, string end)
    {
        var found = text[start..].IndexOf(end, StringComparison.Ordinal);
        return found < 0 ? 0 : start + found + end.Length;
    }

    private static (int Line, int Column) Place(ReadOnlySpan<char> before)
    {
        var (line, column) = (1, 1);
        for (var i = 0; i < before.Length; i++)
        {
            // The end of a line may be written in two signs and counts once (XML 1.0, 2.11).
            if (before[i] == '\n' || (before[i] == '\r' && (i + 1 == before.Length || before[i + 1] != '\n')))
            {
                (line, column) = (line + 1, 1);
            }
            else if (before[i] != '\r')
            {
                column++;
            }
        }

        return (line, column);
    }

    private static string Decode(ReadOnlySpan<byte> head)
    {
        var text = head switch
        {
            [0xFF, 0xFE, ..] or [0x3C, 0x00, ..] => Encoding.Unicode.GetString(head),
            [0xFE, 0xFF, ..] or [0x00, 0x3C, ..] => Encoding.BigEndianUnicode.GetString(head),
            _ => Encoding.UTF8.GetString(head),
        };
        return text.TrimStart('\uFEFF');
    }
}
