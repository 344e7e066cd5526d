using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Push;
using VanLang.Kernel;

namespace VanLang.Exchange.Deliveries;

/// <summary>Which statuses are asked for.</summary>
internal enum StatusSide
{
    /// <summary>Of documents sent and of documents received.</summary>
    All,

    /// <summary>What recipients reported of documents that the agency sent.</summary>
    Sent,

    /// <summary>What was reported in the agency's own name of documents that it received.</summary>
    Received,
}

/// <summary>Every status in the order in which the axis took them, to be read on from the last one; waits for news when there is none.</summary>
internal sealed class PollStatuses(ExchangeDb db, LongPoll poll)
{
    internal sealed record Input(string? After, int Wait, int Limit, string? Side);

    internal sealed record Row(DeliveryStatus Status, PacketId PacketId, string DocumentId);

    public static Error? Check(Input input) => PollInbox.Check(new PollInbox.Input(input.After, input.Wait, input.Limit, false))
        ?? (SideOf(input.Side) is null ? PushErrors.UnknownSide.With(input.Side!.Length <= 40 ? input.Side : input.Side[..40]).At("side") : null);

    public async Task<Result<Page<Row>>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input) is { } wrong)
        {
            return wrong;
        }

        if (actor.OrganizationCode is not { } own)
        {
            return ExchangeErrors.NoOrganization;
        }

        var from = LogCursor.Read(input.After)!.Value;
        var rows = await poll.Wait(own, input.Wait, () => Read(actor, from, SideOf(input.Side)!.Value, input.Limit, ct), ct);
        return new Page<Row>(rows, LogCursor.Write(rows.Count > 0 ? rows[^1].Status.Position : from));
    }

    // Each side along its own index and cut before they are laid together: together they would be sorted whole.
    private async Task<List<Row>> Read(Actor actor, long from, StatusSide side, int limit, CancellationToken ct)
    {
        var codes = actor.ActsFor;
        var found = new List<Row>();
        if (side is not StatusSide.Received)
        {
            found.AddRange(await Rows(db.DeliveryStatuses.Where(s => codes.Contains(s.SenderCode) && s.Position > from), limit, ct));
        }

        if (side is not StatusSide.Sent)
        {
            found.AddRange(await Rows(db.DeliveryStatuses.Where(s => codes.Contains(s.RecipientCode) && s.Position > from), limit, ct));
        }

        return [.. found.DistinctBy(r => r.Status.Position).OrderBy(r => r.Status.Position).Take(limit)];
    }

    private Task<List<Row>> Rows(IQueryable<DeliveryStatus> statuses, int limit, CancellationToken ct) => statuses.AsNoTracking().OrderBy(s => s.Position).Take(limit)
        .Join(db.Deliveries.AsNoTracking(), s => new { s.RecipientCode, Id = s.DeliveryId }, d => new { d.RecipientCode, d.Id }, (s, d) => new { Status = s, d.PacketId, d.SenderCode })
        .Join(db.Packets.AsNoTracking(), x => new { x.SenderCode, Id = x.PacketId }, p => new { p.SenderCode, p.Id }, (x, p) => new Row(x.Status, x.PacketId, p.DocumentId))
        .ToListAsync(ct);

    private static StatusSide? SideOf(string? side) => side switch
    {
        null or "" or "all" => StatusSide.All,
        "sent" => StatusSide.Sent,
        "received" => StatusSide.Received,
        _ => null,
    };
}
