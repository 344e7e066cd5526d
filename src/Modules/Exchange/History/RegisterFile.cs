using System.Globalization;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Secrecy;
using VanLang.Kernel;

namespace VanLang.Exchange.History;

/// <summary>Something wrong with a file, with the line at which it stands; 0 for the file as a whole.</summary>
internal sealed record LineError(int Line, Error Error);

/// <summary>What a file holds, and everything that is wrong with it.</summary>
internal sealed record FileContent(IReadOnlyList<HistoricRow> Rows, IReadOnlyList<LineError> Errors)
{
    public static FileContent Wrong(Error error, int line = 0) => new([], [new LineError(line, error)]);
}

/// <summary>
/// Reads a register as CSV: comma or semicolon, UTF-8, the first line names the columns, with diacritics or without and in any order. Columns are those of the registers of Decree 30/2020, App. IV.
/// Pure: no line hides the faults of the next.
/// </summary>
internal static class RegisterFile
{
    /// <summary>Names of the columns as written in the sample file; the first five have to be there.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["Số", "Ký hiệu", "Ngày văn bản", "Trích yếu", "Cơ quan", "Mã định danh", "Tên loại", "Người ký", "Số đến", "Ngày đến", "Ghi chú"];

    private const int Needed = 5;
    private static readonly string[] DateForms = ["d/M/yyyy", "dd/MM/yyyy", "yyyy-MM-dd", "yyyy/MM/dd"];
    private static readonly Dictionary<string, int> Most = new()
    {
        ["Số"] = HistoricLimits.Number,
        ["Ký hiệu"] = HistoricLimits.Notation,
        ["Trích yếu"] = HistoricLimits.Subject,
        ["Cơ quan"] = HistoricLimits.Partner,
        ["Mã định danh"] = PacketLimits.Code,
        ["Tên loại"] = HistoricLimits.TypeName,
        ["Người ký"] = HistoricLimits.SignerName,
        ["Số đến"] = HistoricLimits.Number,
        ["Ghi chú"] = HistoricLimits.Note,
    };

    public static FileContent Read(byte[] bytes, HistoricSide side, DateOnly today)
    {
        if (!CsvTable.Read(bytes, new CsvFaults(HistoryErrors.NotUtf8, HistoryErrors.QuoteOpen, HistoryErrors.Empty)).TryGet(out var table, out var unreadable))
        {
            return FileContent.Wrong(unreadable, unreadable.Facts?.GetValueOrDefault("line") is int at ? at : 0);
        }

        var places = Places(table.Header, out var wrong);
        if (wrong.Count > 0)
        {
            return new FileContent([], [.. wrong.Select(e => new LineError(1, e))]);
        }

        if (table.Rows.Count > HistoricLimits.Rows)
        {
            return FileContent.Wrong(HistoryErrors.TooManyRows.With(table.Rows.Count, HistoricLimits.Rows));
        }

        var (rows, errors, lines) = (new List<HistoricRow>(), new List<LineError>(), new Dictionary<string, int>());
        foreach (var line in table.Rows)
        {
            if (line.Cells.Count != table.Header.Count)
            {
                errors.Add(new LineError(line.Line, HistoryErrors.CellCount.With(line.Cells.Count, table.Header.Count)));
                continue;
            }

            var (row, faults) = One(line, places, side, today);
            errors.AddRange(faults.Select(f => new LineError(line.Line, f)));
            if (faults.Count > 0)
            {
                continue;
            }

            if (lines.TryAdd(row.Key, line.Line))
            {
                rows.Add(row);
            }
            else
            {
                errors.Add(new LineError(line.Line, HistoryErrors.RowTwice.With(lines[row.Key])));
            }
        }

        return new FileContent(rows, errors);
    }

    private static Dictionary<string, int> Places(IReadOnlyList<string> header, out List<Error> wrong)
    {
        wrong = [];
        var known = Columns.ToDictionary(TextFolding.Fold);
        var places = new Dictionary<string, int>();
        for (var i = 0; i < header.Count; i++)
        {
            if (!known.TryGetValue(TextFolding.Fold(header[i]), out var column) || !places.TryAdd(column, i))
            {
                wrong.Add(HistoryErrors.ColumnUnknown.With(header[i]));
            }
        }

        wrong.AddRange(Columns.Take(Needed).Where(c => !places.ContainsKey(c)).Select(c => HistoryErrors.ColumnMissing.With(c)));
        return places;
    }

    private static (HistoricRow Row, List<Error> Faults) One(CsvTable.Row line, Dictionary<string, int> places, HistoricSide side, DateOnly today)
    {
        var faults = new List<Error>();
        string Cell(string column)
        {
            var text = places.TryGetValue(column, out var place) ? line.Cells[place] : "";
            if (Most.TryGetValue(column, out var most) && text.Length > most)
            {
                faults.Add(HistoryErrors.CellTooLong.With(column, text.Length, most));
            }
            else if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            {
                faults.Add(HistoryErrors.ControlCharacter.With(column));
            }

            return text;
        }

        string? Maybe(string column) => Cell(column) is { Length: > 0 } text ? text : null;

        DateOnly? Date(string column)
        {
            var text = Cell(column);
            if (text.Length == 0)
            {
                return null;
            }

            if (!DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year < 1945)
            {
                faults.Add(HistoryErrors.DateUnreadable.With(text, column));
                return null;
            }

            if (date > today)
            {
                faults.Add(HistoryErrors.DateInTheFuture.With(text, column));
            }

            return date;
        }

        faults.AddRange(Columns.Take(Needed).Where(c => line.Cells[places[c]].Length == 0).Select(c => HistoryErrors.CellMissing.With(c)));
        var row = new HistoricRow
        {
            Side = side,
            Line = line.Line,
            Number = Cell("Số"),
            Notation = Cell("Ký hiệu"),
            IssuedOn = Date("Ngày văn bản") ?? default,
            Subject = Cell("Trích yếu"),
            Partner = Cell("Cơ quan"),
            PartnerCode = Maybe("Mã định danh"),
            TypeName = Cell("Tên loại"),
            SignerName = Cell("Người ký"),
            RegisterNumber = Maybe("Số đến"),
            RegisteredOn = Date("Ngày đến"),
            Note = Maybe("Ghi chú"),
        };
        if (SecrecyRules.Find(row.Subject) is not null)
        {
            faults.Add(HistoryErrors.Secret);
        }

        return (row, faults);
    }
}
