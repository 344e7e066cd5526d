using System.Globalization;
using System.Text;

namespace VanLang.Exchange.Demo;

/// <summary>
/// A small real PDF with Vietnamese text and no embedded font: base letters in Times, the marks drawn as strokes above and below
/// them, and the true text beside it (ActualText) for whoever copies or searches. About 4 KB a page.
/// </summary>
internal sealed class DemoPdf
{
    private const int Width = 595; // A4 in points (TCVN 6909 paper, Decree 30/2020 App. I)
    private const int Left = 85;
    private const int Right = Width - 48;

    // Times-Roman, from the space to the tilde (Adobe font metrics).
    private static readonly int[] Widths =
    [
        250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
        921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
        333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
    ];

    private readonly StringBuilder page = new();
    private int y = 780;

    public static byte[] Make(string agency, string number, string place, DateOnly date, string typeName, string subject, IReadOnlyList<string> paragraphs, IReadOnlyList<string> signature)
    {
        var pdf = new DemoPdf();
        pdf.Centred(agency.ToUpperInvariant(), 175, 11);
        pdf.Centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 410, 11);
        pdf.y -= 16;
        pdf.Centred("Số: " + number, 175, 12);
        pdf.Centred("Độc lập - Tự do - Hạnh phúc", 410, 12);
        pdf.y -= 22;
        pdf.Centred($"{place}, ngày {date.Day:00} tháng {date:MM} năm {date:yyyy}", 410, 12);
        pdf.y -= 34;
        if (typeName != "Công văn")
        {
            pdf.Centred(typeName.ToUpperInvariant(), Width / 2, 14);
            pdf.y -= 20;
        }

        foreach (var line in Wrap(subject, 13, 400))
        {
            pdf.Centred(line, Width / 2, 13);
            pdf.y -= 17;
        }

        pdf.y -= 12;
        foreach (var paragraph in paragraphs)
        {
            foreach (var line in Wrap("      " + paragraph, 13, Right - Left))
            {
                pdf.Line(line, Left, 13);
                pdf.y -= 18;
            }

            pdf.y -= 6;
        }

        pdf.y -= 20;
        foreach (var line in signature)
        {
            pdf.Centred(line, 410, 13);
            pdf.y -= line == signature[^2] ? 64 : 17;
        }

        return pdf.Finish();
    }

    private static int WidthOf(string text) => Letters(text).Sum(l => WidthOf(l.Base));

    private static int WidthOf(char letter) => letter is >= ' ' and <= '~' ? Widths[letter - ' '] : 500;

    private static IEnumerable<string> Wrap(string text, int size, int room)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && WidthOf(line + " " + word) * size / 1000 > room)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 || word.Length == 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    private void Centred(string text, int middle, int size) => Line(text, middle - (WidthOf(text) * size / 2000), size);

    private void Line(string text, int x, int size)
    {
        var letters = Letters(text).ToList();
        var shown = string.Concat(letters.Select(l => l.Base)).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
        var actual = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));
        page.Append(CultureInfo.InvariantCulture, $"/Span <</ActualText <FEFF{actual}>>> BDC\nBT /F1 {size} Tf {x} {y} Td ({shown}) Tj ET\n");
        var at = 0;
        foreach (var (letter, marks) in letters)
        {
            var width = WidthOf(letter);
            if (marks.Length > 0)
            {
                page.Append(CultureInfo.InvariantCulture, $"q {size / 1000.0:0.####} 0 0 {size / 1000.0:0.####} {x + (at * size / 1000.0):0.##} {y} cm 45 w 1 J 1 j\n");
                DemoMarks.Draw(page, letter, width, marks);
                page.Append("Q\n");
            }

            at += width;
        }

        page.Append("EMC\n");
    }

    private static IEnumerable<(char Base, string Marks)> Letters(string text)
    {
        var letter = '\0';
        var marks = "";
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
            {
                marks += c;
                continue;
            }

            if (letter != '\0')
            {
                yield return (letter, marks);
            }

            (letter, marks) = c switch
            {
                'đ' => ('d', "-"),
                'Đ' => ('D', "-"),
                '–' or '—' => ('-', ""),
                '“' or '”' => ('"', ""),
                > '~' => ('?', ""),
                _ => (c, ""),
            };
        }

        if (letter != '\0')
        {
            yield return (letter, marks);
        }
    }

    private byte[] Finish()
    {
        using var bytes = new MemoryStream();
        var offsets = new List<long>();
        void Write(string text) => bytes.Write(Encoding.Latin1.GetBytes(text));
        void Object(string body)
        {
            offsets.Add(bytes.Length);
            Write($"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }

        Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        Object("<</Type/Catalog/Pages 2 0 R/Lang(vi-VN)>>");
        Object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        Object($"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {Width} 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>");
        Object("<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>");
        Object($"<</Length {page.Length}>>\nstream\n{page}\nendstream");
        var table = bytes.Length;
        Write($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n{string.Concat(offsets.Select(o => $"{o:0000000000} 00000 n \n"))}trailer\n<</Size {offsets.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return bytes.ToArray();
    }
}

/// <summary>The strokes of Vietnamese marks, in thousandths of the letter's size.</summary>
internal static class DemoMarks
{
    private const char Grave = '\u0300';
    private const char Acute = '\u0301';
    private const char Circumflex = '\u0302';
    private const char Tilde = '\u0303';
    private const char Breve = '\u0306';
    private const char Hook = '\u0309';
    private const char Horn = '\u031B';
    private const char DotBelow = '\u0323';
    private const char Bar = '-';

    public static void Draw(StringBuilder page, char letter, int width, string marks)
    {
        var top = char.IsUpper(letter) ? 690 : letter == 'i' ? 690 : 480;
        var middle = width / 2;
        var stacked = marks.Contains(Circumflex) || marks.Contains(Breve);
        foreach (var mark in marks)
        {
            // Tone over circumflex or breve: to the right and above.
            var (x, y) = stacked && mark is Grave or Acute or Tilde or Hook ? (middle + 60, top + 90) : (middle, top);
            page.Append(mark switch
            {
                Acute => Path($"{x - 20} {y + 40} m {x + 70} {y + 150} l"),
                Grave => Path($"{x + 20} {y + 40} m {x - 70} {y + 150} l"),
                Circumflex => Path($"{x - 90} {y + 30} m {x} {y + 125} l {x + 90} {y + 30} l"),
                Breve => Path($"{x - 90} {y + 120} m {x - 60} {y + 20} {x + 60} {y + 20} {x + 90} {y + 120} c"),
                Tilde => Path($"{x - 95} {y + 50} m {x - 40} {y + 150} {x + 30} {y + 10} {x + 95} {y + 110} c"),
                Hook => Path($"{x - 25} {y + 150} m {x + 75} {y + 175} {x + 60} {y + 90} {x} {y + 75} c {x} {y + 35} l"),
                DotBelow => Path($"{middle} -120 m {middle} -119 l"),
                Horn => Path($"{width - 60} {top - 60} m {width + 10} {top - 60} {width + 40} {top - 10} {width + 20} {top + 60} c"),
                Bar when letter == 'd' => Path("270 570 m 500 570 l"),
                Bar => Path("20 330 m 300 330 l"),
                _ => "",
            });
        }
    }

    private static string Path(string path) => path + " S\n";
}
