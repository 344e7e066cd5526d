using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Deliveries;

/// <summary>An inbox as an agency's system reads it: ascending by place in the log, waiting for news when there is none.</summary>
internal sealed class PollInbox(ExchangeDb db, LongPoll poll)
{
    public const int MaxLimit = 200;
    public const int MaxWait = 30;

    /// <param name="All">Acknowledged deliveries too.</param>
    internal sealed record Input(string? After, int Wait, int Limit, bool All);

    internal sealed record Row(
        DeliveryId DeliveryId,
        PacketId PacketId,
        long Position,
        string DocumentId,
        string From,
        string FromName,
        string AddressedAs,
        string AddressedCodes,
        string DeliveredTo,
        string Subject,
        int Priority,
        PacketKind Kind,
        DeliveryState State,
        DateTimeOffset ReceivedAt,
        DateTimeOffset? AckedAt);

    public static Error? Check(Input input) => input switch
    {
        { Limit: < 1 or > MaxLimit } => ExchangeErrors.BadLimit.With(MaxLimit).At("limit"),
        { Wait: < 0 or > MaxWait } => ExchangeErrors.BadWait.With(MaxWait).At("wait"),
        _ when LogCursor.Read(input.After) is null => ExchangeErrors.BadCursor.At("after"),
        _ => null,
    };

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

        // What comes new for an ended organisation is laid into its successor's own inbox: only that one can wake.
        var from = LogCursor.Read(input.After)!.Value;
        var rows = await poll.Wait(own, input.Wait, () => Read(actor, from, input, ct), ct);
        return new Page<Row>(rows, LogCursor.Write(rows.Count > 0 ? rows[^1].Position : from));
    }

    private Task<List<Row>> Read(Actor actor, long from, Input input, CancellationToken ct)
    {
        var waiting = input.All ? db.DeliveriesTo(actor) : ExchangeDb.Waiting(db.DeliveriesTo(actor));
        var part = waiting.Where(d => d.Position > from).OrderBy(d => d.Position).Take(input.Limit);
        return part
            .Join(db.Packets, d => new { d.SenderCode, Id = d.PacketId }, p => new { p.SenderCode, p.Id }, (d, p) => new { Delivery = d, Packet = p })
            .OrderBy(j => j.Delivery.Position)
            .Select(j => new Row(
                j.Delivery.Id,
                j.Packet.Id,
                j.Delivery.Position,
                j.Packet.DocumentId,
                j.Packet.SenderCode,
                j.Packet.SenderName,
                j.Delivery.AddressedAs,
                j.Delivery.AddressedCodes,
                j.Delivery.RecipientCode,
                j.Delivery.State == DeliveryState.Recalled || j.Delivery.State == DeliveryState.Withdrawn ? "" : j.Packet.Subject,
                j.Delivery.Priority,
                j.Packet.Kind,
                j.Delivery.State,
                j.Delivery.QueuedAt,
                j.Delivery.AckedAt))
            .ToListAsync(ct);
    }
}
