using System.Text;

namespace VanLang.Kernel;

/// <summary>How a module names what can be wrong with a CSV file as a whole.</summary>
/// <param name="NotUtf8">Bytes that are no UTF-8.</param>
/// <param name="QuoteOpen">A quote that is not closed; gets the fact <c>line</c>.</param>
/// <param name="Empty">No row of data.</param>
public sealed record CsvFaults(Error NotUtf8, Error QuoteOpen, Error Empty);

/// <summary>RFC 4180 in both directions, with the line on which each row began.</summary>
public static class CsvTable
{
    /// <summary>One row.</summary>
    /// <param name="Line">The line on which it began.</param>
    /// <param name="Cells">Its cells, without surrounding space.</param>
    public sealed record Row(int Line, IReadOnlyList<string> Cells);

    /// <summary>Rows without the header; comma or semicolon, as the header has it.</summary>
    public static Result<(IReadOnlyList<string> Header, IReadOnlyList<Row> Rows)> Read(byte[] bytes, CsvFaults faults)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return faults.NotUtf8;
        }

        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var separator = (end < 0 ? text : text[..end]).Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var rows = new List<Row>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (quoted, line, began) = (false, 1, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            line += c == '\n' ? 1 : 0;
            if (quoted)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == separator)
            {
                cells.Add(Take(cell));
            }
            else if (c == '\n')
            {
                EndRow();
                began = line;
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (quoted)
        {
            return faults.QuoteOpen.Fact("line", began);
        }

        EndRow();
        return rows.Count < 2 ? faults.Empty : (rows[0].Cells, rows[1..]);

        void EndRow()
        {
            if (cells.Count > 0 || cell.Length > 0)
            {
                cells.Add(Take(cell));
                rows.Add(new Row(began, cells));
                cells = [];
            }
        }
    }

    /// <summary>A cell that a spreadsheet would run as a formula is written as text.</summary>
    public static string Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows.Prepend(header))
        {
            text.AppendJoin(',', row.Select(Quoted)).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Take(StringBuilder cell)
    {
        var text = cell.ToString().Trim();
        cell.Clear();
        return text;
    }

    private static string Quoted(string cell)
    {
        var safe = cell.Length > 0 && "=+-@\t".Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;
        return safe.AsSpan().IndexOfAny(",;\"\r\n") >= 0 ? '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : safe;
    }
}
