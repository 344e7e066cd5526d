using System.Globalization;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Board;

/// <summary>Which rows of an agency a figure is made of.</summary>
/// <param name="Code">Canonical code of the agency.</param>
/// <param name="Sent">Those that it sent; otherwise those that came to it.</param>
/// <param name="Day">Of one day; null for all.</param>
/// <param name="State">In one state; null for all.</param>
internal sealed record BoardFilter(string Code, bool Sent, DateOnly? Day = null, DeliveryState? State = null, string? After = null);

/// <summary>One delivery as the board shows it: who, to whom, when, how far. What the document says is for its parties only.</summary>
internal sealed record BoardRow(PacketId PacketId, long Position, string SenderCode, string RecipientCode, string RecipientName, DateTimeOffset QueuedAt, DeliveryState State, DateTimeOffset StateAt, DateOnly? DueDate);

/// <summary>The deliveries behind a figure of the board, newest first, read by key over the indexes of the two lists. One command.</summary>
internal sealed class ListBoardRows(ExchangeDb db)
{
    public const int PageSize = 50;

    public async Task<Page<BoardRow>> Handle(BoardFilter filter, CancellationToken ct)
    {
        var rows = filter.Sent ? Sent(filter) : Received(filter);
        if (filter.State is { } state)
        {
            var lane = StatusMachine.Lane(state);
            rows = rows.Where(d => d.Lane == lane && d.State == state);
        }

        if (Cursor.Unpack(filter.After, 2) is [var at, var last] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            rows = rows.Where(d => d.Position < position || (d.Position == position && d.RecipientCode.CompareTo(last) > 0));
        }

        var found = await rows.OrderByDescending(d => d.Position).ThenBy(d => d.RecipientCode).Take(PageSize + 1)
            .Select(d => new BoardRow(d.PacketId, d.Position, d.SenderCode, d.RecipientCode, d.RecipientName, d.QueuedAt, d.State, d.StateAt, d.DueDate)).ToListAsync(ct);
        return found.Count <= PageSize
            ? new Page<BoardRow>(found, null)
            : new Page<BoardRow>(found[..PageSize], Cursor.Pack(found[PageSize - 1].Position.ToString(CultureInfo.InvariantCulture), found[PageSize - 1].RecipientCode));
    }

    private IQueryable<Delivery> Received(BoardFilter filter)
    {
        var rows = db.Deliveries.AsNoTracking().Where(d => d.RecipientCode == filter.Code && d.Kind != PacketKind.Status);
        if (filter.Day is { } day)
        {
            var (start, end) = Of(day);
            rows = rows.Where(d => d.QueuedAt >= start && d.QueuedAt < end);
        }

        return rows;
    }

    private IQueryable<Delivery> Sent(BoardFilter filter)
    {
        var packets = db.Packets.AsNoTracking().Where(p => p.SenderCode == filter.Code && p.Kind != PacketKind.Status);
        if (filter.Day is { } day)
        {
            var (start, end) = Of(day);
            packets = packets.Where(p => p.AcceptedAt >= start && p.AcceptedAt < end);
        }

        return packets.Join(db.Deliveries.AsNoTracking(), p => p.Id, d => d.PacketId, (_, d) => d);
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Of(DateOnly day) =>
        (new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Clock.NationalOffset), new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), Clock.NationalOffset));
}
