using System.Globalization;
using System.Text;

namespace VanLang.Exchange.Tests.Edxml;

/// <summary>Makes small, valid PDF files of one page or several: cross-reference table, page tree, text in a standard font.</summary>
internal static class SmallPdf
{
    /// <summary>The text is ASCII, because the standard fonts have no Vietnamese letters.</summary>
    public static byte[] Make(string text, int pages = 1, int padding = 0)
    {
        var body = new StringBuilder("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        var offsets = new List<int>();

        void Add(string content)
        {
            offsets.Add(body.Length);
            body.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{content}\nendobj\n");
        }

        Add("<< /Type /Catalog /Pages 2 0 R >>");
        Add($"<< /Type /Pages /Kids [{string.Join(' ', Enumerable.Range(0, pages).Select(i => $"{4 + (2 * i)} 0 R"))}] /Count {pages} >>");
        Add("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>");
        for (var page = 0; page < pages; page++)
        {
            Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + (2 * page)} 0 R >>");
            var stream = $"BT /F1 14 Tf 72 760 Td ({Escape(text)}) Tj 0 -24 Td (Trang {page + 1}/{pages}) Tj ET\n" + new string(' ', padding);
            Add($"<< /Length {stream.Length} >>\nstream\n{stream}\nendstream");
        }

        var start = body.Length;
        body.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            body.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        }

        body.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(body.ToString());
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
}
