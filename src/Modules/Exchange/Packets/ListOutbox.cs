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
}

/// <summary>What is looked for in the outbox.</summary>
internal sealed record OutboxFilter(OutboxTab Tab = OutboxTab.All, string? Words = null, DateOnly? From = null, DateOnly? To = null, string? After = null);

/// <summary>What the actor's organisation sent, newest first, and how far the recipients have come. One command.</summary>
internal sealed class ListOutbox(ExchangeDb db)
{
    public const int PageSize = 50;

    internal sealed record Row(PacketId Id, long Position, PacketKind Kind, PacketMatch Match, string Number, string Notation, string Subject, string TypeName, DateTimeOffset AcceptedAt, int Priority, string? StatusCode, int Recipients, int NotFetched, int Working, int Done, int Returned);

    public async Task<Page<Row>> Handle(OutboxFilter filter, Actor actor, CancellationToken ct)
    {
        var own = actor.OrganizationCode ?? "";
        var packets = db.Packets.AsNoTracking().Where(p => p.SenderCode == own);
        packets = filter.Tab switch
        {
            OutboxTab.Waiting => packets.Where(p => p.Kind != PacketKind.Status && db.Deliveries.Any(d => d.PacketId == p.Id && d.Lane == DeliveryLane.Waiting)),
            OutboxTab.Returned => packets.Where(p => p.Kind != PacketKind.Status && db.Deliveries.Any(d => d.PacketId == p.Id && d.State == DeliveryState.Rejected)),
            OutboxTab.Done => packets.Where(p => p.Kind != PacketKind.Status && !db.Deliveries.Any(d => d.PacketId == p.Id && d.Lane != DeliveryLane.Closed)),
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
                db.Deliveries.Count(d => d.PacketId == p.Id && d.State == DeliveryState.Rejected)))
            .ToListAsync(ct);
        var next = rows.Count > PageSize ? LogCursor.Write(rows[PageSize - 1].Position) : null;
        return new Page<Row>(rows.Count > PageSize ? rows[..PageSize] : rows, next);
    }
}
