using System.Text;
using VanLang.Kernel;

namespace VanLang.Organizations.Importing;

/// <summary>One line of a CSV file with the number of the text line on which it starts.</summary>
internal sealed record CsvLine(int Number, IReadOnlyList<string> Cells);

/// <summary>RFC 4180, and the semicolon that spreadsheets write where the comma is the decimal sign.</summary>
internal static class CsvText
{
    /// <summary>Lines with their cells; empty lines are left out.</summary>
    public static Result<IReadOnlyList<CsvLine>> Parse(string text)
    {
        var lines = new List<CsvLine>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var separator = Separator(text);
        var (line, start, quotedSince) = (1, 1, 0);
        for (var i = text.StartsWith('\uFEFF') ? 1 : 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quotedSince > 0)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    quotedSince = 0;
                }
                else
                {
                    line += c == '\n' ? 1 : 0;
                    cell.Append(c);
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quotedSince = line;
            }
            else if (c == separator)
            {
                cells.Add(Take(cell));
            }
            else if (c == '\n')
            {
                EndLine();
                start = ++line;
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (quotedSince > 0)
        {
            return OrganizationsErrors.QuoteOpen.With(quotedSince).Fact("line", quotedSince);
        }

        EndLine();
        return lines;

        void EndLine()
        {
            cells.Add(Take(cell));
            if (cells.Count > 1 || cells[0].Length > 0)
            {
                lines.Add(new CsvLine(start, [.. cells]));
            }

            cells.Clear();
        }
    }

    /// <summary>One line to be written, ended by CR LF as RFC 4180 has it.</summary>
    public static string Line(params ReadOnlySpan<string?> cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            line.Append(i == 0 ? "" : ",").Append(Quoted(cells[i] ?? ""));
        }

        return line.Append("\r\n").ToString();
    }

    // A cell that starts like a formula would run in a spreadsheet: an apostrophe before it makes it text. Taken off again on reading.
    private static string Quoted(string cell)
    {
        var safe = cell.Length > 0 && IsFormulaSign(cell[0]) ? "'" + cell : cell;
        return safe.AsSpan().IndexOfAny(",;\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string Take(StringBuilder cell)
    {
        var text = cell.ToString().Trim();
        cell.Clear();
        return text.Length > 1 && text[0] == '\'' && IsFormulaSign(text[1]) ? text[1..] : text;
    }

    private static bool IsFormulaSign(char c) => c is '=' or '+' or '-' or '@';

    private static char Separator(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? text : text[..end];
        return first.Count(c => c == ';') > first.Count(c => c == ',') ? ';' : ',';
    }
}
