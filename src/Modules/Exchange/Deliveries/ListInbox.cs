using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Clocks;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Deliveries;

/// <summary>The tabs of the page "Văn bản đến".</summary>
internal enum InboxTab
{
    All,
    Waiting,
    Received,
    Assigned,
    Processing,
    Closed,
    Overdue,
    Asked,
}

/// <summary>What is looked for in the inbox.</summary>
internal sealed record InboxFilter(InboxTab Tab = InboxTab.All, string? Words = null, int? Priority = null, DateOnly? From = null, DateOnly? To = null, string? After = null)
{
    /// <summary>Of what waits for an answer: what is late, or soon will be; null for all.</summary>
    public InboxClock? Clock { get; init; }
}

/// <summary>Where the clock of the answer stands.</summary>
internal enum InboxClock
{
    Late,
    Soon,
}

/// <summary>
/// Văn bản đến of the actor's organisation, newest first. Two commands: the rows, and the counts of what is open. What is closed is not
/// counted: it only grows, and counting it would make every page slower each year.
/// </summary>
internal sealed class ListInbox(ExchangeDb db)
{
    public const int PageSize = 50;

    /// <summary>What is due within this is due soon in the list: half a working day.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromHours(4);

    internal sealed record Row(DeliveryId Id, PacketId PacketId, long Position, PacketKind Kind, string SenderName, string Number, string Notation, string Subject, DateTimeOffset QueuedAt, int Priority, DateOnly? DueDate, DeliveryState State, string? Assignee)
    {
        /// <summary>Whom it was delivered to: the own organisation, or one that it continues.</summary>
        public required string DeliveredTo { get; init; }

        public required string AddressedCodes { get; init; }

        /// <summary>The two clocks of the recipient.</summary>
        public IReadOnlyList<DutyClock> Clocks { get; init; } = [];

        /// <summary>The ended organisations for which it was received; null when none was addressed.</summary>
        public string? For(string? own) => Addressees.Ended(DeliveredTo == own ? AddressedCodes : DeliveredTo, own ?? "");
    }

    internal sealed record Counts(int Waiting, int Received, int Assigned, int Processing, int Overdue, int Asked)
    {
        public int Open => Waiting + Received + Assigned + Processing + Asked;
    }

    internal sealed record Found(Page<Row> Page, Counts Counts);

    public async Task<Found> Handle(InboxFilter filter, Actor actor, CancellationToken ct)
    {
        var today = db.Node.Clock.Today;
        var rows = await Rows(filter, actor, today, PageSize + 1).ToListAsync(ct);
        var next = rows.Count > PageSize ? LogCursor.Write(rows[PageSize - 1].Position) : null;
        return new Found(new Page<Row>(rows.Count > PageSize ? rows[..PageSize] : rows, next), await Count(actor, today, ct));
    }

    /// <summary>Every row that the filter finds, for export; at most <paramref name="most"/>.</summary>
    public Task<List<Row>> All(InboxFilter filter, Actor actor, int most, CancellationToken ct) => Rows(filter, actor, db.Node.Clock.Today, most).ToListAsync(ct);

    private IQueryable<Row> Rows(InboxFilter filter, Actor actor, DateOnly today, int most)
    {
        var deliveries = filter.Tab switch
        {
            InboxTab.Waiting => db.DeliveriesTo(actor).Where(d => d.Lane == DeliveryLane.Waiting),
            InboxTab.Received => db.DeliveriesTo(actor).Where(d => d.Lane == DeliveryLane.Working && d.State == DeliveryState.Received),
            InboxTab.Assigned => db.DeliveriesTo(actor).Where(d => d.Lane == DeliveryLane.Working && d.State == DeliveryState.Assigned),
            InboxTab.Processing => db.DeliveriesTo(actor).Where(d => d.Lane == DeliveryLane.Working && d.State == DeliveryState.Processing),
            InboxTab.Asked => db.DeliveriesTo(actor).Where(d => d.Lane == DeliveryLane.Asked),
            InboxTab.Closed => db.DeliveriesTo(actor).Where(d => d.Lane == DeliveryLane.Closed),
            InboxTab.Overdue => db.DeliveriesTo(actor).Where(d => (d.Lane == DeliveryLane.Waiting || d.Lane == DeliveryLane.Working) && d.DueDate < today),
            _ => db.DeliveriesTo(actor).Where(d => d.Lane != DeliveryLane.Notice),
        };
        if (filter.Priority is { } priority)
        {
            deliveries = deliveries.Where(d => d.Priority == priority);
        }

        if (filter.Clock is { } clock)
        {
            var (now, soon) = (db.Node.Clock.Now, db.Node.Clock.Now.Add(Soon));
            deliveries = deliveries.Where(d => d.SettledAt == null && d.ReceiptDue != null);
            deliveries = clock is InboxClock.Late
                ? deliveries.Where(d => d.ReceiptDue < now || d.RegisterDue < now)
                : deliveries.Where(d => d.ReceiptDue >= now && d.RegisterDue >= now && (d.ReceiptDue <= soon || d.RegisterDue <= soon));
        }

        if (filter.From is { } from)
        {
            var start = StartOf(from);
            deliveries = deliveries.Where(d => d.QueuedAt >= start);
        }

        if (filter.To is { } to)
        {
            var end = StartOf(to.AddDays(1));
            deliveries = deliveries.Where(d => d.QueuedAt < end);
        }

        if (LogCursor.Read(filter.After) is > 0 and var after)
        {
            deliveries = deliveries.Where(d => d.Position < after);
        }

        var packets = db.Packets.AsNoTracking();
        var words = TextFolding.Fold(filter.Words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8).ToList();
        words.ForEach(word => packets = packets.Where(p => p.Search.Contains(word)));
        if (words.Count > 0)
        {
            // What was destroyed or given back is not found by its words any more.
            deliveries = deliveries.Where(d => d.State != DeliveryState.Recalled && d.State != DeliveryState.Withdrawn);
        }
        else
        {
            // Every delivery has its packet, so the page is cut before the join. After it PostgreSQL would expect too few rows to stop
            // early (it takes sender and packet for independent) and sort the whole inbox.
            deliveries = deliveries.OrderByDescending(d => d.Position).Take(most);
        }

        return deliveries
            .Join(packets, d => new { d.SenderCode, Id = d.PacketId }, p => new { p.SenderCode, p.Id }, (d, p) => new { d, p })
            .OrderByDescending(x => x.d.Position)
            .Take(most)
            .Select(x => new Row(x.d.Id, x.d.PacketId, x.d.Position, x.d.Kind, x.p.SenderName, x.p.Number, x.p.Notation, x.d.State == DeliveryState.Recalled || x.d.State == DeliveryState.Withdrawn ? "" : x.p.Subject, x.d.QueuedAt, x.d.Priority, x.d.DueDate, x.d.State, x.d.Assignee) { DeliveredTo = x.d.RecipientCode, AddressedCodes = x.d.AddressedCodes, Clocks = new[] { new DutyClock(Duty.Receipt, x.d.ReceiptDue, x.d.SettledAt, x.d.Settlement), new DutyClock(Duty.Register, x.d.RegisterDue, x.d.SettledAt, x.d.Settlement) } });
    }

    private async Task<Counts> Count(Actor actor, DateOnly today, CancellationToken ct)
    {
        var states = await db.DeliveriesTo(actor)
            .Where(d => d.Lane == DeliveryLane.Waiting || d.Lane == DeliveryLane.Working || d.Lane == DeliveryLane.Asked)
            .GroupBy(d => d.State)
            .Select(g => new { State = g.Key, Rows = g.Count(), Late = g.Count(d => d.DueDate < today && d.Lane != DeliveryLane.Asked) })
            .ToListAsync(ct);
        int Of(params DeliveryState[] wanted) => states.Where(s => wanted.Contains(s.State)).Sum(s => s.Rows);
        return new Counts(Of(DeliveryState.Queued, DeliveryState.Delivered), Of(DeliveryState.Received), Of(DeliveryState.Assigned), Of(DeliveryState.Processing), states.Sum(s => s.Late), Of(DeliveryState.ChangePending, DeliveryState.RecallPending));
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Clock.NationalOffset);
}
