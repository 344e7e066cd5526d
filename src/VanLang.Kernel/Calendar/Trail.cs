using System.Globalization;

namespace VanLang.Kernel.Calendar;

/// <summary>Writes down how a deadline is found. Days that count or are skipped for the same reason share a line.</summary>
internal sealed class Trail(WorkCalendar calendar)
{
    private const int LongestExplanation = 60;
    private static readonly string[] WeekdaysVi = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];

    private readonly List<Phrase> lines = [];
    private readonly SortedSet<int> provisionalYears = [];
    private Run? run;

    /// <summary>Adds a line of its own.</summary>
    public void Say(string vi, string en)
    {
        Close();
        lines.Add(new Phrase(vi, en));
    }

    /// <summary>A working day that counts as number <paramref name="number"/>.</summary>
    public void Count(DateOnly date, int number)
    {
        Touch(date);
        if (run is not { Skipped: null } || run.Worked > TimeSpan.Zero)
        {
            Close();
            run = new Run(date, number, null);
        }

        run = run with { Last = date, LastNumber = number };
    }

    /// <summary>A day of which some working time is used up.</summary>
    public void Work(DateOnly date, TimeSpan time)
    {
        Touch(date);
        if (run is not { Skipped: null } || run.Worked == TimeSpan.Zero)
        {
            Close();
            run = new Run(date, 0, null);
        }

        run = run with { Last = date, Worked = run.Worked + time };
    }

    /// <summary>A day that does not count.</summary>
    public void Skip(WorkDay day)
    {
        Touch(day.Date);
        if (run?.Skipped is not { } skipped || skipped.Name != day.Name || skipped.DecidedBy != day.DecidedBy)
        {
            Close();
            run = new Run(day.Date, 0, day);
        }

        run = run with { Last = day.Date };
    }

    /// <summary>Notes that a result leans on the calendar of a day.</summary>
    public void Touch(DateOnly date)
    {
        if (calendar.Year(date.Year).Provisional)
        {
            provisionalYears.Add(date.Year);
        }
    }

    /// <summary>The result, with the last line saying when it is due.</summary>
    public Deadline Done(DateTime due)
    {
        Touch(DateOnly.FromDateTime(due));
        Say($"Hạn: {Moment(due, "vi")}.", $"Due: {Moment(due, "en")}.");
        foreach (var year in provisionalYears)
        {
            Say($"Năm {year} chưa có quyết định về ngày nghỉ: tạm tính theo luật.", $"No decision on the days off of {year} yet: provisional, computed from the statute.");
        }

        return new Deadline(new DateTimeOffset(due, Clock.NationalOffset), Shortened(), provisionalYears.Count > 0);
    }

    public static string Moment(DateTime moment, string language) =>
        string.Create(CultureInfo.InvariantCulture, $"{moment:HH:mm} {Weekday(moment.DayOfWeek, language)} {moment:dd\\/MM\\/yyyy}");

    public static string Day(DateOnly date, string language) =>
        string.Create(CultureInfo.InvariantCulture, $"{Weekday(date.DayOfWeek, language)} {date:dd\\/MM\\/yyyy}");

    public static string Duration(TimeSpan time, string language)
    {
        var hours = ((long)time.TotalHours).ToString(CultureInfo.InvariantCulture);
        var minutes = time.Minutes.ToString(CultureInfo.InvariantCulture);
        return (time.Minutes, language) switch
        {
            (0, "en") => $"{hours} h",
            (0, _) => $"{hours} giờ",
            (_, "en") => $"{hours} h {minutes} min",
            _ => $"{hours} giờ {minutes} phút",
        };
    }

    private static string Weekday(DayOfWeek day, string language) => language == "en" ? day.ToString() : WeekdaysVi[(int)day];

    private void Close()
    {
        if (run is { } closed)
        {
            lines.Add(closed.Text());
            run = null;
        }
    }

    private List<Phrase> Shortened()
    {
        var left = lines.Count - LongestExplanation;
        if (left <= 1)
        {
            return lines;
        }

        var tail = provisionalYears.Count + 10;
        left = lines.Count - (LongestExplanation - tail) - tail;
        return
        [
            .. lines.Take(LongestExplanation - tail),
            new Phrase($"… ({left} dòng được lược bớt)", $"… ({left} lines left out)"),
            .. lines.TakeLast(tail),
        ];
    }

    private sealed record Run(DateOnly First, int FirstNumber, WorkDay? Skipped)
    {
        public DateOnly Last { get; init; } = First;

        public int LastNumber { get; init; } = FirstNumber;

        public TimeSpan Worked { get; init; }

        public Phrase Text()
        {
            string Span(string language) => First == Last
                ? Day(First, language)
                : $"{Day(First, language)} – {Day(Last, language)}";
            if (Skipped is { } day)
            {
                var basis = day.DecidedBy is null ? "" : $" ({day.DecidedBy})";
                return new Phrase($"{Span("vi")}: không tính, {day.Name?.Vi ?? "nghỉ hằng tuần"}{basis}.", $"{Span("en")}: not counted, {day.Name?.En ?? "weekly rest"}{basis}.");
            }

            if (Worked > TimeSpan.Zero)
            {
                return new Phrase($"{Span("vi")}: {Duration(Worked, "vi")} làm việc.", $"{Span("en")}: {Duration(Worked, "en")} of work.");
            }

            var numbers = FirstNumber == LastNumber ? $"{FirstNumber}" : $"{FirstNumber}–{LastNumber}";
            return new Phrase($"{Span("vi")}: ngày làm việc thứ {numbers}.", $"{Span("en")}: working day {numbers}.");
        }
    }
}
