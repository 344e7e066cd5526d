using System.Globalization;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Board;
using VanLang.Kernel;

namespace VanLang.Exchange.Clocks;

/// <summary>Clocks of one duty in a time. What runs is told, but counts neither as kept nor as missed.</summary>
internal sealed record DutySum(long Kept, long Late, long Overdue, long Running, long DueSoon, long Ended)
{
    public static DutySum None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Done too late, or not done although the time is over.</summary>
    public long Missed => Late + Overdue;

    /// <summary>The denominator: clocks of which it is known how they ended.</summary>
    public long Decided => Kept + Missed;

    public long All => Decided + Running + Ended;

    public static DutySum operator +(DutySum a, DutySum b) => new(a.Kept + b.Kept, a.Late + b.Late, a.Overdue + b.Overdue, a.Running + b.Running, a.DueSoon + b.DueSoon, a.Ended + b.Ended);
}

/// <summary>The duties of one agency, or of one month.</summary>
internal sealed record DutyRow(string Key, IReadOnlyDictionary<Duty, DutySum> Duties)
{
    public DutySum this[Duty duty] => Duties.GetValueOrDefault(duty) ?? DutySum.None;

    public DutySum Total => Duties.Values.Aggregate(DutySum.None, (a, b) => a + b);
}

/// <summary>Days of the board.</summary>
internal sealed record DayRange(DateOnly From, DateOnly To)
{
    public const int Longest = 366;

    /// <summary>This month and the two before it.</summary>
    public static DayRange Usual(DateOnly today) => new(new DateOnly(today.Year, today.Month, 1).AddMonths(-2), today);

    /// <summary>Reads a range as addresses and the API write it; what is left out is the usual one's.</summary>
    public static Result<DayRange> Read(string? from, string? to, DateOnly today)
    {
        var usual = Usual(today);
        if (One(from, usual.From) is not { } first)
        {
            return ClockErrors.RangeUnreadable.With(from!).At("from");
        }

        if (One(to, usual.To) is not { } last)
        {
            return ClockErrors.RangeUnreadable.With(to!).At("to");
        }

        return last < first ? ClockErrors.RangeBackwards.At("to")
            : last.DayNumber - first.DayNumber >= Longest ? ClockErrors.RangeTooLong.With(Longest).At("to")
            : new DayRange(first, last);
    }

    // People write days, machines write them the other way round; both come by the same address.
    private static DateOnly? One(string? text, DateOnly usual) => string.IsNullOrWhiteSpace(text) ? usual
        : DateOnly.TryParseExact(text.Trim(), ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1950 and < 2090 ? day : null;
}

/// <summary>What the board of deadlines shows.</summary>
internal sealed record DeadlineView(string Code, DayRange Range, DateTimeOffset AsOf, IReadOnlyDictionary<Duty, DutySum> Duties, IReadOnlyList<DutyRow> Months, IReadOnlyList<DutyRow> Agencies)
{
    public bool IsOfAll => Code == AxisDay.Everybody;

    public DutySum this[Duty duty] => Duties.GetValueOrDefault(duty) ?? DutySum.None;
}

/// <summary>
/// Reads how deadlines are kept from the days that the writer counts: never from deliveries, so its cost grows with agencies and days only. One question, of an agency
/// or of the whole exchange. What is open is overdue or running by the moment that stands in the row's key.
/// </summary>
internal sealed class ReadDeadlines(ExchangeDb db, DeadlineBooks books, Clock clock)
{
    /// <param name="code">An agency's canonical code, or the whole exchange.</param>
    public async Task<DeadlineView> Handle(string code, DayRange range, CancellationToken ct)
    {
        var now = clock.Now;
        var soon = await Soon(now, ct);
        var rows = db.DeadlineDays.AsNoTracking().Where(d => d.Day >= range.From && d.Day <= range.To && (code == AxisDay.Everybody || d.OrganizationCode == code));
        var sums = await rows.GroupBy(d => new { d.OrganizationCode, d.Day.Year, d.Day.Month, d.Duty })
            .Select(g => new Sum
            {
                Code = g.Key.OrganizationCode,
                Year = g.Key.Year,
                Month = g.Key.Month,
                Duty = g.Key.Duty,
                Kept = g.Sum(d => d.Kept),
                Late = g.Sum(d => d.Late),
                Ended = g.Sum(d => d.Ended),
                Open = g.Sum(d => d.Started - d.Kept - d.Late - d.Ended),
                Overdue = g.Sum(d => d.Due < now ? d.Started - d.Kept - d.Late - d.Ended : 0),
                Soon = g.Sum(d => d.Due >= now && d.Due <= (d.Duty == Duty.Receipt ? soon.Receipt : soon.Register) ? d.Started - d.Kept - d.Late - d.Ended : 0),
            })
            .ToListAsync(ct);
        return new DeadlineView(
            code,
            range,
            now,
            sums.GroupBy(d => d.Duty).ToDictionary(g => g.Key, g => g.Aggregate(DutySum.None, (a, d) => a + d.ToSum())),
            [.. sums.GroupBy(d => new DateOnly(d.Year, d.Month, 1)).OrderByDescending(g => g.Key).Select(g => Row(g.Key.ToString("yyyy-MM", CultureInfo.InvariantCulture), g))],
            code != AxisDay.Everybody ? [] : [.. sums.GroupBy(d => d.Code).Select(g => Row(g.Key, g)).OrderByDescending(r => r.Total.Missed).ThenBy(r => r.Key, StringComparer.Ordinal)]);
    }

    /// <summary>Until when a running clock is called due soon, by the rules of today.</summary>
    public async Task<(DateTimeOffset Receipt, DateTimeOffset Register)> Soon(DateTimeOffset now, CancellationToken ct)
    {
        var rules = await books.Rules(ct);
        DateTimeOffset Of(Duty duty) => now.AddMinutes(DeadlineBook.Find(rules, duty, 0, now.DateInVietnam())?.SoonMinutes ?? 0);
        return (Of(Duty.Receipt), Of(Duty.Register));
    }

    private static DutyRow Row(string key, IEnumerable<Sum> sums) => new(key, sums.GroupBy(s => s.Duty).ToDictionary(g => g.Key, g => g.Aggregate(DutySum.None, (a, s) => a + s.ToSum())));

    private sealed class Sum
    {
        public string Code { get; init; } = "";

        public int Year { get; init; }

        public int Month { get; init; }

        public Duty Duty { get; init; }

        public long Kept { get; init; }

        public long Late { get; init; }

        public long Ended { get; init; }

        public long Open { get; init; }

        public long Overdue { get; init; }

        public long Soon { get; init; }

        public DutySum ToSum() => new(Kept, Late, Overdue, Open - Overdue, Soon, Ended);
    }
}
