using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Packets;

/// <summary>What an organisation's system sent, in the order of the log.</summary>
internal sealed class ListSent(ExchangeDb db)
{
    public const int MaxLimit = 200;

    internal sealed record Row(PacketId Id, long Position, PacketKind Kind, PacketMatch Match, string SenderCode, string DocumentId, string Subject, string Number, string Notation, int Priority, string Digest, DateTimeOffset AcceptedAt, int Recipients);

    public async Task<Result<Page<Row>>> Handle(string? after, int limit, Actor actor, CancellationToken ct)
    {
        if (limit is < 1 or > MaxLimit)
        {
            return ExchangeErrors.BadLimit.With(MaxLimit).At("limit");
        }

        if (LogCursor.Read(after) is not { } from)
        {
            return ExchangeErrors.BadCursor.At("after");
        }

        var rows = await db.PacketsSentBy(actor)
            .Where(p => p.Position > from)
            .OrderBy(p => p.Position)
            .Take(limit)
            .Select(p => new Row(p.Id, p.Position, p.Kind, p.Match, p.SenderCode, p.DocumentId, p.Subject, p.Number, p.Notation, p.Priority, p.Digest, p.AcceptedAt, p.Recipients))
            .ToListAsync(ct);
        return new Page<Row>(rows, LogCursor.Write(rows.Count > 0 ? rows[^1].Position : from));
    }
}

/// <summary>Cursors that are places in the log: the next answer begins after them, and every answer has one.</summary>
internal static class LogCursor
{
    public static string Write(long position) => Cursor.Pack(position.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The position; 0 without a cursor, null when it is none of ours.</summary>
    public static long? Read(string? cursor) => string.IsNullOrEmpty(cursor)
        ? 0
        : Cursor.Unpack(cursor, 1) is [var key] && long.TryParse(key, System.Globalization.CultureInfo.InvariantCulture, out var position) && position >= 0 ? position : null;
}
