using System.Globalization;
using System.Text;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;

namespace VanLang.Workdays.Decisions;

/// <summary>
/// Days as an administrator types them, one line an entry, fields divided by <c>|</c>. Days off: <c>10/02/2021 - 16/02/2021 | Tết Nguyên đán | Lunar New Year | basis</c>
/// (English and basis may be left out). Days worked: <c>04/05/2024 | 29/04/2024 | basis</c>. A line that starts with <c>?</c> is not yet checked against its source.
/// </summary>
internal static class DayLines
{
    public static Result<IReadOnlyList<OffRange>> ReadOff(string? text, string field)
    {
        var ranges = new List<OffRange>();
        var errors = new List<Error>();
        foreach (var (line, fields, verified) in Lines(text))
        {
            var ends = fields[0].Split(['-', '–'], 2, StringSplitOptions.TrimEntries);
            if (fields.Length is < 2 or > 4 || !TryReadDate(ends[0], out var from) || !TryReadDate(ends[^1], out var to) || fields[1].Length == 0)
            {
                errors.Add(WorkdaysErrors.UnreadableOffLine.With(line).At(field));
                continue;
            }

            var english = fields.Length > 2 && fields[2].Length > 0 ? fields[2] : fields[1];
            ranges.Add(new OffRange(from, to, fields[1], english, fields.Length > 3 ? fields[3] : "", verified));
        }

        return errors.Count > 0 ? Result<IReadOnlyList<OffRange>>.Failed(errors) : ranges;
    }

    public static Result<IReadOnlyList<WorkedRestDay>> ReadMakeUp(string? text, string field)
    {
        var days = new List<WorkedRestDay>();
        var errors = new List<Error>();
        foreach (var (line, fields, verified) in Lines(text))
        {
            if (fields.Length is < 2 or > 3 || !TryReadDate(fields[0], out var date) || !TryReadDate(fields[1], out var replaces))
            {
                errors.Add(WorkdaysErrors.UnreadableMakeUpLine.With(line).At(field));
                continue;
            }

            days.Add(new WorkedRestDay(date, replaces, fields.Length > 2 ? fields[2] : "", verified));
        }

        return errors.Count > 0 ? Result<IReadOnlyList<WorkedRestDay>>.Failed(errors) : days;
    }

    /// <summary>Days off of a year as lines, neighbours with the same name and basis joined.</summary>
    public static string WriteOff(WorkYear year, Func<DateOnly, bool> verified)
    {
        var lines = new StringBuilder();
        OffDay? first = null;
        OffDay? last = null;
        foreach (var day in year.OffDays.Values)
        {
            if (first is not null && last!.Date.AddDays(1) == day.Date && last.Name == day.Name && last.DecidedBy == day.DecidedBy && verified(last.Date) == verified(day.Date))
            {
                last = day;
                continue;
            }

            Write();
            (first, last) = (day, day);
        }

        Write();
        return lines.ToString();

        void Write()
        {
            if (first is not null)
            {
                var span = first.Date == last!.Date ? Written(first.Date) : $"{Written(first.Date)} - {Written(last.Date)}";
                lines.Append(CultureInfo.InvariantCulture, $"{(verified(first.Date) ? "" : "? ")}{span} | {first.Name.Vi} | {first.Name.En} | {first.DecidedBy}\n");
            }
        }
    }

    /// <summary>Days worked of a year as lines.</summary>
    public static string WriteMakeUp(WorkYear year, Func<DateOnly, bool> verified) =>
        string.Concat(year.MakeUpDays.Values.Select(day => $"{(verified(day.Date) ? "" : "? ")}{Written(day.Date)} | {Written(day.Replaces)} | {day.DecidedBy}\n"));

    private static IEnumerable<(string Line, string[] Fields, bool Verified)> Lines(string? text) =>
        from line in (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let open = line.StartsWith('?')
        select (line, line.TrimStart('?').Split('|', StringSplitOptions.TrimEntries), !open);

    private static bool TryReadDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, ["dd/MM/yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static string Written(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
