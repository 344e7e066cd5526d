using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Deliveries;
using VanLang.Kernel;

namespace VanLang.Exchange.Packets;

/// <summary>The tabs of the page "Văn bản đi".</summary>
internal enum OutboxTab
{
    All,
    Waiting,
    Returned,
    Done,
    Statuses,
    Unmatched,
    Asked,
}

/// <summary>What is looked for in the outbox.</summary>
internal sealed record OutboxFilter(OutboxTab Tab = OutboxTab.All, string? Words = null, DateOnly? From = null, DateOnly? To = null, string? After = null);

/// <summary>
/// What the actor's organisation sent, newest first, and how far the recipients have come. Two commands: the rows, and the counts of what waits for
/// somebody. What only grows (all, done, statuses) is not counted: it would make every page slower each year.
/// </summary>
internal sealed class ListOutbox(ExchangeDb db)
{
    public const int PageSize = 50;

    internal sealed record Row(PacketId Id, long Position, PacketKind Kind, PacketMatch Match, string SenderCode, string Number, string Notation, string Subject, string TypeName, DateTimeOffset AcceptedAt, int Priority, string? StatusCode, int Recipients, int NotFetched, int Working, int Done, int Returned)
    {
        /// <summary>Recipients that owe an answer to a request of the sender.</summary>
        public required int Asked { get; init; }

        /// <summary>Recipients at which it was recalled or taken back.</summary>
        public required int Gone { get; init; }
    }

    /// <summary>Documents that somebody has not taken off the queue, that somebody returned, and packets about documents that the axis does not know.</summary>
    internal sealed record Counts(int Waiting, int Returned, int Unmatched, int Asked);

    internal sealed record Found(Page<Row> Page, Counts Counts);

    public async Task<Found> Handle(OutboxFilter filter, Actor actor, CancellationToken ct) => new(await Rows(filter, actor, ct), await Count(actor, ct));

    private async Task<Page<Row>> Rows(OutboxFilter filter, Actor actor, CancellationToken ct)
    {
        var packets = db.PacketsSentBy(actor);
        packets = filter.Tab switch
        {
            OutboxTab.Waiting => packets.Where(p => p.Kind != PacketKind.Status && db.Deliveries.Any(d => d.PacketId == p.Id && d.Lane == DeliveryLane.Waiting)),
            OutboxTab.Returned => packets.Where(p => p.Kind != PacketKind.Status && db.Deliveries.Any(d => d.PacketId == p.Id && d.State == DeliveryState.Rejected)),
            OutboxTab.Asked => packets.Where(p => db.Deliveries.Any(d => d.PacketId == p.Id && d.Lane == DeliveryLane.Asked)),
            OutboxTab.Done => packets.Where(p => p.Kind != PacketKind.Status && p.Kind != PacketKind.Recall && !db.Deliveries.Any(d => d.PacketId == p.Id && d.Lane != DeliveryLane.Closed)),
            OutboxTab.Statuses => packets.Where(p => p.Kind == PacketKind.Status),
            OutboxTab.Unmatched => packets.Where(p => p.Match == PacketMatch.Unmatched),
            _ => packets.Where(p => p.Kind != PacketKind.Status),
        };
        foreach (var word in TextFolding.Fold(filter.Words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
        {
            packets = packets.Where(p => p.Search.Contains(word));
        }

        if (filter.From is { } from)
        {
            var start = new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), Clock.NationalOffset);
            packets = packets.Where(p => p.AcceptedAt >= start);
        }

        if (filter.To is { } to)
        {
            var end = new DateTimeOffset(to.AddDays(1).ToDateTime(TimeOnly.MinValue), Clock.NationalOffset);
            packets = packets.Where(p => p.AcceptedAt < end);
        }

        if (LogCursor.Read(filter.After) is > 0 and var after)
        {
            packets = packets.Where(p => p.Position < after);
        }

        var rows = await packets.OrderByDescending(p => p.Position).Take(PageSize + 1)
            .Select(p => new Row(
                p.Id,
                p.Position,
                p.Kind,
                p.Match,
                p.SenderCode,
                p.Number,
                p.Notation,
                p.Subject,
                p.TypeName,
                p.AcceptedAt,
                p.Priority,
                p.StatusCode,
                p.Recipients,
                db.Deliveries.Count(d => d.PacketId == p.Id && d.State == DeliveryState.Queued),
                db.Deliveries.Count(d => d.PacketId == p.Id && d.Lane == DeliveryLane.Working),
                db.Deliveries.Count(d => d.PacketId == p.Id && d.State == DeliveryState.Done),
                db.Deliveries.Count(d => d.PacketId == p.Id && d.State == DeliveryState.Rejected))
            {
                Asked = db.Deliveries.Count(d => d.PacketId == p.Id && d.Lane == DeliveryLane.Asked),
                Gone = db.Deliveries.Count(d => d.PacketId == p.Id && (d.State == DeliveryState.Recalled || d.State == DeliveryState.Withdrawn)),
            })
            .ToListAsync(ct);
        var next = rows.Count > PageSize ? LogCursor.Write(rows[PageSize - 1].Position) : null;
        return new Page<Row>(rows.Count > PageSize ? rows[..PageSize] : rows, next);
    }

    // One command of four counts, each over an index that holds only what it counts.
    private async Task<Counts> Count(Actor actor, CancellationToken ct)
    {
        var codes = actor.ActsFor;
        var waiting = db.Deliveries.Where(d => codes.Contains(d.SenderCode) && d.Lane == DeliveryLane.Waiting).Select(d => d.PacketId).Distinct().Select(_ => 0);
        var returned = db.Deliveries.Where(d => codes.Contains(d.SenderCode) && d.State == DeliveryState.Rejected && d.Kind != PacketKind.Status).Select(d => d.PacketId).Distinct().Select(_ => 1);
        var unmatched = db.PacketsSentBy(actor).Where(p => p.Match == PacketMatch.Unmatched).Select(_ => 2);
        var asked = db.Deliveries.Where(d => codes.Contains(d.SenderCode) && d.Lane == DeliveryLane.Asked).Select(d => d.PacketId).Distinct().Select(_ => 3);
        var counts = await waiting.Concat(returned).Concat(unmatched).Concat(asked).GroupBy(kind => kind).Select(g => new { g.Key, Rows = g.Count() }).ToListAsync(ct);
        int Of(int kind) => counts.FirstOrDefault(c => c.Key == kind)?.Rows ?? 0;
        return new Counts(Of(0), Of(1), Of(2), Of(3));
    }
}
