using System.Globalization;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Clocks;

/// <summary>Which clocks are looked for.</summary>
internal enum ClockFilter
{
    All,
    Kept,

    /// <summary>Late or overdue.</summary>
    Missed,
    Overdue,
    Running,
    Ended,
}

/// <summary>Which rows a figure of the board is made of.</summary>
internal sealed record ClockRows(string Code, Duty Duty, DayRange Range, ClockFilter Filter = ClockFilter.All, string? After = null);

/// <summary>One clock: who, with whom, when, how. What the document says is for its parties only.</summary>
internal sealed record ClockRow(PacketId PacketId, long Position, string SenderCode, string RecipientCode, string RecipientName, int Priority, DateOnly? SignedOn, DateTimeOffset At, DateTimeOffset? Due, DateTimeOffset? StoppedAt, Settlement? Settlement)
{
    public DutyClock Clock(Duty duty) => new(duty, Due, StoppedAt, Settlement);
}

/// <summary>
/// The clocks behind a figure, newest first, read by key. One command. What is open and what is late stand in indexes of their own, so neither is looked for among
/// a year's rows that were kept.
/// </summary>
internal sealed class ListClocks(ExchangeDb db, Clock clock)
{
    public const int PageSize = 50;

    public async Task<Page<ClockRow>> Handle(ClockRows asked, CancellationToken ct)
    {
        var rows = await Rows(asked, PageSize + 1).ToListAsync(ct);
        return rows.Count <= PageSize
            ? new Page<ClockRow>(rows, null)
            : new Page<ClockRow>(rows[..PageSize], Cursor.Pack(rows[PageSize - 1].Position.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Every row, for export; at most <paramref name="most"/>.</summary>
    public Task<List<ClockRow>> All(ClockRows asked, int most, CancellationToken ct) => Rows(asked, most).ToListAsync(ct);

    private IQueryable<ClockRow> Rows(ClockRows asked, int most) => (asked.Duty is Duty.Send ? Sent(asked) : Received(asked)).Take(most);

    private IQueryable<ClockRow> Sent(ClockRows asked)
    {
        var (start, end) = Times(asked.Range);
        var packets = db.Packets.AsNoTracking().Where(p => p.SenderCode == asked.Code && p.SendDue != null && p.AcceptedAt >= start && p.AcceptedAt < end);
        packets = asked.Filter switch
        {
            ClockFilter.Kept => packets.Where(p => p.AcceptedAt <= p.SendDue),
            ClockFilter.Missed => packets.Where(p => p.AcceptedAt > p.SendDue),
            ClockFilter.All => packets,
            _ => packets.Where(p => false), // Whether it was sent in time is known when it comes.
        };
        if (After(asked) is { } after)
        {
            packets = packets.Where(p => p.Position < after);
        }

        return packets.OrderByDescending(p => p.Position).Select(p => new ClockRow(p.Id, p.Position, p.SenderCode, "", "", p.Priority, p.PromulgationDate, p.AcceptedAt, p.SendDue, p.AcceptedAt, null));
    }

    private IQueryable<ClockRow> Received(ClockRows asked)
    {
        var (start, end) = Times(asked.Range);
        var now = clock.Now;
        var register = asked.Duty is Duty.Register;
        var rows = db.Deliveries.AsNoTracking().Where(d => d.RecipientCode == asked.Code && d.QueuedAt >= start && d.QueuedAt < end);
        rows = register ? rows.Where(d => d.RegisterDue != null) : rows.Where(d => d.ReceiptDue != null);
        rows = (asked.Filter, register) switch
        {
            (ClockFilter.Kept, true) => rows.Where(d => d.SettledAt <= d.RegisterDue && d.Settlement == Settlement.Registered),
            (ClockFilter.Kept, false) => rows.Where(d => d.SettledAt <= d.ReceiptDue && d.Settlement != Settlement.Ended),
            (ClockFilter.Missed, true) => rows.Where(d => d.SettledAt > d.RegisterDue || (d.SettledAt == null && d.RegisterDue < now)),
            (ClockFilter.Missed, false) => rows.Where(d => d.SettledAt > d.ReceiptDue || (d.SettledAt == null && d.ReceiptDue < now)),
            (ClockFilter.Overdue, true) => rows.Where(d => d.SettledAt == null && d.ReceiptDue != null && d.RegisterDue < now),
            (ClockFilter.Overdue, false) => rows.Where(d => d.SettledAt == null && d.ReceiptDue < now),
            (ClockFilter.Running, true) => rows.Where(d => d.SettledAt == null && d.ReceiptDue != null && d.RegisterDue >= now),
            (ClockFilter.Running, false) => rows.Where(d => d.SettledAt == null && d.ReceiptDue >= now),
            (ClockFilter.Ended, true) => rows.Where(d => d.SettledAt <= d.RegisterDue && d.Settlement != Settlement.Registered),
            (ClockFilter.Ended, false) => rows.Where(d => d.SettledAt <= d.ReceiptDue && d.Settlement == Settlement.Ended),
            _ => rows,
        };
        if (After(asked) is { } after)
        {
            rows = rows.Where(d => d.Position < after);
        }

        rows = rows.OrderByDescending(d => d.Position);
        return register
            ? rows.Select(d => new ClockRow(d.PacketId, d.Position, d.SenderCode, d.RecipientCode, d.RecipientName, d.Priority, null, d.QueuedAt, d.RegisterDue, d.SettledAt, d.Settlement))
            : rows.Select(d => new ClockRow(d.PacketId, d.Position, d.SenderCode, d.RecipientCode, d.RecipientName, d.Priority, null, d.QueuedAt, d.ReceiptDue, d.SettledAt, d.Settlement));
    }

    private static long? After(ClockRows asked) => Cursor.Unpack(asked.After, 1) is [var last] && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : null;

    private static (DateTimeOffset Start, DateTimeOffset End) Times(DayRange range) => (Limit.StartOf(range.From), Limit.StartOf(range.To.AddDays(1)));
}
